"""The way of a URL in words, in the order in which it was gone."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

from alerts.delivery import Delivery, Status
from alerts.words import reason_in_words, sides_in_words, time_in_words, verdict_in_words
from deploy.account import Account, Told
from deploy.claims import ComparedClaim, Standing
from deploy.cli.removed import why_removed
from deploy.wording import counted
from pipelines.article import Removal
from pipelines.plain import one_line
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.store.traces import KEPT, Trace

# A head, and the text that stands beside it.
Row = tuple[str, str]

_LABEL: Final = 12
_LONGEST: Final = 480
_LONGEST_REMOVED: Final = 80
_LONGEST_SENTENCE: Final = 160
_REMOVALS_SHOWN: Final = 6
_WORDS_SHOWN: Final = 8
_STANDING: Final = {
    Standing.NEW: "new",
    Standing.KNOWN: "as in {name}",
    Standing.CHANGED: "changed from {value} in {name}",
    Standing.CONTRADICTS: "against {value} in {name}",
    Standing.WITHDRAWN: "withdrawn by the page itself",
}
_ENDED: Final = {
    "fetch": ("Not fetched", ""),
    "presearch": ("Fetched", "No watch could match the page, so it was not read."),
    "match": ("Read", "No watch's query is true of it."),
}


def account_in_words(account: Account) -> Iterator[Row]:
    """Rows for people: what the crawler knows, then each report of the page."""
    yield "", account.url
    yield from _crawled(account)
    for _, reports in groupby(account.reports, key=lambda told: told.report.watch):
        yield from _watched(list(reports))


def _watched(reports: Sequence[Told]) -> Iterator[Row]:
    """The reports of one watch; looks that found the page unchanged are counted below the report that they confirm."""
    looks: list[Report] = []
    for number, told in enumerate(reports):
        if told.unchanged and number:
            looks.append(told.report)
            continue
        yield from _again(looks)
        looks.clear()
        yield "", ""
        yield from _reported(told)
    yield from _again(looks)


def _crawled(account: Account) -> Iterator[Row]:
    pending, mark = account.known.pending, account.known.mark
    if account.trace:
        yield from _ended(account.trace)
    if mark:
        yield _row("Looked at", f"last {time_in_words(mark.seen)}")
    if pending:
        again = "again " if mark else ""
        failed = f", after {counted(pending.failures, 'failure')}" if pending.failures else ""
        source = f"; announced by {pending.announcement.source}" if pending.announcement.source and not mark else ""
        yield _row("Waits", f"to be fetched {again}{time_in_words(pending.due)}{failed}{source}")
    if mark and not (account.trace or account.reports or pending):
        yield _row("Expired", f"It matched no watch; why is remembered for {_days(KEPT)} only.")


def _ended(trace: Trace) -> Iterator[Row]:
    """Where the way of a page ended that no watch holds a report of."""
    label, words = _ENDED.get(trace.stage, ("Looked at", f"at the stage {trace.stage}"))
    if trace.title:
        yield _row("Headline", trace.title)
    yield _row(label, time_in_words(trace.at))
    if trace.led_to:
        yield _row("Led on", f"to {trace.led_to}")
    yield from _removals(trace.removed)
    yield from _list("Ended", [text for text in (words, trace.detail) if text])


def _reported(told: Told) -> Iterator[Row]:
    report = told.report
    yield "", f"  {verdict_in_words(report.verdict)}, {'alert' if report.alert else 'silent'}: {report.id}"
    yield _row("Headline", report.title or "none")
    if report.published:
        yield _row("Published", time_in_words(report.published))
    yield _row("Seen", f"through {report.source}" if report.source else "given by hand")
    yield _row(
        "Tried" if report.verdict is Verdict.UNJUDGED else "Fetched",
        f"{time_in_words(report.observed)}{_redirect(report)}",
    )
    yield from _removals(report.removed)
    if report.verdict is not Verdict.UNJUDGED:
        yield _row("Matched", f"{report.watch}{_matched(report)}")
        yield _row("Nearest", _nearest(told))
    yield from _list("Claims", [_claim(claim) for claim in told.claims])
    for conflict in report.conflicts:
        yield _row("Conflict", f"{conflict.subject}: {sides_in_words(conflict)}")
        sentences = [(one.source or one.id, one_line(one.sentence, _LONGEST_SENTENCE)) for one in conflict.values]
        yield from _list("", [f"{who}: “{sentence}”" for who, sentence in sentences])
    yield from _list("New", [item.text for item in report.new])
    yield from _list("Because", [_reason(report, reason) for reason in report.reasons])
    lead = f": {told.lead}" if told.lead and told.story != report.id else ""
    yield _row("Story", f"{told.story}{lead}")
    yield _row("Alert", _alert(report))
    yield from _list("Told", [_delivery(row) for row in told.deliveries])


def _reason(report: Report, reason: Reason) -> str:
    """A reason in words; the sides of a conflict stand above, each once."""
    if reason.code is Because.CONFLICT and report.conflicts:
        return reason_in_words(Reason(reason.code, reason.detail.partition(":")[0]))
    return reason_in_words(reason)


def _again(looks: Sequence[Report]) -> Iterator[Row]:
    if looks:
        times = "once" if len(looks) == 1 else f"{len(looks)} times"
        yield _row("Again", f"looked at {times} more, last {time_in_words(looks[-1].observed)}: unchanged")


def _redirect(report: Report) -> str:
    return f", where {report.announced} led to {report.url}" if report.announced else ""


def _matched(report: Report) -> str:
    """The terms of the query that were found, and the words of the text that they found."""
    terms = f": {', '.join(report.terms)}" if report.terms else " wants everything"
    parts = {"title": report.title or "", "text": report.text}
    found = (one_line(parts[span.field][span.start : span.end]) for span in report.spans)
    words = [word for word in dict.fromkeys(found) if word]
    if not words or not report.text:
        return terms
    more = " …" if len(words) > _WORDS_SHOWN else ""
    return f"{terms}; by “{'”, “'.join(words[:_WORDS_SHOWN])}”{more}"


def _nearest(told: Told) -> str:
    near = told.nearest
    if near is None:
        return "no earlier report of its development"
    headline = f": {near.title}" if near.title else ""
    return f"{_name(near.outlet, near.id)} has {near.share:.0%} of its wording{headline}"


def _name(outlet: str, id: str) -> str:
    """A report by its outlet, where that is known, and its id."""
    return f"{outlet} ({id})" if outlet else id


def _claim(claim: ComparedClaim) -> str:
    earlier = claim.earlier
    words = _STANDING[claim.standing]
    if earlier:
        words = words.format(name=_name(earlier.source, earlier.id), value=earlier.value)
    return f"{claim.subject}: {claim.value}, {words}"


def _alert(report: Report) -> str:
    if report.alert:
        return f"{report.id}, made with the verdict"
    if report.says(Because.BASELINE):
        return "none: first contact with its source is silent"
    if report.verdict is Verdict.COPY:
        return "none: a copy is never told"
    if report.verdict is Verdict.REVISION and not report.says(Because.FACT_CHANGED):
        return "none: no fact was changed"
    return f"none: {report.watch} asked for less than this"


def _delivery(row: Delivery) -> str:
    to = f"{row.channel} to {row.recipient}" if row.recipient else row.channel
    if row.status is Status.COVERED:
        return f"{to}, in one message with {row.covered_by}"
    when = f" {time_in_words(row.finished)}" if row.finished else ""
    error = f": {row.error}" if row.error and row.status is not Status.SENT else ""
    return f"{to}, {row.status}{when}{error}"


def _removals(removed: Sequence[Removal]) -> Iterator[Row]:
    shown = [f"“{one_line(one.text, _LONGEST_REMOVED)}”: {why_removed(one)}" for one in removed[:_REMOVALS_SHOWN]]
    rest = len(removed) - len(shown)
    more = [f"and {counted(rest, 'line')} more; --json has them"] if rest else []
    yield from _list("Removed", [*shown, *more])


def _list(label: str, texts: Sequence[str]) -> Iterator[Row]:
    """A row for each text, the first of them with the label."""
    for number, text in enumerate(texts):
        yield _row(label if number == 0 else "", text)


def _row(label: str, text: str) -> Row:
    return f"  {label:<{_LABEL}}", one_line(text, _LONGEST)


def _days(span: timedelta) -> str:
    return counted(span.days, "day")

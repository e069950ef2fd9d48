"""A story as people read it: who tells it, what is disputed, then report by report what each brought."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from alerts.words import copies_in_words, reason_in_words, sides_in_words, time_in_words, verdict_in_words
from deploy.disputes import Dispute, disputes_of
from deploy.wording import counted
from pipelines.plain import one_line
from pipelines.report import Because, Report, Verdict
from pipelines.stories.story import Story, happened

# Style, head, and the text beside it.
Row = tuple[str, str, str]

_LABEL: Final = 16
_INDENT: Final = " " * (_LABEL + 2)
_LONGEST_OUTLET: Final = 36
_LONGEST_TITLE: Final = 160
_LONGEST_ITEM: Final = 480
_ITEMS: Final = 3
# Where a story takes a turn: another language, a merge, a split, a figure that is taken back or taken up.
_TURNS: Final = frozenset({
    Because.FIRST_IN_LANGUAGE, Because.MERGES, Because.SPLITS_OFF, Because.CONFLICT_CONFIRMED,
    Because.CONFLICT_CORRECTED, Because.DENIED, Because.RESURFACED,
})  # fmt: skip
# What a revision did, the most telling first.
_CHANGES: Final = (Because.FACT_CHANGED, Because.TEXT_CHANGED)


def timeline(story: Story) -> Iterator[Row]:
    """The story's head, then its reports with what each brought and who copied it."""
    yield from _head(story)
    copies = _copies(story)
    for report in story.reports:
        if report.verdict is Verdict.COPY:
            continue
        yield "", "", ""
        yield from _entry(report, lead=report == story.lead)
        yield from _held_back(copies.pop(report.id, Counter()))
    for rest in copies.values():
        yield "", "", ""
        yield from _held_back(rest)


def _copies(story: Story) -> dict[str, Counter[str]]:
    """The outlets of the copies that were held back, by the id of what they copy, also through other copies."""
    copied = {report.id: report.of for report in story.reports if report.verdict is Verdict.COPY and report.of}
    found: dict[str, Counter[str]] = {}
    for report in story.reports:
        if report.is_held_back_copy:
            original = report.id
            while original in copied:
                original = copied[original]
            found.setdefault(original, Counter())[_outlet(report) or "elsewhere"] += 1
    return found


def time_of(time: datetime) -> str:
    """A time as tables show it, UTC."""
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M}"


def _head(story: Story) -> Iterator[Row]:
    yield "bold", "", one_line(story.lead.title or story.lead.url or story.id, _LONGEST_TITLE)
    yield "dim", "", _figures(story)
    yield _fact("Told first by", f"{_outlet(story.lead) or story.lead.url}, {time_in_words(happened(story.lead))}")
    yield from _names("Own reporting", story.outlets)
    yield from _names("Only copies", story.copied_by)
    for dispute in disputes_of(story.reports):
        yield _fact("Settled" if dispute.settled_by else "Disputed", _dispute(dispute))


def _figures(story: Story) -> str:
    parts = [
        story.id,
        counted(len(story.independent), "report"),
        counted(len(story.outlets), "independent outlet"),
    ]
    if story.copies:
        parts.append(copies_in_words(story.copies))
    if story.merged:
        parts.append(f"with {', '.join(story.merged)} merged into it")
    return " · ".join(parts)


def _dispute(dispute: Dispute) -> str:
    told = f"{dispute.conflict.subject}: {sides_in_words(dispute.conflict)}"
    by = dispute.settled_by
    return f"{told}; {_outlet(by) or by.url} gave way ({by.id})" if by else f"{told}; open"


def _names(label: str, names: Iterable[str]) -> Iterator[Row]:
    told = ", ".join(one_line(name, _LONGEST_OUTLET) for name in names)
    if told:
        yield _fact(label, told)


def _fact(label: str, text: str) -> Row:
    return "", f"{label:<{_LABEL}}  ", text


def _entry(report: Report, *, lead: bool) -> Iterator[Row]:
    mark = "● " if report.alert else "· "
    parts = (mark + verdict_in_words(report.verdict), _outlet(report), "lead" if lead else "")
    yield "", f"{time_of(happened(report)):<{_LABEL}}  ", " · ".join(part for part in parts if part)
    yield "bold", _INDENT, one_line(report.title or "(no title)", _LONGEST_TITLE)
    yield from _brought(report)
    for reason in report.reasons:
        if reason.code in _TURNS:
            yield "cyan", _INDENT, one_line(reason_in_words(reason), _LONGEST_ITEM)
    for conflict in report.conflicts:
        yield "yellow", f"{_INDENT}≠ ", one_line(f"{conflict.subject}: {sides_in_words(conflict)}", _LONGEST_ITEM)
    if report.url:
        yield "dim", _INDENT, one_line(report.url)


def _brought(report: Report) -> Iterator[Row]:
    """What a revision changed, or what is new in a report; its first reason where nothing is."""
    changes = sorted((one for one in report.reasons if one.code in _CHANGES), key=lambda one: _CHANGES.index(one.code))
    if changes:
        yield "", f"{_INDENT}~ ", one_line(reason_in_words(changes[0]), _LONGEST_ITEM)
        return
    for item in report.new[:_ITEMS]:
        yield "", f"{_INDENT}+ ", one_line(item.text, _LONGEST_ITEM)
    rest = len(report.new) - _ITEMS
    if rest > 0:
        yield "dim", f"{_INDENT}+ ", f"and {rest} more"
    elif not report.new and report.reasons:
        yield "dim", _INDENT, one_line(reason_in_words(report.reasons[0]), _LONGEST_ITEM)


def _held_back(copies: Counter[str]) -> Iterator[Row]:
    if copies:
        told = ", ".join(f"{name} ×{count}" if count > 1 else name for name, count in copies.items())
        yield "dim", _INDENT, f"copied by {told}"


def _outlet(report: Report) -> str:
    return one_line(report.outlet or report.source, _LONGEST_OUTLET)

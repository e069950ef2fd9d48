"""`wirewatch explain`: the whole way of one URL."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import click
import msgspec

from alerts.delivery import Delivery
from alerts.outbox import Outbox
from alerts.words import reason_in_words, time_in_words, verdict_in_words
from crawler.frontier import Frontier, Known
from deploy.claims import ComparedClaim, Standing, compare_claims
from deploy.cli.arguments import WebAddress
from deploy.cli.group import Place
from deploy.cli.output import json_line, say
from deploy.cli.running import run
from deploy.config import Config, load
from deploy.line import line_of
from deploy.opening import opened_store
from pipelines.article import Removal
from pipelines.plain import one_line
from pipelines.report import Report
from pipelines.store.history import RedisHistory
from pipelines.store.traces import Trace, Traces
from pipelines.stories.history import Earlier
from pipelines.urls import url_key

_LONGEST: Final = 200
_LONGEST_REMOVED: Final = 80
_STANDING: Final = {
    Standing.NEW: "new",
    Standing.KNOWN: "as in {}",
    Standing.CONTRADICTS: "against {}",
    Standing.WITHDRAWN: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A report, the id under which its story goes on, its claims beside the story's, and what became of its alert."""

    report: Report
    story: str
    claims: tuple[ComparedClaim, ...]
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of a URL.

    known: to the crawler. trace: where its last way ended without a match.
    reports: one for each watch and look, in order.
    """

    url: str
    known: Known
    trace: Trace | None
    reports: tuple[Told, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return not (self.known.pending or self.known.mark or self.trace or self.reports)


@click.command(
    epilog="""\b
Examples:
  wirewatch explain https://news.example/idlib
  wirewatch explain https://news.example/idlib --json
""",
)
@click.argument("url", type=WebAddress())
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.pass_obj
def command(place: Place, url: str, *, as_json: bool) -> None:
    """Tell what happened to a URL, and why: seen, fetched, matched, judged, told.

    Reports of a watch are kept for good; that a page matched no watch is remembered for seven days.
    """
    config = load(place.config)
    found = run(_explained(config, place, url))
    if as_json:
        json_line(_json(found))
    else:
        for line in _lines(found):
            click.echo(line)
    if found.empty:
        say("Nothing is known of it: no source announced it, or it was forgotten.")
        say("`wirewatch crawl URL` looks at it now.")
        sys.exit(1)


async def _explained(config: Config, place: Place, url: str) -> Explanation:
    async with opened_store(config, place.data) as redis:
        told = [
            one for watch in config.watches for one in await _told(RedisHistory(redis, watch.name), Outbox(redis), url)
        ]
        return Explanation(url, await Frontier(redis).known(url), await Traces(redis).of(url), tuple(told))


async def _told(history: RedisHistory, outbox: Outbox, url: str) -> list[Told]:
    """The reports of a watch that were made from a page."""
    told = []
    found = [report async for report in history.reports() if url_key(url) in map(url_key, report.addresses)]
    for report in found:
        story = await history.story(report.story)
        ledger = await outbox.ledger(report.id) if report.alert else None
        mine = Earlier(report, report).reading.claims
        # Most of a page's reports are looks that found nothing; only for claims is the journal read again.
        claims = compare_claims(mine, await _before(history, report, story)) if mine else ()
        told.append(Told(report, story, claims, ledger.rows if ledger else ()))
    return told


async def _before(history: RedisHistory, report: Report, story: str) -> list[Earlier]:
    """The texts of a report's story that came before it."""
    stories: dict[str, str] = {}
    before = []
    async for other in history.reports():
        if other.number >= report.number:
            break
        if other.story not in stories:
            stories[other.story] = await history.story(other.story)
        if other.text and stories[other.story] == story:
            before.append(Earlier(other, other))
    return before


def _lines(found: Explanation) -> Iterator[str]:
    yield one_line(found.url)
    pending, mark = found.known.pending, found.known.mark
    if mark:
        yield f"  Looked at   {time_in_words(mark.seen)}"
    if pending:
        again = "again " if mark else ""
        failed = f" after {pending.failures} failures" if pending.failures else ""
        yield f"  Waits       to be fetched {again}{time_in_words(pending.due)}{failed}"
    if found.trace:
        yield from _trace_lines(found.trace)
    for told in found.reports:
        yield ""
        yield from _report_lines(told)


def _trace_lines(trace: Trace) -> Iterator[str]:
    yield f"  Ended       {time_in_words(trace.at)}, at the stage {trace.stage}"
    for reason in trace.reasons:
        yield f"              {reason_in_words(reason)}"
    if trace.detail:
        yield f"              {one_line(trace.detail, _LONGEST)}"
    if trace.title:
        yield f"              {one_line(trace.title, _LONGEST)}"
    yield from _removed(trace.removed)


def _report_lines(told: Told) -> Iterator[str]:
    report = told.report
    source = report.source or "given by hand"
    loudness = "alert" if report.alert else "silent"
    yield f"  {verdict_in_words(report.verdict)}, {loudness}: {report.id}"
    yield f"  Headline    {one_line(report.title or 'none', _LONGEST)}"
    yield f"  Seen        {time_in_words(report.observed)}, through {one_line(source)}"
    if report.published:
        yield f"  Published   {time_in_words(report.published)}"
    yield from _removed(report.removed)
    if report.terms:
        yield f"  Matched     {one_line(', '.join(report.terms), _LONGEST)}"
    for number, reason in enumerate(report.reasons):
        yield f"  {'Because' if number == 0 else '':<10}  {one_line(reason_in_words(reason), _LONGEST)}"
    if report.of:
        share = f", which holds {report.containment:.0%} of it" if report.containment is not None else ""
        yield f"  Nearest     {report.of}{share}"
    for number, claim in enumerate(told.claims):
        yield f"  {'Claims' if number == 0 else '':<10}  {one_line(_claim(claim), _LONGEST)}"
    for number, item in enumerate(report.new):
        yield f"  {'New' if number == 0 else '':<10}  {one_line(item.text, _LONGEST)}"
    for conflict in report.conflicts:
        sides = " against ".join(f"{value.value} ({value.source or value.id})" for value in conflict.values)
        yield f"  Conflict    {one_line(f'{conflict.subject}: {sides}', _LONGEST)}"
    yield f"  Story       {told.story}"
    for row in told.deliveries:
        to = f" to {row.recipient}" if row.recipient else ""
        when = f" {time_in_words(row.finished)}" if row.finished else ""
        error = f": {row.error}" if row.error else ""
        yield f"  Told        {one_line(f'{row.channel}{to}, {row.status}{when}{error}', _LONGEST)}"


def _claim(claim: ComparedClaim) -> str:
    return f"{claim.subject}: {claim.value}, {_STANDING[claim.standing].format(claim.id)}"


def _removed(removed: Sequence[Removal]) -> Iterator[str]:
    for number, one in enumerate(removed):
        yield f"  {'Removed' if number == 0 else '':<10}  {one.reason}: {one_line(one.text, _LONGEST_REMOVED)}"


def _json(found: Explanation) -> dict[str, Any]:
    pending, mark = found.known.pending, found.known.mark
    return {
        "url": found.url,
        "looked_at": mark.seen if mark else None,
        "waits_until": pending.due if pending else None,
        "trace": found.trace,
        "reports": [_report_json(told) for told in found.reports],
    }


def _report_json(told: Told) -> dict[str, Any]:
    report = told.report
    line = msgspec.to_builtins(line_of(report, told.story))
    seen = {"observed": report.observed, "published": report.published}
    rest = {
        "terms": report.terms,
        "removed": report.removed,
        "containment": report.containment,
        "claims": told.claims,
        "deliveries": told.deliveries,
    }
    return {**line, "title": report.title, "source": report.source, **seen, **rest}

"""`wirewatch crawl`: one look for news, now."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import click
import msgspec
from rich.console import Console

from alerts.delivery import Delivery, Status
from alerts.links import safe_link, shown_host
from alerts.words import because_of, verdict_in_words
from crawler.outcomes import FetchResult, PollResult
from deploy.cli.arguments import WebAddress
from deploy.cli.group import Place
from deploy.cli.output import json_line, say, table
from deploy.cli.running import run
from deploy.config import Config, load
from deploy.errand import Errand, Findings, Progress, run_errand
from deploy.line import Line, irrelevant, line_of
from deploy.session import open_session
from deploy.wording import counted
from pipelines.errors import UsageError
from pipelines.plain import one_line
from pipelines.report import Because, Report, Verdict
from pipelines.telemetry.start import open_telemetry

# What a person waits for is printed; the log has only what went wrong.
_LOG_LEVEL: Final = "error"


@click.command(
    epilog="""\b
Examples:
  wirewatch crawl
  wirewatch crawl --source un-news --dry-run
  wirewatch crawl https://news.example/idlib --json
""",
)
@click.argument("urls", metavar="[URL]...", nargs=-1, type=WebAddress())
@click.option("--source", "sources", metavar="NAME", multiple=True, help="Only this source; may be repeated.")
@click.option("--watch", "watches", metavar="NAME", multiple=True, help="Show only this watch; may be repeated.")
@click.option("--no-baseline", is_flag=True, help="Tell what a source announces at first contact, too.")
@click.option("--dry-run", is_flag=True, help="Show what would be found; change nothing and send nothing.")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each article instead of a table.")
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter per option
    place: Place,
    urls: tuple[str, ...],
    sources: tuple[str, ...],
    watches: tuple[str, ...],
    *,
    no_baseline: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Poll the sources once, or fetch the given URLs; judge what is found and send what is due.

    The first contact with a source is a silent baseline: what it announces then counts as known and raises no alert.
    """
    config = load(place.config)
    wanted = frozenset(config.watch(name).name for name in watches)
    if sources:
        config = replace(config, sources=tuple(config.source(name) for name in sources))
    if not urls and not config.sources:
        raise UsageError(f"{config.file} names no sources. Give URLs, or start with `wirewatch init`.")
    errand = Errand(config.sources, urls, baseline=not no_baseline)
    # Alerts on the terminal are for people: programs get the lines on standard output alone.
    terminal = Console(stderr=True, markup=False, highlight=False, emoji=False) if as_json else None
    with open_telemetry(replace(config.telemetry, log_level=_LOG_LEVEL), config.secrets()):
        findings, stories = run(_crawl(config, place, errand, terminal, dry_run=dry_run))
    if wanted:
        findings = _of_watches(findings, wanted)
    if as_json:
        for found in _lines(findings, stories):
            json_line(found)
    else:
        _print(findings, everything=bool(urls))
    for line in _summary(findings, dry_run=dry_run):
        say(line)
    if _failed(findings):
        sys.exit(1)


async def _crawl(
    config: Config, place: Place, errand: Errand, terminal: Console | None, *, dry_run: bool
) -> tuple[Findings, Mapping[str, str]]:
    """What was found, and for each report the id under which its story goes on."""
    async with open_session(config, place.data, dry_run=dry_run, terminal=terminal) as session:
        with _progress(len(errand.urls) or len(errand.sources)) as told:
            findings = await run_errand(session, errand, told)
        stories = {
            report.id: await session.histories[report.watch].story(report.story)
            for outcome in findings.outcomes
            for report in outcome.reports
        }
        return findings, stories


def _of_watches(findings: Findings, watches: frozenset[str]) -> Findings:
    """What some watches have to do with.

    A page is fetched and judged once, for all watches: an errand for one of them would take it away from the others.
    """
    outcomes = tuple(
        replace(outcome, reports=tuple(report for report in outcome.reports if report.watch in watches))
        for outcome in findings.outcomes
    )
    shown = {report.id for outcome in outcomes for report in outcome.reports}
    return replace(
        findings, outcomes=outcomes, deliveries=tuple(row for row in findings.deliveries if row.alert in shown)
    )


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Progress], None]]:
    """A line that shows how far it has come, on a terminal only."""
    console = Console(stderr=True)
    with console.status(f"asking {total} …") as status:
        yield lambda so_far: status.update(f"{so_far.fetched} pages fetched, {so_far.judged} judged …")


def _lines(findings: Findings, stories: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A line for each page that was read: those that presearch ended, then the judged in the order of judging."""
    for fetch in findings.fetches:
        if fetch.result is FetchResult.NO_CANDIDATE:
            yield _with_deliveries(irrelevant(fetch.url, fetch.url), ())
    for outcome in findings.outcomes:
        if not outcome.reports:
            url = outcome.document.announcement.url
            yield _with_deliveries(irrelevant(url, url), ())
        for report in outcome.reports:
            yield _with_deliveries(line_of(report, stories[report.id]), findings.deliveries_of(report.id))


def _with_deliveries(line: Line, deliveries: Iterable[Delivery]) -> dict[str, Any]:
    told = [
        {"channel": row.channel, "recipient": row.recipient, "status": row.status, "error": row.error or None}
        for row in deliveries
    ]
    return {**msgspec.to_builtins(line), "deliveries": told}


def _print(findings: Findings, *, everything: bool) -> None:
    """What the watches wanted; with `everything`, also what they did not."""
    rows = [_row(report) for outcome in findings.outcomes for report in outcome.reports]
    if everything:
        rows += [("·", "Irrelevant", "", outcome.title or outcome.document.announcement.url, "no watch wants it")
                 for outcome in findings.outcomes if not outcome.reports]  # fmt: skip
        rows += [("·", "Irrelevant", "", fetch.url, "no watch can match it")
                 for fetch in findings.fetches if fetch.result is FetchResult.NO_CANDIDATE]  # fmt: skip
    if rows:
        table(("", "verdict", "outlet", "headline", "because"), rows)


def _row(report: Report) -> tuple[str, str, str, str, str]:
    return (
        "●" if report.alert else "·",
        verdict_in_words(report.verdict),
        report.outlet or report.source or shown_host(safe_link(report.url)),
        report.title or report.url,
        because_of(report),
    )


def _summary(findings: Findings, *, dry_run: bool) -> Iterator[str]:
    """What came of it, in a few lines."""
    for poll in findings.polls:
        if poll.result in {PollResult.BASELINE, PollResult.FAILED}:
            yield f"{poll.source.name}: {one_line(str(poll))}"
    for fetch in findings.fetches:
        if fetch.trouble:
            said = one_line(str(fetch))
            yield said if fetch.url in said else f"{fetch.url}: {said}"
    yield f"{_counted(findings)}."
    if any(report.says(Because.BASELINE) for report in _reports(findings)):
        yield "First contact is silent: what was found there counts as known. --no-baseline would have told it."
    if findings.elsewhere:
        yield f"{counted(findings.elsewhere, 'page')} more judged by the running daemon; `wirewatch stories` has them."
    if dry_run:
        yield "A dry run: nothing was changed and nothing was sent."


def _counted(findings: Findings) -> str:
    reports = _reports(findings)
    alerts = sum(report.alert for report in reports)
    read = sum(fetch.result in {FetchResult.QUEUED, FetchResult.NO_CANDIDATE} for fetch in findings.fetches)
    silent = Counter(report.verdict for report in reports if not report.alert)
    parts = [f"{counted(len(findings.polls), 'source')} asked"] if findings.polls else []
    parts += [f"{counted(read, 'page')} read", f"{len(reports)} on a watch", counted(alerts, "alert")]
    if silent:
        parts += [
            "silent: " + ", ".join(f"{count} {verdict_in_words(one).lower()}" for one, count in silent.most_common())
        ]
    dead = sum(row.status is Status.DEAD for row in findings.deliveries)
    waiting = sum(row.status is Status.PENDING for row in findings.deliveries)
    failed, later = (counted(number, "delivery", "deliveries") for number in (dead, waiting))
    parts += [f"{failed} failed for good (wirewatch alerts list)"] if dead else []
    parts += [f"{later} to be tried again"] if waiting else []
    return ", ".join(parts)


def _reports(findings: Findings) -> list[Report]:
    return [report for outcome in findings.outcomes for report in outcome.reports]


def _failed(findings: Findings) -> bool:
    """Every source failed, a page could not be read, or a delivery is dead.

    An announced page that is going to be tried again is no failure yet, and what is no address of news none at all.
    """
    no_source = bool(findings.polls) and all(not poll.ok for poll in findings.polls)
    by_hand = not findings.polls
    missed = any(fetch.missed or (by_hand and fetch.trouble) for fetch in findings.fetches)
    unread = any(report.verdict is Verdict.UNJUDGED for report in _reports(findings))
    return no_source or missed or unread or any(row.status is Status.DEAD for row in findings.deliveries)

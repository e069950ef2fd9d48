"""`wirewatch stories`: what has been told of each development, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import click
from rich.text import Text

from deploy.cli.group import Place
from deploy.cli.output import console, hanging, json_line, say, table
from deploy.cli.running import run
from deploy.cli.timeline import time_of, timeline
from deploy.config import Config, load
from deploy.opening import opened_store
from pipelines.errors import UsageError
from pipelines.plain import one_line
from pipelines.report import Conflict, NewItem, Report, Verdict
from pipelines.store.history import RedisHistory
from pipelines.stories.story import Story, happened, stories_of

_LONGEST_TITLE: Final = 160


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story as a line for programs. lead: id of the report that began it."""

    id: str
    watch: str
    lead: str
    title: str | None
    first: datetime
    last: datetime
    reports: int
    copies: int
    outlets: tuple[str, ...]
    copied_by: tuple[str, ...]
    merged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of a story as a line for programs."""

    id: str
    verdict: Verdict
    alert: bool
    at: datetime
    outlet: str
    title: str | None
    url: str
    of: str | None
    new: tuple[NewItem, ...]
    conflicts: tuple[Conflict, ...]
    merges: tuple[str, ...]
    reasons: tuple[str, ...]


@click.group(
    name="stories",
    epilog="""\b
Examples:
  wirewatch stories list
  wirewatch stories show idlib-agreement-17
""",
)
def command() -> None:
    """Read the stories of a watch."""


@command.command("list", epilog="Example: wirewatch stories list --watch idlib-agreement --json")
@click.option("--watch", metavar="NAME", help="Only stories of this watch.")
@click.option("--limit", type=click.IntRange(0), default=30, show_default=True, help="How many; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
@click.pass_obj
def list_stories(place: Place, watch: str | None, limit: int, *, as_json: bool) -> None:
    """List stories, those with the newest report first."""
    config = load(place.config)
    watches = [config.watch(watch).name] if watch else [known.name for known in config.watches]
    found = run(_stories(config, place, watches))[: limit or None]
    if as_json:
        for story in found:
            json_line(_line(story))
    elif found:
        table(
            ("story", "last (UTC)", "outlets", "copies", "headline"),
            map(_row, found),
            whole=(0, 1),
        )
    else:
        say("No stories yet. `wirewatch crawl` looks for news now.")


@command.command(epilog="Example: wirewatch stories show idlib-agreement-17")
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output: the reports, oldest first.")
@click.pass_obj
def show(place: Place, id: str, *, as_json: bool) -> None:
    """Show a story's timeline. ID is the story's, or that of any report in it."""
    config = load(place.config)
    story = _find(run(_stories(config, place, [watch.name for watch in config.watches])), id)
    if as_json:
        for report in story.reports:
            json_line(_report_line(report))
        return
    screen = console()
    for style, head, text in timeline(story):
        for line in hanging(head, text):
            screen.print(Text(line, style), soft_wrap=True)


async def _stories(config: Config, place: Place, watches: Sequence[str]) -> list[Story]:
    found: list[Story] = []
    async with opened_store(config, place.data) as redis:
        for watch in watches:
            found += stories_of([report async for report in RedisHistory(redis, watch).reports()])
    return sorted(found, key=lambda story: story.last, reverse=True)


def _find(stories: Sequence[Story], id: str) -> Story:
    for story in stories:
        if story.id == id or any(id in {report.id, report.story} for report in story.reports):
            return story
    raise UsageError(f"There is no story {id!r}. `wirewatch stories list` names those that there are.")


def _row(story: Story) -> tuple[str, ...]:
    return (
        story.id,
        time_of(story.last),
        str(len(story.outlets)),
        str(story.copies),
        one_line(story.lead.title or story.lead.url, _LONGEST_TITLE),
    )


def _line(story: Story) -> StoryLine:
    lead = story.lead
    return StoryLine(
        story.id, lead.watch, lead.id, lead.title, story.first, story.last,
        len(story.independent), story.copies, story.outlets, story.copied_by, story.merged,
    )  # fmt: skip


def _report_line(report: Report) -> ReportLine:
    return ReportLine(
        report.id, report.verdict, report.alert, happened(report), report.outlet or report.source, report.title,
        report.url, report.of, report.new, report.conflicts, report.merges, tuple(map(str, report.reasons)),
    )  # fmt: skip

"""`wirewatch sources`: where the news comes from, and whether it still does."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import click
from rich.console import Console

from crawler.check import SourceCheck, check_sources
from crawler.schedule import Because
from crawler.source_state import SourceState, SourceStates
from crawler.sources.source import Source
from deploy.cli.group import Place
from deploy.cli.output import json_line, say, table
from deploy.cli.running import run
from deploy.config import Config, load
from deploy.opening import opened_store
from deploy.wording import counted
from pipelines.plain import one_line
from pipelines.workers import WorkerPool

_BECAUSE: Final = {
    Because.LEARNED_RHYTHM: "as often as it has news",
    Because.LEARNING: "its rhythm is not known yet",
    Because.FLOOR: "as often as permitted",
    Because.CEILING: "it rarely has news",
    Because.BACKOFF: "after a failure",
    Because.RETRY_AFTER: "it asked for a pause",
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as a line for programs. polled: when it was last reached. next: when it is due, and why then."""

    name: str
    url: str
    kind: str | None
    outlet: str
    language: str
    country: str
    polled: datetime | None
    next: datetime | None
    because: str | None
    failures: int
    trouble: str | None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check as a line for programs."""

    name: str
    url: str
    ok: bool
    kind: str | None
    entries: int
    newest: datetime | None
    feeds: tuple[str, ...]
    failure: str | None
    trouble: str | None
    seconds: float


@click.group(
    name="sources",
    epilog="""\b
Examples:
  wirewatch sources list
  wirewatch sources check un-news
""",
)
def command() -> None:
    """List and check sources."""


@command.command("list", epilog="Example: wirewatch sources list --json")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
@click.pass_obj
def list_sources(place: Place, *, as_json: bool) -> None:
    """List the sources: when each was last reached, when it is asked next, and why then."""
    config = load(place.config)
    known = run(_known(config, place))
    if as_json:
        for source, state in known:
            json_line(_line(source, state))
    elif known:
        columns = ("source", "kind", "lang", "last (UTC)", "next (UTC)", "because")
        table(columns, (_row(source, state) for source, state in known), whole=(0,))
    else:
        say(f"{config.file} names no sources. `wirewatch init` writes a configuration with some.")


@command.command(
    epilog="""\b
Examples:
  wirewatch sources check
  wirewatch sources check un-news --json

Exits with 1 if no source could be read.
"""
)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
@click.pass_obj
def check(place: Place, names: tuple[str, ...], *, as_json: bool) -> None:
    """Ask sources what they serve, now. Announces nothing and remembers nothing."""
    config = load(place.config)
    sources = [config.source(name) for name in names] or list(config.sources)
    checks = run(_check(config, sources))
    if as_json:
        for found in checks:
            json_line(_check_line(found))
    elif checks:
        table(("", "source", "serves"), map(_check_row, checks), whole=(0, 1))
    good = sum(found.ok for found in checks)
    say(f"{good} of {counted(len(checks), 'source')} told of articles.")
    if checks and all(found.failure for found in checks):
        sys.exit(1)


async def _known(config: Config, place: Place) -> list[tuple[Source, SourceState]]:
    if not config.store_url and not (place.data / "valkey").exists():
        # Nothing was ever polled; listing is no reason to start a server.
        return [(source, SourceState(source.name)) for source in config.sources]
    async with opened_store(config, place.data) as redis:
        states = SourceStates(redis)
        return [(source, await states.of(source.name)) for source in config.sources]


async def _check(config: Config, sources: Sequence[Source]) -> list[SourceCheck]:
    with Console(stderr=True).status(f"asking {len(sources)} …"):
        async with WorkerPool(os.cpu_count() or 1) as workers:
            return await check_sources(config.fetch, workers, sources, datetime.now(UTC))


def _row(source: Source, state: SourceState) -> tuple[str, ...]:
    return (
        source.name,
        str(source.kind or state.kind or ""),
        source.language,
        _time(state.last) or "never",
        _time(state.due.at) if state.due else "",
        _because(state),
    )


def _because(state: SourceState) -> str:
    if state.due is None:
        return ""
    trouble = f": {one_line(state.trouble)}" if state.trouble else ""
    return _BECAUSE[state.due.because] + trouble


def _check_row(found: SourceCheck) -> tuple[str, str, str]:
    return "✓" if found.ok else "·" if found.failure is None else "✗", found.source.name, str(found)


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def _line(source: Source, state: SourceState) -> SourceLine:
    return SourceLine(
        source.name,
        source.url,
        source.kind or state.kind,
        source.outlet,
        source.language,
        source.country,
        state.last,
        state.due.at if state.due else None,
        state.due.because if state.due else None,
        state.history.failures,
        state.trouble or None,
    )


def _check_line(found: SourceCheck) -> CheckLine:
    return CheckLine(
        found.source.name,
        found.source.url,
        found.ok,
        found.kind,
        found.entries,
        found.newest,
        found.feeds,
        found.failure,
        found.trouble or None,
        round(found.took, 3),
    )

"""`wirewatch doctor`: what is wrong, and how to mend it."""

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Final

import click

from deploy.cli.group import Place
from deploy.cli.output import hanging, json_line, say
from deploy.cli.running import run
from deploy.config import Config, load
from deploy.doctor.configuration import look_at_configuration
from deploy.doctor.finding import Finding, Level, problem
from deploy.doctor.machine import look_at_disk
from deploy.doctor.store import look_at_indexes, look_at_store, rebuild_indexes
from deploy.doctor.work import look_at_channels, look_at_queue, look_at_sources
from deploy.valkey import EmbeddedValkey
from deploy.wording import counted
from pipelines.errors import ConfigError, StoreError
from pipelines.store.connection import connect, open_store

_SIGNS: Final = {Level.FINE: "  ", Level.NOTE: "- ", Level.PROBLEM: "! "}
_AREAS: Final = ("configuration", "disk", "store", "sources", "channels")
_AREA_WIDTH: Final = 15
_SAFE_STORE: Final = "docs/how-to/run-as-a-service.md tells of a server that keeps alerts safe."


@click.command(
    epilog="""\b
Examples:
  wirewatch doctor
  wirewatch doctor --json | jq 'select(.level == "problem")'
  wirewatch doctor --rebuild

Exits with 1 if there is a problem; notes are no problem.
""",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per finding.")
@click.option("--only", metavar="AREA", type=click.Choice(_AREAS), help=f"Only one of: {', '.join(_AREAS)}.")
@click.option("--rebuild", is_flag=True, help="Make the indexes again from the journals.")
@click.pass_obj
def command(place: Place, *, as_json: bool, only: str | None, rebuild: bool) -> None:
    """Look at the configuration, the store, sources and channels: what is wrong, and how to mend it."""
    problems = run(_tell(look(place, rebuild=rebuild), only, as_json=as_json))
    if not as_json:
        say()
        say(f"{counted(problems, 'thing')} to mend." if problems else "All is well.")
    sys.exit(1 if problems else 0)


async def _tell(findings: AsyncIterator[Finding], only: str | None, *, as_json: bool) -> int:
    """Tell the findings, of one area or of all; answers how many problems there were."""
    told = [finding async for finding in _of(findings, only, tell=json_line if as_json else _print)]
    return sum(finding.level is Level.PROBLEM for finding in told)


async def _of(
    findings: AsyncIterator[Finding], only: str | None, tell: Callable[[Finding], None]
) -> AsyncIterator[Finding]:
    reached = False
    async for finding in findings:
        if only in {None, finding.area}:
            reached = True
            tell(finding)
            yield finding
    if only and not reached:
        missed = problem(only, "An earlier problem keeps it from being looked at.", "Run `wirewatch doctor`.")
        tell(missed)
        yield missed


def _print(finding: Finding) -> None:
    for line in hanging(f"{_SIGNS[finding.level]}{finding.area:<{_AREA_WIDTH}}", finding.text):
        click.echo(line)
    if finding.remedy:
        for line in hanging(f"{'':<{_AREA_WIDTH + 2}}→ ", finding.remedy):
            click.echo(line)


async def look(place: Place, *, rebuild: bool) -> AsyncIterator[Finding]:
    """Everything there is to look at, in order; what can't be looked at for an earlier problem is left out."""
    try:
        config = load(place.config)
    except ConfigError as error:
        # Several mistakes stand one to a line below a headline.
        for line in str(error).splitlines()[1:] or [str(error)]:
            yield problem("configuration", line.strip(), "")
        return
    for finding in (*look_at_configuration(config, os.environ), *look_at_disk(place.data)):
        yield finding
    with ExitStack() as stack:
        try:
            url = config.store_url or stack.enter_context(EmbeddedValkey(place.data)).url
        except StoreError as error:
            yield problem("store", str(error), "")
            return
        async for finding in _look_inside(config, url, rebuild=rebuild):
            yield finding


async def _look_inside(config: Config, url: str, *, rebuild: bool) -> AsyncIterator[Finding]:
    now = datetime.now(UTC)
    async with connect(url) as redis:
        try:
            await open_store(redis, url)
        except StoreError as error:
            yield problem("store", str(error), _SAFE_STORE)
            return
        watches = config.watches
        looks = [look_at_store(redis, url, embedded=config.store_url is None, now=now)]
        looks += [rebuild_indexes(redis, watches)] if rebuild else []
        looks += [look_at_indexes(redis, watches), look_at_queue(redis)]
        looks += [look_at_sources(redis, config.sources, now), look_at_channels(redis, config.channels)]
        for findings in looks:
            async for finding in findings:
                yield finding

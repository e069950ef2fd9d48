"""`wirewatch demo`: the main job on the bundled newswire."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from deploy.cli.output import json_line, say
from deploy.cli.running import run
from deploy.demo.content import Newswire
from deploy.demo.lines import lines
from deploy.demo.play import Act, open_play, shipped_watch
from deploy.demo.show import Figures, Show
from deploy.demo.sighting import Difference, differences
from pipelines.telemetry.settings import Telemetry
from pipelines.telemetry.start import open_telemetry

_PIPED_WIDTH = 98


@click.command(
    "demo",
    epilog="Example: wirewatch demo --json | head -3",
)
@click.option(
    "--json", "as_json", is_flag=True, help="A JSON line for each article instead, as `backtest` writes them."
)
def command(*, as_json: bool) -> None:
    """See it work on a bundled newswire.

    Nine invented outlets on this machine publish some fifty articles in four languages over six simulated weeks.
    Everything else is real: crawler, extraction, judge, alerts, an embedded server in a temporary directory.
    Exit code 1 if a verdict is not one that the bundle expects.
    """
    quiet = Telemetry(log_level="warning")
    with TemporaryDirectory(prefix="wirewatch-demo-") as data, open_telemetry(quiet):
        found = run(_json(Path(data)) if as_json else _shown(Path(data)))
    if found:
        sys.exit(1)


async def _shown(data: Path) -> Sequence[Difference]:
    newswire = Newswire.load()
    show = Show(Console(markup=False, highlight=False, emoji=False, width=_width()))
    show.begin(newswire, shipped_watch())
    started = time.monotonic()
    acts: list[Act] = []
    async with open_play(newswire, data, width=show.alert_width, colours=sys.stdout.isatty()) as play:
        async for act in play.acts():
            show.tick(act.tick, act.sightings, act.troubles)
            if act.printed and not any(earlier.printed for earlier in acts):
                show.alert(act.printed)
            acts.append(act)
    sightings = tuple(sighting for act in acts for sighting in act.sightings)
    found = differences(newswire.expected(), sightings)
    figures = Figures(
        sightings=sightings,
        again=sum(act.again for act in acts),
        delivered=sum(act.delivered for act in acts),
        seconds=time.monotonic() - started,
    )
    show.end(figures, found)
    return found


async def _json(data: Path) -> Sequence[Difference]:
    newswire = Newswire.load()
    async with open_play(newswire, data) as play:
        sightings = [sighting for act in [act async for act in play.acts()] for sighting in act.sightings]
        reports = [sighting.report for sighting in sightings if sighting.report]
        stories = {report.id: await play.story(report) for report in reports}
    for line in lines(sightings, stories):
        json_line(line)
    found = differences(newswire.expected(), sightings)
    for difference in found:
        say(str(difference))
    return found


def _width() -> int | None:
    return None if sys.stdout.isatty() else _PIPED_WIDTH

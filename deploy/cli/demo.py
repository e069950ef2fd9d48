"""`wirewatch demo`: the main job on the bundled newswire."""

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from deploy.cli.output import json_line, say
from deploy.demo.content import Newswire
from deploy.demo.play import Act, open_play, shipped_watch
from deploy.demo.show import Figures, Show
from deploy.demo.sighting import Difference, differences

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
    with TemporaryDirectory(prefix="wirewatch-demo-") as data:
        found = asyncio.run(_json(Path(data)) if as_json else _shown(Path(data)))
    if found:
        sys.exit(1)


async def _shown(data: Path) -> Sequence[Difference]:
    newswire, watch = Newswire.load(), shipped_watch()
    show = Show(Console(markup=False, highlight=False, emoji=False, width=_width()))
    show.begin(newswire, watch.name, watch.query)
    started = time.monotonic()
    acts: list[Act] = []
    async with open_play(newswire, data) as play:
        async for act in play.acts():
            show.tick(act.tick, act.sightings, act.troubles)
            if act.alerts and not any(earlier.alerts for earlier in acts):
                show.alert(act.alerts[0])
            acts.append(act)
    sightings = tuple(sighting for act in acts for sighting in act.sightings)
    found = differences(newswire.expected(), sightings)
    delivered = sum(len(act.alerts) for act in acts)
    show.end(Figures(sightings, delivered, time.monotonic() - started), found)
    return found


async def _json(data: Path) -> Sequence[Difference]:
    newswire = Newswire.load()
    acts: list[Act] = []
    async with open_play(newswire, data) as play:
        async for act in play.acts():
            acts.append(act)
            for sighting in act.sightings:
                json_line(sighting)
    found = differences(newswire.expected(), tuple(sighting for act in acts for sighting in act.sightings))
    for difference in found:
        say(str(difference))
    return found


def _width() -> int | None:
    return None if sys.stdout.isatty() else _PIPED_WIDTH

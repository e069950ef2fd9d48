"""`wirewatch forget`: delete what is kept of a URL."""

import sys

import click

from alerts.outbox import Outbox
from crawler.frontier import Frontier
from deploy.account import reports_of
from deploy.cli.arguments import WebAddress
from deploy.cli.group import Place
from deploy.cli.output import say
from deploy.cli.running import run
from deploy.config import Config, load
from deploy.opening import opened_store
from deploy.wording import counted
from pipelines.store.history import RedisHistory
from pipelines.store.traces import Traces


@click.command(epilog="Example: wirewatch forget https://news.example/withdrawn")
@click.argument("url", type=WebAddress())
@click.pass_obj
def command(place: Place, url: str) -> None:
    """Delete what is kept of a URL: its reports with their texts, its alerts, its marks.

    It can't be undone. What was sent stays where it was sent; a URL that is announced again counts as new.
    """
    deleted = run(_forget(load(place.config), place, url))
    say(f"{counted(deleted, 'record')} deleted." if deleted else "Nothing is kept of it.")
    if not deleted:
        sys.exit(1)


async def _forget(config: Config, place: Place, url: str) -> int:
    async with opened_store(config, place.data) as redis:
        outbox, deleted = Outbox(redis), 0
        for watch in config.watches:
            history = RedisHistory(redis, watch.name)
            found = await reports_of(history, url)
            for report in found:
                await outbox.forget(report.id)
            if found:
                deleted += await history.forget(*(report.number for report in found))
        deleted += await Traces(redis).forget(url)
        return deleted + await Frontier(redis).forget(url)

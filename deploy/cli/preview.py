"""`wirewatch preview`: a stored alert as a channel would send it."""

from pathlib import Path

import click

from alerts.channels import Channel, make_channel
from alerts.channels.email import EmailChannel
from alerts.delivery import Delivery, new_delivery
from alerts.outbox import Ledger, Outbox
from deploy.cli.group import Place
from deploy.cli.output import say, write_file
from deploy.cli.running import run
from deploy.config import Config, load
from deploy.opening import opened_store
from pipelines.errors import UsageError


@click.command(
    epilog="""\b
Examples:
  wirewatch preview --channel desk
  wirewatch preview --channel mail --html alert.html idlib-agreement-17
"""
)
@click.argument("alert", required=False)
@click.option("--channel", "name", required=True, metavar="NAME", help="The channel, as the configuration names it.")
@click.option("--html", type=click.Path(dir_okay=False), metavar="FILE", help="Write a mail's HTML part to a file.")
@click.pass_obj
def command(place: Place, alert: str | None, name: str, html: str | None) -> None:
    """Render a stored alert for a channel, without sending it. Without ALERT: the newest."""
    config = load(place.config)
    channel = make_channel(config.channel(name))
    if html is not None and not isinstance(channel, EmailChannel):
        raise UsageError(f"--html is for mail; {name} is another kind of channel.")
    ledger = run(_found(config, place, alert))
    row = _row(ledger, channel)
    if html is not None and isinstance(channel, EmailChannel):
        write_file(Path(html), channel.preview_html(ledger.alert, row).encode())
        say(f"{html} holds alert {ledger.alert.id} as {name} would mail it.")
        return
    click.echo(channel.preview(ledger.alert, row), nl=False)


async def _found(config: Config, place: Place, id: str | None) -> Ledger:
    async with opened_store(config, place.data) as redis:
        outbox = Outbox(redis)
        if id is not None:
            ledger = await outbox.ledger(id)
        else:
            ledger = await anext(outbox.ledgers(), None)
    if ledger is None and id is None:
        raise UsageError("No alert is stored yet. `wirewatch crawl` looks for news now.")
    if ledger is None:
        raise UsageError(f'There is no alert "{id}". `wirewatch alerts list` lists them.')
    return ledger


def _row(ledger: Ledger, channel: Channel) -> Delivery:
    """The alert's row for the channel, or the one that it would get."""
    for row in ledger.rows:
        if row.channel == channel.name:
            return row
    alert = ledger.alert
    return new_delivery(alert.id, alert.key, channel.name, channel.recipients[0], alert.observed)

"""`wirewatch alerts`: what was told, what was not, and why."""

import os
import socket
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import click

from alerts.channels import Channel, make_channel
from alerts.channels.state import ChannelStates
from alerts.channels.terminal import print_alert
from alerts.channels.trial import trial_alert
from alerts.channels.webhook import alert_fields
from alerts.delivery import Delivery, Status, again, new_delivery
from alerts.dispatcher import Dispatcher
from alerts.outbox import Ledger, Outbox
from alerts.policy.answer import Meaning
from deploy.cli.group import Place
from deploy.cli.output import console, json_line, say, table
from deploy.cli.running import run
from deploy.config import Config, load
from deploy.opening import opened_store
from deploy.wording import counted
from pipelines.errors import UsageError
from pipelines.telemetry.start import open_telemetry

# A command tells its results itself; its log speaks only of faults that are none of the other side's.
_LOG_LEVEL: Final = "critical"
_DEADLINE: Final = timedelta(seconds=60)


@click.group(
    name="alerts",
    epilog="""\b
Examples:
  wirewatch alerts list
  wirewatch alerts list --status dead --json
  wirewatch alerts show idlib-agreement-17
  wirewatch alerts retry --all-dead
  wirewatch alerts test desk
""",
)
def command() -> None:
    """List, retry and test alerts."""


@command.command("list", epilog="Example: wirewatch alerts list --status dead")
@click.option("--watch", metavar="NAME", help="Only alerts of this watch.")
@click.option(
    "--status", type=click.Choice([status.value for status in Status]), help="Only alerts with such a delivery."
)
@click.option("--limit", type=click.IntRange(0), default=30, show_default=True, help="How many; 0 for all.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output.")
@click.pass_obj
def list_alerts(place: Place, watch: str | None, status: str | None, limit: int, *, as_json: bool) -> None:
    """List alerts, the newest first, with what became of them. Dead letters are marked with a cross."""
    config = load(place.config)
    if watch is not None:
        config.watch(watch)
    found = run(_listed(config, place, watch, Status(status) if status else None, limit))
    if as_json:
        for ledger in found:
            json_line(_fields(ledger))
        return
    if not found:
        say("No alerts." if watch or status else "No alerts yet. `wirewatch crawl` looks for news now.")
        return
    table(("", "alert", "verdict", "made (UTC)", "told", "headline"), map(_row, found), whole=range(5))
    dead = sum(row.status is Status.DEAD for ledger in found for row in ledger.rows)
    if dead:
        say(f"\n{counted(dead, 'dead letter')}. `wirewatch alerts show ID` tells why, `retry ID` tries again.")


@command.command(epilog="Example: wirewatch alerts show idlib-agreement-17")
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
@click.pass_obj
def show(place: Place, id: str, *, as_json: bool) -> None:
    """Show one alert and each of its deliveries."""
    ledger = run(_ledger(load(place.config), place, id))
    if as_json:
        json_line(_fields(ledger))
        return
    print_alert(console(), ledger.alert)
    columns = ("", "channel", "recipient", "status", "tries", "last (UTC)")
    table(columns, map(_delivery_row, ledger.rows), whole=range(6))
    click.echo()
    for row in ledger.rows:
        click.echo(f"{_place(row.channel, row.recipient)}: {_said(row)}")


@command.command(epilog="Example: wirewatch alerts retry idlib-agreement-17 idlib-agreement-21")
@click.argument("ids", metavar="ID…", nargs=-1)
@click.option("--all-dead", is_flag=True, help="Every dead letter.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output: the deliveries.")
@click.pass_obj
def retry(place: Place, ids: tuple[str, ...], *, all_dead: bool, as_json: bool) -> None:
    """Send again what failed or waits, now. A channel that was closed is opened for it."""
    if bool(ids) == all_dead:
        raise UsageError("Say which alerts: `wirewatch alerts retry ID…`, or --all-dead.")
    config = load(place.config)
    with open_telemetry(replace(config.telemetry, log_level=_LOG_LEVEL), config.secrets()):
        rows = run(_retried(config, place, ids))
    if as_json:
        for row in rows:
            json_line(row)
    elif rows:
        columns = ("", "alert", "channel", "recipient", "status", "answer")
        cells = [(_mark([row]), row.alert, row.channel, row.recipient, row.status, _said(row)) for row in rows]
        table(columns, cells, whole=range(5))
    else:
        say("There is nothing to send again.")
    if any(row.status is not Status.SENT for row in rows):
        click.get_current_context().exit(1)


@command.command("test", epilog="Example: wirewatch alerts test desk")
@click.argument("channel")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines on standard output: the answers.")
@click.pass_obj
def try_channel(place: Place, channel: str, *, as_json: bool) -> None:
    """Send a test alert to a channel and report what the server answered. Opens a channel that was closed."""
    config = load(place.config)
    made = make_channel(config.channel(channel))
    with open_telemetry(replace(config.telemetry, log_level=_LOG_LEVEL), config.secrets()):
        answers = run(_tested(config, place, made))
    for recipient, taken, words in answers:
        if as_json:
            json_line({"channel": channel, "recipient": recipient, "taken": taken, "answer": words})
        else:
            say(f"{_place(channel, recipient)}: {'taken' if taken else 'not taken'}. {words}.")
    if not all(taken for _, taken, _ in answers):
        click.get_current_context().exit(1)


async def _listed(config: Config, place: Place, watch: str | None, status: Status | None, limit: int) -> list[Ledger]:
    found: list[Ledger] = []
    async with opened_store(config, place.data) as redis:
        async for ledger in Outbox(redis).ledgers():
            if watch is not None and watch not in ledger.alert.watches:
                continue
            if status is not None and all(row.status is not status for row in ledger.rows):
                continue
            found.append(ledger)
            if len(found) == limit:
                break
    return found


async def _ledger(config: Config, place: Place, id: str) -> Ledger:
    async with opened_store(config, place.data) as redis:
        return _known(await Outbox(redis).ledger(id), id)


def _known(ledger: Ledger | None, id: str) -> Ledger:
    if ledger is None:
        raise UsageError(f'There is no alert "{id}". `wirewatch alerts list` lists them.')
    return ledger


async def _retried(config: Config, place: Place, ids: Sequence[str]) -> list[Delivery]:
    """Make the rows due, send them, and give them as they are then."""
    async with opened_store(config, place.data) as redis:
        outbox, states = Outbox(redis), ChannelStates(redis)
        ledgers = [_known(await outbox.ledger(id), id) for id in ids] or [found async for found in outbox.ledgers()]
        wanted = {Status.DEAD, Status.PENDING} if ids else {Status.DEAD}
        rows = [row for ledger in ledgers for row in ledger.rows if row.status in wanted]
        for name in {row.channel for row in rows}:
            await states.open(name)
        for row in rows:
            await _make_due(outbox, row, wanted)
        if rows:
            channels = [make_channel(channel) for channel in config.channels]
            owner = f"{socket.gethostname()}-{os.getpid()}"
            await Dispatcher(redis, config.watches, channels, owner).drain(_DEADLINE)
        return [await outbox.row(row.alert, row.channel, row.recipient) or row for row in rows]


async def _make_due(outbox: Outbox, row: Delivery, wanted: Collection[Status]) -> None:
    """Make a row due, unless a dispatcher is sending it or has settled it meanwhile."""
    place = (row.alert, row.channel, row.recipient)
    async with outbox.lease(*place) as lease:
        current = await outbox.row(*place) if lease else None
        if current and current.status in wanted:
            await outbox.write(again(current, datetime.now(UTC)))


async def _tested(config: Config, place: Place, channel: Channel) -> list[tuple[str, bool, str]]:
    """(recipient, taken, what the server said), one after the other."""
    now = datetime.now(UTC)
    alert = trial_alert(channel.name, now)
    answers = []
    for recipient in channel.recipients:
        row = new_delivery(alert.id, alert.key, channel.name, recipient, now)
        answer = await channel.send(alert, row)
        if answer.meaning is Meaning.PLAINLY:
            answer = await channel.send(alert, replace(row, plainly=True))
        answers.append((recipient, answer.meaning is Meaning.TAKEN, answer.words))
    if all(taken for _, taken, _ in answers):
        async with opened_store(config, place.data) as redis:
            await ChannelStates(redis).open(channel.name)
    return answers


def _fields(ledger: Ledger) -> dict[str, Any]:
    return {**alert_fields(ledger.alert), "deliveries": ledger.rows}


def _row(ledger: Ledger) -> tuple[str, ...]:
    alert = ledger.alert
    return (_mark(ledger.rows), alert.id, alert.label, _time(ledger.made), _statuses(ledger.rows), alert.headline)


def _statuses(rows: Iterable[Delivery]) -> str:
    """How many deliveries have come how far: `sent`, `1 dead 2 sent`."""
    counted = Counter(row.status for row in rows)
    if len(counted) == 1:
        return next(iter(counted))
    return " ".join(f"{count} {status}" for status, count in sorted(counted.items())) or "nowhere to go"


def _place(channel: str, recipient: str) -> str:
    return f"{channel} → {recipient}" if recipient else channel


def _time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _mark(rows: Iterable[Delivery]) -> str:
    statuses = {row.status for row in rows}
    if Status.DEAD in statuses:
        return "✗"
    return "…" if Status.PENDING in statuses else " "


def _delivery_row(row: Delivery) -> tuple[str, ...]:
    last = row.finished or row.started or row.created
    return (_mark([row]), row.channel, row.recipient, row.status, str(row.attempts), _time(last))


def _said(row: Delivery) -> str:
    match row.status:
        case Status.COVERED:
            return f"told with {row.covered_by}"
        case Status.PENDING:
            return f"{row.error}; next try {_time(row.not_before)}" if row.error else "not tried yet"
        case Status.SENT:
            return row.answer
    return row.error

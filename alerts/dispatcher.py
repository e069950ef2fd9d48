"""The dispatcher: from the journals to people's eyes, and nothing twice."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import structlog
from redis.asyncio import Redis

from alerts.channels.channel import Channel, Notice, channel_closed
from alerts.channels.state import ChannelStates
from alerts.delivery import Delivery
from alerts.intake import Intake
from alerts.outbox import Outbox
from alerts.policy.answer import Meaning
from alerts.sender import Sender
from pipelines.errors import ConfigError
from pipelines.store.outage import OUTAGES, pause, through_outages
from pipelines.watch import Watch

_WAIT: Final = timedelta(seconds=1)
_POLL_SECONDS: Final = 0.25
_TELL_SECONDS: Final = 5.0

_log = structlog.get_logger(__name__)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Dispatcher:
    """Enters the alerts of some watches and sends what is due on some channels.

    Any number of dispatchers can share a store, as daemons or for one errand: each entry and each row is taken by one.
    """

    def __init__(
        self,
        redis: Redis,
        watches: Sequence[Watch],
        channels: Sequence[Channel],
        owner: str,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        """owner: unique among running processes.

        Raises:
            ConfigError: a watch goes to a channel that does not exist.
        """
        known = {channel.name: channel for channel in channels}
        for watch in watches:
            for name in watch.channels:
                if name not in known:
                    raise ConfigError(
                        f"Watch {watch.name} goes to the channel {name!r}, which does not exist. "
                        f"Add a [[channel]] with that name, or use one of: {', '.join(known) or 'none yet'}."
                    )
        recipients = {channel.name: channel.recipients for channel in channels}
        self._clock = clock
        self._channels = tuple(channels)
        self._states = ChannelStates(redis)
        self._intake = Intake(redis, watches, recipients, owner, clock)
        self._indexed = False
        self.outbox = Outbox(redis)
        self._senders = [Sender(self.outbox, self._states, channel, clock, random.random) for channel in channels]

    async def run(self, stop: asyncio.Event) -> None:
        """Enter and send until `stop` is set; then end the sends in flight, within `GRACE_SECONDS`."""
        steps: list[Callable[[], Awaitable[object]]] = [self._take, lambda: self._tell_now_and_then(stop)]
        steps += [partial(_send_or_pause, sender, stop) for sender in self._senders]
        async with asyncio.TaskGroup() as group:
            for step in steps:
                group.create_task(through_outages(step, stop))
        with suppress(*OUTAGES):
            await self._intake.leave()

    async def drain(self, deadline: timedelta, awaited: Collection[str] = ()) -> list[Delivery]:
        """Enter everything that was committed and send what is due; for a one-off command.

        What has to wait (a channel that is away, a retry) stays in the outbox for the daemon or the next command.

        deadline: how long it may take; a send in flight then gets `GRACE_SECONDS` more.
        awaited: ids of alerts whose first attempts are waited for although another process may make them.

        Returns:
            The ledger rows of all alerts that were entered or sent, as they are at the end.
        """
        stop = asyncio.Event()
        alarm = asyncio.get_running_loop().call_later(deadline.total_seconds(), stop.set)
        touched = dict.fromkeys(awaited)
        await self.outbox.reindex()
        while not stop.is_set():
            taken, sent = await self._intake.step(timedelta(0)), await self._send(stop)
            touched |= dict.fromkeys([*taken.alerts, *(row.alert for row in sent)])
            if taken.entries or taken.alerts or sent:
                continue
            if not self._intake.waits and not await self._untried(awaited):
                break
            await pause(stop, _POLL_SECONDS)
        alarm.cancel()
        await self._tell()
        await self._intake.leave()
        ledgers = [await self.outbox.ledger(id) for id in touched]
        return [row for ledger in ledgers if ledger for row in ledger.rows]

    async def _untried(self, alerts: Collection[str]) -> bool:
        """Whether one of the alerts has not been tried yet on a channel that can be used."""
        usable = {channel.name for channel in self._channels if not await self._blocked(channel)}
        for id in alerts:
            ledger = await self.outbox.ledger(id)
            if ledger is None or any(not row.attempts and row.channel in usable for row in ledger.pending):
                return True
        return False

    async def _blocked(self, channel: Channel) -> bool:
        return (await self._states.of(channel.name)).blocks(channel.identity, self._clock())

    async def _take(self) -> None:
        if not self._indexed:
            await self.outbox.reindex()
            self._indexed = True
        await self._intake.step(_WAIT)

    async def _send(self, stop: asyncio.Event) -> list[Delivery]:
        """One batch of every channel, side by side."""
        batches = await asyncio.gather(*(sender.step(stop) for sender in self._senders))
        return [row for batch in batches for row in batch]

    async def _tell_now_and_then(self, stop: asyncio.Event) -> None:
        await self._tell()
        await pause(stop, _TELL_SECONDS)

    async def _tell(self) -> None:
        """Tell the operator of each channel that was closed, through one that is open."""
        for closed in self._channels:
            state = await self._states.of(closed.name)
            if not state.is_closed(closed.identity) or state.told:
                continue
            notice = channel_closed(closed.name, state.why, await self.outbox.pending(closed.name))
            for other in self._channels:
                if other is not closed and not await self._blocked(other) and await _took(other, notice):
                    await self._states.told(closed.name)
                    break


async def _took(channel: Channel, notice: Notice) -> bool:
    """Whether a channel took a notice. A fault of its own counts as a no and is logged."""
    telling = asyncio.create_task(channel.notify(notice))
    await asyncio.wait({telling})
    if fault := telling.exception():
        _log.error("channel failed", channel=channel.name, exc_info=fault)
        return False
    return telling.result().meaning is Meaning.TAKEN


async def _send_or_pause(sender: Sender, stop: asyncio.Event) -> None:
    if not await sender.step(stop):
        await pause(stop, _POLL_SECONDS)

"""The shell that takes one channel's due rows and sends them, one after the other.

The row is written before its message goes out and after its answer came. A process that dies between the two leaves
a row that is sent again under the same message id, once its lease has run out.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from redis.asyncio.lock import Lock
from redis.exceptions import LockError

from alerts.alert import Alert
from alerts.channels.channel import Channel
from alerts.channels.state import ChannelStates
from alerts.delivery import Delivery, Status
from alerts.outbox import LEASE_SECONDS, Outbox
from alerts.policy.answer import Answer, Meaning
from alerts.policy.backoff import asked_for
from alerts.policy.step import begin, conclude, crashed, expire, expired
from pipelines.errors import StoreError
from pipelines.plain import one_line
from pipelines.store.outage import OUTAGES, pause

LONGEST_SEND_SECONDS: Final = 60.0
GRACE_SECONDS: Final = 5.0
_BATCH: Final = 32
_TICK_SECONDS: Final = 0.25

_log = structlog.get_logger(__name__)


class Sender:
    """Sends the rows of one channel."""

    def __init__(
        self,
        outbox: Outbox,
        states: ChannelStates,
        channel: Channel,
        clock: Callable[[], datetime],
        chance: Callable[[], float],
    ) -> None:
        """chance: draws evenly from [0, 1)."""
        self._outbox = outbox
        self._states = states
        self._channel = channel
        self._clock = clock
        self._chance = chance

    async def step(self, stop: asyncio.Event) -> list[Delivery]:
        """Send what is due; the rows in their new state. Once `stop` is set, no further send is begun."""
        sent: list[Delivery] = []
        for alert, recipient in await self._outbox.due(self._channel.name, self._clock(), _BATCH):
            if stop.is_set() or await self._blocked():
                break
            try:
                row = await self._deliver(alert, recipient, stop)
            except StoreError as error:
                # Out of the others' way; the record stays, for a version that can read it.
                _log.error("record unreadable", alert=alert, channel=self._channel.name, error=str(error))
                await self._outbox.drop(self._channel.name, alert, recipient)
                continue
            if row:
                sent.append(row)
        return sent

    async def _blocked(self) -> bool:
        return (await self._states.of(self._channel.name)).blocks(self._channel.identity, self._clock())

    async def _deliver(self, id: str, recipient: str, stop: asyncio.Event) -> Delivery | None:
        """One row, if it is ours to send and still to be sent."""
        async with self._outbox.lease(id, self._channel.name, recipient) as lease:
            if lease is None:
                return None
            row, now = await self._outbox.row(id, self._channel.name, recipient), self._clock()
            alert = await self._outbox.alert(id)
            if row is None or alert is None:
                await self._outbox.drop(self._channel.name, id, recipient)
                return None
            if row.status is not Status.PENDING or row.not_before > now:
                await self._outbox.index(row)
                return None
            row = expire(row, now) if expired(row, now) else begin(row, now)
            await self._outbox.write(row)
            if row.status is Status.PENDING:
                row = await self._attempt(alert, row, lease, stop)
            self._log(row)
            return row

    async def _attempt(self, alert: Alert, row: Delivery, lease: Lock, stop: asyncio.Event) -> Delivery:
        sending = asyncio.create_task(self._channel.send(alert, row))
        try:
            answer = await self._answer(sending, lease, stop)
        finally:
            sending.cancel()
        now = self._clock()
        if answer is None:
            fault = sending.exception()
            _log.error("channel failed", channel=self._channel.name, alert=row.alert, exc_info=fault)
            ended = crashed(row, one_line(f"{type(fault).__name__}: {fault}", 200), now, self._chance())
        else:
            ended = conclude(row, answer, now, self._chance())
        await self._record(ended, stop)
        if answer is not None:
            await self._heed(answer, now)
        return ended

    async def _answer(self, sending: "asyncio.Task[Answer]", lease: Lock, stop: asyncio.Event) -> Answer | None:
        """The channel's answer, None where it raised. The lease is extended as long as it is awaited."""
        begun = extended = time.monotonic()
        stopped: float | None = None
        while not (await asyncio.wait({sending}, timeout=_TICK_SECONDS))[0]:
            now = time.monotonic()
            stopped = stopped or (now if stop.is_set() else None)
            if now > begun + LONGEST_SEND_SECONDS:
                return Answer(Meaning.LATER, f"No answer within {LONGEST_SEND_SECONDS:.0f} seconds")
            if stopped and now > stopped + GRACE_SECONDS:
                return Answer(Meaning.LATER, "Wirewatch was stopped before an answer came")
            if now > extended + LEASE_SECONDS / 3:
                extended = now
                await _extend(lease)
        return None if sending.exception() else sending.result()

    async def _heed(self, answer: Answer, now: datetime) -> None:
        """What an answer means for the whole channel."""
        name = self._channel.name
        if answer.meaning is Meaning.CLOSED:
            await self._states.close(name, self._channel.identity, answer.words, now)
            _log.error("channel closed", channel=name, why=answer.words)
        elif answer.meaning is Meaning.LATER and answer.retry_after is not None:
            await self._states.stall(name, now + asked_for(answer.retry_after))

    async def _record(self, row: Delivery, stop: asyncio.Event) -> None:
        """Write what was sent, through an outage too: nobody else knows it."""
        while True:
            try:
                return await self._outbox.write(row)
            except OUTAGES:
                if stop.is_set():
                    raise
                await pause(stop, 1.0)

    def _log(self, row: Delivery) -> None:
        known = {"alert": row.alert, "channel": row.channel, "status": str(row.status), "attempts": row.attempts}
        if row.status is Status.DEAD:
            _log.error("dead letter", **known, error=row.error)
        else:
            _log.info("delivery", **known, **({"error": row.error} if row.error else {}))


async def _extend(lease: Lock) -> None:
    try:
        await lease.reacquire()
    except (LockError, *OUTAGES):
        # The row's message id tells a second send from a second message.
        _log.warning("lease lost")

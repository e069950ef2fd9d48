"""The outbox: alerts and their ledger rows in Redis, and the index of what is due.

    ww:alert:ID             hash     `alert` → the alert as it is sent; `CHANNEL RECIPIENT` → a row of the ledger
    ww:alerts               zset     ids of all alerts by the time they were made
    ww:outbox:CHANNEL       zset     `ID RECIPIENT` of the channel's pending rows by the time they are due
    ww:lease:ID:…           string   held by the process that sends a row, for as long as it sends
    ww:channel:NAME         string   whether a channel is closed or stalled (`channels/state.py`)

Rows are the record, the zsets are indexes of it. A row is written before its index on the way in and before its
index is cleared on the way out. So the loss of any suffix of commands leaves an index that says too much, never too
little: whoever follows it reads the row and sees that nothing is to be done. Pipelines here save round trips and syncs
of the disk; they promise no more than commands in a row, and need no more.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline
from redis.asyncio.lock import Lock
from redis.exceptions import LockNotOwnedError

from alerts.alert import Alert
from alerts.delivery import Delivery, Status
from pipelines.store.records import pack, unpack

LEASE_SECONDS: Final = 20.0
_ALERTS: Final = "ww:alerts"
_ALERT: Final = b"alert"


@dataclass(frozen=True, slots=True)
class Ledger:
    """An alert with all its rows."""

    alert: Alert
    rows: tuple[Delivery, ...]

    @property
    def made(self) -> datetime:
        """When the alert was entered; when its page was seen, if it goes nowhere."""
        return min((row.created for row in self.rows), default=self.alert.observed)

    @property
    def pending(self) -> tuple[Delivery, ...]:
        """The rows that are still to be sent."""
        return tuple(row for row in self.rows if row.status is Status.PENDING)


class Outbox:
    """What is to be told and what was told."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def enter(self, alert: Alert, rows: Iterable[Delivery], now: datetime) -> None:
        """Make an alert and its rows where they are missing; what is there already stays as it is."""
        sent = self._redis.pipeline(transaction=False)
        sent.hsetnx(_key(alert.id), _ALERT, pack(alert))
        sent.zadd(_ALERTS, {alert.id: now.timestamp()}, nx=True)
        for row in rows:
            sent.hsetnx(_key(alert.id), _field(row.channel, row.recipient), pack(row))
            if row.status is Status.PENDING:
                # The row that was there first may have been sent: then the index says too much for a moment.
                sent.zadd(_due(row.channel), {_member(row): row.not_before.timestamp()}, nx=True)
        await sent.execute()

    async def write(self, row: Delivery) -> None:
        """The new state of a row. Only the holder of its lease, or a person, writes it."""
        sent = self._redis.pipeline(transaction=False)
        sent.hset(_key(row.alert), _field(row.channel, row.recipient), pack(row))
        _index(sent, row)
        await sent.execute()

    async def index(self, *rows: Delivery) -> None:
        """Make the index say of each row what the row says."""
        sent = self._redis.pipeline(transaction=False)
        for row in rows:
            _index(sent, row)
        await sent.execute()

    async def due(self, channel: str, now: datetime, limit: int) -> list[tuple[str, str]]:
        """Rows of a channel that are due, (alert, recipient), longest due first."""
        found = await self._redis.zrangebyscore(_due(channel), "-inf", now.timestamp(), start=0, num=limit)
        return [_split(member) for member in found]

    async def drop(self, channel: str, alert: str, recipient: str) -> None:
        """Take an entry that leads to nothing out of the index."""
        await self._redis.zrem(_due(channel), f"{alert} {recipient}")

    async def row(self, alert: str, channel: str, recipient: str) -> Delivery | None:
        """One row, None if there is none."""
        packed = await self._redis.hget(_key(alert), _field(channel, recipient))
        return unpack(packed, Delivery) if packed else None

    async def alert(self, id: str) -> Alert | None:
        """An alert as it is sent, None if there is none."""
        packed = await self._redis.hget(_key(id), _ALERT)
        return unpack(packed, Alert) if packed else None

    async def ledger(self, id: str) -> Ledger | None:
        """An alert with its rows, None if there is none."""
        fields = await self._redis.hgetall(_key(id))
        if _ALERT not in fields:
            return None
        rows = sorted(field for field in fields if field != _ALERT)
        return Ledger(unpack(fields[_ALERT], Alert), tuple(unpack(fields[field], Delivery) for field in rows))

    async def ledgers(self) -> AsyncIterator[Ledger]:
        """All alerts, the newest first."""
        for id in await self._redis.zrange(_ALERTS, 0, -1, desc=True):
            if found := await self.ledger(id.decode()):
                yield found

    async def pending(self, channel: str) -> int:
        """Rows of a channel that wait, due or not."""
        return int(await self._redis.zcard(_due(channel)))

    async def forget(self, id: str) -> bool:
        """Delete an alert and its rows; False if there was none."""
        found = await self.ledger(id)
        deleted = bool(await self._redis.delete(_key(id)))
        for row in found.rows if found else ():
            await self.drop(row.channel, row.alert, row.recipient)
        await self._redis.zrem(_ALERTS, id)
        return deleted

    async def reindex(self) -> None:
        """Make the indexes again from the rows, if they are gone."""
        if await self._redis.exists(_ALERTS):
            return
        made: dict[str, float] = {}
        async for key in self._redis.scan_iter(match=_key("*"), count=1000):
            if found := await self.ledger(key.decode().removeprefix(_key(""))):
                await self.index(*found.pending)
                made[found.alert.id] = min(
                    (row.created for row in found.rows), default=found.alert.observed
                ).timestamp()
        if made:
            await self._redis.zadd(_ALERTS, made, nx=True)

    @asynccontextmanager
    async def lease(self, alert: str, channel: str, recipient: str) -> AsyncIterator[Lock | None]:
        """The sole right to send a row, for `LEASE_SECONDS` unless it is extended; None if somebody else has it."""
        name = f"ww:lease:{alert}:{channel}:{recipient}"
        lock = self._redis.lock(name, timeout=LEASE_SECONDS, blocking=False, thread_local=False)
        if not await lock.acquire():
            yield None
            return
        try:
            yield lock
        finally:
            # It may have run out while the store was away. The row says what was sent.
            with suppress(LockNotOwnedError):
                await lock.release()


def _key(alert: str) -> str:
    return f"ww:alert:{alert}"


def _index(sent: Pipeline, row: Delivery) -> None:
    if row.status is Status.PENDING:
        sent.zadd(_due(row.channel), {_member(row): row.not_before.timestamp()})
    else:
        sent.zrem(_due(row.channel), _member(row))


def _due(channel: str) -> str:
    return f"ww:outbox:{channel}"


def _field(channel: str, recipient: str) -> bytes:
    return f"{channel} {recipient}".encode()


def _member(row: Delivery) -> str:
    return f"{row.alert} {row.recipient}"


def _split(member: bytes) -> tuple[str, str]:
    alert, _, recipient = member.decode().partition(" ")
    return alert, recipient

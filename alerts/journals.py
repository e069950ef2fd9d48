"""The dispatchers' consumer group on the watches' journals: each entry goes to one of them, until it is done."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from pipelines.report import Report
from pipelines.store.journal import journal_key
from pipelines.store.records import unpack_if_readable

GROUP: Final = "dispatch"
RECLAIM_AFTER: Final = timedelta(seconds=15)
_BATCH: Final = 64
_FIELD: Final = b"r"


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in a dispatcher's hands. key, id: of the stream and its entry."""

    key: str
    id: str
    report: Report


class Journals:
    """What has been committed and not yet been dispatched."""

    def __init__(self, redis: Redis, watches: Sequence[str], consumer: str) -> None:
        """consumer: unique among running processes."""
        self._redis = redis
        self._keys = [journal_key(watch) for watch in watches]
        self._consumer = consumer
        self._opened = False

    async def open(self) -> None:
        """Create the groups where they are missing; they begin at the journal's beginning, so that nothing is lost."""
        for key in self._keys:
            try:
                await self._redis.xgroup_create(key, GROUP, id="0", mkstream=True)
            except ResponseError as error:
                if "BUSYGROUP" not in str(error):
                    raise
        self._opened = True

    async def take(self, wait: timedelta) -> list[Entry]:
        """New entries, waiting up to `wait` for the first."""
        if not self._keys:
            return []
        block = int(wait.total_seconds() * 1000) or None
        streams = dict.fromkeys(self._keys, ">")
        read = await self._asked(
            partial(self._redis.xreadgroup, GROUP, self._consumer, streams, count=_BATCH, block=block)
        )
        return [entry for key, entries in read or () for entry in _entries(key.decode(), entries)]

    async def reclaim(self) -> list[Entry]:
        """Entries that somebody has held for longer than `RECLAIM_AFTER`: now in this one's hands."""
        idle = int(RECLAIM_AFTER.total_seconds() * 1000)
        found: list[Entry] = []
        for key in self._keys:
            claimed = await self._asked(partial(self._redis.xautoclaim, key, GROUP, self._consumer, idle, count=_BATCH))
            found += _entries(key, claimed[1]) if claimed else []
        return found

    async def done(self, entry: Entry) -> None:
        """An entry's rows are made, or it needs none."""
        await self._redis.xack(entry.key, GROUP, entry.id)

    async def leave(self) -> None:
        """Take this consumer out of the groups where it holds nothing."""
        for key in self._keys if self._opened else ():
            held = await self._asked(
                partial(self._redis.xpending_range, key, GROUP, "-", "+", 1, consumername=self._consumer)
            )
            if held == []:
                await self._redis.xgroup_delconsumer(key, GROUP, self._consumer)

    async def _asked(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        """The answer; None if somebody emptied the store under us, which is then opened with the next question."""
        if not self._opened:
            await self.open()
        try:
            return await ask()
        except ResponseError as error:
            if "NOGROUP" not in str(error):
                raise
            self._opened = False
            return None


def _entries(key: str, entries: Sequence[tuple[bytes, dict[bytes, Any]]]) -> list[Entry]:
    found = []
    for id, fields in entries:
        if not fields:
            # The report was forgotten before it was dispatched; the server drops the entry from its lists.
            continue
        # One that can't be read stays in the group, so that a newer version finds it.
        if report := unpack_if_readable(fields[_FIELD], Report, f"{key} {id.decode()}"):
            found.append(Entry(key, id.decode(), report))
    return found

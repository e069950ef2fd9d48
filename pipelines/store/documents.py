"""The stream of fetched pages between the crawler and the judge.

A consumer group hands each document to one consumer; what a dead consumer held is claimed by another one after
`RECLAIM_AFTER`. The server counts the hand-outs, which tells a document that kills its consumers.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from pipelines.document import Document
from pipelines.store.records import pack, unpack_if_readable

STREAM: Final = "ww:documents"
GROUP: Final = "judge"
RECLAIM_AFTER: Final = timedelta(seconds=15)
_FIELD: Final = b"d"


@dataclass(frozen=True, slots=True)
class Handout:
    """A document in a consumer's hands.

    id: its entry in the stream. times: how often it was handed out, 1 for the first time.
    """

    id: str
    document: Document
    times: int


class DocumentQueue:
    """Documents in the order they were fetched, each to be finished once."""

    def __init__(self, redis: Redis, consumer: str) -> None:
        """consumer: unique among running processes; names what this one holds."""
        self._redis = redis
        self._consumer = consumer

    async def open(self) -> None:
        """Create the stream and its group where they are missing."""
        try:
            await self._redis.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
        except ResponseError as error:
            if "BUSYGROUP" not in str(error):
                raise

    async def leave(self) -> None:
        """Take this consumer out of the group, unless it still holds something that another one has to claim."""
        if not await self._redis.xpending_range(STREAM, GROUP, "-", "+", 1, consumername=self._consumer):
            await self._redis.xgroup_delconsumer(STREAM, GROUP, self._consumer)

    async def put(self, document: Document) -> str:
        """Append a document; when this returns, it is on disk."""
        entry: bytes = await self._redis.xadd(STREAM, {_FIELD: pack(document)})
        return entry.decode()

    async def take(self, count: int, wait: timedelta) -> tuple[Handout, ...]:
        """New documents, waiting up to `wait` for the first."""
        read = await self._redis.xreadgroup(
            GROUP, self._consumer, {STREAM: ">"}, count=count, block=max(1, int(wait.total_seconds() * 1000))
        )
        return tuple(
            Handout(entry.decode(), document, 1)
            for _, entries in read or ()
            for entry, fields in entries
            if (document := _document(entry, fields))
        )

    async def reclaim(self, count: int) -> tuple[Handout, ...]:
        """Documents that a consumer has held for longer than `RECLAIM_AFTER`, now in this one's hands."""
        idle = int(RECLAIM_AFTER.total_seconds() * 1000)
        _, entries, *_ = await self._redis.xautoclaim(STREAM, GROUP, self._consumer, idle, count=count)
        return tuple(
            [
                Handout(entry.decode(), document, await self._times(entry))
                for entry, fields in entries
                if (document := _document(entry, fields))
            ]
        )

    async def hold(self, ids: Collection[str]) -> None:
        """Begin the time anew after which documents in this one's hands can be reclaimed; counts as no hand-out."""
        if ids:
            await self._redis.xclaim(STREAM, GROUP, self._consumer, 0, list(ids), justid=True)

    async def done(self, id: str) -> None:
        """A document's outcome is recorded: take it out of the stream."""
        await self._redis.xack(STREAM, GROUP, id)
        await self._redis.xdel(STREAM, id)

    async def waiting(self) -> int:
        """Documents in the stream, taken or not."""
        return int(await self._redis.xlen(STREAM))

    async def contains(self, id: str) -> bool:
        """Whether a document is still in the stream, taken or not."""
        return bool(await self._redis.xrange(STREAM, id, id))

    async def _times(self, entry: bytes) -> int:
        pending = await self._redis.xpending_range(STREAM, GROUP, entry, entry, 1)
        return int(pending[0]["times_delivered"]) if pending else 1


def _document(entry: bytes, fields: dict[bytes, bytes]) -> Document | None:
    """What an entry holds; None where it was deleted, or is left in the stream for a version that can read it."""
    return unpack_if_readable(fields[_FIELD], Document, f"{STREAM} {entry.decode()}") if fields else None

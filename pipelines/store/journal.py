"""The journal of a watch: every report for good, and the commit point of every decision.

A Redis stream whose entry ids are the generations 1-0, 2-0, 3-0, … . The server refuses an `XADD` whose explicit id
is not above the last one; so the one command that writes the record is also the compare-and-set.
No script, no transaction: a torn append-only file can lose the command, never a part of it.
"""

from collections.abc import AsyncIterator
from typing import Any, Final

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from pipelines.errors import Superseded
from pipelines.report import Report
from pipelines.store.records import pack, unpack

_FIELD: Final = b"r"
_PAGE: Final = 256


def journal_key(watch: str) -> str:
    """Key of a watch's journal; the hash tag keeps all keys of a watch on one cluster node."""
    return f"ww:{{{watch}}}:journal"


class Journal:
    """Append-only reports of one watch."""

    def __init__(self, redis: Redis, watch: str) -> None:
        self._redis = redis
        self.watch = watch
        self.key = journal_key(watch)

    async def generation(self) -> int:
        """Number of the last report committed, 0 for an empty journal; survives deletions."""
        try:
            info: dict[str, Any] = await self._redis.xinfo_stream(self.key)
        except ResponseError as error:
            if "no such key" in str(error).lower():
                return 0
            raise
        return _number(info["last-generated-id"])

    async def append(self, report: Report) -> None:
        """Commit a report that was decided on generation `report.number - 1`.

        Raises:
            Superseded: the journal has moved on; nothing was written.
        """
        try:
            await self._redis.xadd(self.key, {_FIELD: pack(report)}, id=f"{report.number}-0")
        except ResponseError as error:
            if "equal or smaller" in str(error):
                raise Superseded(f"Watch {self.watch} has moved past generation {report.number - 1}.") from error
            raise

    async def get(self, number: int) -> Report | None:
        """One report, or None if it was never written or was forgotten."""
        found = await self._redis.xrange(self.key, f"{number}-0", f"{number}-0")
        return unpack(found[0][1][_FIELD], Report) if found else None

    async def read(self, after: int = 0) -> AsyncIterator[Report]:
        """Reports with a number above `after`, in order."""
        while page := await self._redis.xrange(self.key, f"({after}-0", "+", count=_PAGE):
            for _, fields in page:
                yield unpack(fields[_FIELD], Report)
            after = _number(page[-1][0])

    async def forget(self, number: int) -> bool:
        """Delete one report; its number is never given again. False if there was none."""
        return bool(await self._redis.xdel(self.key, f"{number}-0"))


def _number(entry_id: bytes) -> int:
    return int(entry_id.partition(b"-")[0])

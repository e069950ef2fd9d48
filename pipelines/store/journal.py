"""The journal of a watch: every report for good, and the commit point of every decision.

A Redis stream whose entry ids are the generations 1-0, 2-0, 3-0, … . The server refuses an `XADD` whose explicit id
is not above the last one; so the one command that writes the record is also the compare-and-set. Of reports that are
written together, every further one is a script that compares the record before it and writes this one (`append.lua`).
No transaction, never two writes in one: a torn append-only file can lose a command, not a part of it.
"""

import hashlib
from collections.abc import AsyncIterator, Callable, Collection
from typing import Any, Final

from redis.asyncio import Redis
from redis.asyncio.client import Pipeline
from redis.exceptions import NoScriptError, ResponseError

from pipelines.errors import Superseded
from pipelines.report import Report
from pipelines.store.records import pack, unpack
from pipelines.store.scripts import source_of

_FIELD: Final = b"r"
_PAGE: Final = 256
# Of a first report that comes too late, and of one whose report before was refused.
_REFUSALS: Final = ("equal or smaller", "SUPERSEDED")


def journal_key(watch: str) -> str:
    """Key of a watch's journal; the hash tag keeps all keys of a watch on one cluster node."""
    return f"ww:{{{watch}}}:journal"


class Journal:
    """Append-only reports of one watch."""

    def __init__(self, redis: Redis, watch: str) -> None:
        self._redis = redis
        self.watch = watch
        self.key = journal_key(watch)
        self._append = redis.register_script(source_of("append"))

    async def generation(self) -> int:
        """Number of the last report committed, 0 for an empty journal; survives deletions."""
        try:
            info: dict[str, Any] = await self._redis.xinfo_stream(self.key)
        except ResponseError as error:
            if "no such key" in str(error).lower():
                return 0
            raise
        return _number(info["last-generated-id"])

    async def append(
        self, *reports: Report, behind: Callable[[Pipeline, Report, bytes], None] | None = None
    ) -> list[Any]:
        """Commit reports that were decided one upon the other, the first on generation `number - 1`.

        Each is a command of its own that looks for the one before it; all go in one round trip.
        behind: sends one more command behind each report, given its record as it is written. They run even where the
        report is refused, and have to look for themselves. Answered are theirs, exceptions among them.

        Raises:
            Superseded: the journal has moved on; the reports before that place were written, no other.
        """
        records = [pack(report) for report in reports]
        async with self._redis.pipeline(transaction=False) as pipe:
            for report, record, before in zip(reports, records, (None, *records), strict=False):
                self._send(pipe, report.number, record, before)
                if behind:
                    behind(pipe, report, record)
            answers: list[Any] = await pipe.execute(raise_on_error=False)
        commands = 2 if behind else 1
        for report, appended in zip(reports, answers[::commands], strict=True):
            await self._look_at(report, appended)
        return answers[1::commands] if behind else []

    def _send(self, pipe: Pipeline, number: int, record: bytes, before: bytes | None) -> None:
        """before: the record that this one was decided upon and that is sent just before it, None for the first."""
        if before is None:
            pipe.xadd(self.key, {_FIELD: record}, id=f"{number}-0")
        else:
            proof = hashlib.sha1(before, usedforsecurity=False).hexdigest()
            pipe.evalsha(self._append.sha, 1, self.key, number - 1, proof, number, _FIELD, record)

    async def _look_at(self, report: Report, appended: object) -> None:
        """A server that was started again doesn't know the script; what was not written is decided again."""
        if isinstance(appended, NoScriptError):
            await self._redis.script_load(self._append.script)
        elif not isinstance(appended, ResponseError):
            return
        elif not any(refusal in str(appended) for refusal in _REFUSALS):
            raise appended
        raise Superseded(f"Watch {self.watch} has moved past generation {report.number - 1}.") from appended

    async def find(self, numbers: Collection[int]) -> dict[int, Report]:
        """Some reports, without those that were forgotten."""
        if not numbers:
            return {}
        async with self._redis.pipeline(transaction=False) as pipe:
            for number in numbers:
                pipe.xrange(self.key, f"{number}-0", f"{number}-0")
            found = await pipe.execute()
        return {
            number: unpack(entries[0][1][_FIELD], Report)
            for number, entries in zip(numbers, found, strict=True)
            if entries
        }

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

    async def forget(self, *numbers: int) -> int:
        """Delete reports, whose numbers are never given again; how many there were."""
        return int(await self._redis.xdel(self.key, *(f"{number}-0" for number in numbers)))


def _number(entry_id: bytes) -> int:
    return int(entry_id.partition(b"-")[0])

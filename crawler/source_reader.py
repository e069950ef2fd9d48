"""Asking a source and understanding what it serves."""

import asyncio
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from crawler.answer import Fetched, Validators, check_challenge
from crawler.failure import Failure, FetchFailed
from crawler.fetcher import Fetcher
from crawler.sources.read import read_source
from crawler.sources.reading import Child, Reading
from crawler.sources.source import Source, SourceKind
from pipelines.errors import ExtractionError, FetchError, InputError
from pipelines.workers import WorkerPool

# The newest sitemaps of an index; older ones hold older pages.
_MOST_CHILDREN: Final = 4
_SECONDS: Final = 5.0
# What a hundred thousand entries get; a file that only looks large gets no more than a small one.
_MOST_SECONDS: Final = 60.0
_MOST_ENTRIES: Final = 100_000
_ENTRY_ENDS: Final = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry|url)\s*>")
_OLDEST: Final = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Served:
    """What a source served: its reading, None where nothing has changed, and validators for the next time."""

    reading: Reading | None
    validators: Validators


class SourceReader:
    """Fetches sources and has workers read them."""

    def __init__(self, fetcher: Fetcher, workers: WorkerPool) -> None:
        self._fetcher = fetcher
        self._workers = workers

    async def ask(self, source: Source, kind: SourceKind | None, validators: Validators, now: datetime) -> Served:
        """What a source serves, the newest children of a sitemap index included.

        kind: as it was found out earlier; the configured one goes before it.

        Raises:
            FetchError: it can't be fetched or read.
        """
        fetched = await self._fetcher.get(source.url, validators, large=True)
        if fetched.unchanged:
            return Served(None, validators)
        reading = await self._read(source.kind or kind, fetched, now)
        if not reading.children:
            return Served(reading, fetched.validators)
        # An index stays the same while its sitemaps change: no validators.
        return Served(await self._with_children(reading, now), Validators())

    async def _with_children(self, index: Reading, now: datetime) -> Reading:
        newest = sorted(index.children, key=lambda child: child.modified or _OLDEST, reverse=True)[:_MOST_CHILDREN]
        answers = await asyncio.gather(*(self._child(child, now) for child in newest))
        readings = [answer for answer in answers if isinstance(answer, Reading)]
        failures = [answer for answer in answers if not isinstance(answer, Reading)]
        if not readings:
            raise failures[0]
        entries = {entry.url: entry for reading in readings for entry in reading.entries}
        return replace(index, entries=tuple(entries.values()))

    async def _child(self, child: Child, now: datetime) -> Reading | FetchError:
        try:
            return await self._read(SourceKind.SITEMAP, await self._fetcher.get(child.url, large=True), now)
        except FetchError as error:
            return error

    async def _read(self, kind: SourceKind | None, fetched: Fetched, now: datetime) -> Reading:
        check_challenge(fetched)
        seconds = await asyncio.to_thread(allowance, fetched.body)
        try:
            return await self._workers.run(
                read_source, kind, fetched.body, fetched.url, fetched.content_type, now, seconds=seconds
            )
        except ExtractionError as error:
            raise FetchFailed(f"{fetched.url} can't be read. {error}", Failure.UNREADABLE) from error
        except InputError as error:
            raise FetchFailed(str(error), Failure.UNREADABLE) from error


def allowance(body: bytes) -> float:
    """How many seconds the reading of a source may take: a few, and more for each entry that it seems to have."""
    entries = sum(1 for _ in _ENTRY_ENDS.finditer(body))
    zipped = _MOST_ENTRIES if body.startswith(b"\x1f\x8b") else 0
    return _SECONDS + (_MOST_SECONDS - _SECONDS) * min(1.0, max(entries, zipped) / _MOST_ENTRIES)

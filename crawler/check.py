"""A look at sources that announces nothing, remembers nothing and needs no store."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crawler.answer import Validators
from crawler.failure import Failure, failure_of
from crawler.fetcher import Fetcher
from crawler.policy import FetchPolicy
from crawler.source_reader import SourceReader
from crawler.sources.reading import Reading
from crawler.sources.source import Source, SourceKind
from pipelines.errors import FetchError
from pipelines.workers import WorkerPool

_AT_ONCE: Final = 16
_WHAT: Final = {
    SourceKind.FEED: "feed", SourceKind.SITEMAP: "sitemap", SourceKind.SECTION: "page", SourceKind.ARCHIVE: "archive",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """What a source was found to serve.

    entries: articles that it tells of. newest: the latest date that it claims for one, UTC.
    feeds: feeds that a page names. failure, trouble: why it could not be read. took: seconds.
    """

    source: Source
    took: float
    kind: SourceKind | None = None
    entries: int = 0
    newest: datetime | None = None
    feeds: tuple[str, ...] = ()
    failure: Failure | None = None
    trouble: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was read and tells of something."""
        return self.failure is None and self.entries > 0

    def __str__(self) -> str:
        if self.failure is not None or self.kind is None:
            return self.trouble
        newest = f", the newest of {self.newest:%Y-%m-%d %H:%M} UTC" if self.newest else ""
        feed = f"; it names a feed, which tells more: {self.feeds[0]}" if self.feeds else ""
        return f"{_WHAT[self.kind]} with {self.entries:,} article{'' if self.entries == 1 else 's'}{newest}{feed}"


async def check_sources(
    policy: FetchPolicy, workers: WorkerPool, sources: Sequence[Source], now: datetime
) -> list[SourceCheck]:
    """Ask sources what they serve, each under the same limits and manners as in a crawl; in their order."""
    free = asyncio.Semaphore(_AT_ONCE)
    async with Fetcher.alone(policy) as fetcher:
        reader = SourceReader(fetcher, workers)

        async def one(source: Source) -> SourceCheck:
            async with free:
                return await _check(reader, source, now)

        return await asyncio.gather(*(one(source) for source in sources))


async def _check(reader: SourceReader, source: Source, now: datetime) -> SourceCheck:
    started = time.monotonic()
    try:
        served = await reader.ask(source, None, Validators(), now)
    except FetchError as error:
        return SourceCheck(
            source, time.monotonic() - started, source.kind, failure=failure_of(error), trouble=str(error)
        )
    reading = served.reading or Reading(source.kind or SourceKind.FEED)
    dates = [moment for entry in reading.entries for moment in (entry.published, entry.modified) if moment]
    return SourceCheck(
        source,
        time.monotonic() - started,
        reading.kind,
        len(reading.entries),
        max(dates, default=None),
        reading.feeds,
    )

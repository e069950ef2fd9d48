"""The crawler: from sources to documents, as steps that any number of processes can repeat at any time.

    poll         sources → announcements → frontier
    fetch_due    frontier → pages → documents

Everything that lasts is in the store; a crawler can be killed anywhere and another one goes on.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final, Self, TypeVar

from redis.asyncio import Redis

from crawler.failure import failure_of
from crawler.fetcher import Fetcher
from crawler.frontier import LEASE, Frontier, Pending
from crawler.hosts import SharedHostClock
from crawler.outcomes import FetchOutcome, FetchResult, PollOutcome
from crawler.pages import DocumentSink, PageFetcher, Presearcher
from crawler.policy import FetchPolicy
from crawler.poller import Poller
from crawler.robots import SharedRobotsCache
from crawler.schedule import PollBudget
from crawler.source_reader import SourceReader
from crawler.source_state import SourceStates
from crawler.sources.source import Source
from crawler.spiders.courier import Manners
from crawler.trial import NoTraces, TrialFrontier, TrialStates
from pipelines.document import Announcement
from pipelines.errors import FetchError, InputError
from pipelines.lessons import FixedLessons, HostLessons
from pipelines.store.lines import HostLineStore
from pipelines.store.outage import OUTAGES
from pipelines.store.traces import Traces
from pipelines.urls import canonical
from pipelines.workers import WorkerPool

T = TypeVar("T")

# Pages of one host that are taken at once: they wait for its clock one after the other.
_PER_HOST: Final = 6
_SOURCES_AT_ONCE: Final = 16


class Crawler:
    """Polls sources and fetches pages. Opens its connections by itself; must be closed.

    redis: the store. frontier, states, sink: where what was announced, what is known of the sources, and documents are.
    lessons: what hosts repeat on their pages, which pages that nobody wants teach as well.
    """

    def __init__(
        self,
        policy: FetchPolicy,
        redis: Redis,
        presearch: Presearcher,
        workers: WorkerPool,
        sink: DocumentSink,
        *,
        dry_run: bool = False,
    ) -> None:
        """dry_run: read the store, write nothing to it; what is announced is fetched from memory."""
        self.redis = redis
        self.sink = sink
        self.frontier = TrialFrontier(redis) if dry_run else Frontier(redis)
        self.states = TrialStates(redis) if dry_run else SourceStates(redis)
        shared = Manners.of(policy, SharedHostClock(redis), SharedRobotsCache(redis))
        self._fetcher = Fetcher.alone(policy) if dry_run else Fetcher(policy, shared)
        self._poller = Poller(
            SourceReader(self._fetcher, workers),
            self.frontier,
            self.states,
            PollBudget(policy.poll_floor, policy.poll_ceiling),
        )
        traces = NoTraces() if dry_run else Traces(redis)
        lines = HostLineStore(redis)
        self.lessons = FixedLessons(lines) if dry_run else HostLessons(lines, workers)
        self._pages = PageFetcher(self._fetcher, self.frontier, traces, presearch, self.lessons, sink)
        self._polling = asyncio.Semaphore(_SOURCES_AT_ONCE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Give up what is in flight after a few seconds; it stays in the frontier."""
        await self._fetcher.close()

    async def poll(self, sources: Sequence[Source], *, baseline: bool = True, now: datetime) -> list[PollOutcome]:
        """Ask sources now, whether they are due or not; one outcome each, in their order.

        baseline: whether first contact with a source is silent.
        """

        async def one(source: Source) -> PollOutcome:
            async with self._polling:
                return await self._poller.poll(source, now, baseline=baseline)

        return await _all(one(source) for source in sources)

    async def fetch_due(self, now: datetime, limit: int = 64) -> list[FetchOutcome]:
        """Fetch what the frontier has due, `limit` pages at most; an outcome each. Empty when nothing is due.

        A page whose outcome is `deferred` is in the frontier again, due at `retry`.
        """
        pendings = await self.frontier.take(now, limit, _PER_HOST)
        async with self._held(pendings, now) as held:

            async def one(pending: Pending) -> FetchOutcome:
                try:
                    return await self._pages.fetch(pending, now)
                finally:
                    held.discard(pending)

            return await _all(one(pending) for pending in pendings)

    async def fetch(self, urls: Iterable[str], now: datetime) -> list[FetchOutcome]:
        """Fetch URLs given by hand, known or not; an outcome each, in their order. Failures are not tried again."""
        return await _all(self._by_hand(url, now) for url in urls)

    async def _by_hand(self, url: str, now: datetime) -> FetchOutcome:
        try:
            announcement = Announcement(canonical(url), "", now)
        except InputError:
            return await self._refused(url)
        return await self._pages.fetch(Pending(announcement, "", now), now, again=False)

    async def _refused(self, url: str) -> FetchOutcome:
        """The outcome for what is no web address: the fetcher says why."""
        try:
            await self._fetcher.get(url)
        except FetchError as error:
            return FetchOutcome(url, "", FetchResult.GIVEN_UP, failure=failure_of(error), trouble=str(error))
        raise AssertionError(f"{url} was fetched although it is no web address")

    @contextlib.asynccontextmanager
    async def _held(self, pendings: Iterable[Pending], now: datetime) -> AsyncIterator[set[Pending]]:
        """Renew the lease of what was taken, until it is taken out of the set."""
        held = set(pendings)
        renewing = asyncio.create_task(self._renew(held, now))
        try:
            yield held
        finally:
            renewing.cancel()
            # Not by suppressing its cancellation: it could be our own.
            await asyncio.wait({renewing})

    async def _renew(self, held: set[Pending], now: datetime) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            # During an outage nobody else can take them either.
            with contextlib.suppress(*OUTAGES):
                await self.frontier.renew(held, now + timedelta(seconds=loop.time() - started) + LEASE)


async def _all(work: Iterable[Awaitable[T]]) -> list[T]:
    """All results in order; an exception is raised only after everything else has ended."""
    results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return [result for result in results if not isinstance(result, BaseException)]

"""Fetching one announced page: presearch it, put its document into the stream, or note why not."""

import asyncio
import random
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from crawler.answer import Fetched, check_page
from crawler.failure import NO_NEWS, NOTHING_TRIED, FetchFailed, Patience, failure_of, patience
from crawler.fetcher import Fetcher
from crawler.frontier import Frontier, Pending
from crawler.outcomes import FetchOutcome, FetchResult
from crawler.schedule import FEW_TRIES, GIVE_UP_AFTER, next_try
from pipelines.document import Document
from pipelines.errors import FetchError
from pipelines.page import Page
from pipelines.report import Because, Reason
from pipelines.store.traces import Trace
from pipelines.urls import canonical


class Presearcher(Protocol):
    """Tells which watches a raw page could match at all (`pipelines.presearch`)."""

    def candidates(self, page: Page) -> tuple[str, ...]:
        """Names of the watches that can't be ruled out."""
        ...


class DocumentSink(Protocol):
    """Where documents go (`pipelines.store.documents.DocumentQueue`)."""

    async def put(self, document: Document) -> str:
        """Take a document for good; its id."""
        ...

    async def waiting(self) -> int:
        """How many documents are not dealt with yet."""
        ...


class TraceSink(Protocol):
    """Where it is noted what became of pages (`pipelines.store.traces.Traces`)."""

    async def record(self, trace: Trace) -> None:
        """Keep a trace, in place of the URL's last one."""
        ...


class Sampler(Protocol):
    """Learns what hosts repeat on their pages (`pipelines.lessons`)."""

    async def sample(self, page: Page, now: datetime) -> None:
        """Take in a page that nobody wants, if its host needs more."""
        ...


class PageFetcher:
    """Fetches pages, one at a time; errors are outcomes."""

    def __init__(
        self,
        fetcher: Fetcher,
        frontier: Frontier,
        traces: TraceSink,
        presearch: Presearcher,
        sampler: Sampler,
        sink: DocumentSink,
    ) -> None:
        self._fetcher = fetcher
        self._frontier = frontier
        self._traces = traces
        self._presearch = presearch
        self._sampler = sampler
        self._sink = sink

    async def fetch(self, pending: Pending, now: datetime, *, again: bool = True) -> FetchOutcome:
        """Fetch a page and see it dealt with.

        again: whether the frontier tries it again after a failure that may pass.
        """
        try:
            fetched = await self._fetcher.get(pending.announcement.url)
            check_page(fetched)
        except FetchError as error:
            return await self._failed(pending, error, now, again=again)
        outcome = await self._take(pending, fetched, now)
        await self._frontier.finish(pending, now, canonical(fetched.url))
        return outcome

    async def _take(self, pending: Pending, fetched: Fetched, now: datetime) -> FetchOutcome:
        announcement = pending.announcement
        page = Page(canonical(fetched.url), fetched.body, fetched.content_type, announcement.title)
        # A large page takes a while; in a thread, the loop gets its turns meanwhile.
        watches = await asyncio.to_thread(self._presearch.candidates, page)
        if not watches:
            await self._sampler.sample(page, now)
            reasons = (Reason(Because.NO_MATCH, "its page has no term that a watch needs"),)
            led_to = page.url if page.url != announcement.url else ""
            await self._traces.record(
                Trace(announcement.url, now, "presearch", reasons, announcement.title, led_to=led_to)
            )
            return FetchOutcome(announcement.url, announcement.source, FetchResult.NO_CANDIDATE)
        document = Document(
            announcement, page.url, page.body, page.content_type, pending.outlet, fetched=now, watches=watches
        )
        id = await self._sink.put(document)
        return FetchOutcome(announcement.url, announcement.source, FetchResult.QUEUED, id, watches)

    async def _failed(self, pending: Pending, error: FetchError, now: datetime, *, again: bool) -> FetchOutcome:
        failed = after_failure(pending, error, now, random.random())  # noqa: S311 - spreads tries, guards nothing
        announcement = pending.announcement
        missed = None if failed else await self._missed(pending, error, now)
        outcome = FetchOutcome(
            announcement.url,
            announcement.source,
            FetchResult.DEFERRED if failed and again else FetchResult.GIVEN_UP,
            document=await self._sink.put(missed) if missed else None,
            watches=missed.watches if missed else (),
            failure=failure_of(error),
            trouble=str(error),
            retry=failed.due if failed and again else None,
        )
        await self._traces.record(Trace(announcement.url, now, "fetch", title=announcement.title, detail=str(outcome)))
        if failed is None:
            await self._frontier.finish(pending, now)
        elif again:
            await self._frontier.add([failed])
        return outcome

    async def _missed(self, pending: Pending, error: FetchError, now: datetime) -> Document | None:
        """What the watches are told of a page that can't be had for good, if its headline may be what they want.

        None of what the silent first contact announced, and of a page that was dealt with before.
        """
        announcement = pending.announcement
        if not announcement.title or announcement.baseline or failure_of(error) in NO_NEWS:
            return None
        watches = self._presearch.candidates(Page(announcement.url, b"", "text/html", announcement.title))
        if not watches or (await self._frontier.known(announcement.url)).mark:
            return None
        return Document(announcement, announcement.url, b"", "", pending.outlet, now, watches, failure=str(error))


def after_failure(pending: Pending, error: FetchError, now: datetime, draw: float) -> Pending | None:
    """A pending page as it stands after a failure; None where it is given up. Pure.

    draw: a random number from [0, 1).
    """
    failure = failure_of(error)
    not_before = error.not_before if isinstance(error, FetchFailed) else None
    if failure in NOTHING_TRIED:
        return replace(pending, due=not_before or now)
    failures = pending.failures + 1
    since = pending.failing_since or now
    given_up = (
        patience(failure) is Patience.NONE
        or (patience(failure) is Patience.SHORT and failures >= FEW_TRIES)
        or now - since >= GIVE_UP_AFTER
    )
    if given_up:
        return None
    due = next_try(failures, now, not_before, draw)
    return replace(pending, due=due.at, failures=failures, failing_since=since)

"""Learning what hosts repeat on their pages, and telling it to extraction.

Every page that a watch matched teaches once it is judged, unless it is a copy. Of pages that no watch can match, a few
per host are extracted for this alone, so that the boilerplate of a host is known before its first page that matters.
"""

from datetime import datetime
from typing import Protocol

from pipelines.article import Article
from pipelines.errors import InputError
from pipelines.extraction.extract import extract
from pipelines.extraction.repeats import furniture, lines_of, with_page
from pipelines.page import Page
from pipelines.store.lines import HostLineStore
from pipelines.urls import host_of, url_key
from pipelines.workers import WorkerPool


class Lessons(Protocol):
    """What is known of hosts' furniture."""

    async def furniture(self, url: str) -> frozenset[str]:
        """Keys of the lines that the page's host repeats."""
        ...

    async def learn(self, url: str, article: Article) -> None:
        """Take in a page that is no copy."""
        ...

    async def sample(self, page: Page, now: datetime) -> None:
        """Take in a page that nobody wants, if its host needs more."""
        ...


class HostLessons:
    """Lessons that are kept in the store."""

    def __init__(self, store: HostLineStore, pool: WorkerPool) -> None:
        self._store = store
        self._pool = pool

    async def furniture(self, url: str) -> frozenset[str]:
        """Keys of the lines that the page's host repeats."""
        return furniture(await self._store.of(host_of(url)))

    async def learn(self, url: str, article: Article) -> None:
        """Take in a page that is no copy."""
        known = await self._store.of(host_of(url))
        after = with_page(known, url_key(url), lines_of(article))
        if after is not known:
            await self._store.put(host_of(url), after)

    async def sample(self, page: Page, now: datetime) -> None:
        """Take in a page that nobody wants, if its host needs more; one that has no article teaches nothing."""
        if not await self._store.take_sample(host_of(page.url)):
            return
        try:
            article = await self._pool.run(extract, page, now, await self.furniture(page.url))
        except InputError:
            return
        await self.learn(page.url, article)


class FixedLessons:
    """Lessons of a trial: what the store knows, to which nothing is added."""

    def __init__(self, store: HostLineStore) -> None:
        self._store = store

    async def furniture(self, url: str) -> frozenset[str]:
        """Keys of the lines that the page's host repeats."""
        return furniture(await self._store.of(host_of(url)))

    async def learn(self, url: str, article: Article) -> None:
        """Forget it."""

    async def sample(self, page: Page, now: datetime) -> None:
        """Forget it."""

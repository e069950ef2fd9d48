"""From a URL to what a server answers: the one door to the network."""

import asyncio
import re
from datetime import UTC, datetime
from typing import Final, Self

from scrapy import Request
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.crawler import Crawler as ScrapyCrawler
from scrapy.http import Response
from w3lib.url import safe_url_string

from crawler.answer import Answer, Fetched, Validators, check_page, read_answer
from crawler.downloads import DOWNLOAD_ERRORS, explained
from crawler.failure import Failure, FetchFailed
from crawler.hosts import LocalHostClock
from crawler.policy import FetchPolicy
from crawler.robots import LocalRobotsCache
from crawler.settings import scrapy_settings
from crawler.spiders.courier import Courier, Manners, Shift
from pipelines.errors import ForbiddenAddress, InputError
from pipelines.page import Page
from pipelines.plain import one_line
from pipelines.urls import canonical

_CLOSE_SECONDS: Final = 3.0
_LARGE: Final = 4
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Fetcher:
    """Fetches through Scrapy's downloader: guard, robots.txt, politeness, limits and redirects included.

    Opens by itself at the first fetch; must be closed. An async context manager.
    """

    def __init__(self, policy: FetchPolicy, manners: Manners) -> None:
        self._policy = policy
        self._manners = manners
        self._crawl: tuple[ScrapyCrawler, asyncio.Task[None]] | None = None
        self._shift = Shift()
        self._opening = asyncio.Lock()

    @classmethod
    def alone(cls, policy: FetchPolicy) -> "Fetcher":
        """One that shares nothing with other processes and needs no store."""
        return cls(policy, Manners.of(policy, LocalHostClock(), LocalRobotsCache()))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.close()

    async def get(self, url: str, validators: Validators | None = None, *, large: bool = False) -> Fetched:
        """What a URL serves.

        validators: of an earlier answer; make the request conditional.
        large: a source, which may be larger than a page: sitemaps and feeds with full texts are.

        Raises:
            ForbiddenAddress: no socket was opened. FetchFailed: any other reason, named by its `failure`.
        """
        request = _request(url, validators or Validators())
        if large:
            request.meta["download_maxsize"] = self._policy.max_bytes * _LARGE
        crawler = await self._opened()
        try:
            response = await crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            raise explained(error, url) from error
        return read_answer(_answer(response), datetime.now(UTC))

    async def close(self) -> None:
        """End the crawl; what is still in flight is given up."""
        if self._crawl is None:
            return
        (_, crawl), self._crawl = self._crawl, None
        self._shift.end()
        await asyncio.wait({crawl}, timeout=_CLOSE_SECONDS)
        crawl.cancel()
        # Not by suppressing its cancellation: it could be our own.
        await asyncio.wait({crawl})
        if not crawl.cancelled():
            crawl.result()

    async def _opened(self) -> ScrapyCrawler:
        """The crawl, started at the first call."""
        async with self._opening:
            if self._crawl is None:
                self._crawl = await self._open()
            return self._crawl[0]

    async def _open(self) -> tuple[ScrapyCrawler, "asyncio.Task[None]"]:
        runner = AsyncCrawlerRunner(scrapy_settings(self._policy))
        crawler = runner.create_crawler(Courier)
        self._shift = Shift()
        crawl = runner.crawl(crawler, manners=self._manners, shift=self._shift)
        waiting = asyncio.create_task(self._shift.begun.wait())
        await asyncio.wait({waiting, crawl}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if crawl.done():
            # It did not open: this raises what stood in the way.
            await crawl
        return crawler, crawl


async def fetch_page(url: str, policy: FetchPolicy) -> Page:
    """One page, for commands that work on a URL without a store; as careful as a crawl.

    Raises:
        FetchError: it can't be fetched, or is no page.
    """
    async with Fetcher.alone(policy) as fetcher:
        fetched = await fetcher.get(url)
    check_page(fetched)
    return Page(canonical(fetched.url), fetched.body, fetched.content_type)


def _request(url: str, validators: Validators) -> Request:
    """A request for a URL, checked before Scrapy sees it."""
    scheme = _SCHEME.match(url.strip())
    if scheme and scheme.group(1).lower() not in {"http", "https"}:
        raise ForbiddenAddress(f"{one_line(url, 200)!r} may not be fetched: only http and https addresses are.")
    try:
        canonical(url)
    except InputError as error:
        raise FetchFailed(str(error), Failure.BAD_URL) from error
    address, question, query = url.strip().partition("#")[0].partition("?")
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return Request(
        safe_url_string(address.replace("\\", "/") + question + query),
        headers={name: value for name, value in headers.items() if value},
        dont_filter=True,
    )


def _answer(response: Response) -> Answer:
    def header(name: str) -> str:
        value: bytes = response.headers.get(name) or b""
        return value.decode("latin-1").strip()

    return Answer(
        url=response.url,
        status=response.status,
        body=response.body,
        content_type=header("Content-Type"),
        content_encoding=header("Content-Encoding").lower(),
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
        retry_after=header("Retry-After"),
    )

"""robots.txt is asked before every request, and read again when what is known of it is too old."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.downloads import DOWNLOAD_ERRORS, explained
from crawler.failure import NOTHING_TRIED, Failure, FetchFailed
from crawler.middlewares.politeness import DELAY
from crawler.robots import LONGEST, Found, RobotsFile, RobotsRules
from crawler.settings import ROBOT
from crawler.spiders.courier import Manners, courier_of

_IS_ROBOTS: Final = "wirewatch_robots"
_REMEMBERED: Final = 512


class RobotsMiddleware:
    """Refuses what a site's robots.txt forbids, and passes its Crawl-delay on to politeness."""

    def __init__(self, manners: Manners, download: Callable[[Request], Awaitable[Response]]) -> None:
        """download: fetches a request through all middlewares."""
        self._manners = manners
        self._download = download
        self._asked: dict[str, asyncio.Task[RobotsFile]] = {}
        self._parsed: dict[str, tuple[RobotsFile, RobotsRules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With the manners that the spider was given."""
        # The engine comes to be only after its middlewares.
        return cls(courier_of(crawler).manners, lambda request: crawler.engine.download_async(request))  # noqa: PLW0108

    async def process_request(self, request: Request) -> None:
        """Let a permitted request pass.

        Raises:
            FetchFailed: the site forbids it, or its robots.txt can't be read for now.
        """
        if not self._manners.respect_robots or request.meta.get(_IS_ROBOTS):
            return
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(request.url))
        file = await self._manners.robots.get(origin) or await self._ask_once(origin)
        if file.found is Found.UNREADABLE:
            raise FetchFailed(file.why, file.failure)
        rules = self._rules(origin, file)
        if not rules.allows(request.url):
            raise FetchFailed(f"{request.url}: the site's robots.txt forbids it.", Failure.ROBOTS_FORBIDS)
        request.meta[DELAY] = rules.delay

    async def _ask_once(self, origin: str) -> RobotsFile:
        """One request for however many pages wait for the answer."""
        task = self._asked.get(origin)
        if task is None:
            task = self._asked[origin] = asyncio.create_task(self._ask(origin))
            task.add_done_callback(partial(self._answered, origin))
        return await asyncio.shield(task)

    def _answered(self, origin: str, task: "asyncio.Task[RobotsFile]") -> None:
        del self._asked[origin]
        if not task.cancelled():
            # Looked at, lest asyncio complains where nobody waits for the answer any more.
            task.exception()

    async def _ask(self, origin: str) -> RobotsFile:
        url = f"{origin}/robots.txt"
        try:
            response = await self._download(Request(url, meta={_IS_ROBOTS: True}, dont_filter=True))
        except FetchFailed as error:
            if error.failure in NOTHING_TRIED:
                raise
            file = RobotsFile(Found.UNREADABLE, failure=error.failure, why=str(error))
        except DOWNLOAD_ERRORS as error:
            failed = explained(error, origin)
            file = RobotsFile(Found.UNREADABLE, failure=failed.failure, why=str(failed))
        else:
            file = robots_file(url, response.status, response.body)
        await self._manners.robots.put(origin, file)
        return file

    def _rules(self, origin: str, file: RobotsFile) -> RobotsRules:
        known = self._parsed.get(origin)
        if known is not None and known[0] == file:
            return known[1]
        if len(self._parsed) >= _REMEMBERED:
            self._parsed.clear()
        rules = RobotsRules(file, ROBOT)
        self._parsed[origin] = (file, rules)
        return rules


def robots_file(url: str, status: int, body: bytes) -> RobotsFile:
    """What an answer to the request for robots.txt means (RFC 9309, section 2.3.1)."""
    if 200 <= status < 300:  # noqa: PLR2004 - a class of status codes
        return RobotsFile(Found.READ, body[:LONGEST].decode("utf-8-sig", "replace"))
    # 429 is the server in trouble, not the file missing.
    if 400 <= status < 500 and status != 429:  # noqa: PLR2004
        return RobotsFile(Found.ABSENT)
    return RobotsFile(Found.UNREADABLE, why=f"{url} answers {status}; until it can be read, nothing of the site is.")

"""The courier: a spider that stays open and carries one request at a time for whoever asks.

Scrapy's way is a spider per crawl. A service that polls hundreds of small feeds would start and stop a crawl for each,
lose its connections every time, and let one slow host hold up the crawl of a hundred others. So one crawl stays open
for the life of the process; requests go through its downloader and all its middlewares.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.hosts import HostClock
from crawler.policy import FetchPolicy
from crawler.robots import RobotsCache


@dataclass(frozen=True, slots=True)
class Manners:
    """What the middlewares need to behave on other people's servers.

    delay: least time between two requests to one host.
    patience: how long a request may wait for its host's slot before it gives way.
    """

    clock: HostClock
    robots: RobotsCache
    delay: timedelta
    respect_robots: bool = True
    patience: timedelta = timedelta(seconds=30)

    @classmethod
    def of(cls, policy: FetchPolicy, clock: HostClock, robots: RobotsCache) -> Self:
        """The manners that a policy asks for."""
        return cls(clock, robots, policy.delay, respect_robots=policy.respect_robots)


class Courier(Spider):
    """Open until it is told to stop; has no requests of its own."""

    name = "courier"

    def __init__(self, *, manners: Manners, opened: asyncio.Event, stop: asyncio.Event, **kwargs: Any) -> None:
        """opened: set here once requests can be handed over. stop: set by the owner to let the crawl end."""
        super().__init__(**kwargs)
        self.manners = manners
        self._opened = opened
        self._stop = stop

    async def start(self) -> AsyncIterator[Request]:
        """Keep the crawl open."""
        self._opened.set()
        await self._stop.wait()
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request


def manners_of(crawler: Crawler) -> Manners:
    """The manners of a crawl's courier, for its middlewares."""
    if not isinstance(crawler.spider, Courier):
        raise NotConfigured("Wirewatch's middlewares work with its courier only.")
    return crawler.spider.manners

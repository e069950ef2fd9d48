"""The courier: a spider that stays open and carries one request at a time for whoever asks.

Scrapy's way is a spider per crawl. A service that polls hundreds of small feeds would start and stop a crawl for each,
lose its connections every time, and let one slow host hold up the crawl of a hundred others. So one crawl stays open
for the life of the process; requests go through its downloader and all its middlewares.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Shift:
    """A courier's working time, as its owner sees it.

    begun: requests can be handed over. over: nothing waits any longer. downloads: what is on its way.
    """

    begun: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    downloads: set["asyncio.Future[Any]"] = field(default_factory=set)

    def end(self) -> None:
        """Give up what is on its way."""
        self.over.set()
        for download in self.downloads:
            download.cancel()


class Courier(Spider):
    """Open until its shift is over; has no requests of its own."""

    name = "courier"

    def __init__(self, *, manners: Manners, shift: Shift, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.manners = manners
        self.shift = shift

    async def start(self) -> AsyncIterator[Request]:
        """Keep the crawl open."""
        self.shift.begun.set()
        await self.shift.over.wait()
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request


def courier_of(crawler: Crawler) -> Courier:
    """A crawl's courier, for its middlewares and its handler."""
    if not isinstance(crawler.spider, Courier):
        raise NotConfigured("Wirewatch's middlewares work with its courier only.")
    return crawler.spider

"""Every request waits for its host's slot; a host that asks for a pause gets it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Final, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.failure import Failure, FetchFailed
from crawler.spiders.courier import Manners, courier_of
from pipelines.retry_after import retry_after
from pipelines.store.outage import pause
from pipelines.urls import canonical, host_of

DELAY: Final = "wirewatch_delay"
_ASKS_FOR_A_PAUSE: Final = frozenset({429, 503})


class PolitenessMiddleware:
    """Keeps the distance between requests to one host, and its Retry-After."""

    def __init__(self, manners: Manners, over: asyncio.Event) -> None:
        """over: nothing waits for its slot any longer."""
        self._manners = manners
        self._over = over

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """With the manners that the spider was given."""
        courier = courier_of(crawler)
        return cls(courier.manners, courier.shift.over)

    async def process_request(self, request: Request) -> None:
        """Wait for the host's slot.

        Raises:
            FetchFailed: the slot is further away than a request may wait.
        """
        host = _host(request)
        delay = max(self._manners.delay, request.meta.get(DELAY, timedelta()))
        slot = await self._manners.clock.reserve(host, delay, self._manners.patience)
        if not slot.granted:
            free = datetime.now(UTC) + slot.wait
            raise FetchFailed(f"{host} is not to be asked before {free:%H:%M:%S} UTC.", Failure.HOST_BUSY, free)
        await pause(self._over, slot.wait.total_seconds())
        if self._over.is_set():
            raise FetchFailed(f"{request.url} was not fetched, for the crawl ends.", Failure.INTERRUPTED)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Note a pause that the host asks for."""
        if response.status in _ASKS_FOR_A_PAUSE:
            pause = retry_after(_header(response, "Retry-After"), datetime.now(UTC))
            if pause:
                await self._manners.clock.hold(_host(request), pause)
        return response


def _host(request: Request) -> str:
    """Whose clock it is: one for a host, however a link or a redirect spells it."""
    return host_of(canonical(request.url))


def _header(response: Response, name: str) -> str:
    value: bytes = response.headers.get(name) or b""
    return value.decode("latin-1").strip()

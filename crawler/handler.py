"""Scrapy's aiohttp download handler with the guard between the name server's answer and the socket.

Two doors, one rule: the resolver checks every address of a name, so that a name with one private address is refused
as a whole; the socket factory checks the address that is about to be connected to, whatever way it came. Scrapy's
handler offers no way to hand in a connector, so this rests on its private parts: its minor version is pinned, and
tests/crawler/test_address_attacks.py tells when they move.
"""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy import Request
from scrapy.core.downloader.handlers._aiohttp import AiohttpDownloadHandler, _ClientResponse
from scrapy.core.downloader.handlers._base_streaming import BaseStreamingDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.ssl import _make_ssl_context
from yarl import URL

from crawler.failure import Failure, FetchFailed
from crawler.guard import Guard, endpoint
from crawler.spiders.courier import courier_of

_NAME_SERVER_SECONDS: Final = 10.0
_NAME_SERVER_THREADS: Final = 16
_LONGEST_HEADER: Final = 32 * 1024
# Long enough for the next request after the host's delay; idle connections to hundreds of hosts are files, too.
_KEPT_ALIVE_SECONDS: Final = 5.0


class GuardedResolver(AbstractResolver):
    """Asks the name server, or the operator's overrides, and lets only permitted addresses out.

    Own threads: a name server that hangs for one host must not take the event loop's threads from all others.
    """

    def __init__(self, guard: Guard, overrides: dict[str, str]) -> None:
        """overrides: "HOST:PORT" → "ADDRESS:PORT", as `FetchPolicy.resolve`."""
        self._guard = guard
        self._overrides = {name.lower(): endpoint(pair) for name, pair in overrides.items()}
        self._threads = ThreadPoolExecutor(_NAME_SERVER_THREADS, thread_name_prefix="resolve")

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """All addresses of a host.

        Raises:
            ForbiddenAddress: one of them is not permitted. OSError: there are none.
        """
        found = await self._addresses(host, port, family)
        for address, real_port in found:
            self._guard.check(address, real_port, host)
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=real_port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address, real_port in found
        ]

    async def _addresses(self, host: str, port: int, family: socket.AddressFamily) -> list[tuple[str, int]]:
        name = host.rstrip(".").lower()
        override = self._overrides.get(f"{name}:{port}")
        if override is not None:
            return [(str(override[0]), override[1])]
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(_NAME_SERVER_SECONDS):
                answers = await loop.run_in_executor(self._threads, _look_up, name, port, family)
        except TimeoutError as error:
            raise OSError(f"no answer within {_NAME_SERVER_SECONDS:g} s") from error
        return list(dict.fromkeys((str(sockaddr[0]), port) for *_, sockaddr in answers))

    async def close(self) -> None:
        """Leave look-ups that hang behind."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[Any]:
    return socket.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)


def guarded_connector(
    guard: Guard, resolver: AbstractResolver, *, limit: int = 100, limit_per_host: int = 0
) -> aiohttp.TCPConnector:
    """A connector that opens no socket to a forbidden address, whatever the resolver says.

    limit, limit_per_host: connections at once; 0 for no limit.
    """

    def open_socket(address: tuple[Any, ...]) -> socket.socket:
        family, kind, proto, _, sockaddr = address
        guard.check(str(sockaddr[0]), int(sockaddr[1]))
        return socket.socket(family=family, type=kind, proto=proto)

    # Answers are not cached here, so that each connection goes where the name points now; connections are kept alive.
    return aiohttp.TCPConnector(
        resolver=resolver,
        use_dns_cache=False,
        socket_factory=open_socket,
        keepalive_timeout=_KEPT_ALIVE_SECONDS,
        limit=limit,
        limit_per_host=limit_per_host,
    )


class GuardedHandler(AiohttpDownloadHandler):
    """Downloads over HTTP and HTTPS from permitted addresses only; certificates are verified by the settings."""

    # Said in the log at every start otherwise. We know: minor versions are pinned, and what we rest on is tested.
    experimental = False

    def __init__(self, crawler: Crawler) -> None:
        # Past the parent's own constructor: it would make a session with an unguarded connector.
        BaseStreamingDownloadHandler.__init__(self, crawler)
        self._downloads = courier_of(crawler).shift.downloads
        policy = crawler.settings["WIREWATCH_POLICY"]
        self._guard = Guard.of(policy.allow_private)
        self._resolver = GuardedResolver(self._guard, policy.resolve)
        self._ssl_context = _make_ssl_context(crawler.settings)
        self._session = aiohttp.ClientSession(
            connector=guarded_connector(
                self._guard,
                self._resolver,
                limit=self._pool_size_total,
                limit_per_host=self._pool_size_per_host,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            max_field_size=_LONGEST_HEADER,
            max_line_size=_LONGEST_HEADER,
            response_class=_ClientResponse,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        )

    async def download_request(self, request: Request) -> Response:
        """Download, unless the URL names a forbidden address outright.

        Raises:
            ForbiddenAddress: its address is not permitted. FetchFailed: the crawl ends meanwhile.
            Scrapy's download errors for the rest.
        """
        target = URL(request.url)
        self._guard.check_host(target.host or "", target.port or 0)
        # Apart from Scrapy's own task: cancelled inside of it, a download would leave Scrapy waiting for ever.
        download = asyncio.ensure_future(super().download_request(request))
        self._downloads.add(download)
        try:
            await asyncio.wait({download})
        finally:
            self._downloads.discard(download)
        if download.cancelled():
            raise FetchFailed(f"{request.url} was not fetched, for the crawl ends.", Failure.INTERRUPTED)
        return download.result()

    async def close(self) -> None:
        """Close connections and the resolver."""
        await super().close()
        await self._resolver.close()

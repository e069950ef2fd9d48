"""A news site on loopback, made of what each test puts there."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from aiohttp import web
from redis.asyncio import Redis

from crawler.crawler import Crawler
from crawler.policy import FetchPolicy
from pipelines.page import Page
from pipelines.store.documents import DocumentQueue
from pipelines.workers import WorkerPool

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """A server that answers what it was told to, and remembers what it was asked."""

    port: int = 0
    scheme: str = "http"
    pages: dict[str, web.Response | Answer] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def endpoint(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"{self.scheme}://{self.endpoint}{path}"

    def policy(self, **changes) -> FetchPolicy:
        settings = {
            "allow_private": frozenset({self.endpoint}),
            "delay": timedelta(0),
            "seconds": 5.0,
            "resolve": {"news.example:80": self.endpoint, "other.example:80": self.endpoint},
        }
        return FetchPolicy(**(settings | changes))

    def serve(self, path: str, body: str | bytes = "", status: int = 200, kind: str = "text/html", **headers) -> None:
        async def answer(request: web.Request) -> web.StreamResponse:
            del request
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return web.Response(
                body=body.encode() if isinstance(body, str) else body,
                status=status,
                headers={"Content-Type": kind, **named},
            )

        self.pages[path] = answer

    def redirect(self, path: str, target: str) -> None:
        self.serve(path, status=302, Location=target)

    def paths(self) -> list[str]:
        return [request.path_qs for request in self.asked]

    def asked_for(self, path: str) -> int:
        return self.paths().count(path)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        self.at.append(asyncio.get_running_loop().time())
        self.told.set()
        page = self.pages.get(request.path_qs)
        if page is None:
            return web.Response(status=404, text="not here")
        return await page(request)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site over HTTP."""
    async for each in served(None):
        yield each


async def served(context: ssl.SSLContext | None) -> AsyncIterator[Site]:
    each = Site(scheme="https" if context else "http")
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", each._answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    server = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
    await server.start()
    each.port = runner.addresses[0][1]
    yield each
    await runner.cleanup()


@dataclass(frozen=True)
class Wanting:
    """A presearch that looks for one word."""

    word: str = "Idlib"

    def candidates(self, page: Page) -> tuple[str, ...]:
        return ("idlib",) if self.word.encode() in page.body + (page.title or "").encode() else ()


@pytest.fixture
async def workers() -> AsyncIterator[WorkerPool]:
    async with WorkerPool(1) as pool:
        yield pool


@pytest.fixture
async def queue(store: Redis) -> DocumentQueue:
    queue = DocumentQueue(store, "tests")
    await queue.open()
    return queue


@pytest.fixture
async def crawler(site: Site, store: Redis, workers: WorkerPool, queue: DocumentQueue) -> AsyncIterator[Crawler]:
    """A crawler for the site, over a real store."""
    async with Crawler(site.policy(), store, Wanting(), workers, queue) as each:
        yield each

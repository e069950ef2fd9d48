"""A news site that publishes new reports while faults are injected, and a desk that writes down what it is told."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

from aiohttp import web

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "om")]


@dataclass
class Extra:
    """A page with an address of its own that the feed announces beside the numbered articles.

    held: the page is answered once this is set.
    """

    body: bytes
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})
    title: str = "Idlib"
    status: int = 200
    held: asyncio.Event | None = None


class Wire:
    """Publishes numbered articles, each a report of its own, as `publish` is called.

    extras: other pages, by path. polls: when the feed was asked. asked: paths of pages, in the order of requests.
    """

    def __init__(self) -> None:
        self.url = ""
        self.extras: dict[str, Extra] = {}
        self.polls: list[float] = []
        self.asked: list[str] = []
        self._times: list[datetime] = []

    @property
    def published(self) -> int:
        return len(self._times)

    def publish(self, articles: int = 1) -> None:
        self._times += [datetime.now(UTC)] * articles

    def article_url(self, number: int) -> str:
        return f"{self.url}/report/{number}"

    @asynccontextmanager
    async def serve(self) -> AsyncIterator["Wire"]:
        app = web.Application()
        app.add_routes(
            [
                web.get("/feed.xml", self._feed),
                web.get(r"/report/{number:\d+}", self._article),
                web.get(r"/extra/{name:.*}", self._extra),
            ]
        )
        async with _served(app) as self.url:
            yield self

    async def _feed(self, request: web.Request) -> web.Response:
        del request
        self.polls.append(time.monotonic())
        items = "".join(
            f"<item><title>{escape(extra.title)}</title><link>{self.url}{path}</link></item>"
            for path, extra in self.extras.items()
        )
        items += "".join(
            f"<item><title>{_headline(number)}</title><link>{self.article_url(number)}</link>"
            f"<pubDate>{format_datetime(self._times[number - 1])}</pubDate></item>"
            for number in range(self.published, 0, -1)
        )
        feed = f'<rss version="2.0"><channel><title>Wire</title><link>{self.url}</link>{items}</channel></rss>'
        return web.Response(text=feed, content_type="application/rss+xml")

    async def _article(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        number = int(request.match_info["number"])
        if number > self.published:
            raise web.HTTPNotFound
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(number))
        return web.Response(
            text=f"<html lang=en><head><title>{_headline(number)}</title></head><body><article>"
            f"<h1>{_headline(number)}</h1>{paragraphs}</article></body></html>",
            content_type="text/html",
        )

    async def _extra(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        extra = self.extras.get(request.path)
        if extra is None:
            raise web.HTTPNotFound
        if extra.held is not None:
            await extra.held.wait()
        return web.Response(body=extra.body, headers=extra.headers, status=extra.status)


class Desk:
    """A webhook, or Slack's, that writes down what it takes, counts it by its idempotency key, and takes its time.

    answers: status and headers of the next answers, one each; then it takes everything.
    refused: when it answered so. taken: when and what it took. held: it answers once this is set.
    """

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()
        self.links: dict[str, str] = {}
        self.verdicts: dict[str, str] = {}
        self.messages: list[dict[str, Any]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.refused: list[float] = []
        self.taken: list[float] = []
        self.held: asyncio.Event | None = None
        self.asked = 0
        self.url = ""

    @property
    def resent(self) -> int:
        """Messages that came more than once, under the key that makes them one."""
        return self.keys.total() - len(self.keys)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator["Desk"]:
        app = web.Application()
        app.add_routes([web.post("/hook", self._take)])
        async with _served(app) as base:
            self.url = f"{base}/hook"
            yield self

    async def _take(self, request: web.Request) -> web.Response:
        message = await request.json()
        self.asked += 1
        if self.held is not None:
            await self.held.wait()
        if self.answers:
            status, headers = self.answers.pop(0)
            self.refused.append(time.monotonic())
            return web.Response(status=status, headers=headers)
        await asyncio.sleep(random.uniform(0, 0.05))  # widens the window between taking and answering
        self.taken.append(time.monotonic())
        self.messages.append(message)
        if "id" in message:
            self.keys[request.headers["Idempotency-Key"]] += 1
            self.links[message["id"]] = message["url"]
            self.verdicts[message["url"]] = message["verdict"]
        return web.Response(text="ok")


@asynccontextmanager
async def _served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        port = runner.addresses[0][1]
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


def _headline(number: int) -> str:
    return f"Idlib demilitarised zone, report {number}: {_sentence(random.Random(number), 5)}"


def _paragraphs(number: int) -> list[str]:
    """Invented words, different in every article: no two share a sentence."""
    choice = random.Random(number)
    lead = "Russia and Turkey agreed in Sochi on a demilitarised zone around Idlib, and "
    return [lead + _sentence(choice, 12)] + [
        " ".join(_sentence(choice, 14).capitalize() for _ in range(4)) for _ in range(5)
    ]


def _sentence(choice: random.Random, words: int) -> str:
    return " ".join("".join(choice.choices(_SYLLABLES, k=3)) for _ in range(words)) + "."

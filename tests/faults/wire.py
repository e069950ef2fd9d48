"""A news site that publishes new reports while faults are injected, and a desk that writes down what it is told."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime

from aiohttp import web

_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il", "om")]


class Wire:
    """Publishes numbered articles, each a report of its own, as `publish` is called."""

    def __init__(self) -> None:
        self.url = ""
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
        app.add_routes([web.get("/feed.xml", self._feed), web.get(r"/report/{number:\d+}", self._article)])
        async with _served(app) as self.url:
            yield self

    async def _feed(self, request: web.Request) -> web.Response:
        del request
        items = "".join(
            f"<item><title>{_headline(number)}</title><link>{self.article_url(number)}</link>"
            f"<pubDate>{format_datetime(self._times[number - 1])}</pubDate></item>"
            for number in range(self.published, max(0, self.published - 100), -1)
        )
        feed = f'<rss version="2.0"><channel><title>Wire</title><link>{self.url}</link>{items}</channel></rss>'
        return web.Response(text=feed, content_type="application/rss+xml")

    async def _article(self, request: web.Request) -> web.Response:
        number = int(request.match_info["number"])
        if number > self.published:
            raise web.HTTPNotFound
        paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in _paragraphs(number))
        return web.Response(
            text=f"<html lang=en><head><title>{_headline(number)}</title></head><body><article>"
            f"<h1>{_headline(number)}</h1>{paragraphs}</article></body></html>",
            content_type="text/html",
        )


class Desk:
    """A webhook that counts what arrives by its idempotency key, and takes its time about it."""

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()
        self.links: dict[str, str] = {}
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
        key = request.headers["Idempotency-Key"]
        await asyncio.sleep(random.uniform(0, 0.05))  # widens the window between taking and answering
        self.keys[key] += 1
        self.links[message["id"]] = message["url"]
        return web.Response(text="ok")


@asynccontextmanager
async def _served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app)
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

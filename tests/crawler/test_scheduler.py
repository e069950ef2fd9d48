"""The daemon's clock, over a real store and a real site."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web

from crawler import scheduler as module
from crawler.crawler import Crawler
from crawler.frontier import PENDING
from crawler.policy import FetchPolicy
from crawler.scheduler import Scheduler
from crawler.sources.source import Source
from deploy.valkey import EmbeddedValkey
from pipelines.store.connection import connect
from pipelines.store.documents import DocumentQueue

from .conftest import Site, Wanting
from .test_crawler import announcing, feed
from .test_crawler import item as dated


def item(path: str) -> str:
    """Without a date: one of 2018 would be too old for a first contact today."""
    return dated(path, date="")


SHORT = timedelta(seconds=0.05)
WAIT = timedelta(seconds=10)


@pytest.fixture(autouse=True)
def _fast(monkeypatch):
    """Timers that a test can wait for."""
    for name in ("_FETCH_EVERY", "_RENEW_EVERY", "_SITEMAPS_LATER", "_AFTER_OUTAGE"):
        monkeypatch.setattr(module, name, SHORT)


def policy(site: Site) -> FetchPolicy:
    return site.policy(poll_floor=timedelta(seconds=0.1), poll_ceiling=timedelta(seconds=0.2))


@asynccontextmanager
async def running(crawler: Crawler, *sources: Source, **options) -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(crawler, sources, **options)
    stop = asyncio.Event()
    work = asyncio.create_task(scheduler.run(stop))
    try:
        yield scheduler
    finally:
        stop.set()
        await work


@pytest.fixture
async def daemon(site, store, workers, queue) -> AsyncIterator[Crawler]:
    async with Crawler(policy(site), store, Wanting(), workers, queue) as crawler:
        yield crawler


async def until(site: Site, wanted: Callable[[], bool]) -> None:
    """Wait for the site to be asked for what is wanted."""
    async with asyncio.timeout(WAIT.total_seconds()):
        while not wanted():
            site.told.clear()
            await site.told.wait()


async def test_what_a_source_tells_of_reaches_the_stream_by_itself(site, daemon, queue):
    site.serve("/rss", feed(item("/a")))
    site.serve("/a", "<p>Idlib")
    async with running(daemon, Source("s", site.url("/rss"))):
        (first,) = await queue.take(1, WAIT)
        assert first.document.announcement.baseline
        site.serve("/rss", feed(item("/b"), item("/a")))
        site.serve("/b", "<p>Idlib")
        (second,) = await queue.take(1, WAIT)
    assert second.document.announcement.url == site.url("/b")
    assert not second.document.announcement.baseline


async def test_of_two_daemons_one_polls_and_the_other_takes_over(site, store, workers, queue, daemon):
    site.serve("/rss", feed())
    source = Source("s", site.url("/rss"))
    async with Crawler(policy(site), store, Wanting(), workers, queue) as second:
        async with running(daemon, source):
            await until(site, lambda: site.asked_for("/rss") >= 2)
            async with running(second, source):
                await until(site, lambda: site.asked_for("/rss") >= 4)
                holder = await store.get("ww:leader")
            assert await store.get("ww:leader") == holder
        assert await store.get("ww:leader") is None
        polls = site.asked_for("/rss")
        async with running(second, source):
            await until(site, lambda: site.asked_for("/rss") > polls)


async def test_a_source_that_was_just_polled_is_left_alone_after_a_restart(site, store, workers, queue, monkeypatch):
    site.serve("/rss", feed())
    source = Source("s", site.url("/rss"))
    async with Crawler(site.policy(), store, Wanting(), workers, queue) as crawler:
        remembered = announcing(crawler.states, "put", monkeypatch)
        async with running(crawler, source):
            await asyncio.wait_for(remembered.wait(), WAIT.total_seconds())
        async with running(crawler, source, deadline=WAIT):
            await crawler.frontier.mend()
    assert site.asked_for("/rss") == 1


async def test_stopping_waits_for_what_is_in_flight_but_not_for_ever(site, daemon, queue):
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow(request):
        del request
        arrived.set()
        await go_on.wait()
        return web.Response(text="<p>Idlib", content_type="text/html")

    site.serve("/rss", feed(item("/slow")))
    site.pages["/slow"] = slow
    async with running(daemon, Source("s", site.url("/rss")), deadline=WAIT):
        await asyncio.wait_for(arrived.wait(), WAIT.total_seconds())
        asyncio.get_running_loop().call_soon(go_on.set)
    assert len(await queue.take(1, WAIT)) == 1


async def test_what_is_not_finished_in_time_stays_in_the_frontier(site, daemon, store):
    arrived = asyncio.Event()

    async def never(request):
        del request
        arrived.set()
        await asyncio.Event().wait()

    site.serve("/rss", feed(item("/never")))
    site.pages["/never"] = never
    async with running(daemon, Source("s", site.url("/rss")), deadline=SHORT):
        await asyncio.wait_for(arrived.wait(), WAIT.total_seconds())
    assert await store.hlen(PENDING) == 1


async def test_fetching_pauses_while_too_much_waits_and_nothing_is_dropped(site, daemon, queue, monkeypatch):
    monkeypatch.setattr(module, "MOST_WAITING", 1)
    site.serve("/rss", feed(item("/a"), item("/b")))
    site.serve("/a", "<p>Idlib")
    site.serve("/b", "<p>Idlib")
    (by_hand,) = await daemon.fetch([site.url("/a")], module.datetime.now(module.UTC))
    async with running(daemon, Source("s", site.url("/rss"))):
        await until(site, lambda: site.asked_for("/rss") >= 3)
        assert site.asked_for("/b") == 0
        (handout,) = await queue.take(1, WAIT)
        assert handout.id == by_hand.document
        await queue.done(handout.id)
        (handout,) = await queue.take(1, WAIT)
    assert handout.document.announcement.url == site.url("/b")


async def test_an_outage_of_the_store_is_waited_out(site, workers, tmp_path):
    """On a server of its own, which is stopped and started again."""
    site.serve("/rss", feed(item("/a")))
    site.serve("/a", "<p>Idlib")
    server = EmbeddedValkey(tmp_path)
    with server:
        redis = connect(server.url)
        queue = DocumentQueue(redis, "tests")
        await queue.open()
        crawler = Crawler(policy(site), redis, Wanting(), workers, queue)
        scheduler = Scheduler(crawler, [Source("s", site.url("/rss"))], deadline=SHORT)
        await scheduler.start()
        (handout,) = await queue.take(1, WAIT)
        await queue.done(handout.id)
    site.serve("/rss", feed(item("/b")))
    site.serve("/b", "<p>Idlib")
    asked = len(site.asked)
    with EmbeddedValkey(tmp_path):
        (handout,) = await queue.take(1, WAIT)
        assert handout.document.announcement.url == site.url("/b")
        await scheduler.stop()
        await crawler.close()
        await redis.aclose()
    assert len(site.asked) > asked

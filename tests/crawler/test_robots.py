"""robots.txt: asked first, believed for a while, obeyed."""

import asyncio
from datetime import timedelta

import pytest

from crawler.failure import Failure, FetchFailed
from crawler.fetcher import Fetcher
from crawler.hosts import LocalHostClock
from crawler.middlewares.robots import robots_file
from crawler.robots import Found, LocalRobotsCache, RobotsFile, RobotsRules, SharedRobotsCache
from crawler.spiders.courier import Manners
from pipelines.errors import FetchError

ORIGIN = "http://news.example"


@pytest.fixture
async def fetcher(site, store):
    policy = site.policy(seconds=1.0)
    async with Fetcher(policy, Manners.of(policy, LocalHostClock(), SharedRobotsCache(store))) as each:
        yield each


async def test_what_the_site_forbids_is_not_fetched(site, fetcher):
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private\n\nUser-agent: wirewatch\nDisallow: /not-for-you$")
    site.serve("/private", "<p>x")
    site.serve("/not-for-you/at-all", "<p>x")
    assert (await fetcher.get(f"{ORIGIN}/private")).body
    assert (await fetcher.get(f"{ORIGIN}/not-for-you/at-all")).body
    with pytest.raises(FetchFailed, match="forbids it") as raised:
        await fetcher.get(f"{ORIGIN}/not-for-you")
    assert raised.value.failure is Failure.ROBOTS_FORBIDS
    assert site.paths() == ["/robots.txt", "/private", "/not-for-you/at-all"]


async def test_a_redirect_leads_to_nothing_forbidden(site, fetcher):
    site.serve("/robots.txt", "User-agent: *\nDisallow: /private")
    site.redirect("/a", "/private")
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(f"{ORIGIN}/a")
    assert raised.value.failure is Failure.ROBOTS_FORBIDS
    assert site.asked_for("/private") == 0


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_no_robots_file_forbids_nothing(site, fetcher, status):
    site.serve("/robots.txt", status=status)
    site.serve("/a", "<p>x")
    assert (await fetcher.get(f"{ORIGIN}/a")).body


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_one_that_cannot_be_read_forbids_everything_for_a_while(site, fetcher, store, status):
    site.serve("/robots.txt", status=status)
    site.serve("/a", "<p>x")
    for _ in range(2):
        with pytest.raises(FetchFailed) as raised:
            await fetcher.get(f"{ORIGIN}/a")
        assert raised.value.failure is Failure.ROBOTS_UNREADABLE
    assert site.paths() == ["/robots.txt"]
    assert 200 < await store.ttl(f"ww:robots:{ORIGIN}") <= 300


async def test_one_behind_a_redirect(site, fetcher):
    site.redirect("/robots.txt", "http://other.example/robots")
    site.serve("/robots", "User-agent: *\nDisallow: /a")
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(f"{ORIGIN}/a")
    assert raised.value.failure is Failure.ROBOTS_FORBIDS


async def test_a_hundred_pages_ask_once(site, fetcher, store):
    site.serve("/a", "<p>x")
    await asyncio.gather(*(fetcher.get(f"{ORIGIN}/a") for _ in range(20)))
    assert site.asked_for("/robots.txt") == 1
    assert 40_000 < await store.ttl(f"ww:robots:{ORIGIN}") <= 24 * 3600


async def test_another_process_need_not_ask(site, store):
    site.serve("/robots.txt", "User-agent: *\nDisallow: /a")
    policy = site.policy()
    for _ in range(2):
        async with Fetcher(policy, Manners.of(policy, LocalHostClock(), SharedRobotsCache(store))) as fetcher:
            with pytest.raises(FetchFailed):
                await fetcher.get(f"{ORIGIN}/a")
    assert site.paths() == ["/robots.txt"]


async def test_an_operator_may_pass_over_it(site):
    site.serve("/robots.txt", "User-agent: *\nDisallow: /")
    site.serve("/a", "<p>x")
    async with Fetcher.alone(site.policy(respect_robots=False)) as fetcher:
        assert (await fetcher.get(f"{ORIGIN}/a")).body
    assert site.paths() == ["/a"]


async def test_the_distance_that_a_site_asks_for_is_kept(site, fetcher):
    site.serve("/robots.txt", "User-agent: *\nCrawl-delay: 0.2")
    site.serve("/a", "<p>x")
    await asyncio.gather(*(fetcher.get(f"{ORIGIN}/a") for _ in range(3)))
    _, first, second, third = site.at
    assert third - first > 0.36
    assert min(second - first, third - second) > 0.1


async def test_a_server_that_hangs_is_not_asked_by_every_page(site, fetcher):
    async def hang(request):
        del request
        await asyncio.Event().wait()

    site.pages["/robots.txt"] = hang
    failures = await asyncio.gather(*(fetcher.get(f"{ORIGIN}/{n}") for n in range(5)), return_exceptions=True)
    assert {failure.failure for failure in failures if isinstance(failure, FetchFailed)} == {Failure.TIMEOUT}
    assert site.paths() == ["/robots.txt"]
    with pytest.raises(FetchError):
        await fetcher.get(f"{ORIGIN}/later")
    assert site.paths() == ["/robots.txt"]


async def test_a_stop_in_the_middle_is_no_word_of_the_site(site, fetcher, store):
    async def hang(request):
        del request
        await asyncio.Event().wait()

    site.pages["/robots.txt"] = hang
    asking = asyncio.create_task(fetcher.get(f"{ORIGIN}/a"))
    await site.told.wait()
    await fetcher.close()
    with pytest.raises(FetchFailed) as raised:
        await asking
    assert raised.value.failure is Failure.INTERRUPTED
    assert not await store.exists(f"ww:robots:{ORIGIN}")


def test_a_delay_is_bounded():
    def delay(text: str) -> timedelta:
        return RobotsRules(RobotsFile(Found.READ, f"User-agent: *\nCrawl-delay: {text}"), "wirewatch").delay

    assert [delay(text) for text in ("5", "86400", "1e300", "inf", "-1", "soon")] == [
        timedelta(seconds=5), timedelta(seconds=60), timedelta(seconds=60), timedelta(0), timedelta(0), timedelta(0),
    ]  # fmt: skip


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", b"<html>", b"*" * 10**6])
def test_any_robots_file_is_read(body):
    file = robots_file("http://news.example/robots.txt", 200, body)
    RobotsRules(file, "wirewatch").allows("http://news.example/b")
    assert len(file.text) <= 512 * 1024


async def test_both_caches_give_back_what_they_were_given(store):
    for cache in (SharedRobotsCache(store), LocalRobotsCache()):
        assert await cache.get(ORIGIN) is None
        file = RobotsFile(Found.UNREADABLE, failure=Failure.TIMEOUT, why="it took too long")
        await cache.put(ORIGIN, file)
        assert await cache.get(ORIGIN) == file

"""Nobody leads the crawler to an inner address: no socket is opened, the error has a type, nothing is tried again."""

import socket
import sys
from datetime import UTC, datetime

import aiohttp
import pytest
from aiohttp.resolver import ThreadedResolver

from crawler.crawler import Crawler
from crawler.failure import Failure, FetchFailed, Patience, failure_of, patience
from crawler.fetcher import Fetcher, fetch_page
from crawler.frontier import DUE, PENDING
from crawler.guard import Guard
from crawler.handler import guarded_connector
from crawler.outcomes import FetchResult, PollResult
from crawler.sources.source import Source
from pipelines.errors import ForbiddenAddress

from .conftest import Wanting

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
_CONNECTED: list[tuple] = []


def _watch(event: str, args: tuple) -> None:
    if event == "socket.connect" and args[0].family in {socket.AF_INET, socket.AF_INET6}:
        _CONNECTED.append(args[1])


@pytest.fixture(scope="module")
def _audited() -> None:
    """Python tells of every connection that any code makes; a hook stays for the life of the process."""
    sys.addaudithook(_watch)


@pytest.fixture
def connected(_audited) -> list[tuple]:
    """Addresses that were connected to, since the test began."""
    _CONNECTED.clear()
    return _CONNECTED


INNER = [
    "http://127.0.0.1/", "http://localhost/", "http://LOCALHOST./", "http://2130706433/", "http://0x7f000001/",
    "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[0:0:0:0:0:ffff:7f00:1]/", "http://127%2E0.0.1/", "http://１２７.0.0.1/", "http://127。0。0。1/",
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/", "http://172.16.0.1/",
    "http://192.168.1.1/", "http://100.64.0.1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/", "http://224.0.0.1/", "http://192.88.99.1/", "http://[3fff::1]/",
    "http://user:password@127.0.0.1/", "http://127.0.0.1\\@news.example/", "https://127.0.0.1/", "http://127.0.0.1:25/",
    "http://127.0.0.1:6379/", "http://1.1.1.1:25/", "http://1.1.1.1:6379/", "HTTP://127.0.0.1/",
]  # fmt: skip
OTHER_SCHEMES = [
    "file:///etc/passwd", "FILE:///etc/passwd", "file://localhost/etc/passwd", "data:text/html,Idlib",
    "ftp://news.example/a", "s3://bucket/a", "gopher://127.0.0.1:6379/_FLUSHALL", "javascript:alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("url", INNER + OTHER_SCHEMES)
async def test_a_start_url_is_refused(site, connected, url):
    async with Fetcher.alone(site.policy()) as fetcher:
        with pytest.raises(ForbiddenAddress):
            await fetcher.get(url)
    assert connected == []


@pytest.mark.parametrize("url", INNER + OTHER_SCHEMES)
async def test_a_redirect_is_refused(site, connected, url):
    site.redirect("/a", url)
    async with Fetcher.alone(site.policy(respect_robots=False)) as fetcher:
        with pytest.raises(ForbiddenAddress):
            await fetcher.get("http://news.example/a")
    assert {(address, port) for address, port, *_ in connected} <= {("127.0.0.1", site.port)}
    assert site.paths() == ["/a"]


@pytest.mark.parametrize("hops", [1, 2, 5])
async def test_a_redirect_is_refused_at_any_hop(site, connected, hops):
    for hop in range(hops):
        site.redirect(f"/{hop}", f"http://other.example/{hop + 1}")
    site.redirect(f"/{hops}", "http://169.254.169.254/")
    async with Fetcher.alone(site.policy()) as fetcher:
        with pytest.raises(ForbiddenAddress):
            await fetcher.get("http://news.example/0")
    assert {port for _, port, *_ in connected} == {site.port}


async def test_a_host_cannot_hide_behind_a_backslash(site):
    site.serve("/@other.example/", "<p>seen as every browser sees it")
    async with Fetcher.alone(site.policy()) as fetcher:
        fetched = await fetcher.get("http://news.example\\@other.example/")
    assert fetched.url == "http://news.example/@other.example/"


def answering(monkeypatch, *answers: list[str]) -> list[str]:
    """A name server that gives one answer after the other; returns the names it was asked for."""
    asked: list[str] = []

    def getaddrinfo(host, port, **_):
        addresses = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [
            (socket.AF_INET6 if ":" in each else socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port))
            for each in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


async def test_a_name_with_one_inner_address_is_refused_as_a_whole(site, connected, monkeypatch):
    answering(monkeypatch, ["1.1.1.1", "10.0.0.1"], ["2606:4700::1111", "::1", "1.1.1.1"])
    async with Fetcher.alone(site.policy()) as fetcher:
        for _ in range(2):
            with pytest.raises(ForbiddenAddress):
                await fetcher.get("http://mixed.example/")
    assert connected == []


async def test_a_name_that_turns_inwards_after_the_first_answer_is_refused(site, connected, monkeypatch):
    site.serve("/robots.txt", "User-agent: *\nAllow: /", Connection="close")
    asked = answering(monkeypatch, ["127.0.0.1"], ["10.0.0.1"])
    async with Fetcher.alone(site.policy()) as fetcher:
        with pytest.raises(ForbiddenAddress, match=r"10\.0\.0\.1"):
            await fetcher.get(f"http://rebinding.example:{site.port}/a")
    assert len(asked) == 2
    assert [port for _, port, *_ in connected] == [site.port]


async def test_the_socket_is_refused_whatever_the_resolver_says(connected, site):
    connector = guarded_connector(Guard(), ThreadedResolver())
    async with aiohttp.ClientSession(connector=connector) as session:
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(ForbiddenAddress):
                await session.get(f"http://{host}:{site.port}/")
    assert connected == []


async def test_an_override_passes_the_guard_like_any_answer(connected, site):
    policy = site.policy(resolve={"news.example:80": "10.0.0.1:80"})
    async with Fetcher.alone(policy) as fetcher:
        with pytest.raises(ForbiddenAddress):
            await fetcher.get("http://news.example/")
    assert connected == []


async def test_an_announced_inner_address_is_given_up_at_once(site, crawler, store, connected):
    links = "".join(f"<item><link>{url.replace('&', '&amp;')}</link></item>" for url in INNER)
    site.serve("/rss", f"<rss version='2.0'><channel>{links}</channel></rss>", kind="application/rss+xml")
    await crawler.poll([Source("s", "http://news.example/rss")], baseline=False, now=NOW)
    outcomes = await crawler.fetch_due(NOW, 100)
    while more := await crawler.fetch_due(NOW, 100):
        outcomes += more
    assert len(outcomes) > 20
    assert {outcome.failure for outcome in outcomes} == {Failure.FORBIDDEN_ADDRESS}
    assert {outcome.result for outcome in outcomes} == {FetchResult.GIVEN_UP}
    assert {port for _, port, *_ in connected} == {site.port}
    assert await store.hlen(PENDING) == await store.zcard(DUE) == 0


async def test_a_sitemap_index_leads_nowhere_inside(site, crawler, connected):
    children = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in ("http://169.254.169.254/", "http://0/"))
    site.serve("/index.xml", f"<sitemapindex>{children}</sitemapindex>", kind="application/xml")
    (outcome,) = await crawler.poll([Source("s", "http://news.example/index.xml")], now=NOW)
    assert (outcome.result, outcome.failure) == (PollResult.FAILED, Failure.FORBIDDEN_ADDRESS)
    assert {port for _, port, *_ in connected} == {site.port}


async def test_a_dry_run_is_guarded_too(site, store, workers, queue, connected):
    async with Crawler(site.policy(), store, Wanting(), workers, queue, dry_run=True) as crawler:
        outcomes = await crawler.fetch(["http://169.254.169.254/", "http://[::1]/"], NOW)
    assert {outcome.failure for outcome in outcomes} == {Failure.FORBIDDEN_ADDRESS}
    with pytest.raises(ForbiddenAddress):
        await fetch_page("http://[::1]/", site.policy())
    assert connected == []


def test_nothing_forbidden_is_ever_tried_again():
    assert patience(failure_of(ForbiddenAddress("no"))) is Patience.NONE
    assert patience(failure_of(FetchFailed("no", Failure.BAD_REDIRECT))) is Patience.NONE

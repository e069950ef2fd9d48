"""Limits, redirects, compression, TLS and manners of a fetch, against real servers."""

import asyncio
import gzip
import ssl
import zlib
from datetime import UTC, datetime, timedelta

import brotli
import pytest
import trustme
from aiohttp import web

from crawler.answer import Validators
from crawler.failure import Failure, FetchFailed
from crawler.fetcher import Fetcher, fetch_page

from .conftest import served

PAGE = "<p>Idlib"


@pytest.fixture
async def fetcher(site):
    async with Fetcher.alone(site.policy(max_bytes=100_000, seconds=1.0)) as each:
        yield each


async def failure(fetcher: Fetcher, url: str, **options) -> Failure:
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(url, **options)
    assert url.split("/")[2] in str(raised.value)
    return raised.value.failure


async def test_a_page_and_what_we_say_of_ourselves(site):
    site.serve("/a?b=1&a=2", PAGE, ETag='"1"', Last_Modified="Mon, 17 Sep 2018 10:00:00 GMT")
    async with Fetcher.alone(site.policy(contact="desk@example.org")) as fetcher:
        fetched = await fetcher.get("http://news.example/a?b=1&a=2#part")
    assert fetched.body == PAGE.encode()
    assert fetched.content_type == "text/html"
    assert fetched.validators == Validators('"1"', "Mon, 17 Sep 2018 10:00:00 GMT")
    sent = site.asked[-1].headers
    assert sent["Host"] == "news.example"
    assert sent["User-Agent"].startswith("Wirewatch/")
    assert sent["User-Agent"].endswith(" (+desk@example.org)")
    assert "Cookie" not in sent
    assert "Authorization" not in sent


@pytest.mark.parametrize(
    ("status", "reason"),
    [(400, Failure.REFUSED), (401, Failure.REFUSED), (403, Failure.REFUSED), (404, Failure.NOT_FOUND),
     (408, Failure.TIMEOUT), (410, Failure.GONE), (418, Failure.REFUSED), (429, Failure.RATE_LIMITED),
     (451, Failure.REFUSED), (500, Failure.SERVER_ERROR), (502, Failure.SERVER_ERROR), (503, Failure.SERVER_ERROR),
     (520, Failure.SERVER_ERROR), (300, Failure.REFUSED)],
)  # fmt: skip
async def test_every_status_has_its_failure(site, fetcher, status, reason):
    site.serve("/a", PAGE, status=status)
    assert await failure(fetcher, site.url("/a")) is reason


async def test_an_unchanged_page_is_told_by_its_validators(site, fetcher):
    async def answer(request):
        assert request.headers["If-Modified-Since"] == "Mon"
        return web.Response(status=304 if request.headers.get("If-None-Match") == '"1"' else 200)

    site.pages["/a"] = answer
    fetched = await fetcher.get(site.url("/a"), Validators('"1"', "Mon"))
    assert (fetched.unchanged, fetched.body) == (True, b"")


async def test_redirects_are_followed_to_the_end(site, fetcher):
    site.redirect("/a", "b?x=1")
    site.redirect("/b?x=1", "http://other.example/c#part")
    site.serve("/c", PAGE)
    assert (await fetcher.get(site.url("/a"))).url == "http://other.example/c"


async def test_a_parameter_that_a_redirect_adds_does_not_send_us_in_circles(site, fetcher):
    site.redirect("/a", "/a?utm_source=rss")
    site.serve("/a?utm_source=rss", PAGE)
    assert (await fetcher.get(site.url("/a"))).body == PAGE.encode()


async def test_a_redirect_loop_ends(site, fetcher):
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    assert await failure(fetcher, site.url("/a")) is Failure.REDIRECT_LOOP
    assert len(site.asked) < 12


@pytest.mark.parametrize("target", ["http://[::1", "http://news.example:99999/", "https:?"])
async def test_a_redirect_to_no_url(site, fetcher, target):
    site.redirect("/a", target)
    assert await failure(fetcher, site.url("/a")) is Failure.BAD_REDIRECT


async def test_nothing_of_one_origin_is_told_to_another(site, fetcher):
    site.redirect("/a", "http://other.example/b")
    site.serve("/b", PAGE)
    await fetcher.get("http://news.example/a", Validators('"1"', "Mon"))
    there = site.asked[-1].headers
    assert there["Host"] == "other.example"
    assert not {"If-None-Match", "If-Modified-Since", "Cookie", "Authorization", "Referer"} & set(there)


async def test_cookies_are_not_kept(site, fetcher):
    site.serve("/a", PAGE, Set_Cookie="id=1; Path=/")
    await fetcher.get(site.url("/a"))
    await fetcher.get(site.url("/a"))
    assert "Cookie" not in site.asked[-1].headers


COMPRESSED = {
    "gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress,
    "gzip, gzip": lambda body: gzip.compress(gzip.compress(body)),
}  # fmt: skip


@pytest.mark.parametrize("coding", COMPRESSED)
async def test_compressed_pages_are_read(site, fetcher, coding):
    site.serve("/a", COMPRESSED[coding](PAGE.encode()), Content_Encoding=coding)
    assert (await fetcher.get(site.url("/a"))).body == PAGE.encode()


@pytest.mark.parametrize("coding", COMPRESSED)
async def test_bombs_are_stopped_at_the_limit(site, fetcher, coding):
    site.serve("/a", COMPRESSED[coding](bytes(50_000_000)), Content_Encoding=coding)
    assert await failure(fetcher, site.url("/a")) is Failure.TOO_LARGE


async def test_a_compression_that_nobody_asked_for(site, fetcher):
    site.serve("/a", b"\x1f\x9d\x90", Content_Encoding="compress")
    assert await failure(fetcher, site.url("/a")) is Failure.UNDECODABLE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
async def test_a_broken_compression(site, fetcher, coding):
    site.serve("/a", b"nothing of the kind", Content_Encoding=coding)
    assert await failure(fetcher, site.url("/a")) in {Failure.UNDECODABLE, Failure.EMPTY, Failure.BROKEN_OFF}


async def test_a_body_above_the_limit_is_not_read_to_its_end(site, fetcher):
    site.serve("/large", bytes(100_001))
    assert await failure(fetcher, site.url("/large")) is Failure.TOO_LARGE

    async def endless(request):
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while True:
            await response.write(b"<p>" * 10_000)

    site.pages["/endless"] = endless
    assert await failure(fetcher, site.url("/endless")) is Failure.TOO_LARGE


async def test_a_source_may_be_larger_than_a_page(site, fetcher):
    site.serve("/feed", b"x" * 300_000)
    assert len((await fetcher.get(site.url("/feed"), large=True)).body) == 300_000


async def test_a_body_that_trickles_is_given_up(site, fetcher):
    async def trickle(request):
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        while True:
            await response.write(b".")
            await asyncio.sleep(0.05)

    site.pages["/slow"] = trickle
    assert await failure(fetcher, site.url("/slow")) is Failure.TIMEOUT


async def raw_server(answer: bytes, *, hold: bool = False):
    """A server that says just this and nothing more."""

    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        if hold:
            await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", Failure.BROKEN_OFF),
        (b"SSH-2.0-OpenSSH_9.2\r\n", Failure.BROKEN_OFF),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", Failure.BROKEN_OFF),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", Failure.BROKEN_OFF),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Flood: 1\r\n" * 100_000 + b"\r\n", Failure.BROKEN_OFF),
        (b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1_000_000 + b"\r\n\r\n", Failure.BROKEN_OFF),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Failure.EMPTY),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n \n ", Failure.EMPTY),
    ],
    ids=["nothing", "ssh", "half", "negative", "flood", "long", "empty", "blank"],
)
async def test_answers_that_are_none(site, answer, reason):
    server, port = await raw_server(answer)
    policy = site.policy(allow_private=frozenset({f"127.0.0.1:{port}"}), respect_robots=False, seconds=2.0)
    async with server, Fetcher.alone(policy) as fetcher:
        assert await failure(fetcher, f"http://127.0.0.1:{port}/") is reason


async def test_a_server_that_says_nothing_is_given_up(site):
    server, port = await raw_server(b"", hold=True)
    policy = site.policy(allow_private=frozenset({f"127.0.0.1:{port}"}), seconds=0.3)
    async with server, Fetcher.alone(policy) as fetcher:
        assert await failure(fetcher, f"http://127.0.0.1:{port}/") is Failure.TIMEOUT


async def test_no_server_and_no_name(site, fetcher):
    server, port = await raw_server(b"")
    server.close()
    await server.wait_closed()
    async with Fetcher.alone(site.policy(allow_private=frozenset({f"127.0.0.1:{port}"}))) as other:
        assert await failure(other, f"http://127.0.0.1:{port}/") is Failure.NO_CONNECTION
    assert await failure(fetcher, "http://nobody.invalid/") is Failure.UNKNOWN_HOST


@pytest.mark.parametrize("url", ["http://", "http:///a", "https://[::1", "news.example/a", "", "//a/"])
async def test_what_is_no_url(fetcher, url):
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(url)
    assert raised.value.failure is Failure.BAD_URL


@pytest.fixture
def authority():
    return trustme.CA()


@pytest.fixture
async def secure_site(authority):
    context = web_context(authority, "news.example")
    async for each in served(context):
        yield each


def web_context(authority, *names):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


async def test_a_certificate_that_nobody_vouches_for_is_refused(secure_site):
    policy = secure_site.policy(resolve={"news.example:443": secure_site.endpoint})
    async with Fetcher.alone(policy) as fetcher:
        assert await failure(fetcher, "https://news.example/") is Failure.UNTRUSTED
    assert secure_site.asked == []


async def test_a_certificate_is_checked_against_the_name_not_the_address(secure_site, authority, tmp_path, monkeypatch):
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(trusted)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    secure_site.serve("/a", PAGE)
    endpoint = secure_site.endpoint
    policy = secure_site.policy(resolve={"news.example:443": endpoint, "other.example:443": endpoint})
    async with Fetcher.alone(policy) as fetcher:
        assert (await fetcher.get("https://news.example/a")).body == PAGE.encode()
        assert await failure(fetcher, "https://other.example/a") is Failure.UNTRUSTED


async def test_a_host_is_asked_no_faster_than_permitted(site):
    site.serve("/a", PAGE)
    async with Fetcher.alone(site.policy(delay=timedelta(seconds=0.1))) as fetcher:
        await asyncio.gather(*(fetcher.get("http://news.example/a") for _ in range(4)))
    gaps = [later - earlier for earlier, later in zip(site.at, site.at[1:], strict=False)]
    assert len(gaps) == 4
    # What arrives late is not what was sent late: single gaps vary on a busy machine, their sum hardly.
    assert sum(gaps) > 0.36
    assert min(gaps) > 0.04


async def test_a_pause_that_a_host_asks_for_is_kept(site, fetcher):
    site.serve("/busy", status=503, Retry_After="120")
    site.serve("/a", PAGE)
    before = datetime.now(UTC)
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(site.url("/busy"))
    assert timedelta(seconds=119) < raised.value.not_before - before < timedelta(seconds=122)
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(site.url("/a"))
    assert raised.value.failure is Failure.HOST_BUSY
    assert timedelta(seconds=118) < raised.value.not_before - before < timedelta(seconds=122)
    assert site.asked_for("/a") == 0
    assert (await fetcher.get("http://other.example/a")).body == PAGE.encode()


@pytest.mark.parametrize("spelling", ["http://NEWS.example/a", "http://news.example:80/a", "http://news.example./a"])
async def test_a_pause_holds_however_the_host_is_spelled(site, fetcher, spelling):
    site.serve("/busy", status=503, Retry_After="120")
    site.redirect("/away", spelling)
    with pytest.raises(FetchFailed):
        await fetcher.get("http://news.example/busy")
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get(spelling)
    assert raised.value.failure is Failure.HOST_BUSY
    with pytest.raises(FetchFailed) as raised:
        await fetcher.get("http://other.example/away")
    assert raised.value.failure is Failure.HOST_BUSY


async def test_closing_does_not_wait_for_a_page_that_never_comes(site):
    stuck = asyncio.Event()

    async def never(request):
        del request
        stuck.set()
        await asyncio.Event().wait()

    site.pages["/never"] = never
    fetcher = Fetcher.alone(site.policy(seconds=60.0))
    fetching = asyncio.create_task(fetcher.get(site.url("/never")))
    await stuck.wait()
    async with asyncio.timeout(2):
        await fetcher.close()
        with pytest.raises(FetchFailed, match="the crawl ends"):
            await fetching


async def test_closing_does_not_wait_for_a_slot(site):
    site.serve("/a", PAGE)
    fetcher = Fetcher.alone(site.policy(delay=timedelta(seconds=20), respect_robots=False))
    await fetcher.get(site.url("/a"))
    fetching = asyncio.create_task(fetcher.get(site.url("/a")))
    await asyncio.wait({fetching}, timeout=0.05)
    async with asyncio.timeout(2):
        await fetcher.close()
        with pytest.raises(FetchFailed, match="the crawl ends"):
            await fetching
    assert site.asked_for("/a") == 1


async def test_closing_after_the_asker_has_gone_leaves_nothing_behind(site):
    stuck = asyncio.Event()

    async def never(request):
        del request
        stuck.set()
        await asyncio.Event().wait()

    site.pages["/never"] = never
    fetcher = Fetcher.alone(site.policy(seconds=60.0))
    fetching = asyncio.create_task(fetcher.get(site.url("/never")))
    await stuck.wait()
    fetching.cancel()
    await asyncio.gather(fetching, return_exceptions=True)
    async with asyncio.timeout(2):
        await fetcher.close()


async def test_a_closed_fetcher_opens_again(site, fetcher):
    site.serve("/a", PAGE)
    for _ in range(2):
        assert (await fetcher.get(site.url("/a"))).body == PAGE.encode()
        await fetcher.close()


async def test_one_page_without_a_store(site):
    site.serve("/a", PAGE, kind="text/html; charset=windows-1251")
    page = await fetch_page("http://news.example/a", site.policy())
    assert (page.url, page.body, page.content_type) == (
        "http://news.example/a", PAGE.encode(), "text/html; charset=windows-1251",
    )  # fmt: skip
    site.serve("/b", b"%PDF-1.7", kind="application/pdf")
    with pytest.raises(FetchFailed, match="application/pdf"):
        await fetch_page("http://news.example/b", site.policy())

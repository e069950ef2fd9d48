"""From a source to documents, over a real store and a real site."""

import asyncio
import gzip
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from redis.exceptions import ResponseError

from crawler import crawler as crawler_module
from crawler.crawler import Crawler
from crawler.failure import Failure, FetchFailed
from crawler.frontier import DUE, PENDING, Pending, index_entry
from crawler.hosts import SharedHostClock
from crawler.outcomes import FetchResult, PollResult
from crawler.pages import after_failure
from crawler.schedule import Because
from crawler.sources.source import Source, SourceKind
from pipelines.document import Announcement, Document
from pipelines.store.lines import HostLineStore
from pipelines.store.traces import Traces
from pipelines.urls import host_of

from .conftest import Wanting

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=30)
SOON = timedelta(milliseconds=10)


def feed(*items: str) -> str:
    return f"<rss version='2.0'><channel><title>News</title>{''.join(items)}</channel></rss>"


def item(path: str, title: str = "A title", date: str = "Mon, 17 Sep 2018 11:00:00 GMT") -> str:
    return f"<item><title>{title}</title><link>{path}</link><pubDate>{date}</pubDate></item>"


def source(site, path: str = "/rss", kind: SourceKind | None = None) -> Source:
    return Source("example", site.url(path), kind, outlet="Example")


async def documents(queue):
    return [handout.document for handout in await queue.take(100, SOON)]


async def test_a_page_goes_from_the_feed_into_the_stream(site, crawler, queue, store):
    site.serve("/rss", feed(item("/a", "Zone agreed")), kind="application/rss+xml")
    site.serve("/a", "<p>A zone around Idlib.")
    (polled,) = await crawler.poll([source(site)], baseline=False, now=NOW)
    assert (polled.result, polled.kind, polled.new, str(polled)) == (PollResult.NEWS, SourceKind.FEED, 1, "1 new of 1")
    (fetched,) = await crawler.fetch_due(NOW, 10)
    assert (fetched.result, fetched.watches) == (FetchResult.QUEUED, ("idlib",))
    (document,) = await documents(queue)
    assert document.body == b"<p>A zone around Idlib."
    assert (document.url, document.outlet, document.fetched) == (site.url("/a"), "Example", NOW)
    announcement = document.announcement
    assert (announcement.title, announcement.published) == ("Zone agreed", datetime(2018, 9, 17, 11, tzinfo=UTC))
    assert not announcement.baseline
    assert await store.hlen(PENDING) == 0


async def test_first_contact_is_silent_and_says_so(site, crawler, queue):
    old = "Mon, 03 Sep 2018 11:00:00 GMT"
    items = [item(f"/{n}") for n in range(120)] + [item("/old", date=old)]
    site.serve("/rss", feed(*items))
    site.serve("/0", "<p>Idlib")
    (polled,) = await crawler.poll([source(site)], now=NOW)
    assert (polled.result, polled.entries, polled.new, polled.passed_over) == (PollResult.BASELINE, 121, 100, 21)
    assert str(polled) == "first contact: 100 of 121 are read as baseline; 21 older ones are taken as known"
    await fetch_all(crawler, NOW)
    (document,) = await documents(queue)
    assert document.announcement.baseline
    site.serve("/rss", feed(item("/next"), *items))
    site.serve("/next", "<p>Idlib")
    (polled,) = await crawler.poll([source(site)], now=LATER)
    assert (polled.result, polled.new, str(polled)) == (PollResult.NEWS, 1, "1 new of 122")
    await fetch_all(crawler, LATER)
    (document,) = await documents(queue)
    assert not document.announcement.baseline


async def fetch_all(crawler, now):
    outcomes = []
    while fetched := await crawler.fetch_due(now):
        outcomes += fetched
    return outcomes


async def test_a_source_that_has_not_changed_costs_nothing(site, crawler):
    async def answer(request):
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(text=feed(item("/a")), headers={"ETag": '"1"'})

    site.pages["/rss"] = answer
    results = []
    for n in range(16):
        (polled,) = await crawler.poll([source(site)], baseline=False, now=NOW + n * timedelta(minutes=5))
        results.append(polled.result)
    # Now and then the validators are put to the test, for some servers repeat one after a change.
    assert (
        results
        == [PollResult.NEWS] + [PollResult.NOT_MODIFIED] * 12 + [PollResult.NOTHING_NEW] + [PollResult.NOT_MODIFIED] * 2
    )


async def test_validators_are_kept_only_with_what_was_announced(site, crawler, store):
    site.serve("/rss", feed(item("/a")), ETag='"1"')
    await store.set(PENDING, "in the way")
    with pytest.raises(ResponseError):
        await crawler.poll([source(site)], baseline=False, now=NOW)
    await store.delete(PENDING)
    (polled,) = await crawler.poll([source(site)], baseline=False, now=NOW)
    assert polled.new == 1


async def test_one_bad_source_stops_nobody(site, crawler):
    site.serve("/rss", feed(item("/a")))
    site.serve("/broken", "nothing of the kind", kind="application/rss+xml")
    site.serve("/bomb", gzip.compress(bytes(80_000_000)), Content_Encoding="gzip")
    site.serve("/challenge", "<html><title>Just a moment...</title>")
    paths = ["/broken", "/rss", "/missing", "/bomb", "/challenge"]
    sources = [Source(path[1:], site.url(path), SourceKind.FEED) for path in paths]
    outcomes = await crawler.poll(sources, baseline=False, now=NOW)
    assert [outcome.source.name for outcome in outcomes] == ["broken", "rss", "missing", "bomb", "challenge"]
    assert [outcome.failure for outcome in outcomes] == [
        Failure.UNREADABLE, None, Failure.NOT_FOUND, Failure.TOO_LARGE, Failure.CHALLENGE,
    ]  # fmt: skip
    assert outcomes[1].new == 1
    assert {outcome.due.because for outcome in outcomes if not outcome.ok} == {Because.BACKOFF}
    assert all(outcome.trouble and str(outcome) == outcome.trouble for outcome in outcomes if not outcome.ok)


async def test_a_source_that_asks_for_a_pause_gets_it(site, crawler):
    site.serve("/rss", status=503, Retry_After="7200")
    (outcome,) = await crawler.poll([source(site)], now=datetime.now(UTC))
    assert outcome.due.because is Because.RETRY_AFTER
    assert timedelta(minutes=119) < outcome.due.at - datetime.now(UTC) < timedelta(minutes=121)


async def test_a_host_that_is_busy_does_not_count_against_its_source(site, crawler, store):
    site.serve("/rss", feed(item("/a")))
    await SharedHostClock(store).hold(site.endpoint, timedelta(minutes=5))
    now = datetime.now(UTC)
    (outcome,) = await crawler.poll([source(site)], now=now)
    assert (outcome.failure, outcome.due.because) == (Failure.HOST_BUSY, Because.LEARNING)
    assert outcome.due.at - now <= timedelta(minutes=11)
    assert (await crawler.states.of("example")).history.failures == 0
    assert site.asked == []


async def test_a_news_sitemap_of_an_index(site, crawler):
    site.serve(
        "/index.xml",
        f"<sitemapindex><sitemap><loc>{site.url('/old.xml')}</loc><lastmod>2018-01-01</lastmod></sitemap>"
        f"<sitemap><loc>{site.url('/news.xml.gz')}</loc><lastmod>2018-09-17</lastmod></sitemap></sitemapindex>",
    )
    site.serve("/news.xml.gz", gzip.compress(f"<urlset><url><loc>{site.url('/a')}</loc></url></urlset>".encode()))
    (outcome,) = await crawler.poll([source(site, "/index.xml")], baseline=False, now=NOW)
    assert (outcome.kind, outcome.new) == (SourceKind.SITEMAP, 1)


async def test_a_section_page(site, crawler):
    site.serve(
        "/world", "<html><a href='/2018/09/17/zone-around-the-city'>A zone around the city</a><a href='/'>Home</a>"
    )
    (outcome,) = await crawler.poll([source(site, "/world")], baseline=False, now=NOW)
    assert (outcome.kind, outcome.new) == (SourceKind.SECTION, 1)


async def test_a_page_that_no_watch_can_match_teaches_what_its_host_repeats(site, crawler, store):
    site.serve("/rss", feed(item("/a", "Weather")))
    paragraph = "Rain fell on the hills all night, and the river rose by a hand, the gauge at the old mill showed."
    site.serve("/a", f"<html><body><article><h1>Weather</h1><p>{paragraph}</p><p>{paragraph[::-1]}</p></article>")
    await crawler.poll([source(site)], baseline=False, now=NOW)
    await crawler.fetch_due(NOW)
    known = await HostLineStore(store).of(host_of(site.url("/a")))
    assert len(known.pages) == 1
    assert known.lines


async def test_a_page_that_no_watch_can_match_ends_with_a_trace(site, crawler, queue, store):
    site.serve("/rss", feed(item("/a", "Weather")))
    site.serve("/a", "<p>Rain.")
    await crawler.poll([source(site)], baseline=False, now=NOW)
    (outcome,) = await crawler.fetch_due(NOW)
    assert outcome.result is FetchResult.NO_CANDIDATE
    trace = await Traces(store).of(site.url("/a"))
    assert (trace.stage, trace.title, trace.reasons[0].code) == ("presearch", "Weather", "no_match")
    assert await documents(queue) == []
    (again,) = await crawler.poll([source(site)], baseline=False, now=LATER)
    assert again.result is PollResult.NOTHING_NEW


async def test_a_page_that_is_given_up_is_told_where_its_headline_may_be_wanted(site, crawler, queue):
    site.serve("/rss", feed(item("/a", "A zone around Idlib"), item("/b", "Weather")))
    for path in ("/a", "/b"):
        site.serve(path, status=404)
    await crawler.poll([source(site)], baseline=False, now=NOW)
    wanted, other = sorted(await crawler.fetch_due(NOW), key=lambda outcome: outcome.url)
    (document,) = await documents(queue)
    assert (document.url, document.body, document.watches) == (site.url("/a"), b"", ("idlib",))
    assert "404" in document.failure
    assert str(wanted).endswith("Given up. Its headline may match idlib, so that is told.")
    assert (wanted.result, other.document) == (FetchResult.GIVEN_UP, None)


async def test_a_page_that_is_given_up_is_not_told_at_first_contact_nor_when_it_was_dealt_with(site, crawler, queue):
    site.serve("/rss", feed(item("/a", "A zone around Idlib")))
    site.serve("/a", status=404)
    await crawler.poll([source(site)], now=NOW)
    await crawler.fetch_due(NOW)
    changed = "Mon, 17 Sep 2018 12:20:00 GMT"
    site.serve("/rss", feed(item("/a", "A zone around Idlib", date=changed)))
    await crawler.poll([source(site)], baseline=False, now=LATER)
    (outcome,) = await crawler.fetch_due(LATER)
    assert outcome.result is FetchResult.GIVEN_UP
    assert await documents(queue) == []


@pytest.mark.parametrize(
    ("serve", "failure"),
    [
        ({"status": 404}, Failure.NOT_FOUND),
        ({"status": 410}, Failure.GONE),
        ({"body": b"%PDF-1.7", "kind": "application/pdf"}, Failure.NOT_A_PAGE),
        ({"body": b"\x89PNG", "kind": "text/html"}, Failure.NOT_A_PAGE),
        ({"body": b"x" * 9_000_000}, Failure.TOO_LARGE),
    ],
)
async def test_what_will_never_be_a_page_is_given_up(site, crawler, store, serve, failure):
    site.serve("/rss", feed(item("/a")))
    site.serve("/a", **serve)
    await crawler.poll([source(site)], baseline=False, now=NOW)
    (outcome,) = await crawler.fetch_due(NOW)
    assert (outcome.result, outcome.failure, outcome.retry) == (FetchResult.GIVEN_UP, failure, None)
    trace = await Traces(store).of(site.url("/a"))
    assert trace.stage == "fetch"
    assert trace.detail.endswith("Given up.")
    (again,) = await crawler.poll([source(site)], baseline=False, now=LATER)
    assert again.new == 0
    assert await store.hlen(PENDING) == 0


@pytest.mark.parametrize(
    ("serve", "failure"),
    [
        ({"status": 500}, Failure.SERVER_ERROR),
        ({"status": 403}, Failure.REFUSED),
        ({"body": ""}, Failure.EMPTY),
        ({"body": "<title>Just a moment...</title>"}, Failure.CHALLENGE),
    ],
)
async def test_what_may_pass_is_tried_again(site, crawler, queue, serve, failure):
    site.serve("/rss", feed(item("/a")))
    site.serve("/a", **serve)
    await crawler.poll([source(site)], baseline=False, now=NOW)
    (outcome,) = await crawler.fetch_due(NOW)
    assert (outcome.result, outcome.failure) == (FetchResult.DEFERRED, failure)
    assert NOW < outcome.retry <= NOW + timedelta(minutes=1)
    assert await crawler.fetch_due(NOW) == []
    site.serve("/a", "<p>Idlib")
    (outcome,) = await crawler.fetch_due(outcome.retry)
    assert outcome.result is FetchResult.QUEUED
    assert len(await documents(queue)) == 1


def test_patience_ends():
    waiting, now, error = pending(), NOW, FetchFailed("has trouble", Failure.SERVER_ERROR)
    tries = 0
    while (waiting := after_failure(waiting, error, now, 0.999)) is not None:
        now, tries = waiting.due, tries + 1
    assert timedelta(days=2) <= now - NOW < timedelta(days=2, hours=4)
    assert 10 < tries < 30


def test_patience_ends_sooner_where_there_is_less_of_it():
    waiting, error = pending(), FetchFailed("refuses us", Failure.REFUSED)
    for _ in range(3):
        waiting = after_failure(waiting, error, NOW, 0.5)
    assert after_failure(waiting, error, NOW, 0.5) is None


def test_a_busy_host_is_no_failure_of_the_page():
    busy = FetchFailed("busy", Failure.HOST_BUSY, NOW + timedelta(hours=1))
    assert after_failure(pending(), busy, NOW, 0.5) == replace(pending(), due=NOW + timedelta(hours=1))


def pending() -> Pending:
    return Pending(Announcement("https://news.example/a", "s", NOW), "Example", NOW)


async def test_a_page_in_a_strange_place_is_known_under_both_addresses(site, crawler, queue):
    site.serve("/rss", feed(item("/short")))
    site.redirect("/short", "http://news.example/long?utm_source=rss")
    site.serve("/long?utm_source=rss", "<p>Idlib")
    await crawler.poll([source(site)], baseline=False, now=NOW)
    await crawler.fetch_due(NOW)
    (document,) = await documents(queue)
    assert document.announcement.url == site.url("/short")
    assert document.url == "http://news.example/long"
    site.serve("/rss", feed(item("http://news.example/long")))
    (again,) = await crawler.poll([source(site)], baseline=False, now=LATER)
    assert again.new == 0


async def test_a_page_that_claims_a_change_is_fetched_again(site, crawler, queue):
    site.serve("/rss", feed(item("/a")))
    site.serve("/a", "<p>Idlib")
    await crawler.poll([source(site)], baseline=False, now=NOW)
    await crawler.fetch_due(NOW)
    site.serve("/rss", feed(item("/a", date="Mon, 17 Sep 2018 12:20:00 GMT")))
    (again,) = await crawler.poll([source(site)], baseline=False, now=LATER)
    assert (again.new, again.changed, str(again)) == (1, 1, "0 new of 1, 1 changed")
    await crawler.fetch_due(LATER)
    assert len(await documents(queue)) == 2


async def test_urls_by_hand(site, crawler, queue, store):
    site.serve("/a", "<p>Idlib")
    urls = [site.url("/a"), site.url("/missing"), "file:///etc/passwd", "no address", site.url("/a#part")]
    outcomes = await crawler.fetch(urls, NOW)
    assert [outcome.url for outcome in outcomes][2:4] == urls[2:4]
    assert [outcome.failure for outcome in outcomes] == [
        None, Failure.NOT_FOUND, Failure.FORBIDDEN_ADDRESS, Failure.BAD_URL, None,
    ]  # fmt: skip
    found = await documents(queue)
    assert [document.announcement.source for document in found] == ["", ""]
    assert not any(document.announcement.baseline for document in found)
    assert await store.hlen(PENDING) == 0


async def test_a_failure_by_hand_is_not_tried_again(site, crawler, store):
    site.serve("/a", status=500)
    (outcome,) = await crawler.fetch([site.url("/a")], NOW)
    assert (outcome.result, outcome.retry) == (FetchResult.GIVEN_UP, None)
    assert await store.hlen(PENDING) == 0


async def test_a_dry_run_finds_the_same_and_changes_nothing(site, crawler, store, workers, queue):
    site.serve("/rss", feed(item("/known"), item("/a")))
    site.serve("/known", "<p>Idlib")
    site.serve("/a", "<p>Idlib")
    await crawler.fetch([site.url("/known")], NOW)
    await documents(queue)
    before = {key: await store.dump(key) for key in await store.keys() if not key.startswith(b"ww:host:")}
    sink = Shelf()
    async with Crawler(site.policy(), store, Wanting(), workers, sink, dry_run=True) as trial:
        (polled,) = await trial.poll([source(site)], now=NOW)
        assert (polled.result, polled.new) == (PollResult.BASELINE, 1)
        outcomes = await fetch_all(trial, NOW)
    assert [outcome.result for outcome in outcomes] == [FetchResult.QUEUED]
    assert [document.announcement.url for document in sink.documents] == [site.url("/a")]
    assert {key: await store.dump(key) for key in await store.keys() if not key.startswith(b"ww:host:")} == before


@dataclass
class Shelf:
    """A sink for a dry run."""

    documents: list[Document] = field(default_factory=list)

    async def put(self, document: Document) -> str:
        self.documents.append(document)
        return f"{len(self.documents)}-0"

    async def waiting(self) -> int:
        return 0


def announcing(thing, method: str, monkeypatch) -> asyncio.Event:
    """An event that is set once a method has done its work."""
    done, original = asyncio.Event(), getattr(thing, method)

    async def told(*args):
        await original(*args)
        done.set()

    monkeypatch.setattr(thing, method, told)
    return done


async def test_what_is_in_hand_is_held_until_it_is_done(site, store, workers, queue, monkeypatch):
    monkeypatch.setattr(crawler_module, "LEASE", timedelta(seconds=0.3))
    site.serve("/rss", feed(item("/slow")))
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow(request):
        del request
        arrived.set()
        await go_on.wait()
        return web.Response(text="<p>Idlib", content_type="text/html")

    site.pages["/slow"] = slow
    async with Crawler(site.policy(), store, Wanting(), workers, queue) as crawler:
        renewed = announcing(crawler.frontier, "renew", monkeypatch)
        await crawler.poll([source(site)], baseline=False, now=NOW)
        fetching = asyncio.create_task(crawler.fetch_due(NOW))
        await arrived.wait()
        started = await store.zscore(DUE, index_entry(site.url("/slow")))
        await asyncio.wait_for(renewed.wait(), 5)
        assert await store.zscore(DUE, index_entry(site.url("/slow"))) != started
        go_on.set()
        (outcome,) = await fetching
    assert outcome.result is FetchResult.QUEUED
    assert await store.zcard(DUE) == 0

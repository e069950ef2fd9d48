"""From a source to documents, over a real store and a real site."""

from datetime import UTC, datetime, timedelta

from crawler.frontier import PENDING
from crawler.outcomes import FetchResult, PollResult
from crawler.sources.source import Source, SourceKind

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

"""Sitemaps, news sitemaps, indexes, and what is none."""

import contextlib
import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sources import sitemap
from crawler.sources.sitemap import read_sitemap
from crawler.sources.source import SourceKind
from pipelines.errors import InputError

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
URL = "https://news.example/sitemap.xml"
SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urlset(*urls: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {SITEMAPS} {NEWS}>{"".join(urls)}</urlset>'.encode()


def test_a_news_sitemap():
    body = urlset(
        "<url><loc> https://news.example/a?x=1&y=2 </loc><lastmod>2018-09-17T11:00:00Z</lastmod><news:news>"
        "<news:publication><news:name>N</news:name><news:language>en</news:language></news:publication>"
        "<news:publication_date>2018-09-17T10:00:00Z</news:publication_date><news:title>Zone &amp; weapons</news:title>"
        "</news:news></url>"
    )
    reading = read_sitemap(body, URL, NOW)
    (entry,) = reading.entries
    assert reading.kind is SourceKind.SITEMAP
    assert (entry.url, entry.title) == ("https://news.example/a?x=1&y=2", "Zone & weapons")
    assert (entry.published, entry.modified) == (
        datetime(2018, 9, 17, 10, tzinfo=UTC),
        datetime(2018, 9, 17, 11, tzinfo=UTC),
    )


def test_an_index():
    body = f"<sitemapindex {SITEMAPS}><sitemap><loc>https://news.example/1.xml.gz</loc><lastmod>2018-09-17</lastmod>"
    reading = read_sitemap((body + "</sitemap></sitemapindex>").encode(), URL, NOW)
    (child,) = reading.children
    assert (child.url, child.modified) == ("https://news.example/1.xml.gz", datetime(2018, 9, 17, tzinfo=UTC))


def test_a_zipped_one():
    assert len(read_sitemap(gzip.compress(urlset("<url><loc>/a</loc></url>")), URL, NOW).entries) == 1


def test_no_more_is_read_than_the_protocol_allows(monkeypatch):
    monkeypatch.setattr(sitemap, "_MOST_ENTRIES", 500)
    body = urlset(*(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(600)))
    assert len(read_sitemap(body, URL, NOW).entries) == 500


async def test_one_of_fifty_megabytes_fits_into_a_worker(workers):
    body = urlset(*(f"<url><loc>/{n}</loc>{' ' * 49_000}</url>" for n in range(1000)))
    reading = await workers.run(read_sitemap, gzip.compress(body, 1), URL, NOW, seconds=20)
    assert len(reading.entries) == 1000


@pytest.mark.parametrize("cut", range(12))
def test_a_reference_that_stands_on_the_edge_of_a_piece(cut):
    padding = " " * (256 * 1024 - len(urlset()) - 30 - cut)
    body = urlset(f"{padding}<url><loc>https://news.example/?a=1&amp;b=2&c=3&#38;d=4</loc></url>")
    assert [entry.url for entry in read_sitemap(body, URL, NOW).entries] == ["https://news.example/?a=1&b=2&c=3&d=4"]


def test_a_news_sitemap_of_a_quiet_day():
    assert read_sitemap(urlset(), URL, NOW).entries == ()


def test_one_that_breaks_off_gives_what_it_has():
    body = urlset("<url><loc>https://news.example/a</loc></url><url><loc>https://news.example/b</lo")
    assert read_sitemap(body[: body.rindex(b"</urlset>")], URL, NOW).entries[0].url == "https://news.example/a"


def test_entries_without_a_web_address_are_skipped():
    reading = read_sitemap(urlset("<url><loc>file:///etc/passwd</loc></url><url></url>"), URL, NOW)
    assert (reading.entries, reading.skipped) == ((), 2)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nothing",
        b"<html><p>Not here</html>",
        b"\x1f\x8bnot gzip",
        pytest.param(gzip.compress(bytes(60_000_000)), id="bomb"),
        b"<",
    ],
)
def test_what_is_no_sitemap_says_so(body):
    with pytest.raises(InputError, match=r"sitemap|gzip|50 MB"):
        read_sitemap(body, URL, NOW)


def test_entities_read_no_files_and_do_not_explode():
    for entity in ('SYSTEM "file:///etc/passwd"', f'"{"a" * 10_000}"'):
        location = f"https://news.example/{'&j;' * 1000}"
        body = f"<!DOCTYPE urlset [<!ENTITY j {entity}>]><urlset><url><loc>{location}</loc></url></urlset>"
        for entry in read_sitemap(body.encode(), URL, NOW).entries:
            assert "root:" not in entry.url
            assert len(entry.url) < 20_000


@given(st.binary(max_size=200))
def test_any_bytes_are_a_sitemap_or_an_input_error(body):
    with contextlib.suppress(InputError):
        read_sitemap(b"<urlset>" + body, URL, NOW)

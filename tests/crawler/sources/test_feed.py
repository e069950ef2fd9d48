"""Feeds of all kinds, and feeds that are none."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sources.feed import MOST_ENTRIES, read_feed
from pipelines.errors import ExtractionError, InputError

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
URL = "https://news.example/world/rss.xml"


def rss(*items: str) -> bytes:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{"".join(items)}</channel></rss>'.encode()


def entries(body: bytes, content_type: str = "application/rss+xml"):
    return read_feed(body, URL, content_type, NOW).entries


def test_rss():
    (entry,) = entries(
        rss(
            "<item><title>Zone &amp;amp; weapons&lt;br&gt; agreed</title>"
            "<link>https://News.example/a?b=2&amp;a=1&amp;utm_source=rss#top</link>"
            "<pubDate>Mon, 17 Sep 2018 13:30:00 +0300</pubDate></item>"
        )
    )
    assert entry.url == "https://news.example/a?a=1&b=2"
    assert entry.title == "Zone & weapons agreed"
    assert entry.published == datetime(2018, 9, 17, 10, 30, tzinfo=UTC)
    assert entry.modified is None


def test_atom():
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><entry><title>Zone</title>
    <link rel="self" href="/x.atom"/><link rel="alternate" href="/a"/><id>tag:1</id>
    <published>2018-09-17T08:00:00Z</published><updated>2018-09-17T09:00:00+01:00</updated></entry></feed>"""
    (entry,) = entries(body, "application/atom+xml")
    assert entry.url == "https://news.example/a"
    assert (entry.published, entry.modified) == (datetime(2018, 9, 17, 8, tzinfo=UTC),) * 2


def test_rdf():
    body = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>N</title></channel><item rdf:about="https://news.example/a">
    <title>Zone</title><link>https://news.example/a</link><dc:date>2018-09-17T10:00:00Z</dc:date></item></rdf:RDF>"""
    (entry,) = entries(body)
    assert (entry.url, entry.title) == ("https://news.example/a", "Zone")
    assert datetime(2018, 9, 17, 10, tzinfo=UTC) in {entry.published, entry.modified}


def test_json():
    body = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "N", "items": [
    {"id": "1", "url": "/a", "title": "Zone", "date_published": "2018-09-17T10:00:00Z"},
    {"id": "2", "content_text": "no link"}]}"""
    reading = read_feed(body, URL, "application/feed+json", NOW)
    assert [entry.url for entry in reading.entries] == ["https://news.example/a"]
    assert reading.skipped == 1


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>https://news.example/a?x=1&y=2</link>", "https://news.example/a?x=1&y=2"),
        ("<link>  /a  </link>", "https://news.example/a"),
        ("<link>../b</link>", "https://news.example/b"),
        ("<link>//other.example/c</link>", "https://other.example/c"),
        ("<link><![CDATA[https://news.example/a&amp;b]]></link>", "https://news.example/a&b"),
        ('<guid isPermaLink="true">https://news.example/g</guid>', "https://news.example/g"),
        ("<link>https://news.example/прим</link>", "https://news.example/%D0%BF%D1%80%D0%B8%D0%BC"),
    ],
)
def test_links_lead_where_they_were_meant_to(link, url):
    assert [entry.url for entry in entries(rss(f"<item><title>t</title>{link}</item>"))] == [url]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "https://", "http://[::1", ""]
)
def test_what_is_no_web_address_is_skipped(link):
    reading = read_feed(rss(f"<item><title>t</title><link>{link}</link></item>"), URL, "", NOW)
    assert reading.entries == ()
    assert reading.skipped == 1


def test_an_entry_that_is_told_twice_counts_once():
    assert len(entries(rss("<item><link>/a?utm_source=x</link></item>", "<item><link>/a</link></item>"))) == 1


@pytest.mark.parametrize("codec", ["windows-1251", "utf-16", "utf-8-sig", "iso-8859-9"])
def test_the_encoding_that_a_feed_declares(codec):
    name = {"utf-8-sig": "utf-8"}.get(codec, codec)
    title = "Sürtüşme" if codec == "iso-8859-9" else "Сочи"
    text = f'<?xml version="1.0" encoding="{name}"?><rss version="2.0"><channel><item><title>{title}</title>'
    body = (text + "<link>/a</link></item></channel></rss>").encode(codec)
    assert entries(body, "application/xml")[0].title == title


def test_a_feed_that_is_broken_in_the_middle_gives_what_it_has():
    body = rss(
        "<item><title>one</title><link>/a</link></item>", "<item><title>AT&T &nbsp; <b>two</title><link>/b</link>"
    )
    assert [entry.url for entry in entries(body)][:2] == ["https://news.example/a", "https://news.example/b"]


def test_of_a_huge_feed_the_first_entries_are_read():
    body = rss(*(f"<item><title>t</title><link>/{n}</link></item>" for n in range(MOST_ENTRIES + 500)))
    found = entries(body)
    assert len(found) == MOST_ENTRIES
    assert found[-1].url == f"https://news.example/{MOST_ENTRIES - 1}"


@pytest.mark.parametrize(
    "body", [b"", b"nothing", b"<html><body><p>Not here", b'{"version": 1}', b"{", b"%PDF-1.7", b"\x00\xff\xfe"]
)
def test_what_is_no_feed_says_so(body):
    with pytest.raises(InputError, match="is no"):
        read_feed(body, URL, "", NOW)


def test_an_empty_feed_is_a_feed():
    assert entries(rss()) == ()


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for x, y in
         zip("bcdefghij", "abcdefghi", strict=True)) + "]>",
        '<!DOCTYPE rss [<!ENTITY j SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)  # fmt: skip
def test_entities_neither_explode_nor_read_files(prologue):
    body = f"{prologue}<rss version='2.0'><channel><item><title>x &j; y</title><link>/a</link></item></channel></rss>"
    (entry,) = entries(body.encode())
    assert len(entry.title or "") < 1000
    assert "root:" not in (entry.title or "")


async def test_an_author_that_takes_forever_is_stopped(workers):
    trap = "a@" + "a." * 16_000
    body = rss(f"<item><author>{trap}</author><link>/a</link></item>")
    with pytest.raises(ExtractionError, match="took longer"):
        await workers.run(read_feed, body * 1, URL, "", NOW, seconds=1)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_an_input_error(body):
    with contextlib.suppress(InputError):
        read_feed(body, URL, "application/xml", NOW)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
def test_any_text_in_an_entry_is_survived(title, link, date):
    item = f"<item><title><![CDATA[{title}]]></title><link>{link}</link><pubDate>{date}</pubDate></item>"
    body = rss(item).decode().encode("utf-8", "surrogatepass")
    try:
        found = entries(body)
    except InputError:
        return
    for entry in found:
        assert entry.url.startswith(("http://", "https://"))
        assert entry.published is None or entry.published <= NOW

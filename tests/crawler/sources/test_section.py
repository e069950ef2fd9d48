"""Which links of a section page lead to articles."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sources.section import evidence, read_section
from pipelines.errors import InputError

URL = "https://www.news.example/world/"


def read(markup: str) -> list[tuple[str, str | None]]:
    return [
        (entry.url, entry.title) for entry in read_section(markup.encode(), URL, "text/html; charset=utf-8").entries
    ]


def test_articles_are_told_from_the_rest_of_a_page():
    found = read("""
    <nav><a href="/">Home</a><a href="/world/">World</a><a href="/tag/war-latest-news">Everything on the war</a></nav>
    <main>
      <a href="/world/2018/sep/17/two-presidents-agree-on-a-zone"><img alt=""></a>
      <a href="/world/2018/sep/17/two-presidents-agree-on-a-zone">Two presidents agree on a zone around Idlib</a>
      <a href="https://edition.news.example/story/1234567">Families wait for word from the north</a>
      <a href="/haber/bolgede-silahsiz-alan-kuruluyor-98765">Bölgede silahsız alan kuruluyor, aileler bekliyor</a>
      <a href="/novosti/a-123456">Стороны договорились о зоне вокруг города</a>
      <a href="https://elsewhere.example/2018/09/17/another-site-tells-the-same">Another site tells the same story</a>
      <a href="mailto:desk@news.example">Write to the people at the desk</a>
    </main>
    <footer><a href="/privacy">How we handle your data and privacy</a><a href="/about/our-people">About</a></footer>
    """)
    assert found == [
        ("https://www.news.example/world/2018/sep/17/two-presidents-agree-on-a-zone",
         "Two presidents agree on a zone around Idlib"),
        ("https://edition.news.example/story/1234567", "Families wait for word from the north"),
        ("https://www.news.example/haber/bolgede-silahsiz-alan-kuruluyor-98765",
         "Bölgede silahsız alan kuruluyor, aileler bekliyor"),
        ("https://www.news.example/novosti/a-123456", "Стороны договорились о зоне вокруг города"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "text", "enough"),
    [
        ("https://news.example/2018/09/17/zone", "", False),
        ("https://news.example/2018/09/17/a-zone-around-the-city", "", True),
        ("https://news.example/article/1234567.html", "A headline of some words", True),
        ("https://news.example/article/1234567.html", "More", False),
        ("https://news.example/photo-2018/09/a-picture-of-the-zone.jpg", "A picture of the zone there", False),
        ("https://news.example/author/a-name-of-many-words-12345", "A name of many words", False),
        ("https://news.example/", "News from all over the world", False),
    ],
)
def test_what_speaks_for_an_article(address, text, enough):
    assert (evidence(address, text) >= 3) is enough


def test_links_are_seen_from_the_base_that_the_page_names():
    found = read(
        '<base href="https://www.news.example/en/"><a href="a-headline-of-many-words">A headline of many words</a>'
    )
    assert [url for url, _ in found] == ["https://www.news.example/en/a-headline-of-many-words"]


def test_the_feeds_that_a_page_names():
    markup = """<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="stylesheet" href="/a.css">
    <link rel="alternate" hreflang="ar" href="/ar">
    <link rel="Alternate" type="application/atom+xml" href="//f.example/x">"""
    assert read_section(markup.encode(), URL, "").feeds == ("https://www.news.example/rss", "https://f.example/x")


@pytest.mark.parametrize(("codec", "content_type"), [
    ("utf-8", ""), ("utf-8", "text/html; charset=utf-8"), ("windows-1251", "text/html; charset=windows-1251"),
    ("utf-8", "text/html; charset=no-such-thing"), ("windows-1251", "text/html"),
])  # fmt: skip
def test_headlines_in_any_encoding(codec, content_type):
    markup = '<meta charset="windows-1251">' if (codec, content_type) == ("windows-1251", "text/html") else ""
    headline = "Стороны договорились о зоне вокруг города"
    body = f'<html>{markup}<a href="/novosti/a-123456">{headline}</a>'.encode(codec)
    assert [entry.title for entry in read_section(body, URL, content_type).entries] == [headline]


def test_an_empty_page_says_so():
    with pytest.raises(InputError, match="page"):
        read_section(b"", URL, "")


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_a_page_or_an_input_error(body, content_type):
    with contextlib.suppress(InputError):
        read_section(b"<a href='" + body, URL, content_type)

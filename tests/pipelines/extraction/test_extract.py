"""From a page's bytes to an article, on pages of our own."""

import random
from datetime import UTC, datetime

import pytest

from pipelines.errors import InputError
from pipelines.extraction.extract import article_from_text, extract
from pipelines.page import Page

URL = "https://news.example/world/zone-agreed"
TALKS = (
    "The presidents of Russia and Turkey agreed on Monday to set up a demilitarised zone in Idlib, which both armies "
    "will patrol from the middle of October, officials of the two countries told reporters after four hours of talks."
)
WEAPONS = (
    "Heavy weapons are to leave a strip of 15 to 20 kilometres on both sides of the line of contact, and armed groups "
    "that both governments call terrorist must withdraw from it before the patrols begin."
)
AID = (
    "Aid workers in the province said they hoped that the deal would spare three million people an offensive which "
    "they had expected within days."
)
PARAGRAPHS = (TALKS, WEAPONS, AID)
PAGE = f"""<!doctype html><html lang="en"><head><title>Leaders agree on Idlib zone | News Example</title>
<meta property="og:site_name" content="News Example"><link rel="canonical" href="/world/zone-agreed?utm_source=x">
<meta property="article:section" content="World">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Leaders agree on Idlib zone", "datePublished": "2018-09-17T21:05:00+03:00",
"dateModified": "2018-09-18T08:00:00Z", "author": [{{"@type": "Person", "name": "Jane Roe"}}, {{"name": "Reuters"}}]}}
</script></head><body><nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Leaders agree on Idlib zone</h1>{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}
<p>We use cookies to improve your experience on our site. By continuing you accept our cookie policy.</p></article>
<footer><p>© 2018 News Example. All rights reserved.</p></footer></body></html>"""


def test_a_page_becomes_an_article():
    article = extract(Page(URL, PAGE.encode(), "text/html; charset=utf-8"))
    assert article.title == "Leaders agree on Idlib zone"
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.authors == ("Jane Roe", "Reuters")
    assert article.agency == "Reuters"
    assert article.published == datetime(2018, 9, 17, 18, 5, tzinfo=UTC)
    assert article.modified == datetime(2018, 9, 18, 8, 0, tzinfo=UTC)
    assert article.language == "en"
    assert article.outlet == "News Example"
    assert article.section == "World"
    assert article.canonical_url == "https://news.example/world/zone-agreed"
    assert "cookie_notice" in {removal.reason for removal in article.removed}
    assert article.evidence["title"] == "JSON-LD headline"
    assert (article.evidence["agency"], article.evidence["language"]) == ("by-line", "text")


@pytest.mark.parametrize("body", [b"", b"   ", b"<html></html>", b"<!doctype html><title>x</title>", b"\x00" * 3, b"<"])
def test_a_page_without_an_article_has_an_empty_text(body: bytes):
    if body.startswith(b"\x00"):
        with pytest.raises(InputError, match="binary"):
            extract(Page(URL, body))
    else:
        assert extract(Page(URL, body, "text/html")).text == ""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
    ],
)
def test_what_is_no_page_is_refused_by_name(body: bytes, kind: str):
    with pytest.raises(InputError, match=f"news.example.*{kind}"):
        extract(Page(URL, body, "text/html"))


def test_random_bytes_are_no_page():
    with pytest.raises(InputError, match="binary"):
        extract(Page(URL, random.Random(7).randbytes(5000), "text/html"))


def test_a_date_after_the_fetch_is_not_believed():
    fetched = datetime(2018, 9, 1, tzinfo=UTC)
    assert extract(Page(URL, PAGE.encode(), "text/html"), latest=fetched).published is None


def test_the_feeds_title_stands_in_where_the_page_has_none():
    body = "<html><body>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</body></html>"
    assert extract(Page(URL, body.encode(), "text/html", "From the feed")).title == "From the feed"
    assert extract(Page(URL, b"<>", "text/html", "From\x1b the feed\n")).title == "From the feed"


def test_a_text_passes_the_boilerplate_stage_too():
    article = article_from_text("A headline", "\n\n".join([*PARAGRAPHS, "Please enable JavaScript in your browser."]))
    assert article.title == "A headline"
    assert article.text == "\n".join(PARAGRAPHS)
    assert [removal.reason for removal in article.removed] == ["browser_notice"]
    assert article.evidence == {"language": "text"}


@pytest.mark.parametrize("start", ["<title>Idlib</title>", "<article>", "", "&#xD83D;&#xDE00; "])
def test_a_page_that_is_no_whole_document_is_read_all_the_same(start):
    told = "Russia and Turkey have agreed on a zone around Idlib that neither army may enter."
    page = Page("https://news.example/a", f"{start}<p>{told}</p>".encode(), "text/html")
    assert told in extract(page).text

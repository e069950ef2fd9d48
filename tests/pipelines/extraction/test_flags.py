"""Section, tags, paywall and live blog, each with where the page tells it."""

import pytest

from pipelines.extraction.engine import parse
from pipelines.extraction.metadata import Metadata, read_metadata

BODY = "<body><h1>Zone agreed</h1><p>The zone was agreed.</p></body>"


def told(head: str, body: str = BODY) -> Metadata:
    return read_metadata(parse(f"<html><head>{head}</head>{body}</html>"), "https://news.example/a", None)


def structured(properties: str) -> str:
    node = f'{{"@type": "NewsArticle", "headline": "Zone agreed", {properties}}}'
    return f'<script type="application/ld+json">{node}</script>'


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (structured('"keywords": ["Idlib", "Talks", "idlib"]'), ("idlib", "Talks")),
        (structured('"keywords": "Idlib, Talks"'), ("Idlib", "Talks")),
        (
            '<meta property="article:tag" content="Idlib"><meta property="article:tag" content="Talks">',
            ("Idlib", "Talks"),
        ),
        ('<meta name="keywords" content="إدلب، تركيا">', ("إدلب", "تركيا")),
        ("", ()),
    ],
)
def test_tags(head: str, tags: tuple[str, ...]):
    assert told(head).tags == tags


@pytest.mark.parametrize(
    ("head", "paywalled"),
    [
        (structured('"isAccessibleForFree": false'), True),
        (structured('"isAccessibleForFree": "False"'), True),
        (structured('"isAccessibleForFree": "http://schema.org/False"'), True),
        (structured('"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false}'), True),
        (structured('"isAccessibleForFree": true'), False),
        ('<meta property="article:content_tier" content="metered">', True),
        ('<meta property="article:content_tier" content="free">', False),
        ("", None),
    ],
)
def test_paywall(head: str, *, paywalled: bool | None):
    assert told(head).paywalled is paywalled


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Talks"}</script>',
        structured('"coverageStartTime": "2018-09-17T08:00:00Z"'),
    ],
)
def test_a_live_blog_says_so(head: str):
    assert told(head).live_blog


def test_a_title_and_many_times_make_a_live_blog():
    times = "<time>10:00</time>" * 6
    assert told(
        "<title>Talks in Sochi: live updates</title>", f"<body><h1>Talks in Sochi: live updates</h1>{times}</body>"
    ).live_blog
    assert not told("<title>Talks in Sochi: live updates</title>").live_blog
    assert not told("<title>Talks in Sochi</title>", f"<body><h1>Talks in Sochi</h1>{times}</body>").live_blog


def test_every_field_tells_where_it_stands():
    head = structured(
        '"articleSection": "World", "datePublished": "2018-09-17T10:00:00Z", "author": {"name": "Jane Roe"}'
    )
    head += '<meta property="og:site_name" content="News Example"><link rel="canonical" href="/a">'
    assert told(head).evidence == {
        "title": "JSON-LD headline",
        "authors": "JSON-LD author",
        "published": "JSON-LD datePublished",
        "canonical_url": "canonical link",
        "outlet": "meta og:site_name",
        "section": "JSON-LD articleSection",
    }

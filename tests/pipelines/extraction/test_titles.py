"""The title is what the page's headline says, wherever the site puts its own name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.engine import parse
from pipelines.extraction.metadata import read_metadata
from pipelines.extraction.titles import Titles, best_title

PAGE = "<html><head><title>{title}</title></head><body>{body}<p>Text.</p></body></html>"


def title_of(html: str, url: str = "https://news.example/a") -> str | None:
    return read_metadata(parse(html), url, None).title


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Bridge opened", "<h1>Bridge opened</h1>"),
        ("Bridge opened | The Post", "<h1>Bridge opened</h1>"),
        ("The Post - Bridge opened", "<h1>Bridge opened</h1>"),
        ("Bridge opened :: The Post", "<h2>Bridge opened</h2>"),
        ("The Post :: Bridge opened", "<h2>Bridge opened</h2>"),
    ],
)
def test_the_sites_name_is_left_out_where_a_heading_says_so(title, body):
    assert title_of(PAGE.format(title=title, body=body)) == "Bridge opened"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Talks aim high - hopes are low", "<h1>Talks aim high - hopes are low</h1>"),
        ("Talks aim high - hopes are low", "<h2>More news</h2><h2>hopes are low</h2>"),
        ("Talks aim high - hopes are low", ""),
    ],
)
def test_a_dash_within_a_headline_stays(title, body):
    assert title_of(PAGE.format(title=title, body=body)) == title


def test_the_heading_is_what_readers_see():
    page = """<html><head><title>Bridge: what we know so far | The Post</title>
    <meta property="og:site_name" content="The Post">
    <meta property="og:title" content="Bridge: what we know so far"></head>
    <body><h1>The Post</h1><h1>Bridge opened after what was known so far</h1><p>Text.</p></body></html>"""
    assert title_of(page) == "Bridge opened after what was known so far"


def test_a_kicker_is_no_part_of_the_title():
    heading = '<h1><span class="kicker">River</span> <span>Bridge opened</span></h1>'
    assert title_of(PAGE.format(title="River: Bridge opened", body=heading)) == "Bridge opened"
    page = """<html><head><meta property="og:title" content="Bridge opened">
    <script type="application/ld+json">{"@type": "NewsArticle", "headline": "River: Bridge opened"}</script></head>
    <body><h1>River: Bridge opened</h1><p>Text.</p></body></html>"""
    assert title_of(page) == "Bridge opened"


@pytest.mark.parametrize(
    ("title", "url"),
    [
        ("How the old bridge was opened again | Opinion", "https://news.example/a"),
        ("How the old bridge was opened again - The Daily Bugle", "https://www.thedailybugle.example/a"),
        ("How the old bridge was opened again | Opinion | Bugle.example", "https://bugle.example/a"),
    ],
)
def test_sections_and_sites_at_the_end_are_left_out(title, url):
    assert title_of(PAGE.format(title=title, body=""), url) == "How the old bridge was opened again"


@given(st.lists(st.sampled_from(["a", "b c", " | ", "»", ": ", " - ", " :: ", "\n", " "]), max_size=12).map("".join))
def test_of_any_title_a_part_is_left(title: str):
    told = best_title(Titles(title, None, None, ("a", "b c"), frozenset({"a"})))
    assert told is not None
    assert told.value in title or told.value in {"a", "b c"}

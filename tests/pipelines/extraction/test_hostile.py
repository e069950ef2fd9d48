"""Pages that are made to choke a parser: each ends within its limits, and the page behind it is read."""

import asyncio
from datetime import UTC, datetime

import pytest

from pipelines.article import Article
from pipelines.errors import ExtractionError
from pipelines.extraction.refusal import refuse_unless_article
from pipelines.extraction.task import article_of
from pipelines.page import Page
from pipelines.workers import WorkerPool

MANY = 200_000
NOW = datetime(2018, 9, 18, tzinfo=UTC)
SENTENCE = (
    "Delegations of both countries met for four hours and agreed that heavy weapons will leave the zone by the middle "
    "of October, the foreign minister told reporters when the talks had ended."
)
GOOD = f"<html><body><article><h1>Zone agreed</h1><p>{SENTENCE}</p></article></body></html>"
REFUSED = {
    "unclosed elements": "<b><i><p>" * MANY,
    "paragraphs": "<p>" * MANY,
    "meta elements": '<meta name="author" content="x">' * MANY,
    "nested blocks": "<div>" * MANY,
    "comments and elements": "<!-- x --><p>" * MANY,
    "attributes": "<p " + " ".join(f'a{number}="x"' for number in range(MANY)) + ">x</p>",
    "bare attributes": "<body " + " ".join(f"a{number}" for number in range(MANY)) + ">x",
}
HARD = {
    "attributes of many elements": ("<p " + " ".join(f"a{number}=1" for number in range(100)) + ">x") * 2000,
    "tables in tables": "<table><tr><td>" * 5000 + "x",
    "paragraphs far within": "<div>" * 240 + "<p>x</p>" * 40_000,
    "headings": "<h1>x</h1>" * 40_000,
    "descriptions": "".join(f'<meta name="description" content="{SENTENCE} {number}">' for number in range(2000))
    + f"<div>{SENTENCE[:60]}</div>" * 20_000,
    "times": "<h1>x</h1>" + '<time datetime="2018-09-17">x</time>' * 40_000,
    "brackets": '<script type="application/ld+json">' + "[" * 900_000 + "</script><p>x",
    "spaces": '<script type="application/ld+json">//' + " " * 1_900_000 + "</script><p>x",
    "commas": '<script type="application/ld+json">[' + ", " * 900_000 + "</script><p>x",
    "separators": f"<title>{' - x' * 120}</title><h1>{' | y' * 120}</h1><p>x",
    "names": f'<meta name="author" content="{"Jane, " * MANY}"><p>x',
    "addresses": f'<meta name="author" content="{"a@a." * MANY}"><p>x',
    "entities": '<!DOCTYPE x [<!ENTITY a "' + "a" * 50_000 + '">]><p>' + "&a;" * 50_000,
    "laughs": "<!DOCTYPE x [<!ENTITY a '&b;&b;'><!ENTITY b '&a;&a;'>]><p>&a;",
    "one word": "<p>" + "x" * 15_000_000,
    "angle brackets": "<" * 2_000_000,
    "an open tag": "<a" * 1_000_000,
}


@pytest.mark.parametrize("html", REFUSED.values(), ids=REFUSED)
def test_markup_that_no_article_has_is_refused_unparsed(html: str):
    with pytest.raises(ExtractionError, match="no article"):
        refuse_unless_article(html)


@pytest.mark.parametrize(
    "html",
    [
        GOOD,
        "",
        f'<img src="data:image/png;base64,{"A" * 100_000}">',
        f'<div data-state="{"some words " * 10_000}">',
        f"<script>if (a < b) {{{'x = y;' * 5000}}}</script>",
        f"<style>{'p { margin: 0 } ' * 5000}</style>",
    ],
)
def test_what_real_pages_have_is_not_refused(html: str):
    refuse_unless_article(html)


@pytest.mark.parametrize("name", [*REFUSED, *HARD])
async def test_a_hostile_page_ends_with_a_typed_result_and_the_next_is_read(name: str):
    page = Page("", (REFUSED | HARD)[name].encode(), "text/html")
    async with WorkerPool(1) as pool:
        hostile, good = await asyncio.gather(
            pool.run(article_of, page, "", None, NOW),
            pool.run(article_of, Page("", GOOD.encode(), "text/html"), "", None, NOW),
            return_exceptions=True,
        )
    assert isinstance(hostile, Article | ExtractionError)
    assert isinstance(good, Article)
    assert SENTENCE in good.text

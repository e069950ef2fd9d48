"""The title is what the page's headline says, wherever the site puts its own name."""

import pytest

from pipelines.extraction.engine import parse
from pipelines.extraction.metadata import read_metadata

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

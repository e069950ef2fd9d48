"""By-lines and dates as readers see them, for pages that tell programs nothing."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.engine import parse
from pipelines.extraction.metadata import Metadata, read_metadata
from pipelines.extraction.shown_dates import shown_time

URL = "https://news.example/world/zone"
DAY = datetime(2018, 9, 17, tzinfo=UTC)


def told(body: str, head: str = "", url: str = URL) -> Metadata:
    """What a page with this masthead tells."""
    return read_metadata(
        parse(f"<html><head>{head}</head><body>{body}<p>The zone was agreed.</p></body></html>"), url, None
    )


@pytest.mark.parametrize(
    "by_line",
    [
        '<p class="byline">By Jane Roe and John Doe</p>',
        '<p>By <a href="/authors/roe">Jane Roe</a> and <a href="/authors/doe">John Doe</a></p>',
        '<p class="post-author"><b class="author-name">Jane Roe</b>, <b class="author-name">John Doe</b></p>',
        '<div class="article-byline">Jane Roe, John Doe · 17 September 2018</div>',
        '<a rel="author" href="/x"><span itemprop="name">Jane Roe</span> and John Doe</a>',
        '<div class="byline"><a rel="author">Jane Roe</a> <em>Senior Editor</em> <a rel="author">John Doe</a></div>',
    ],
)  # fmt: skip
def test_names_are_read_in_the_masthead(by_line: str):
    found = told(f"<h1>Zone agreed</h1>{by_line}")
    assert set(found.authors) <= {"Jane Roe", "John Doe"}
    assert found.authors[0] == "Jane Roe"
    assert found.evidence["authors"] == "by-line"


@pytest.mark.parametrize(
    ("by_line", "name"),
    [
        ("<p>Von Erika Muster</p>", "Erika Muster"),
        ("<p>Par Anne Exemple</p>", "Anne Exemple"),
        ("<p>Por Ana Ejemplo</p>", "Ana Ejemplo"),
        ("<p>بقلم أحمد محمد</p>", "أحمد محمد"),
        ("<p>Автор: Иван Петров</p>", "Иван Петров"),
        ('<span class="yazar">Ayşe Yılmaz</span>', "Ayşe Yılmaz"),
    ],
)
def test_by_lines_are_read_in_many_languages(by_line: str, name: str):
    assert told(f"<h1>Zone agreed</h1>{by_line}").authors == (name,)


@pytest.mark.parametrize(
    "beside",
    [
        '<p class="byline">Share this article</p>',
        '<div class="author-bio">Jane Roe has written about the region for eleven years and lives in Ankara.</div>',
        "<p>By the river the troops had waited for a week.</p>",
        '<p class="byline">Updated 12:30</p>',
    ],
)
def test_what_is_no_name_is_none(beside: str):
    assert told(f"<h1>Zone agreed</h1>{beside}").authors == ()


def test_the_sites_own_name_gives_way_to_a_by_line():
    head = '<meta property="og:site_name" content="News Example"><meta name="author" content="News Example">'
    assert told("<h1>Zone agreed</h1><p class='byline'>By Jane Roe</p>", head).authors == ("Jane Roe",)
    assert told("<h1>Zone agreed</h1>", head).authors == ("News Example",)
    both = head.replace('name="author" content="', 'name="author" content="Jane Roe, ')
    assert told("<h1>Zone agreed</h1>", both).authors == ("Jane Roe",)


def test_an_organization_gives_way_to_a_by_line():
    head = """<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Zone agreed",
    "author": {"@type": "Organization", "name": "The Desk"}}</script>"""
    assert told("<h1>Zone agreed</h1><p class='byline'>By Jane Roe</p>", head).authors == ("Jane Roe",)
    assert told("<h1>Zone agreed</h1>", head).authors == ("The Desk",)


@pytest.mark.parametrize(
    "line",
    [
        "17 September 2018", "September 17th, 2018", "Sept. 17, 2018", "Monday, Sep 17 2018", "17. September 2018",
        "17.09.2018", "2018-09-17", "2018/09/17", "17 septembre 2018", "17 de septiembre de 2018", "17 settembre 2018",
        "17 Eylül 2018, Pazartesi", "17 сентября 2018 г.", "17 вересня 2018", "١٧ سبتمبر ٢٠١٨", "17 أيلول 2018",
        "2018年9月17日", "Published: 17 September 2018",
    ],
)  # fmt: skip
def test_a_date_is_read_as_readers_do(line: str):
    assert shown_time(line) == DAY


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("17 September 2018 at 18:05", datetime(2018, 9, 17, 18, 5, tzinfo=UTC)),
        ("18:05 | 17 September 2018", datetime(2018, 9, 17, 18, 5, tzinfo=UTC)),
        ("September 17, 2018 6:05 p.m. EDT", datetime(2018, 9, 17, 18, 5, tzinfo=timezone(timedelta(hours=-4)))),
        ("17 Eylül 2018 12:05 am", datetime(2018, 9, 17, 0, 5, tzinfo=UTC)),
    ],
)
def test_a_time_of_day_is_read_with_its_zone(line: str, time: datetime):
    assert shown_time(line) == time


@pytest.mark.parametrize(
    "line", ["", "9/10/2018", "September", "31 February 2018", "17 September", "17 September 1918", "2018"]
)
def test_what_is_no_certain_date_is_none(line: str):
    assert shown_time(line) is None


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_line_is_read_without_an_error(line: str):
    assert (found := shown_time(line)) is None or found.tzinfo is not None


def test_the_date_stands_in_the_masthead():
    found = told("<h1>Zone agreed</h1><p>17 September 2018</p><time datetime='2018-10-01'>1 October 2018</time>")
    assert (found.published, found.evidence["published"]) == (DAY, "date line")


def test_the_date_of_a_change_is_not_that_of_publication():
    found = told("<h1>Zone agreed</h1><p>Published 17 September 2018</p><p>Last updated: 18 September 2018</p>")
    assert (found.published, found.modified) == (DAY, DAY + timedelta(days=1))
    alone = told("<h1>Zone agreed</h1><p>Last updated: 18 September 2018</p>")
    assert (alone.published, alone.modified) == (None, DAY + timedelta(days=1))


@pytest.mark.parametrize(
    "beside",
    [
        "<h3>Another article <span>1 May 2017</span></h3>",
        '<p class="caption">Idlib, 1 May 2017.</p>',
        "<figcaption>1 May 2017</figcaption>",
    ],
)
def test_dates_of_pictures_and_of_other_articles_are_passed_over(beside: str):
    assert told(f"<h1>Zone agreed</h1>{beside}<p>17 September 2018</p>").published == DAY


def test_the_address_tells_the_day_where_nothing_else_does():
    found = told("<h1>Zone agreed</h1>", url="https://news.example/2018/09/17/zone")
    assert (found.published, found.evidence["published"]) == (DAY, "URL")


def test_the_windows_title_tells_the_day_where_nothing_else_does():
    found = told("<h1>Zone agreed</h1>", "<title>Zone agreed | News | 17.09.2018</title>")
    assert (found.published, found.evidence["published"]) == (DAY, "window title")


def test_a_time_keeps_the_zone_that_the_page_tells():
    head = '<meta property="article:published_time" content="2018-09-18T01:05:00+03:00">'
    published = told("<h1>Zone agreed</h1>", head).published
    assert published is not None
    assert published.isoformat() == "2018-09-18T01:05:00+03:00"


def test_a_headline_of_the_second_level_has_a_masthead_too():
    page = "<h2>Most read</h2><h2>Zone agreed</h2><p>By Jane Roe</p><p>17 September 2018</p><h2>More</h2>"
    found = told(page, "<title>Zone agreed - News</title>")
    assert (found.title, found.authors, found.published) == ("Zone agreed", ("Jane Roe",), DAY)

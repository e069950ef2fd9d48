"""The show is narrow, aligned, and says why; nothing that a page says controls the terminal."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from deploy.demo.content import Expectation
from deploy.demo.show import Figures, Show
from deploy.demo.sighting import Difference, Sighting
from pipelines.report import Because, Conflict, ConflictValue, Reason, Verdict
from pipelines.watch import Watch

URL = "http://northlight.example/a"
NEWS = Sighting(
    URL,
    "Putin and Erdogan agree on demilitarised zone around Idlib after long talks in Sochi on the Black Sea",
    "Northlight Wire",
    "en",
    Verdict.NEW_STORY,
    alert=True,
    reasons=(Reason(Because.FIRST_OF_DEVELOPMENT),),
)
ARABIC = replace(NEWS, title="اتفاق روسي تركي على منطقة منزوعة السلاح في إدلب", outlet="الساقية", language="ar")
COPY = replace(
    NEWS,
    verdict=Verdict.COPY,
    alert=False,
    reasons=(Reason(Because.CONTAINED, "97% of its wording stands in Northlight Wire"),),
)


@pytest.fixture
def page():
    return StringIO()


@pytest.fixture
def show(page):
    return Show(Console(file=page, width=98, markup=False, highlight=False, emoji=False))


def lines(page):
    return [line.rstrip() for line in page.getvalue().splitlines()]


def test_it_begins_with_what_is_about_to_be_seen(show, page, newswire):
    show.begin(newswire, Watch("idlib-agreement", "*"))
    assert "The watch idlib-agreement reads them all and is to tell all that somebody has written anew, once." in lines(
        page
    )
    assert "9 invented outlets on this machine publish 53 articles in English, Arabic, Turkish and Russian." in lines(
        page
    )


def test_no_line_is_wider_than_promised(show, page, newswire):
    show.begin(newswire, Watch("idlib-agreement", "*"))
    long_reason = Reason(Because.FACT_CHANGED, "kilometres " * 40)
    show.tick(newswire.ticks[0], [NEWS, ARABIC, COPY, replace(NEWS, reasons=(long_reason,))], ["Trouble. " * 40])
    show.end(Figures((NEWS, COPY), 3, 1, 9.8), [Difference(URL * 20, None, NEWS)])
    assert max(map(cell_len, lines(page))) <= 98


def test_a_line_begins_in_latin_and_ends_with_the_headline(show, page, newswire):
    show.tick(newswire.ticks[0], [ARABIC])
    assert f"  ● new story      {'الساقية':<17}  ar  {ARABIC.title}" in page.getvalue()


def test_columns_stand_under_each_other(show, page, newswire):
    show.tick(newswire.ticks[0], [NEWS, ARABIC, COPY])
    heads = [line for line in lines(page) if line.startswith(("  ●", "  ·"))]
    assert [line[38:40] for line in heads] == ["en", "ar", "en"]


def test_it_says_why(show, page, newswire):
    conflict = Conflict(
        "zone depth",
        "km",
        (ConflictValue("15–20", "1", "Northlight Wire", "…"), ConflictValue("15–25", "2", "The Alder Courier", "…")),
    )
    show.tick(newswire.ticks[0], [NEWS, COPY, replace(NEWS, conflicts=(conflict,))])
    told = page.getvalue()
    assert "First report of this development" in told
    assert "                   97% of its wording stands in Northlight Wire\n" in told
    assert "Sources disagree on zone depth: 15–20 (Northlight Wire) against 15–25 (The Alder Courier)" in " ".join(
        told.split()
    )


def test_a_page_can_not_control_the_terminal(show, page, newswire):
    show.tick(newswire.ticks[0], [replace(NEWS, title="\x1b[2Jgone\u202e", outlet="\x07Wire", reasons=())])
    assert not set(page.getvalue()) & set("\x1b\x07\u202e")
    assert "gone" in page.getvalue()


def test_a_page_without_a_title_is_told_by_its_address(show, page, newswire):
    show.tick(newswire.ticks[0], [replace(NEWS, title=None)])
    assert URL in page.getvalue()


def test_the_end_counts_and_says_what_to_do_next(show, page):
    show.end(Figures((NEWS, ARABIC, replace(COPY, url=URL + "b")), 3, 2, 9.8), [])
    told = lines(page)
    assert "2 articles read and judged in 10 s" in told
    assert "  ●  2 alerts   2 new story" in told
    assert "  ·  1 silent   1 copy" in told
    assert "  3 looks at pages for corrections found nothing changed" in told
    assert "Every verdict is one that the bundle expects." in told
    assert told[-3].startswith("  wirewatch init")


def test_the_end_names_what_differs(show, page):
    expected = Expectation((Verdict.COPY,), alert=False, why="a copy")
    show.end(Figures((NEWS,), 0, 1, 9.8), [Difference(URL, expected, NEWS)])
    told = " ".join(page.getvalue().split())
    assert f"1 not as the bundle expects: {URL}: expected copy, silent (a copy); got new_story, alert" in told
    assert "Next" not in told

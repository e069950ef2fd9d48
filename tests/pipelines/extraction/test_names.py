"""By-lines, agencies and what a page tells of itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import InputError
from pipelines.extraction.agencies import agency_of, named
from pipelines.extraction.authors import names
from pipelines.extraction.engine import parse
from pipelines.extraction.extract import extract
from pipelines.extraction.head import Head
from pipelines.extraction.metadata import read_metadata
from pipelines.extraction.structured import structured_data
from pipelines.extraction.told import Told
from pipelines.page import Page


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Jane Roe", ("Jane Roe",)),
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Von Erika Muster und Max Muster, dpa", ("Erika Muster", "Max Muster", "dpa")),
        ("Jane Roe (jro)", ("Jane Roe",)),
        ("Jane Roe, MD, PhD", ("Jane Roe, MD, PhD",)),
        ("Jane Roe; John Doe | Mary Major", ("Jane Roe", "John Doe", "Mary Major")),
        ("بقلم: أحمد محمد", ("أحمد محمد",)),
        ("https://news.example/authors/jane", ()),
        ("Jane Roe, Ph.D.", ("Jane Roe, Ph.D.",)),
        ("Jane Roe.", ("Jane Roe",)),
        ("Jane Roe Jr.", ("Jane Roe Jr.",)),
        ("admin", ()),
        ("newsadmin", ()),
        ("105092", ()),
        ("(Image: Agency)", ()),
        ("jane@news.example", ()),
    ],
)
def test_names_are_told_from_what_else_stands_in_the_field(field: str, found: tuple[str, ...]):
    assert names([field]) == found


@given(st.lists(st.text(max_size=60), max_size=5))
def test_names_are_never_empty_nor_told_twice(fields: list[str]):
    found = names(fields)
    assert all(found)
    assert len({name.casefold() for name in found}) == len(found)


@pytest.mark.parametrize(
    ("authors", "lines", "agency"),
    [
        (("Reuters",), ["Text."], "Reuters"),
        (("Jane Roe / AFP",), ["Text."], "AFP"),
        ((), ["ANKARA, Sept 17 (Reuters) - The presidents met."], "Reuters"),
        ((), ["BEIRUT (AP) — The presidents met."], "Associated Press"),
        ((), ["МОСКВА, 17 сентября. /ТАСС/. Президенты встретились."], "TASS"),
        ((), ["أنقرة (رويترز) - التقى الرئيسان."], "Reuters"),
        ((), ["The presidents met.", "(Reporting by Jane Roe; Editing by John Doe)"], "Reuters"),
        ((), ["The group (SANA is its friend) said no."], None),
        (("Jane Roe",), ["The presidents met."], None),
        (("Reuters Staff",), [], "Reuters"),
        (("AFP Deutschland",), [], "AFP"),
        (("Jane Roe, Associated Press",), [], "Associated Press"),
        (("dpa/lnw",), [], "dpa"),
        (("Anadolu Ajansı",), [], "Anadolu Agency"),
        (("Jane Roe", "AP National Security Writer"), [], "Associated Press"),
        (("Petra Sid",), [], None),
        ((), ["دمشق-سانا", "التقى الرئيسان"], "SANA"),
        ((), ["بيروت (أ ف ب) - قال الرئيس"], "AFP"),
        ((), ["МОСКВА, 17 сен - РИА Новости. Президенты встретились."], "RIA Novosti"),
        ((), ["Москва. 17 сентября. ИНТЕРФАКС - Президенты встретились."], "Interfax"),
        ((), ["Madrid, 17 sep (EFE).- Los presidentes se reunieron."], "EFE"),
        ((), ["(ANSA) - ROMA, 17 SET - I presidenti si sono incontrati."], "ANSA"),
        ((), ["BEIJING, Sept. 17 (Xinhua) -- The presidents met."], "Xinhua"),
        ((), ["新华社北京9月17日电 两国元首会晤。"], "Xinhua"),
        ((), ["ANKARA (AA) - Cumhurbaşkanları görüştü."], "Anadolu Agency"),
        ((), ["İSTANBUL, (DHA) - Görüşme sürüyor."], "DHA"),
        ((), ["Text.", "AFP contributed to this report."], "AFP"),
        ((), ["Text.", "— With files from The Canadian Press"], "Canadian Press"),
        ((), ["Text.", "Quelle: dpa"], "dpa"),
        ((), ["Text.", "Kaynak: AA"], "Anadolu Agency"),
        ((), ["Text.", "المصدر: رويترز"], "Reuters"),
        ((), ["Text.", "Источник: ТАСС"], "TASS"),
        ((), ["Text.", "© 2018 Agence France-Presse"], "AFP"),
        ((), ["Text.", "Le Journal avec AFP"], "AFP"),
        ((), ["Text.", "Soldiers patrol a street. REUTERS/Jane Roe"], None),
        ((), ["(Reuters/Files)", "Text."], None),
        ((), ["Text.", "© Reuters / Jane Roe"], None),
        ((), ["Text.", "The presidents met, the minister said. (AFP)"], "AFP"),
        ((), ["The presidents met. (AFP)", "Shares fell. (Bloomberg)", "It rained.", "It snowed."], None),
        ((), ["The Associated Press (AP) reported that the presidents met."], None),
    ],
)
def test_the_wire_is_told_by_by_line_dateline_or_credits(
    authors: tuple[str, ...], lines: list[str], agency: str | None
):
    told = agency_of(authors, lines)
    assert (told.value if told else None) == agency


def test_the_wire_is_told_by_the_pages_source_or_its_address():
    assert agency_of((), ["Text."], sources=["The Post", "Reuters"]) == Told("Reuters", "source")
    assert agency_of((), ["Text."], addresses=["https://www.reuters.com/world/zone"]) == Told("Reuters", "address")
    assert agency_of((), ["Text."], sources=["The Post"], addresses=["https://news.example/a"]) is None


@given(st.lists(st.text(max_size=40), max_size=3), st.lists(st.text(max_size=300), max_size=8))
def test_any_lines_have_an_agency_or_none(authors: list[str], lines: list[str]):
    assert (found := agency_of(authors, lines)) is None or named(found.value) == found.value


def test_the_article_is_found_among_the_nodes_of_a_graph():
    page = """<html><head><script type="application/ld+json">// <![CDATA[
    {"@graph": [{"@type": "WebSite", "name": "Site"}, {"@id": "#jane", "@type": "Person", "name": "Jane &amp; Co"},
     {"@type": ["NewsArticle"], "headline": "Zone  agreed", "author": {"@id": "#jane"}, "datePublished": "2018-09-17",},
     {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another", "author": "x",
      "datePublished": "2019-01-01", "articleBody": "x", "mainEntityOfPage": "x"}]}]}
    // ]]></script></head><body><p>x</p></body></html>"""
    data = structured_data(Head.of(parse(page)).scripts)
    assert data.text("headline") == "Zone agreed"
    assert data.text("author") == "Jane & Co"


@pytest.mark.parametrize(
    "source", ["", "{", "[" * 5000, "null", '"text"', '{"@graph": 5}', '{"@type": 7, "headline": []}']
)
def test_broken_structured_data_tells_nothing_and_never_raises(source: str):
    tree = parse(f'<html><head><script type="application/ld+json">{source}</script></head><body><p>x</p></body></html>')
    assert read_metadata(tree, "https://news.example/x", None).authors == ()


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<b>", "<table>", "<td>", "<script>", "<meta name=date content=", "<h1>", "<!--", "-->", "<title>",
     "&#0;",
     "&#xd800;", "<a href='javascript:x'>", "x" * 90, "Text of some length. ",
     "\u202e", '"', "<style>", "</html>", "<body>", "<p class=byline>By Jane", "<a rel=author>",
     "<time datetime=", "17 September 2018 ", "<h2>", "<link rel=canonical href=",
     '<script type="application/ld+json">{"@type":"NewsArticle","']
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(MARKUP, st.text(max_size=10)), max_size=40).map("".join))
def test_any_markup_becomes_an_article_or_a_refusal(html: str):
    try:
        article = extract(Page("https://news.example/x", html.encode("utf-8", "replace"), "text/html"))
    except InputError:
        return
    assert "\n\n" not in article.text
    assert "\u202e" not in article.text

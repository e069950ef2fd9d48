"""Lint finds what is odd, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.article import Article
from pipelines.matching.implication import Implication
from pipelines.matching.lint import Oddity, lint
from pipelines.matching.matcher import Matcher
from pipelines.matching.parser import parse, render
from pipelines.watch import Watch

CONCEPTS = {
    "double": ("Idlib", "İdlib"),
    "forms": ("zone", "zones"),
    "wild": ("Idlib*", "Idlib", "Idlibli"),
    "phrases": ("zone", "buffer zone"),
    "fine": ("Idlib", "Idleb", "Идлиб", "إدلب"),
    "all": ("Idlib", "the"),
}
IMPLICATION = Implication()


def findings(query: str, sources: tuple[str, ...] = ()) -> list[tuple[Oddity, str]]:
    hosts = {name: f"www.{name}.example" for name in sources}
    return [(found.oddity, found.part) for found in lint([Watch("w", query, CONCEPTS)], hosts)]


@pytest.mark.parametrize(
    ("query", "oddity", "part"),
    [
        ("@double", Oddity.SUBSUMED, "@double"),
        ("@wild", Oddity.SUBSUMED, "@wild"),
        ("zone OR zone", Oddity.SUBSUMED, "zone"),
        ('zone OR "buffer zone"', Oddity.SUBSUMED, '"buffer zone"'),
        ("=zone OR zone", Oddity.SUBSUMED, "=zone"),
        ("zone AND (zone OR Idlib)", Oddity.SUBSUMED, "zone OR Idlib"),
        ("Idlib NEAR/5 zone OR zone NEAR/9 Idlib", Oddity.SUBSUMED, "Idlib NEAR/5 zone"),
        ("title:Idlib OR Idlib", Oddity.SUBSUMED, "title:Idlib"),
        ("* AND Idlib", Oddity.SUBSUMED, "*"),
        ("*", Oddity.EVERYTHING, "*"),
        ("Idlib OR *", Oddity.EVERYTHING, "Idlib OR *"),
        ("Idlib OR the", Oddity.EVERYTHING, "the"),
        ("@all", Oddity.EVERYTHING, "the"),
        ("de AND la NOT Idlib", Oddity.EVERYTHING, "de"),
        ("Idlib NOT Idlib", Oddity.NEVER, "Idlib AND NOT Idlib"),
        ('"Idlib zone" NOT Idlib', Oddity.NEVER, '"Idlib zone" AND NOT Idlib'),
        ("lang:ar AND lang:tr", Oddity.NEVER, "lang:ar AND lang:tr"),
        ("Idlib AND lang:xq", Oddity.NEVER, "lang:xq"),
        ("Idlib AND source:nowhere", Oddity.NEVER, "source:nowhere"),
        ("published:2018.. AND published:..2017", Oddity.NEVER, "published:2018-01-01.. AND published:..2017-12-31"),
    ],
)  # fmt: skip
def test_oddities(query: str, oddity: Oddity, part: str) -> None:
    assert (oddity, part) in findings(query, ("somewhere",))


@pytest.mark.parametrize(
    "query",
    [
        "@fine NEAR/5 zone",
        "@phrases NEAR/5 Idlib",
        "zone OR zoning",
        '"the zone" OR Idlib',
        "the AND Idlib",
        "title:zone AND Idlib NOT title:Idlib",
        "lang:ar OR lang:tr",
        "source:anything",
        "Idlib NEAR/9 zone OR Idlib NEAR/5 deal",
        "(zone OR Idlib) AND (zone OR deal)",
    ],
)
def test_what_is_fine_is_left_alone(query: str) -> None:
    assert findings(query) == []


def test_sources_and_sites_that_nobody_configured_are_told() -> None:
    assert findings("source:desk", ("desk",)) == findings("source:Desk", ("desk",)) == []
    assert findings("source:disk", ("desk",)) == [(Oddity.NEVER, "source:disk")]
    assert findings("site:desk.example", ("desk",)) == findings("site:feeds.desk.example", ("desk",)) == []
    assert findings("site:disk.example", ("desk",)) == [(Oddity.NO_SOURCE, "site:disk.example")]


def test_a_concept_of_two_watches_is_told_once() -> None:
    found = lint([Watch("one", "@double", CONCEPTS), Watch("two", "@double AND zone", CONCEPTS)], {})
    assert [(each.watch, each.part) for each in found] == [("one", "@double")]


TERMS = st.sampled_from(
    ["zone", "zones", "=zone", "zon*", "zones*", "İdlib", "Idlib", "idlib*", '"a zone"', '"zones"', "cease-fire",
     "ceasefire", '"cease fire"', "демилитаризация", "демилитаризац*", "Идлибе", "Идлиб", "إدلب", "المنطقة", "منطقة",
     "بوتين"]
)  # fmt: skip
WRITTEN = st.sampled_from(
    ["zone", "zones", "ZONE", "zonal", "Idlib", "idlibs", "İdlib'de", "cease-fire", "ceasefire", "cease", "fire",
     "демилитаризации", "Идлибом", "وإدلب", "بالمنطقة", "منطقة", "وبوتين", "a"]
)  # fmt: skip
TEXT = st.lists(WRITTEN, max_size=6).map(" ".join)
QUERIES = st.recursive(
    TERMS,
    lambda part: st.builds("({} {} {})".format, part, st.sampled_from(["AND", "OR", "NEAR/2"]), part),
    max_leaves=3,
)


@given(QUERIES, QUERIES, TEXT, st.sampled_from(["en", "ru", "ar", "tr", None]))
@settings(max_examples=300, deadline=None)
def test_where_one_implies_the_other_no_text_says_otherwise(
    one: str, other: str, text: str, language: str | None
) -> None:
    if IMPLICATION.holds(parse(one, {}), parse(other, {})):
        watches = [Watch("one", one, {}), Watch("other", other, {})]
        matched = {match.watch for match in Matcher(watches).match(Article("", None, text, language=language))}
        assert matched != {"one"}, (render(parse(one, {})), render(parse(other, {})))

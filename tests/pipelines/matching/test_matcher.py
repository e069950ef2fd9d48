"""What matches what, by example."""

from datetime import UTC, datetime

import pytest

from pipelines.article import Article
from pipelines.errors import QueryError
from pipelines.match import Field, Match
from pipelines.matching.matcher import Matcher
from pipelines.watch import Watch

CONCEPTS = {"idlib": ("Idlib", "Idleb", "Идлиб", "إدلب"), "zone": ("demilitarised zone", "منطقة منزوعة السلاح")}


def article(text: str, title: str | None = None, language: str | None = "en", **more: object) -> Article:
    return Article(url="https://www.news.example/a", title=title, text=text, language=language, **more)  # type: ignore[arg-type]


def match(query: str, of: Article, source: str = "") -> Match | None:
    found = Matcher([Watch("w", query, CONCEPTS)]).match(of, source)
    return found[0] if found else None


def matches(query: str, text: str, language: str | None = "en", title: str | None = None) -> bool:
    return match(query, article(text, title, language)) is not None


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("zone", "Two zones were named.", "en"),
        ("agreement", "AGREEMENTS", "en"),
        ("demilitarised", "a demilitarized strip", "en"),
        ("demilitarized", "a de-militarised strip", "en"),
        ("de-militarised", "a demilitarized strip", "en"),
        ("cease-fire", "the cease fire held", "en"),
        ("ceasefire", "the cease‑fire held", "en"),
        ("colour", "Colors of the flag", "en"),
        ("defence", "defense ministers", "en"),
        ("Turkey", "Turkey’s president", "en"),
        ("UN", "the U.N. said", "en"),
        ('"U.N. envoy"', "The UN envoy said", "en"),
        ("Idlib", "Id\u200blib", "en"),
        ("Idlib", "Id\u00adlib and", "en"),
        ("Idlib", "\u202bIdlib\u202c", "en"),
        ("office", "the of\ufb01ce", "en"),
        ("Idlib", "İDLİB", "tr"),
        ("İdlib", "IDLIB", "tr"),
        ("Idlib", "ıdlib", "tr"),
        ("idlib", "İdlib'de", "tr"),
        ("idlib", "İdlib’in", "tr"),
        ("idlib", "idlibde", "tr"),
        ("Soçi", "Soçi'deki zirve", "tr"),
        ("Erdogan", "Erdoğan", "tr"),
        ("Идлиб", "в Идлибе", "ru"),
        ("Идлиб", "вокруг Идлиба", "ru"),
        ("Идлиб", "Idlib, or Идлибом", "en"),
        ("соглашение", "по соглашению", "ru"),
        ("ещё", "еще", "ru"),
        ("إدلب", "بإدلب", "ar"),
        ("إدلب", "وإدلب", "ar"),
        ("إدلب", "لإدلب", "ar"),
        ("ادلب", "وبأدلب", "ar"),
        ("إدلب", "إِدْلِب", "ar"),
        ("إدلب", "إدلـــب", "ar"),
        ("منطقة", "للمنطقة", "ar"),
        ("المنطقة", "منطقة", "ar"),
        ("اتفاقية", "الاتفاقيات", "ar"),
        ('"منطقة منزوعة السلاح"', "المنطقة المنزوعة السلاح", "ar"),
        ("توافقنامه", "توافق\u200cنامه", "fa"),
        ("تركي", "تركی", "fa"),
        ("démilitarisée", "des zones demilitarisees", "fr"),
        ("Idlib", "la province d’Idlib", "fr"),
        ("d'Idlib", "Idlib", "fr"),
        ("Waffenstillstand", "des Waffenstillstands", "de"),
        ("Strasse", "Straße", "de"),
        ("acuerdo", "los acuerdos", "es"),
        ("停战协议", "签署停战协议了", "zh"),
        ("happy", "happiness", "en"),
        ("Idlib", "Idlibs", None),
        ("zone", "Zonen", None),
        ("demilitar*", "demilitarising", "en"),
        ('"demilitar* zone"', "the demilitarisation zones", "en"),
        ("=zone", "ZONE", "en"),
        ("idlib", "#Idlib_deal", "en"),
        ("*", "", None),
    ],
)
def test_a_word_matches_its_forms(query: str, text: str, language: str | None) -> None:
    assert matches(query, text, language)


@pytest.mark.parametrize(
    ("query", "text", "language"),
    [
        ("=zone", "zones", "en"),
        ("=zone", "Zonen", "de"),
        ("Idlib", "Idlibi", "en"),
        ('"buffer zone"', "a buffer, then a second zone", "en"),
        ('"buffer zone"', "a buffer\nzone", "en"),
        ('"buffer zone"', "zone buffer", "en"),
        ("1520", "15-20 km", "en"),
        ("35", "3.5 million", "en"),
        ("idl*", "madlib", "en"),
        ("й", "и", "ru"),
    ],
)
def test_a_word_does_not_match_others(query: str, text: str, language: str | None) -> None:
    assert not matches(query, text, language)


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("a1 NEAR/1 b1", "a1 b1", True),
        ("a1 NEAR/1 b1", "b1 a1", True),
        ("a1 NEAR/1 b1", "a1 x b1", False),
        ("a1 NEAR/2 b1", "a1 x b1", True),
        ("a1 NEAR/2 b1", "a1\nx\nb1", True),
        ("a1 NEAR/2 a1", "a1", False),
        ("a1 NEAR/2 a1", "a1 a1", True),
        ('"a1 b1" NEAR/1 c1', "c1 x a1 b1 c1", True),
        ("(a1 OR b1) NEAR/1 (c1 OR d1)", "x b1 d1", True),
        ("(a1 AND b1) NEAR/2 c1", "a1 c1 b1", True),
        ("(a1 AND b1) NEAR/2 c1", "a1 c1 x x b1", False),
        ("a1 NEAR/1 b1 NEAR/1 c1", "a1 b1 c1", True),
        ("a1 NEAR/1 b1 NEAR/1 c1", "a1 c1 b1", False),
        ("a1 NOT b1", "a1", True),
        ("a1 NOT b1", "a1 b1", False),
        ("a1 OR b1 AND c1", "a1", True),
        ("NOT a1 AND b1", "b1", True),
        ("a1 AND NOT b1 NEAR/1 c1", "a1 b1 x c1", True),
    ],
)
def test_operators(query: str, text: str, *, expected: bool) -> None:
    assert matches(query, text) is expected


def test_headline_and_text_are_apart_for_proximity_and_together_for_and() -> None:
    of = article("zone", title="Idlib")
    assert match("Idlib AND zone", of)
    assert not match("Idlib NEAR/9 zone", of)
    assert not match("title:zone", of)
    assert match("title:(Idlib OR zone) AND NOT title:zone", of)


def test_facts_beside_the_words() -> None:
    of = article("x", published=datetime(2018, 9, 17, 23, 30, tzinfo=UTC))
    assert match("lang:en AND site:news.example AND source:feed-1", of, "feed-1")
    assert match("published:2018-09", of)
    assert match("published:2018-09-17..", of)
    assert not match("published:..2018-09-16", of)
    assert not match("lang:tr", of)
    assert not match("site:ews.example", of)
    assert not match("published:2018", article("x"))


def test_spans_are_those_of_the_original_text() -> None:
    text = "Over Id\u200blib’s skies: the de\u00ad-militarised zones, and\nanother zone far off."
    found = match("Idlib NEAR/9 @zone", article(text, title="A zone"))
    assert found is not None
    assert [text[span.start : span.end] for span in found.spans] == ["Id\u200blib’s", "de\u00ad-militarised zones"]
    assert all(span.field is Field.TEXT for span in found.spans)


def test_terms_are_told_as_the_query_writes_them_in_its_order() -> None:
    found = match(
        '(zone OR memorandum) AND @idlib AND "heavy weapons" NOT peace', article("Idlib zone. Heavy weapons.")
    )
    assert found is not None
    assert found.terms == ("zone", "@idlib", '"heavy weapons"')


def test_only_words_that_make_the_query_true_are_marked() -> None:
    found = match("a1 NEAR/1 b1", article("a1 x b1 a1 x a1"))
    assert found is not None
    assert [(span.start, span.end) for span in found.spans] == [(5, 7), (8, 10)]


def test_an_error_names_the_watch() -> None:
    with pytest.raises(QueryError, match=r"Watch w: NEAR needs a number: NEAR/40\."):
        Matcher([Watch("w", "a NEAR b")])

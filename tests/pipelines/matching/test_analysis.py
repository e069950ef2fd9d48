"""Folding, words and their offsets, stems and roots."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.matching.analysis import STEM, Analyzer
from pipelines.matching.folding import INVISIBLE, bones, fold, visible
from pipelines.matching.index import ArticleIndex
from pipelines.matching.segmentation import words
from pipelines.matching.stemming import LANGUAGES, without_clitics

LETTERS = "aIıİiéßœŁКЁёйЙإأآةىكیʼ’'-‑.·\u0301\u0306\u064b\u200b\u200d\u00adﬁＡ٣3語ไทÅ \n_:،Σς"
TEXTS = st.text(st.sampled_from(LETTERS) | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (("IDLIB", "ıdlıb", "İdlib", "İDLİB", "ＩＤＬＩＢ", "Id\u200blib", "I\u00addlib"), "idlib"),
        (("Ёлка", "елка", "Е\u0308лка"), "елка"),
        (("й", "Й", "и\u0306"), "й"),
        (("إِدْلِب", "أدلب", "ادلب", "إدلـب", "ٱدلب"), "ادلب"),
        (("منطقة", "منطقه", "مَنطقة"), "منطقه"),
        (("ترکی", "تركي", "تركى"), "تركي"),
        (("١٥", "۱۵", "15", "１５"), "15"),
        (("Straße", "STRASSE", "strasse"), "strasse"),
        (("œuvre", "Œuvre", "oeuvre"), "oeuvre"),
        (("ΣΊΣΥΦΟΣ", "Σίσυφος"), "σισυφοσ"),
        (("d’Idlib", "d'Idlib", "dʼIdlib"), "d'idlib"),
        (("cease‑fire", "cease-fire", "cease–fire"), "cease-fire"),
        (("oﬃce", "office"), "office"),
    ],
)
def test_spellings_that_fold_together(spellings: tuple[str, ...], folded: str) -> None:
    assert {fold(spelling) for spelling in spellings} == {folded}


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS, TEXTS)
@settings(max_examples=300, deadline=None)
def test_bones_of_a_text_hold_those_of_its_words(before: str, after: str) -> None:
    text = f"{before} {after}"
    for start, end in words(text):
        for reading in Analyzer("en").forms(text[start:end]).readings:
            assert bones(reading) in bones(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_words_lie_in_order_apart_from_each_other(text: str) -> None:
    spans = list(words(text))
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for start, end in spans:
        assert visible(text[start:end])


@given(TEXTS, st.sampled_from([None, *LANGUAGES]))
@settings(max_examples=300, deadline=None)
def test_every_word_of_a_text_finds_itself_at_its_place(text: str, language: str | None) -> None:
    analyzer = Analyzer(language)
    index = ArticleIndex("", text, analyzer)
    for start, end in words(text):
        found = [index.offsets(stretch) for stretch in index.find(analyzer.wanted(text[start:end], exact=True))]
        if fold(text[start:end]).strip("'-."):
            assert (False, start, end) in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Idlib's U.N. envoy", ["Idlib's", "U.N", "envoy"]),
        ("15,000 men, 3.5 km; M4", ["15,000", "men", "3.5", "km", "M4"]),
        ("#إدلب_الآن", ["إدلب", "الآن"]),
        ("the end.The start", ["the", "end", "The", "start"]),
        ("停战协议", ["停", "战", "协", "议"]),
        ("カタカナ text", ["カタカナ", "text"]),
        ("منطقه‌ای", ["منطقه‌ای"]),
        ("Id\u200blib", ["Id\u200blib"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in words(text)] == expected


def test_clitics_come_off_arabic_words() -> None:
    assert {"وبالمنطقه", "بالمنطقه", "المنطقه", "منطقه"} <= set(without_clitics("وبالمنطقه"))
    assert "منطقه" in without_clitics("للمنطقه")
    assert without_clitics("لبن") == ("لبن",)


def test_roots_are_no_longer_than_what_the_word_and_its_stem_share() -> None:
    wanted = Analyzer("en").wanted("happy")
    assert (STEM + "happi", "happ") in wanted.stems
    assert Analyzer("tr").wanted("İdlib").stems == ((STEM + "idlip", "idli"),)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 300_000,
        "a\u0301" * 150_000,
        "\u0301" * 300_000,
        "a'" * 150_000,
        "a." * 150_000,
        "a-" * 150_000,
        "1," * 150_000,
        INVISIBLE[0] * 300_000,
        "a\n" * 150_000,
        "語" * 300_000,
        "ل" * 300_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    ArticleIndex(text, text, Analyzer("ar"))
    assert time.process_time() - began < 20


ASCII = st.text(st.sampled_from("aZ09'`.,- _\n:;") | st.characters(max_codepoint=127), max_size=60)


@given(ASCII)
@settings(max_examples=300, deadline=None)
def test_ascii_texts_have_the_same_words_on_the_fast_way(text: str) -> None:
    # A letter of another script at the end sends the text on the general way.
    assert words(f"{text} ж")[:-1] == words(text)
    assert words(text.replace("'", "’").replace("-", "—")) == words(text)

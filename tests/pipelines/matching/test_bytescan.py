"""The scan of raw bytes misses nothing, and takes its time in proportion to the page."""

import html
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.matching.analysis import Analyzer
from pipelines.matching.bytescan import ByteScan, fits
from pipelines.matching.folding import bones
from pipelines.matching.segmentation import words

NAMES = ByteScan(bones(name) for name in ("Idlib", "Идлиб", "إدلب", "Straße", "停战", "이들"))


SPELLINGS = (
    # Letters.
    "IDLIB", "İdlib", "ıdlıb", "ＩＤＬＩＢ", "𝐈𝐝𝐥𝐢𝐛", "I\u0307d\u0301lib", "Идлибе", "И\u0306длиб", "ИДЛИБ", "بإدلب",
    "إِدْلِب", "إدلـــب", "ﺇﺩﻟﺐ", "STRASSE", "Straße", "ﬆraße", "停战协议", "이들리브", "이\u200b들", "이들",
    # Between the letters.
    "Id\u200blib", "Id\u00adlib", "Id-lib", "Id’lib", "I.d.l.i.b", "Id\x07lib",
    "Id&shy;lib", "Id&zwnj;lib", "Id&#8203;lib",
    "Id&rsquo;lib", "Id\\u200blib",
    # Markup.
    "Id<b>lib</b>", "Id</b ><i\nclass=x>lib", "Id<!-- x -->lib", "Id<!-- > -->lib", "Id<!---->lib", "Id<!-->lib",
    'Id<a title="a > b">lib', 'Id<a title="<b>x</b>">lib',
    "Id<script>x('</p>')</script>lib", "Id</b><SVG class=x><path d=''/></svg><i>lib", "停<rp>(</rp><rt>てい</rt>战",
    "Id<a title='a > b'>lib", "Id<?x?>lib", "Id<!x>lib", "Id<wbr/>lib", "停<b>战",
    # Entities and escapes.
    "&#73;dlib", "&#x49;dlib", "&#X0049dlib", "&#073;dlib", "&Icirc;dlib", "&imath;dlib", "&amp;#105;dlib",
    "&amp;amp;#105;dlib", "&#1048;длиб", "&#1573;دلب", "Stra&szlig;e", "stra&#223;e", "\\u0049dlib", "\\u0130dlib",
    "\\ud835\\udc08dlib", "\\u0026#105;dlib",
)  # fmt: skip


@pytest.mark.parametrize("page", SPELLINGS)
def test_a_word_is_found_however_it_is_written(page: str) -> None:
    assert NAMES.may_hold(f"<p>x {page} y</p>".encode())


@pytest.mark.parametrize(
    "page", ["", "Id lib", "I d l i b", "idlb", "Id<p> lib", "Идл иб", "<b><b><b>", "&nbsp;" * 9, "停 战", "strase"]
)
def test_most_pages_are_ruled_out(page: str) -> None:
    assert not NAMES.may_hold(page.encode())


ODD = st.text(
    st.sampled_from("aIıßﬁﬃœÆéЙй\u0306\u0301إﻻةª½ŉ한ㄱ語ｶ-'.<>&\u200b") | st.characters(exclude_categories=["Cs"]),
    max_size=8,
)


@pytest.mark.parametrize(
    "before", [" ", "-", "d'", "d&rsquo;", "\\n", "\\u00e0", "&nbsp", "&#32", "&amp;nbsp;", "x_", "é "]
)
def test_what_a_word_begins_after(before: str) -> None:
    assert NAMES.may_hold(f"x{before}Idlib".encode())


@pytest.mark.parametrize("page", ["Midlib", "prebidLib", "solid-lib", "said<b>lib", "M&#105;dlib", "m&id=lib"])
def test_no_latin_word_begins_inside_another(page: str) -> None:
    assert not NAMES.may_hold(page.encode())


@given(ODD, st.sampled_from([None, "ar", "tr"]), st.data())
@settings(max_examples=100, deadline=None)
def test_whatever_a_word_reads_as_is_found(text: str, language: str | None, data: st.DataObject) -> None:
    analyzer = Analyzer(language)
    readings = [reading for start, end in words(text) for reading in analyzer.forms(text[start:end]).readings]
    found = sorted(filter(None, map(bones, readings)))
    if not found:
        return
    reading = data.draw(st.sampled_from(found))
    scan = ByteScan([reading[: data.draw(st.integers(1, len(reading)))]])
    assert scan.may_hold(text.encode())
    assert scan.may_hold(html.escape(text).encode())
    assert scan.may_hold("".join(f"&#{ord(letter)};" for letter in text).encode())


@pytest.mark.parametrize(
    "unit",
    [
        "i<!-- ",
        "i<a title='",
        'i<a "',
        "i&",
        "&amp;",
        "i" + "-" * 50,
        "<",
        "id&#",
        "\\u00",
        "i<!-- >d<!--",
        "i<b>d</b>",
    ],
)
def test_no_page_takes_more_than_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        page = (unit * (length // len(unit))).encode()
        began = time.process_time()
        NAMES.may_hold(page)
        return time.process_time() - began

    seconds(100_000)
    few, many = min(seconds(100_000) for _ in range(3)), seconds(1_000_000)
    assert many < 60 * max(few, 0.0005)


def test_too_many_letters_do_not_fit() -> None:
    assert fits(["idlib"])
    assert not fits([])
    assert not fits([f"{number}letters" for number in range(100)])
    assert fits([f"letters{number}" for number in range(100)])

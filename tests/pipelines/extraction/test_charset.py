"""Which charset a page is really in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.charset import decode

RUSSIAN = "Президенты договорились о создании демилитаризованной зоны в Идлибе, сообщили в понедельник."
ARABIC = "اتفق الرئيسان على إقامة منطقة منزوعة السلاح في إدلب"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        (RUSSIAN.encode(), "text/html; charset=windows-1251", RUSSIAN),
        (RUSSIAN.encode("cp1251"), "text/html; charset=windows-1251", RUSSIAN),
        (RUSSIAN.encode("koi8-r"), "text/html; charset=koi8-r", RUSSIAN),
        (ARABIC.encode("cp1256"), "text/html;charset=windows-1256", ARABIC),
        (b"\xef\xbb\xbf" + RUSSIAN.encode(), "text/html; charset=latin1", RUSSIAN),
        (b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), "", RUSSIAN),
        ("Türkiye’de".encode("cp1254"), "text/html; charset=iso-8859-9", "Türkiye’de"),
        ("naïve “quotes”".encode("cp1252"), "text/html; charset=iso-8859-1", "naïve “quotes”"),
    ],
)
def test_header_mark_and_bytes_settle_it(body: bytes, content_type: str, text: str):
    assert decode(body, content_type) == text


def test_the_page_itself_is_asked_where_the_header_is_silent():
    body = f'<meta charset="windows-1251"><p>{RUSSIAN}</p>'.encode("cp1251")
    assert RUSSIAN in decode(body, "text/html")


def test_bytes_are_asked_where_nobody_tells():
    assert RUSSIAN[:20] in decode((RUSSIAN * 20).encode("cp1251"))


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (
            "İki ülkenin heyetleri görüştü ve ağır silahların ekim ayının ortasına kadar çekilmesinde anlaştı. ",
            "cp1254",
        ),
        (
            "Der Minister sagte, für die Prüfung größerer Maßnahmen fehle den Truppen bis Mitte Oktober die Zeit. ",
            "cp1252",
        ),
        (
            "Ministr řekl, že těžké zbraně opustí oblast do poloviny října, uvedl po jednání, které trvalo déle. ",
            "cp1250",
        ),
    ],
)
def test_charsets_that_share_most_letters_are_told_apart(text: str, charset: str):
    assert decode((text * 5).encode(charset)) == text * 5


def test_a_page_cut_within_a_character_is_still_utf_8():
    assert decode(RUSSIAN.encode()[:-1]).startswith(RUSSIAN[:-2])


def test_a_broken_byte_does_not_spoil_the_page():
    body = f'<meta charset="utf-8">{RUSSIAN}'.encode() + b"\xff" + RUSSIAN.encode()
    assert decode(body).count(RUSSIAN) == 2


@given(st.binary(max_size=200), st.text(max_size=40))
def test_anything_becomes_text(body: bytes, content_type: str):
    assert isinstance(decode(body, content_type), str)

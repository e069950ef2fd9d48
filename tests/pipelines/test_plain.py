"""Strangers' text can't control a terminal, hide, or turn the reading direction."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipelines.plain import one_line, plain


def test_terminal_controls_are_gone():
    assert plain("\x1b[31mred\x07\x9b2J") == "[31mred2J"


def test_direction_marks_and_zero_width_characters_are_gone():
    assert plain("Id\u200blib \u202egpj.exe\u2066") == "Idlib gpj.exe"


def test_persian_joiners_stay():
    assert plain("می\u200cشود") == "می\u200cشود"


def test_lone_surrogates_are_gone():
    assert plain("a\ud800b").encode() == b"ab"


@given(st.text())
def test_one_line_is_one_line(text):
    line = one_line(text, 40)
    assert len(line) <= 40
    assert "\n" not in line
    assert all(unicodedata.category(character) != "Cc" for character in line)

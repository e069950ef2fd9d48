"""Where the words of a text are: Unicode's default word boundaries (UAX #29), tailored for matching.

The tailoring, which UAX #29 invites: an underscore and a colon part words (`#إدلب_الآن`), a full stop joins only single
letters (`U.N.`) and digits, invisible characters part nothing. Letters of scripts that are written without spaces are
words of one letter, and a written word of several becomes a phrase of them.

Every repetition in the pattern is possessive, so that no text takes more than linear time.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from pipelines.matching.folding import APOSTROPHES, HYPHENS, INVISIBLE

_IGNORED: Final = rf"[\p{{WB=Extend}}\p{{WB=Format}}\p{{WB=ZWJ}}{INVISIBLE}]*+"
_JOINER: Final = rf"[{APOSTROPHES}]{_IGNORED}"
_LETTER: Final = rf"(?:[\p{{WB=ALetter}}\p{{WB=Hebrew_Letter}}--[{APOSTROPHES}]]{_IGNORED})"
_DIGIT: Final = rf"(?:\p{{WB=Numeric}}{_IGNORED})"
_WORD: Final = regex.compile(
    rf"""
      {_LETTER}(?:\.{_IGNORED}{_LETTER}(?!{_LETTER}))++          # single letters: U.N.
    | (?: {_LETTER}++ (?: {_JOINER}{_LETTER}++ )*+               # letters, with apostrophes between
        | {_DIGIT}++ (?: [.,٫٬]{_IGNORED}{_DIGIT}++ )*+         # 15,000 and 3.5
        | (?:\p{{WB=Katakana}}{_IGNORED})++ )++
    | [\p{{Lo}}--\p{{WB=ALetter}}]{_IGNORED}                     # one letter of a script without spaces
    """,
    regex.VERBOSE | regex.VERSION1,
)
# The same for texts in ASCII, several times as fast; and what else English texts have, one for one. Nothing follows
# its groups that could fail, so none of them need be possessive, which `re` gets wrong before Python 3.11.5.
_ASCII_WORD: Final = re.compile(
    r"[A-Za-z](?:\.[A-Za-z](?![A-Za-z]))+|(?:[A-Za-z]++(?:['`][A-Za-z]++)*|[0-9]++(?:[.,][0-9]++)*)+"
)
_TYPOGRAPHY: Final = ("‘'", "’'", "–-", "—-", "“ ", "” ", "… ", "\u00a0 ", "€ ", "£ ", "• ")
_HYPHENS: Final = frozenset(HYPHENS)


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of every word, in code points."""
    plain = text
    if not text.isascii():
        for typographic, simple in _TYPOGRAPHY:
            plain = plain.replace(typographic, simple)
    pattern = _ASCII_WORD if plain.isascii() else _WORD
    return [found.span() for found in pattern.finditer(plain)]


def hyphenated(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """Which words, counted from 0, a single hyphen joins to the one before."""
    return [
        place
        for place, ((_, end), (start, _)) in enumerate(pairwise(spans), 1)
        if start == end + 1 and text[end] in _HYPHENS
    ]

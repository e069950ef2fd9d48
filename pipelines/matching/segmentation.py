"""Where the words of a text are: Unicode's default word boundaries (UAX #29), tailored for matching.

The tailoring, which UAX #29 invites: an underscore and a colon part words (`#إدلب_الآن`), a full stop joins only single
letters (`U.N.`) and digits, invisible characters part nothing. Letters of scripts that are written without spaces are
words of one letter, and a written word of several becomes a phrase of them.

Every repetition in the pattern is possessive, so that no text takes more than linear time.
"""

from collections.abc import Iterator
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
_HYPHENS: Final = frozenset(HYPHENS)


def words(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every word, in code points."""
    for found in _WORD.finditer(text):
        yield found.span()


def hyphenated(text: str, end: int, start: int) -> bool:
    """Whether two words, one that ends and the next that starts there, are joined by a single hyphen."""
    return start == end + 1 and text[end] in _HYPHENS

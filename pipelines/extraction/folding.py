"""Text made alike for comparison: case, accents, Arabic spellings, quotation marks and space don't count."""

import re
import unicodedata
from typing import Final

_ALIKE: Final = {
    "ı": "i", "ى": "ي", "ة": "ه", "ـ": "", "ک": "ك", "ی": "ي", "’": "'", "‘": "'", "‛": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
    "−": "-", "\u00a0": " ", "\u202f": " ", "\u200c": "", "\u200d": "",
}  # fmt: skip
# Most letters stay as they are: to look for those that don't is faster than `str.translate`.
_VARIANT: Final = re.compile(f"[{''.join(_ALIKE)}]")


# Combining marks of the scripts that news is written in: Latin, Cyrillic, Hebrew and Arabic.
_MARKS: Final = re.compile("[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
_WORD: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """The text in its plainest spelling, in lower case."""
    return text.lower() if text.isascii() else plain_letters(text.casefold())


def plain_letters(text: str) -> str:
    """The text without accents and with one spelling for what is written in several; case is left alone."""
    return _VARIANT.sub(_plain, _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def _plain(variant: re.Match[str]) -> str:
    return _ALIKE[variant[0]]


def key(text: str) -> str:
    """The words of a text alone, folded: two lines of the same key say the same."""
    return words_only(fold(text))


def words_only(folded: str) -> str:
    """The words of a folded text, without what stands between them."""
    return " ".join(_WORD.findall(folded))

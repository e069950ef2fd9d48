"""Text made alike for comparison: case, accents, Arabic spellings, quotation marks and space don't count."""

import unicodedata
from typing import Final

_ALIKE: Final = str.maketrans(
    {
        "ı": "i", "ى": "ي", "ة": "ه", "ـ": None, "ک": "ك", "ی": "ي", "’": "'", "‘": "'", "‛": "'", "´": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
        "−": "-", "\u00a0": " ", "\u202f": " ", "\u200c": None, "\u200d": None,
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text in its plainest spelling, in lower case."""
    return text.lower() if text.isascii() else plain_letters(text.casefold())


def plain_letters(text: str) -> str:
    """The text without accents and with one spelling for what is written in several; case is left alone."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).translate(_ALIKE)


def key(text: str) -> str:
    """The words of a text alone, folded: two lines of the same key say the same."""
    return " ".join("".join(char if char.isalnum() else " " for char in fold(text)).split())

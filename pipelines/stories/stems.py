"""Stems of the words that carry meaning, per language."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import Stemmer

from pipelines.stories.stopwords import STOPWORDS

_SHORTEST: Final = 3
_STEMMERS: Final = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


def stems_of(words: Iterable[str], language: str | None) -> list[str]:
    """Stems of the words that carry meaning: no function words, no figures, nothing very short.

    words: in the spelling of `words.fold`. language: ISO 639-1; words of any other stay as they are.
    """
    return stemmed(telling_of(words), language)


def telling_of(words: Iterable[str]) -> list[str]:
    """The words that carry meaning."""
    return [word for word in words if len(word) >= _SHORTEST and word not in STOPWORDS and not word[0].isdigit()]


def stemmed(words: list[str], language: str | None) -> list[str]:
    """The stem of each word."""
    stemmer = _stemmer(language or "")
    return stemmer.stemWords(words) if stemmer else words


@lru_cache(maxsize=len(_STEMMERS) + 1)
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    # To stem a word takes less time than the stemmer's own memory of words.
    return Stemmer.Stemmer(_STEMMERS[language], 0) if language in _STEMMERS else None

"""The reading of an article: split, hashed and weighed once, for every question that the judge asks of it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import Stemmer
import xxhash

from pipelines.stories.claims import Claim, claims_of
from pipelines.stories.fingerprint import Fingerprint, fingerprint_of
from pipelines.stories.novelty import Wording
from pipelines.stories.stopwords import STOPWORDS
from pipelines.stories.words import Sentence, sentences_of, words_of

TERMS: Final = 80
MOST_COUNTED: Final = 255
_SHORTEST_TERM: Final = 3
_STEMMERS: Final = {
    "ar": "arabic", "da": "danish", "de": "german", "en": "english", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is about: 32-bit keys of its stems, and how often each occurs (at most `MOST_COUNTED`)."""

    counts: dict[int, int]


# Without slots, for the sake of what is only worked out when it is asked for.
@dataclass(frozen=True)
class Reading:
    """An article as the judge reads it.

    title: its words. sentences: of the text, in order. language: ISO 639-1 or None.
    about: the terms of title and text, most salient first, at most `TERMS`. headline: the terms of the title.
    """

    title: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    language: str | None
    fingerprint: Fingerprint
    about: Terms
    headline: Terms

    @cached_property
    def wording(self) -> Wording:
        """The text laid out for comparison."""
        return Wording(self.sentences)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The figures of the text with what they measure."""
        return claims_of(self.sentences)


def read(title: str | None, text: str, language: str | None) -> Reading:
    """Read an article; its title stands in for a text that is missing."""
    heading = words_of(title or "")
    sentences = sentences_of(text or title or "")
    body = [word for sentence in sentences for word in sentence.words]
    return Reading(
        title=heading,
        sentences=sentences,
        language=language,
        fingerprint=fingerprint_of(sentences),
        about=Terms(_salient(_stems((*heading, *heading, *body), language))),
        headline=Terms(_salient(_stems(heading, language))),
    )


def _stems(words: tuple[str, ...], language: str | None) -> list[str]:
    """Stems of the words that carry meaning: no function words, no figures, nothing very short."""
    telling = [
        word for word in words if len(word) >= _SHORTEST_TERM and word not in STOPWORDS and not word[0].isdigit()
    ]
    stemmer = _stemmer(language or "")
    return stemmer.stemWords(telling) if stemmer else telling


@lru_cache(maxsize=len(_STEMMERS) + 1)
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    return Stemmer.Stemmer(_STEMMERS[language]) if language in _STEMMERS else None


def _salient(stems: list[str]) -> dict[int, int]:
    """The stems that occur most often; of equals, those that come first, since news leads with what matters."""
    return {_term_key(stem): min(count, MOST_COUNTED) for stem, count in Counter(stems).most_common(TERMS)}


@lru_cache(maxsize=1 << 16)
def _term_key(stem: str) -> int:
    return xxhash.xxh32_intdigest(stem.encode("utf-8", "replace"))

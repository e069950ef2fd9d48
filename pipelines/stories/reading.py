"""The reading of an article: split, hashed and weighed once, for every question that the judge asks of it."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from pipelines.stories.claims import Claim, claims_of
from pipelines.stories.fingerprint import Fingerprint, fingerprint_of
from pipelines.stories.novelty import Wording
from pipelines.stories.terms import Terms, terms_of
from pipelines.stories.words import Sentence, sentences_of, words_of

_SHORTEST_HEADING: Final = 4
# A date, a place and an agency stand before a text in so many words.
_DATE_LINE: Final = 8


# Without slots, for the sake of what is only worked out when it is asked for.
@dataclass(frozen=True)
class Reading:
    """An article as the judge reads it.

    title: its words. sentences: of the text, in order. language: ISO 639-1 or None.
    """

    title: tuple[str, ...]
    text: str
    sentences: tuple[Sentence, ...]
    language: str | None

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """What tells, without reading, that another text is the same."""
        return fingerprint_of(self.sentences)

    @cached_property
    def about(self) -> Terms:
        """What it is about."""
        return terms_of(self.title, self.text, self.sentences, self.language)

    @cached_property
    def wording(self) -> Wording:
        """The text laid out for comparison."""
        return Wording(self.sentences, self.title, self.language)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The figures of the text with what they measure."""
        return claims_of(self.sentences)


def read(title: str | None, text: str, language: str | None) -> Reading:
    """Read an article; its title stands in for a text that is missing."""
    heading = words_of(title or "")
    return Reading(heading, text, _below(heading, sentences_of(text or title or "")), language)


def _below(heading: tuple[str, ...], sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """The sentences without the headline and the date that run into the first one."""
    if not sentences or len(heading) < _SHORTEST_HEADING:
        return sentences
    first = sentences[0]
    for start in range(min(_DATE_LINE, len(first) - len(heading)) + 1):
        end = start + len(heading)
        if first.words[start:end] == heading:
            rest = (replace(first, words=first.words[end:]),) if end < len(first) else ()
            return (*rest, *sentences[1:]) or sentences
    return sentences

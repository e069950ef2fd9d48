"""The reading of an article: split, hashed and weighed once, for every question that the judge asks of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipelines.stories.claims import Claim, claims_of
from pipelines.stories.fingerprint import Fingerprint, fingerprint_of
from pipelines.stories.statements import Statement, statement_of
from pipelines.stories.terms import Terms, terms_of
from pipelines.stories.wording import Wording
from pipelines.stories.words import MOST_CHARACTERS, Sentence, sentences_of, words_of

# A shorter title may begin any sentence. In characters, as what follows.
_SHORTEST_TITLE: Final = 20
# The day and the place stand before a headline.
_DATE_LINE: Final = 40
_QUOTES: Final = str.maketrans("’‘“”", "''\"\"")
_BETWEEN: Final = " .:|–—-"


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
    def statements(self) -> tuple[Statement, ...]:
        """Who says what in the text."""
        return tuple(said for sentence in self.sentences if (said := statement_of(sentence)) is not None)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The figures of the text with what they measure."""
        return claims_of(self.sentences)


def read(title: str | None, text: str, language: str | None) -> Reading:
    """Read an article, as far as news goes; its title stands in for a text that is missing."""
    text = text[:MOST_CHARACTERS]
    body = _below(title, text) if title else text
    return Reading(words_of(title or ""), text, sentences_of(body or title or ""), language)


def _below(title: str, text: str) -> str:
    """The text without the headline, and the date before it, that run into its first sentence.

    What follows begins with a capital; else the text only begins with the words of its headline.
    """
    head = text[: len(title) + _DATE_LINE].translate(_QUOTES)
    start = head.find(title.translate(_QUOTES))
    following = text[start + len(title) :].lstrip(_BETWEEN)
    return following if start >= 0 and len(title) >= _SHORTEST_TITLE and following[:1].isupper() else text

"""What a text says that earlier texts did not: new sentences, and figures that changed in known ones.

Texts are laid over each other by runs of three words, not by sentence: edits move full stops, and a run survives what
happens around it. A sentence is known where runs cover it, or where an earlier sentence holds nearly all of its words
(a spun or reordered text). A figure in a known sentence is news if the words around it are known and the figure is not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Final

from pipelines.extraction.folding import fold
from pipelines.extraction.notices import reason_of
from pipelines.stories.calendar import DAYS, MONTHS, tells_time
from pipelines.stories.words import Sentence

_RUN: Final = 3
_COVERED_SHARE: Final = 0.5
_KNOWN_SHARE: Final = 0.6
# A line of its own that is no longer than a headline is one: a re-titled copy is a copy.
_LONGEST_HEADLINE: Final = 12
_SHORTEST_NEWS: Final = 6
# Within so many words from its beginning a text may tell when and where it was filed.
_DATE_LINE: Final = 8
_MOST_HOLDERS: Final = 64
# A text with so much that is new needs no further look.
_ENOUGH: Final = 200
_STORIES_OF_A_PHRASE: Final = 2
_PHRASE_SHARE: Final = 0.9
_LEAD: Final = 150
_LEAD_SHARE: Final = 0.25
_LONGEST_TEMPLATE: Final = 120


class Novel(StrEnum):
    """In what a sentence is new."""

    SENTENCE = "sentence"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class News:
    """A sentence that is new. before: the earlier sentence that it changes, None if there is none like it."""

    sentence: Sentence
    kind: Novel
    before: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Novelty:
    """What is new in a text.

    news: in the order of the text. share: of its words that stand in new sentences, 0 to 1.
    """

    news: tuple[News, ...]
    share: float


class Wording:
    """A text laid out for comparison: its runs of words, and which sentence each word stands in."""

    def __init__(self, sentences: Sequence[Sentence], words: tuple[str, ...] | None = None) -> None:
        """words: of the sentences; None to take them from there."""
        self.sentences = sentences
        self.words = tuple(chain.from_iterable(one.words for one in sentences)) if words is None else words

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """All runs of `_RUN` words."""
        return frozenset(zip(*(self.words[offset:] for offset in range(_RUN)), strict=False))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """All pairs of neighbours."""
        return frozenset(zip(self.words, self.words[1:], strict=False))

    @cached_property
    def figures_between(self) -> dict[tuple[str, str], set[str]]:
        """The figures that stand between two words."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for before, word, after in zip(self.words, self.words[1:], self.words[2:], strict=False):
            if is_figure(word):
                found[before, after].add(word)
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words."""
        return frozenset(self.words)

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """Word → positions of the first sentences that have it; a word that all have tells none from another."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, sentence in enumerate(self.sentences):
            for word in set(sentence.words):
                if len(found[word]) < _MOST_HOLDERS:
                    found[word].append(position)
        return found

    @cached_property
    def lead(self) -> frozenset[tuple[str, ...]]:
        """The runs of the beginning."""
        return Wording(self.sentences, self.words[:_LEAD]).runs

    @cached_property
    def frame(self) -> tuple[str, ...]:
        """The words without figures and dates: what a template keeps from one day to the next."""
        return tuple(word for word in self.words if not (is_figure(word) or word in MONTHS or word in DAYS))

    def counterpart(self, sentence: Sentence) -> tuple[Sentence | None, float]:
        """The sentence that shares most words with one, and the share that stands in it and one neighbour."""
        words = set(sentence.words)
        counted = Counter(position for word in words for position in self.holders.get(word, ()))
        if not counted:
            return None, 0.0
        position = min(counted, key=lambda at: (-counted[at], len(self.sentences[at]), at))
        best = max(len(words & self._around(position, side)) for side in (-1, 0, 1))
        return self.sentences[position], best / len(words)

    def _around(self, position: int, side: int) -> set[str]:
        words = set(self.sentences[position].words)
        if side and 0 <= position + side < len(self.sentences):
            words.update(self.sentences[position + side].words)
        return words


def novelty(text: Wording, known: Sequence[Wording], elsewhere: Sequence[Wording] = ()) -> Novelty:
    """What is new in a text, compared with earlier ones.

    elsewhere: texts of as many other stories; what stands in two of them is what sites say below everything.
    """
    covered = _covered(text.words, known)
    news, start = [], 0
    for sentence in text.sentences:
        end = start + len(sentence)
        found = _news_of(sentence, text.words, covered, start, known)
        if found and not _repeated(sentence, elsewhere):
            news.append(found)
        start = end
        if len(news) >= _ENOUGH:
            break
    new_words = sum(len(one.sentence) for one in news if one.kind is Novel.SENTENCE)
    return Novelty(tuple(news), new_words / start if start else 0.0)


def leads_shared(one: Wording, other: Wording) -> bool:
    """Whether the beginning of one of two texts stands in the other.

    Where it does not, what they share is what their site repeats below its articles.
    """
    return any(
        len(first.lead & second.runs) >= _LEAD_SHARE * len(first.lead) for first, second in ((one, other), (other, one))
    )


def is_template(one: Wording, other: Wording) -> bool:
    """Whether two short texts are two issues of one form: all that differs is figures and dates."""
    if max(len(one.words), len(other.words)) > _LONGEST_TEMPLATE or one.words == other.words:
        return False
    return one.frame == other.frame


def is_figure(word: str) -> bool:
    """Whether a word is a number in digits."""
    return word[0].isdigit()


def _covered(words: Sequence[str], known: Iterable[Wording]) -> bytearray:
    """For every word, whether a run that it belongs to is known."""
    covered = bytearray(len(words))
    runs = [text.runs for text in known]
    for start, run in enumerate(zip(*(words[offset:] for offset in range(_RUN)), strict=False)):
        if any(run in of_text for of_text in runs):
            covered[start : start + _RUN] = b"\x01" * _RUN
    return covered


def _news_of(
    sentence: Sentence, words: Sequence[str], covered: bytearray, start: int, known: Sequence[Wording]
) -> News | None:
    """In what a sentence is new, None if it is known or says too little."""
    end = start + len(sentence)
    if covered.count(1, start, end) == len(sentence):
        return None
    figures = [
        at for at in range(start, end) if is_figure(words[at]) and not covered[at] and _changed(words, at, known)
    ]
    if covered.count(1, start, end) / len(sentence) < _COVERED_SHARE:
        before, share = _counterpart(sentence, known)
        if share < _KNOWN_SHARE:
            return News(sentence, Novel.SENTENCE) if _says_something(sentence) else None
        return News(sentence, Novel.FIGURE, before) if figures else None
    return News(sentence, Novel.FIGURE, _counterpart(sentence, known)[0]) if figures else None


def _changed(words: Sequence[str], at: int, known: Sequence[Wording]) -> bool:
    """Whether a figure is new: it replaces another one, or says what no known text says.

    A date is new only where it replaces another, and not in the date line that every article has.
    """
    word = words[at]
    before, after = (words[at - 1] if at else ""), (words[at + 1] if at + 1 < len(words) else "")
    if any((before, word) in text.pairs or (word, after) in text.pairs for text in known):
        return False
    date = tells_time(words, at)
    if any(text.figures_between.get((before, after)) for text in known):
        return not (date and at < _DATE_LINE)
    # A single digit that replaces no other is as likely "two" for "a few" as it is news.
    return not date and len(word) > 1 and not any(word in text.vocabulary for text in known)


def _counterpart(sentence: Sentence, known: Iterable[Wording]) -> tuple[Sentence | None, float]:
    best: tuple[Sentence | None, float] = (None, 0.0)
    for text in known:
        found = text.counterpart(sentence)
        if found[1] > best[1]:
            best = found
    return best


def _repeated(sentence: Sentence, elsewhere: Sequence[Wording]) -> bool:
    if len(elsewhere) < _STORIES_OF_A_PHRASE:
        return False
    holders = sum(_covered(sentence.words, (text,)).count(1) >= _PHRASE_SHARE * len(sentence) for text in elsewhere)
    return holders >= _STORIES_OF_A_PHRASE


def _says_something(sentence: Sentence) -> bool:
    """Whether a sentence could be news at all: no heading, no fragment, nothing that a site says of itself."""
    if not sentence.closed or sentence.line <= _LONGEST_HEADLINE or len(sentence) < _SHORTEST_NEWS:
        return False
    return reason_of(sentence.text, fold(sentence.text), tail=True) is None

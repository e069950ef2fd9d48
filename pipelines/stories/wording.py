"""A text laid out for comparison: its runs of words, its figures, and which sentence each word stands in."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain
from typing import Final

from pipelines.stories.calendar import DAYS, MONTHS
from pipelines.stories.stems import stems_of
from pipelines.stories.words import Sentence

# So many words make a run.
RUN: Final = 3
_MOST_HOLDERS: Final = 64
# Between two words that so many figures stand between (a list's), none replaces another.
MOST_FILLINGS: Final = 64
_LEAD: Final = 150
_LONGEST_SENTENCE: Final = 120
# A day, a month and a year stand side by side, hardly more figures than that.
_SLOT: Final = 6


class Wording:
    """A text laid out for comparison: its runs of words, and which sentence each word stands in."""

    def __init__(
        self, sentences: Sequence[Sentence], headline: Sequence[str] = (), language: str | None = None
    ) -> None:
        """headline: its words; what it says is known as well. language: ISO 639-1; tells forms of one word."""
        self.sentences = sentences
        self.words = tuple(chain.from_iterable(one.words for one in sentences))
        self.language = language
        self._told = (*headline, *self.words)
        self._below = len(headline)

    @cached_property
    def sequence(self) -> list[int]:
        """The runs of `RUN` words of the text, in order, each as a number that is its own within this process."""
        return _runs(self.words)

    @cached_property
    def runs(self) -> frozenset[int]:
        """All runs of the text."""
        return frozenset(self.sequence)

    @cached_property
    def told(self) -> frozenset[int]:
        """All runs of the headline and the text."""
        return self.runs.union(_runs(self._told[: self._below + RUN - 1]))

    @cached_property
    def figures(self) -> list[int]:
        """Where the text has figures, in order."""
        return _figures(self.words)

    @cached_property
    def _figures_told(self) -> list[int]:
        """Where headline and text have figures, in order."""
        return [*_figures(self._told[: self._below]), *(self._below + at for at in self.figures)]

    @cached_property
    def pairs(self) -> frozenset[tuple[str, ...]]:
        """All pairs of neighbours in headline and text of which one is a figure."""
        starts = chain.from_iterable((at - 1, at) for at in self._figures_told)
        return frozenset(self._told[start : start + 2] for start in starts if start >= 0)

    @cached_property
    def figures_between(self) -> dict[tuple[str, str], set[tuple[str, ...]]]:
        """The figures that stand between two other words of headline and text, at most `MOST_FILLINGS` of each two."""
        found: defaultdict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
        for at in self._figures_told:
            if not (at and is_figure(self._told[at - 1])):
                slot = slot_of(self._told, at)
                fillings = found[around_slot(self._told, slot)]
                if len(fillings) < MOST_FILLINGS:
                    fillings.add(self._told[slot.start : slot.stop])
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words of headline and text."""
        return frozenset(self._told)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words of headline and text that carry meaning."""
        return frozenset(stems_of(self.vocabulary, self.language))

    @cached_property
    def _vocabularies(self) -> tuple[frozenset[str], ...]:
        """The words of each sentence."""
        return tuple(frozenset(sentence.words) for sentence in self.sentences)

    @cached_property
    def holders(self) -> dict[str, list[int]]:
        """Word → positions of the first sentences that have it; a word that all have tells none from another."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for position, words in enumerate(self._vocabularies):
            for word in words:
                holders = found[word]
                if len(holders) < _MOST_HOLDERS:
                    holders.append(position)
        return found

    @cached_property
    def lead(self) -> frozenset[int]:
        """The runs of the beginning."""
        return frozenset(self.sequence[: _LEAD - RUN + 1])

    @cached_property
    def frame(self) -> tuple[str, ...]:
        """The words without figures and dates: what a template keeps from one day to the next."""
        return tuple(word for word in self.words if not (is_figure(word) or word in MONTHS or word in DAYS))

    def has_run_around(self, other: "Wording", at: int) -> bool:
        """Whether a run of another text that holds its word at a position stands in this one."""
        return not self.told.isdisjoint(other.sequence[max(0, at - RUN + 1) : at + 1])

    def has_figures_of(self, other: "Wording") -> bool:
        """Whether every figure of another text stands in this one."""
        return all(other.words[at] in self.vocabulary for at in other.figures)

    def counterpart(self, sentence: Sentence) -> tuple[Sentence | None, float]:
        """The sentence that shares most words with one, and the share that stands in it and one neighbour."""
        words = set(sentence.words)
        position = self._nearest(words)
        if position is None:
            return None, 0.0
        rest = words - self._vocabularies[position]
        beside = [at for at in (position - 1, position + 1) if 0 <= at < len(self.sentences)]
        found = max((len(rest & self._vocabularies[at]) for at in beside), default=0)
        return self.sentences[position], (len(words) - len(rest) + found) / len(words)

    def kept(self, sentence: Sentence) -> float:
        """The share of a sentence's words that stand in the same order in its counterpart and the neighbours of that.

        0 for what is too long to be a sentence.
        """
        position = self._nearest(set(sentence.words))
        if position is None or len(sentence) > _LONGEST_SENTENCE:
            return 0.0
        around = self.sentences[max(0, position - 1) : position + 2]
        words = [*chain.from_iterable(one.words[:_LONGEST_SENTENCE] for one in around)]
        blocks = SequenceMatcher(None, sentence.words, words, autojunk=False).get_matching_blocks()
        return sum(block.size for block in blocks) / len(sentence)

    def _nearest(self, words: Iterable[str]) -> int | None:
        """The position of the sentence that has most of some words; of equals, the shortest."""
        holders = self.holders
        counted = Counter(chain.from_iterable([holders[word] for word in words if word in holders]))
        if not counted:
            return None
        most = max(counted.values())
        shared_most = [at for at, count in counted.items() if count == most]
        return min(shared_most, key=lambda at: (len(self.sentences[at]), at))


def is_figure(word: str) -> bool:
    """Whether a word is a number in digits."""
    return word[0].isdigit()


def slot_of(words: Sequence[str], at: int) -> range:
    """The places of the figures around a figure that stand side by side; the month of a day is one of them."""
    start, end = at, at + 1
    while start and at - start < _SLOT and _is_counted(words[start - 1]):
        start -= 1
    while end < len(words) and end - at < _SLOT and _is_counted(words[end]):
        end += 1
    return range(start, end)


def around_slot(words: Sequence[str], slot: range) -> tuple[str, str]:
    """The words before and after a slot, "" for none."""
    return words[slot.start - 1] if slot.start else "", words[slot.stop] if slot.stop < len(words) else ""


def _is_counted(word: str) -> bool:
    return is_figure(word) or word in MONTHS


def _figures(words: Sequence[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word[0].isdigit()]


def _runs(words: Sequence[str]) -> list[int]:
    # Numbers are compared faster than words, and take less room; two runs share one of 64 bits as good as never.
    return list(map(hash, zip(*(words[offset:] for offset in range(RUN)), strict=False)))

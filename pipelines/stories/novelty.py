"""What a text says that earlier texts did not: new sentences, and sentences whose figures changed.

A sentence is known where an earlier sentence, or two neighbours together, hold nearly all of its words. A known
sentence is news all the same if it has a figure that its counterpart has not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pipelines.stories.words import Sentence

_SHORTEST_NEWS: Final = 6
_KNOWN_SHARE: Final = 0.6
_SAME_SENTENCE: Final = 0.8


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


class Known:
    """Sentences that earlier texts hold."""

    def __init__(self, texts: Iterable[Sequence[Sentence]]) -> None:
        self._sentences: list[Sentence] = []
        self._exact: set[tuple[str, ...]] = set()
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for sentences in texts:
            self._add(sentences)

    def _add(self, sentences: Sequence[Sentence]) -> None:
        for sentence in sentences:
            if sentence.words in self._exact:
                continue
            self._exact.add(sentence.words)
            position = len(self._sentences)
            self._sentences.append(sentence)
            for word in set(sentence.words):
                self._holders[word].append(position)

    def news_of(self, sentence: Sentence) -> News | None:
        """In what a sentence is new, None if it is known or says too little."""
        if sentence.words in self._exact or not _says_something(sentence):
            return None
        position, share = self._counterpart(sentence)
        if share < _KNOWN_SHARE:
            return News(sentence, Novel.SENTENCE)
        before = self._sentences[position]
        if figures_of(sentence) <= figures_of(before) or figures_of(sentence) <= self._figures_around(position, share):
            return None
        return News(sentence, Novel.FIGURE, before)

    def _counterpart(self, sentence: Sentence) -> tuple[int, float]:
        """The sentence that shares most words, and the share that stands in it and one neighbour."""
        words = set(sentence.words)
        counted = Counter(position for word in words for position in self._holders.get(word, ()))
        if not counted:
            return 0, 0.0
        position = min(counted, key=lambda at: (-counted[at], len(self._sentences[at]), at))
        best = max(len(words & self._words_around(position, side)) for side in (-1, 0, 1))
        return position, best / len(words)

    def _words_around(self, position: int, side: int) -> set[str]:
        words = set(self._sentences[position].words)
        if side and 0 <= position + side < len(self._sentences):
            words.update(self._sentences[position + side].words)
        return words

    def _figures_around(self, position: int, share: float) -> Counter[str]:
        """The figures of a counterpart; of its neighbours too where it is not quite the same sentence."""
        reach = 0 if share >= _SAME_SENTENCE else 1
        around = self._sentences[max(0, position - reach) : position + reach + 1]
        return sum((figures_of(sentence) for sentence in around), Counter())


def novelty(sentences: Sequence[Sentence], known: Known) -> Novelty:
    """What is new in a text, compared with what is known."""
    news = tuple(found for sentence in sentences if (found := known.news_of(sentence)))
    words = sum(len(sentence) for sentence in sentences)
    return Novelty(news, sum(len(one.sentence) for one in news) / words if words else 0.0)


def figures_of(sentence: Sentence) -> Counter[str]:
    """The figures of a sentence, without separators, with how often each stands in it."""
    return Counter(word.replace(",", "").replace(".", "") for word in sentence.words if word[0].isdigit())


def _says_something(sentence: Sentence) -> bool:
    return len(sentence) >= _SHORTEST_NEWS and (sentence.closed or bool(figures_of(sentence)))

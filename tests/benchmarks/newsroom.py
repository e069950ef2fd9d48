"""A made-up stream of news: reports of developments, copies of them as syndication makes them, and updates.

The words are made up; how often they occur is Zipf's law, with English function words at its head. A development has
words and names of its own, which its reports share.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Final

from pipelines.article import Article
from pipelines.stories.words import words_of

_FUNCTION_WORDS: Final = words_of("""
the of and to in a is that for it on as was with be by not he his are at have from this they an had which or but we
their one who has been its were more would she about will after said if when there all no other so can out up into
""")
_CONTENT_WORDS: Final = 40_000
_ZIPF_SHIFT: Final = 2.7
_NAMES: Final = 12
_TOPIC_WORDS: Final = 60
_FUNCTION_SHARE, _TOPIC_SHARE, _FIGURE_SHARE = 0.45, 0.18, 0.02
_BANNER: Final = ("Subscribe to our newsletter for more stories like this", "Home World Politics Sport Opinion")
# What is copied and updated is that many reports old on average, and at most the other number.
_COMMON_AGE, _RECENT = 150, 2_000
_HOSTS: Final = 300
_ONSETS: Final = "b ch d dr f g gr h k l m n p pl r s st t tr v"
_SYLLABLES: Final = [onset + vowel for onset in _ONSETS.split() for vowel in "aeiou"]


class Kind(StrEnum):
    """What an article of the stream is."""

    NEW = "new"
    COPY = "copy"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Item:
    """An article of the stream, and when it comes."""

    article: Article
    kind: Kind
    when: datetime


class Newsroom:
    """Writes the same stream for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = [self._word(self._chance.choices((1, 2, 3, 4), (1, 6, 5, 2))[0]) for _ in range(_CONTENT_WORDS)]
        self._weights = list(accumulate(1 / (rank + _ZIPF_SHIFT) for rank in range(_CONTENT_WORDS)))
        self._function_weights = list(accumulate(1 / (rank + _ZIPF_SHIFT) for rank in range(len(_FUNCTION_WORDS))))
        self._reports: list[list[str]] = []
        self._topics: list[list[str]] = []

    def stream(self, count: int) -> Iterator[Item]:
        """The articles, in the order in which they come."""
        now = datetime(2018, 9, 17, tzinfo=UTC)
        for number in range(count):
            now += timedelta(seconds=self._chance.expovariate(1 / 60))
            kind = self._chance.choices(tuple(Kind), (45, 40, 15))[0] if self._reports else Kind.NEW
            title, sentences = getattr(self, f"_{kind}")()
            host = self._chance.randrange(_HOSTS)
            yield Item(
                Article(
                    url=f"https://outlet{host}.example/{now:%Y/%m/%d}/{number}", title=title, text=_laid_out(sentences),
                    language="en", outlet=f"Outlet {host}", published=now,
                ),
                kind, now,
            )  # fmt: skip

    def _new(self) -> tuple[str, list[str]]:
        """A report with a text of its own: of a new development, or of a recent one."""
        if not self._topics or self._chance.random() < 0.6:
            common = self._chance.choices(self._words, cum_weights=self._weights, k=_TOPIC_WORDS - _NAMES)
            self._topics.append(common + [self._word(3).capitalize() for _ in range(_NAMES)])
        topic = self._chance.choice(self._topics[-200:])
        length = min(60, max(6, round(self._chance.lognormvariate(3.1, 0.5))))
        sentences = [self._sentence(topic) for _ in range(length)]
        self._reports = [*self._reports[-_RECENT:], sentences]
        return self._title(topic), sentences

    def _copy(self) -> tuple[str, list[str]]:
        """A report as others print it: whole, cut short, with a banner, reordered or lightly edited."""
        sentences = list(self._recent())
        change = self._chance.randrange(6)
        if change == 1:
            sentences = sentences[: max(2, len(sentences) // 2)]
        elif change == 2:
            sentences = sentences[: self._chance.randint(2, 4)]
        elif change == 3:
            sentences = [*_BANNER, *sentences]
        elif change == 4:
            sentences.insert(0, sentences.pop(self._chance.randrange(len(sentences))))
        elif change == 5:
            sentences = [self._edited(sentence) for sentence in sentences]
        return self._title(sentences[0].lower().split()), sentences

    def _update(self) -> tuple[str, list[str]]:
        """A report with a changed figure or a new sentence in it."""
        sentences = list(self._recent())
        figures = [at for at, sentence in enumerate(sentences) if any(map(str.isdigit, sentence.split()))]
        if figures and self._chance.random() < 0.5:
            at = self._chance.choice(figures)
            sentences[at] = " ".join(str(int(word) + 12) if word.isdigit() else word for word in sentences[at].split())
        else:
            sentences.insert(self._chance.randrange(2), self._sentence([]))
        return self._title(sentences[0].lower().split()), sentences

    def _recent(self) -> list[str]:
        age = int(self._chance.expovariate(1 / _COMMON_AGE))
        return self._reports[-1 - min(age, len(self._reports) - 1)]

    def _sentence(self, topic: list[str]) -> str:
        text = " ".join(self._next(topic) for _ in range(self._chance.randint(8, 32)))
        return f"{text[0].upper()}{text[1:]}."

    def _next(self, topic: list[str]) -> str:
        draw = self._chance.random()
        if draw < _FUNCTION_SHARE:
            return self._chance.choices(_FUNCTION_WORDS, cum_weights=self._function_weights)[0]
        if draw < _FUNCTION_SHARE + _FIGURE_SHARE:
            return str(self._chance.randint(11, 980))
        if topic and draw < _FUNCTION_SHARE + _FIGURE_SHARE + _TOPIC_SHARE:
            return self._chance.choice(topic)
        return self._chance.choices(self._words, cum_weights=self._weights)[0]

    def _edited(self, sentence: str) -> str:
        """With one word of thirty replaced."""
        return " ".join(
            self._chance.choice(self._words) if self._chance.random() < 1 / 30 and word.islower() else word
            for word in sentence.split()
        )

    def _title(self, words: list[str]) -> str:
        return " ".join(self._chance.choices(words, k=8)).capitalize()

    def _word(self, syllables: int) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=syllables)) + self._chance.choice(("", "n", "s", "r", "l"))


def _laid_out(sentences: list[str]) -> str:
    """Three sentences to a line."""
    return "\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))

"""The words of one article, each at its place, built once and asked by every watch.

Places count words: the headline's from 0, the text's from `TEXT`, so far above that no distance spans the two.
A compound such as "de-militarised" stands there as its parts and, over the same places, as one word.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from pipelines.matching.analysis import Analyzer, Wanted
from pipelines.matching.segmentation import hyphenated, words

# First and last place of a stretch of words.
Stretch: TypeAlias = tuple[int, int]

TEXT: Final = 1 << 40
_LONGEST_COMPOUND: Final = 4


@dataclass(frozen=True, slots=True)
class _Entry:
    """One written word of the article: what it counts as, and where it stands."""

    readings: tuple[str, ...]
    stretches: list[Stretch]


class ArticleIndex:
    """Where an article has which words."""

    def __init__(self, title: str, text: str, analyzer: Analyzer) -> None:
        self._title, self._title_offsets = title, tuple(words(title))
        self._text, self._text_offsets = text, tuple(words(text))
        self.paragraph_starts = {TEXT + place for place in _paragraph_starts(text, self._text_offsets)}
        self._by_reading: dict[str, list[_Entry]] = {}
        self._by_stem: dict[str, list[_Entry]] = {}
        self._found: dict[Wanted, tuple[Stretch, ...]] = {}
        self._sorted: list[str] = []
        for word, stretches in self._written().items():
            self._enter(word, stretches, analyzer)

    def find(self, wanted: Wanted) -> tuple[Stretch, ...]:
        """Where a word of a query is found, in order."""
        known = self._found.get(wanted)
        if known is None:
            entries = self._beginning(wanted) if wanted.prefix else self._equal(wanted)
            known = self._found[wanted] = tuple(sorted({place for entry in entries for place in entry.stretches}))
        return known

    def offsets(self, stretch: Stretch) -> tuple[bool, int, int]:
        """Whether a stretch lies in the headline, and where it begins and ends there, in code points."""
        first, last = stretch
        if first < TEXT:
            return True, self._title_offsets[first][0], self._title_offsets[last][1]
        return False, self._text_offsets[first - TEXT][0], self._text_offsets[last - TEXT][1]

    def _equal(self, wanted: Wanted) -> Iterator[_Entry]:
        for reading in wanted.readings:
            yield from self._by_reading.get(reading, ())
        for stem, root in wanted.stems:
            for entry in self._by_stem.get(stem, ()):
                if any(reading.startswith(root) for reading in entry.readings):
                    yield entry

    def _beginning(self, wanted: Wanted) -> Iterator[_Entry]:
        if not self._sorted:
            self._sorted = sorted(self._by_reading)
        for beginning in wanted.readings:
            for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
                if not self._sorted[place].startswith(beginning):
                    break
                yield from self._by_reading[self._sorted[place]]

    def _written(self) -> dict[str, list[Stretch]]:
        """Every word and compound as written, and where it stands."""
        written: dict[str, list[Stretch]] = {}
        for start, text, offsets in ((0, self._title, self._title_offsets), (TEXT, self._text, self._text_offsets)):
            for place, (begin, end) in enumerate(offsets, start):
                written.setdefault(text[begin:end], []).append((place, place))
            for first, last in _compounds(text, offsets):
                word = text[offsets[first][0] : offsets[last][1]]
                written.setdefault(word, []).append((start + first, start + last))
        return written

    def _enter(self, word: str, stretches: list[Stretch], analyzer: Analyzer) -> None:
        forms = analyzer.forms(word)
        entry = _Entry(forms.readings, stretches)
        for reading in forms.readings:
            self._by_reading.setdefault(reading, []).append(entry)
        for stem in forms.stems:
            self._by_stem.setdefault(stem, []).append(entry)


def _paragraph_starts(text: str, offsets: tuple[Stretch, ...]) -> Iterator[int]:
    """Places of the words that stand first in their paragraph."""
    line_end = -1
    for place, (begin, _) in enumerate(offsets):
        if begin > line_end:
            yield place
            line_end = text.find("\n", begin)
            if line_end < 0:
                return


def _compounds(text: str, offsets: tuple[Stretch, ...]) -> Iterator[Stretch]:
    """Runs of two to four words that hyphens join, first and last place; figures alone make none ("15-20")."""
    first = 0
    for place in range(1, len(offsets)):
        if not hyphenated(text, offsets[place - 1][1], offsets[place][0]):
            first = place
            continue
        for begin in range(max(first, place - _LONGEST_COMPOUND + 1), place):
            if not text[offsets[begin][0]].isdigit() or not text[offsets[place][0]].isdigit():
                yield begin, place

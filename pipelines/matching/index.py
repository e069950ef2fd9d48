"""The words of one article, each at its place, built once and asked by every watch.

Places count words: the headline's from 0, the text's from `TEXT`, so far above that no distance spans the two.
A compound such as "de-militarised" stands there as its parts and, over the same places, as one word.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, KeysView
from typing import Final, TypeAlias

from pipelines.matching.analysis import Analyzer, Wanted
from pipelines.matching.segmentation import hyphenated, words

# First and last place of a stretch of words.
Stretch: TypeAlias = tuple[int, int]

TEXT: Final = 1 << 40
_LONGEST_COMPOUND: Final = 4


# A written word of the article: its readings, and where it stands.
_Entry: TypeAlias = tuple[tuple[str, ...], list[Stretch]]


class ArticleIndex:
    """Where an article has which words."""

    def __init__(self, title: str, text: str, analyzer: Analyzer) -> None:
        self._title, self._title_offsets = title, words(title)
        self._text, self._text_offsets = text, words(text)
        self.paragraph_starts = {TEXT + place for place in _paragraph_starts(text, self._text_offsets)}
        self._entries: dict[str, list[_Entry]] = {}
        self._found: dict[Wanted, tuple[Stretch, ...]] = {}
        self._sorted: list[str] = []
        self._enter(_written(title, self._title_offsets, 0), analyzer)
        self._enter(_written(text, self._text_offsets, TEXT), analyzer)

    @property
    def keys(self) -> KeysView[str]:
        """The readings and stems of all words of the article (`analysis.Forms.keys`)."""
        return self._entries.keys()

    def find(self, wanted: Wanted) -> tuple[Stretch, ...]:
        """Where a word of a query is found, in order."""
        known = self._found.get(wanted)
        if known is None:
            entries = self._beginning(wanted) if wanted.prefix else self._equal(wanted)
            known = self._found[wanted] = in_order(place for entry in entries for place in entry[1])
        return known

    def offsets(self, stretch: Stretch) -> tuple[bool, int, int]:
        """Whether a stretch lies in the headline, and where it begins and ends there, in code points."""
        first, last = stretch
        if first < TEXT:
            return True, self._title_offsets[first][0], self._title_offsets[last][1]
        return False, self._text_offsets[first - TEXT][0], self._text_offsets[last - TEXT][1]

    def _equal(self, wanted: Wanted) -> Iterator[_Entry]:
        for reading in wanted.readings:
            yield from self._entries.get(reading, ())
        for stem, root in wanted.stems:
            for entry in self._entries.get(stem, ()):
                if any(reading.startswith(root) for reading in entry[0]):
                    yield entry

    def _beginning(self, wanted: Wanted) -> Iterator[_Entry]:
        if not self._sorted:
            self._sorted = sorted(self._entries)
        for beginning in wanted.readings:
            for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
                if not self._sorted[place].startswith(beginning):
                    break
                yield from self._entries[self._sorted[place]]

    def _enter(self, written: dict[str, list[Stretch]], analyzer: Analyzer) -> None:
        entries, forms = self._entries, analyzer.forms
        for word, stretches in written.items():
            known = forms(word)
            entry = (known.readings, stretches)
            for key in known.keys:
                if key in entries:
                    entries[key].append(entry)
                else:
                    entries[key] = [entry]


def in_order(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, each once. Where they come in a few orderly runs, sorting takes linear time."""
    return tuple(sorted(dict.fromkeys(stretches)))


def _written(text: str, offsets: list[Stretch], start: int) -> dict[str, list[Stretch]]:
    """Every word and compound as written, and where it stands."""
    written: dict[str, list[Stretch]] = {}
    for place, (begin, end) in enumerate(offsets, start):
        written.setdefault(text[begin:end], []).append((place, place))
    for first, last in _compounds(text, offsets):
        word = text[offsets[first][0] : offsets[last][1]]
        written.setdefault(word, []).append((start + first, start + last))
    return written


def _paragraph_starts(text: str, offsets: list[Stretch]) -> Iterator[int]:
    """Places of the words that stand first in their paragraph."""
    line_end = -1
    for place, (begin, _) in enumerate(offsets):
        if begin > line_end:
            yield place
            line_end = text.find("\n", begin)
            if line_end < 0:
                return


def _compounds(text: str, offsets: list[Stretch]) -> Iterator[Stretch]:
    """Runs of two to four words that hyphens join, first and last place; figures alone make none ("15-20")."""
    first, before = 0, -1
    for place in hyphenated(text, offsets):
        if place != before + 1:
            first = place - 1
        before = place
        for begin in range(max(first, place - _LONGEST_COMPOUND + 1), place):
            if not text[offsets[begin][0]].isdigit() or not text[offsets[place][0]].isdigit():
                yield begin, place

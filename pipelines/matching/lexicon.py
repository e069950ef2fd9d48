"""What the words of queries look for, in each language, worked out once."""

from typing import TypeAlias

from pipelines.matching.analysis import Analyzer, Wanted
from pipelines.matching.query import Word
from pipelines.matching.segmentation import hyphenated, words

# What stands in a row for one written word: mostly one thing; several for "U.S.-led" or "停战协议".
Piece: TypeAlias = tuple[Wanted, ...]

_LONGEST_COMPOUND = 4


class Lexicon:
    """Words of queries, analysed for texts of one language."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.analyzer = analyzer
        self._pieces: dict[Word, tuple[Piece, ...]] = {}

    def pieces(self, word: Word) -> tuple[Piece, ...]:
        """The alternatives that a written word looks for: "de-escalation" in two words or in one."""
        known = self._pieces.get(word)
        if known is None:
            known = self._pieces[word] = tuple(self._alternatives(word))
        return known

    def _alternatives(self, word: Word) -> list[Piece]:
        spans = words(word.text)
        if len(spans) == 1:
            return [(self._wanted(word.text[spans[0][0] : spans[0][1]], word, last=True),)]
        found = [tuple(self._wanted(word.text[a:b], word, last=(a, b) == spans[-1]) for a, b in spans)]
        if len(hyphenated(word.text, spans)) == len(spans) - 1 and len(spans) <= _LONGEST_COMPOUND:
            whole = word.text[spans[0][0] : spans[-1][1]]
            found.append((self._wanted(whole, word, last=True),))
        return found

    def _wanted(self, written: str, word: Word, *, last: bool) -> Wanted:
        return self.analyzer.wanted(written, exact=word.exact or word.prefix, prefix=word.prefix and last)

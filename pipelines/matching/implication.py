"""Whether one part of a query can be true only where another is: what lint calls subsumed.

Careful, not complete: where it says yes, every article of every language that matches the one matches the other.
"""

from pipelines.matching.analysis import Analyzer, Wanted
from pipelines.matching.lexicon import Lexicon, Piece
from pipelines.matching.query import All, Any, Concept, Everything, InTitle, Near, Not, Phrase, Query, Word
from pipelines.matching.stemming import LANGUAGES


class Implication:
    """Compares parts of queries, in all languages at once."""

    def __init__(self) -> None:
        self._lexicons = tuple(Lexicon(Analyzer(language)) for language in (None, *LANGUAGES))

    def holds(self, one: Query, other: Query) -> bool:
        """Whether `other` is true wherever `one` is."""
        if one == other or isinstance(other, Everything):
            return True
        return self._split(one, other) or self._near(one, other) or self._same_kind(one, other)

    def _split(self, one: Query, other: Query) -> bool:
        """What follows from how AND, OR and concepts are made."""
        match one, other:
            case (Any(parts), _) | (Concept(_, parts), _):
                return all(self.holds(part, other) for part in parts)
            case (_, All(parts)):
                return all(self.holds(one, part) for part in parts)
            case (_, Any(parts)) | (_, Concept(_, parts)) if any(self.holds(one, part) for part in parts):
                return True
            case (All(parts), _):
                return any(self.holds(part, other) for part in parts)
            case _:
                return False

    def _near(self, one: Query, other: Query) -> bool:
        match one, other:
            case (Near(left, right, distance), Near(its_left, its_right, its_distance)):
                straight = self.covers(left, its_left) and self.covers(right, its_right)
                crossed = self.covers(left, its_right) and self.covers(right, its_left)
                return distance <= its_distance and (straight or crossed)
            case (Near(left, right), _):
                return self.holds(left, other) or self.holds(right, other)
            case _:
                return False

    def _same_kind(self, one: Query, other: Query) -> bool:
        match one, other:
            case (InTitle(part), InTitle(its_part)):
                return self.holds(part, its_part)
            case (InTitle(part), _):
                return not _has_not(part) and self.holds(part, other)
            case (Not(part), Not(its_part)):
                return self.holds(its_part, part)
            case (Phrase(words), Word()):
                return any(self.covers(word, other) for word in words)
            case _:
                return self.covers(one, other)

    def covers(self, one: Query, other: Query) -> bool:
        """Whether `other` is found at every stretch where `one` is: the stronger claim that NEAR needs."""
        match one, other:
            case _ if one == other:
                return True
            case (Any(parts), _) | (Concept(_, parts), _):
                return all(self.covers(part, other) for part in parts)
            case (_, Any(parts)) | (_, Concept(_, parts)):
                return any(self.covers(one, part) for part in parts)
            case (Word(), Word()):
                return all(_word_covers(lexicon, other, one) for lexicon in self._lexicons)
            case (Phrase(words), Phrase(its_words)) if len(words) == len(its_words):
                return all(self.covers(*pair) for pair in zip(words, its_words, strict=True))
            case _:
                return False


def _word_covers(lexicon: Lexicon, wide: Word, narrow: Word) -> bool:
    """Whether all that the narrow word accepts, in one language, is accepted by the wide one."""
    wider = lexicon.pieces(wide)
    return all(any(_piece_covers(lexicon.analyzer, each, piece) for each in wider) for piece in lexicon.pieces(narrow))


def _piece_covers(analyzer: Analyzer, wide: Piece, narrow: Piece) -> bool:
    return len(wide) == len(narrow) and all(_covers(analyzer, *pair) for pair in zip(wide, narrow, strict=True))


def _covers(analyzer: Analyzer, wide: Wanted, narrow: Wanted) -> bool:
    if wide.prefix:
        beginnings = (*narrow.readings, *(root for _, root in narrow.stems))
        return all(beginning.startswith(wide.readings) for beginning in beginnings)
    if narrow.prefix:
        return False
    stems_covered = all(
        any(stem == its_stem and root.startswith(its_root) for its_stem, its_root in wide.stems)
        for stem, root in narrow.stems
    )
    return stems_covered and all(_reading_covered(analyzer, wide, reading) for reading in narrow.readings)


def _reading_covered(analyzer: Analyzer, wide: Wanted, reading: str) -> bool:
    """A reading is accepted as itself, or by a stem that every word with that reading has."""
    keys = analyzer.forms(reading).keys
    return reading in wide.readings or any(stem in keys and reading.startswith(root) for stem, root in wide.stems)


def _has_not(query: Query) -> bool:
    match query:
        case Not():
            return True
        case All(parts) | Any(parts):
            return any(_has_not(part) for part in parts)
        case _:
            return False

"""Which of many queries could be true of an article, from the words it has.

The stream turned round: queries are stored, articles come by. After Lucene's Luwak, each query is stored under the few
words of which it needs at least one, those that the fewest other queries use; an article's words call up the queries
that are worth evaluating. The cost grows with them, not with all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from pipelines.matching.analysis import Wanted
from pipelines.matching.folding import fold
from pipelines.matching.lexicon import Lexicon
from pipelines.matching.query import All, Any, Concept, InTitle, Near, Phrase, Query, Word
from pipelines.matching.tree import words_of

# Words of which one is needed, and how common they are together.
_Needed = tuple[int, frozenset[Word]]


class Percolator:
    """Stored queries, for articles in one language.

    queries: in the order in which candidates are counted.
    """

    def __init__(self, queries: Sequence[Query], lexicon: Lexicon) -> None:
        self._always: list[int] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_beginning: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        used = Counter(fold(word.text) for query in queries for word in words_of(query))
        for number, query in enumerate(queries):
            needed = _needed(query, used)
            if needed is None:
                self._always.append(number)
            else:
                self._store(number, needed[1], lexicon)

    def candidates(self, keys: Collection[str]) -> list[int]:
        """The queries that could be true of an article, in their order.

        keys: the readings and stems of all its words (`ArticleIndex.keys`).
        """
        found = set(self._always)
        for key in self._by_key.keys() & keys:
            found.update(self._by_key[key])
        for length, queries in self._by_beginning.items():
            for beginning in queries.keys() & {key[:length] for key in keys}:
                found.update(queries[beginning])
        return sorted(found)

    def _store(self, number: int, needed: Iterable[Word], lexicon: Lexicon) -> None:
        for word in needed:
            for piece in lexicon.pieces(word):
                # Any word of a piece would do: all of them are needed.
                self._store_word(number, piece[0])

    def _store_word(self, number: int, wanted: Wanted) -> None:
        if wanted.prefix:
            for reading in wanted.readings:
                self._by_beginning[len(reading)][reading].append(number)
            return
        for key in {*wanted.readings, *(stem for stem, _ in wanted.stems)}:
            self._by_key[key].append(number)


def _needed(query: Query, used: Counter[str]) -> _Needed | None:  # noqa: PLR0911 (one per kind)
    """The rarest words of which the query needs at least one; None if it can be true without any."""
    match query:
        case Word(text):
            return 1 + used[fold(text)], frozenset({query})
        case Phrase(parts) | All(parts):
            return _rarest(parts, used)
        case Near(left, right):
            return _rarest((left, right), used)
        case Concept(_, parts) | Any(parts):
            found = [_needed(part, used) for part in parts]
            known = [each for each in found if each is not None]
            if len(known) < len(found):
                return None
            return sum(cost for cost, _ in known), frozenset().union(*(words for _, words in known))
        case InTitle(part):
            return _needed(part, used)
        case _:
            return None


def _rarest(parts: Iterable[Query], used: Counter[str]) -> _Needed | None:
    found = (_needed(part, used) for part in parts)
    return min((each for each in found if each is not None), key=lambda each: each[0], default=None)

"""Which of many queries could be true of an article, from the words it has.

The stream turned round: queries are stored, articles come by. After Lucene's Luwak, what a query cannot be true without
is drawn from it as groups of words, of each of which at least one is needed. The query is stored under its rarest
group, the one whose words the fewest other queries use; an article's words call it up, and it is worth evaluating if
they have a word of its other groups too. The cost grows with the queries that are called up, not with all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, KeysView, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from pipelines.matching.analysis import Wanted
from pipelines.matching.folding import fold
from pipelines.matching.lexicon import Lexicon
from pipelines.matching.query import All, Any, Concept, InTitle, Near, Phrase, Query, Word
from pipelines.matching.tree import words_of

# So many groups of a query are asked for beside the rarest; more hardly exclude more.
_MOST_OTHERS: Final = 3


@dataclass(frozen=True, slots=True)
class _Group:
    """Words of which a query needs at least one. common: how often queries use them, all together."""

    words: frozenset[Word]
    common: int


class Percolator:
    """Stored queries, for articles in one language.

    queries: in the order in which candidates are counted.
    """

    def __init__(self, queries: Sequence[Query], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._always: list[int] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._by_beginning: defaultdict[int, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._others: list[tuple[frozenset[str], ...]] = []
        used = Counter(fold(word.text) for query in queries for word in words_of(query))
        for number, query in enumerate(queries):
            rarest_first = sorted(dict.fromkeys(_groups(query, used)), key=lambda group: group.common)
            self._others.append(tuple(self._keys_of(rarest_first[1:])))
            if rarest_first:
                self._store(number, rarest_first[0])
            else:
                self._always.append(number)

    def candidates(self, keys: KeysView[str]) -> list[int]:
        """The queries that could be true of an article, in their order.

        keys: the readings and stems of all its words (`ArticleIndex.keys`).
        """
        called = {number for key in self._by_key.keys() & keys for number in self._by_key[key]}
        for length, queries in self._by_beginning.items():
            for beginning in queries.keys() & {key[:length] for key in keys}:
                called.update(queries[beginning])
        likely = (number for number in called if not any(map(keys.isdisjoint, self._others[number])))
        return sorted((*self._always, *likely))

    def _store(self, number: int, group: _Group) -> None:
        for wanted in self._wanted(group):
            if wanted.prefix:
                for reading in wanted.readings:
                    self._by_beginning[len(reading)][reading].append(number)
            else:
                for key in _keys(wanted):
                    self._by_key[key].append(number)

    def _keys_of(self, groups: Iterable[_Group]) -> Iterator[frozenset[str]]:
        """The keys of the first groups that have no wildcard."""
        wanted = ([*self._wanted(group)] for group in groups)
        whole = [each for each in wanted if not any(one.prefix for one in each)]
        for each in whole[:_MOST_OTHERS]:
            yield frozenset(chain.from_iterable(map(_keys, each)))

    def _wanted(self, group: _Group) -> Iterator[Wanted]:
        """What the words of a group look for. Of what stands in a row, any part would do: all of them are needed."""
        return (piece[0] for word in group.words for piece in self._lexicon.pieces(word))


def _keys(wanted: Wanted) -> Collection[str]:
    return {*wanted.readings, *(stem for stem, _ in wanted.stems)}


def _groups(query: Query, used: Counter[str]) -> Iterator[_Group]:
    """Groups of words of each of which the query needs one; none where it can be true without any."""
    match query:
        case Word(text):
            yield _Group(frozenset({query}), used[fold(text)])
        case Phrase(parts) | All(parts):
            yield from chain.from_iterable(_groups(part, used) for part in parts)
        case Near(left, right):
            yield from _groups(left, used)
            yield from _groups(right, used)
        case Concept(_, parts) | Any(parts):
            rarest = [min(_groups(part, used), key=lambda group: group.common, default=None) for part in parts]
            known = [group for group in rarest if group is not None]
            if len(known) == len(rarest):
                words = frozenset(chain.from_iterable(group.words for group in known))
                yield _Group(words, sum(group.common for group in known))
        case InTitle(part):
            yield from _groups(part, used)
        case _:
            return

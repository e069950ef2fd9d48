"""Whether a query is true of an article, and the words that make it so.

Every group (a word, a phrase, a concept, an OR of them, a NEAR) is found at stretches of places. A NEAR pairs each
stretch of one group with the nearest of the other before and after it, so that there are never more pairs than words
and the whole takes time linear in the article for each part of the query.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import accumulate, chain
from typing import Final, TypeAlias, assert_never

from pipelines.matching.index import TEXT, ArticleIndex, Stretch, in_order
from pipelines.matching.lexicon import Lexicon, Piece
from pipelines.matching.query import (
    All,
    Any,
    Concept,
    Everything,
    Fact,
    InTitle,
    Known,
    Near,
    Not,
    Phrase,
    Published,
    Query,
    Term,
    Word,
)

Group: TypeAlias = Word | Phrase | Concept | Any | Near
# Two stretches that a NEAR found together, of its left side and of its right.
_Pair: TypeAlias = tuple[Stretch, Stretch]

_NOWHERE: Final[tuple[Stretch, ...]] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an article beside its words: None and "" where it is unknown."""

    language: str | None
    host: str
    source: str
    published: datetime | None


class Evaluation:
    """One article asked by many queries; what one query found out, the next one knows."""

    def __init__(self, index: ArticleIndex, facts: Facts, lexicon: Lexicon) -> None:
        self._index = index
        self.facts = facts
        self._lexicon = lexicon
        # By identity: queries live as long as the matcher that asks, and the large ones are slow to hash.
        self._stretches: dict[int, tuple[Stretch, ...]] = {}
        self._pairs: dict[int, tuple[_Pair, ...]] = {}

    def holds(self, query: Query, *, title: bool = False) -> bool:  # noqa: PLR0911 (one per kind)
        """Whether the query is true of the article. title: words count only in the headline."""
        match query:
            case Everything():
                return True
            case Known():
                return _known(query, self.facts)
            case Published():
                return _published(query, self.facts.published)
            case All(parts):
                return all(self.holds(part, title=title) for part in parts)
            case Any(parts):
                return any(self.holds(part, title=title) for part in parts)
            case Not(part):
                return not self.holds(part, title=title)
            case InTitle(part):
                return self.holds(part, title=True)
            case Word() | Phrase() | Concept() | Near():
                found = self.find(query)
                return bool(found) and (not title or found[0][0] < TEXT)
        assert_never(query)

    def find(self, group: Group) -> tuple[Stretch, ...]:
        """Where a group is found, in order."""
        known = self._stretches.get(id(group))
        if known is None:
            known = self._stretches[id(group)] = self._look_for(group)
        return known

    def pairs(self, near: Near) -> tuple[_Pair, ...]:
        """The nearest pairs of a NEAR that are close enough."""
        known = self._pairs.get(id(near))
        if known is None:
            known = self._pairs[id(near)] = self._nearest(near, near.distance)
        return known

    def closest(self, near: Near, *, title: bool = False) -> int | None:
        """How many words the closest pair of a NEAR is apart, whatever it asks for; None if there is no pair."""
        pairs = self._nearest(near, TEXT // 2)
        apart = (_apart(*pair) for pair in pairs if not title or pair[0][0] < TEXT)
        return min(apart, default=None)

    def _nearest(self, near: Near, distance: int) -> tuple[_Pair, ...]:
        """Each stretch of either side with the nearest of the other, where they are close enough."""
        left = self.find(_group(near.left))
        right = self.find(_group(near.right)) if left else ()
        if not right:
            return ()
        forth = _neighbours(left, right, distance)
        back = ((one, other) for other, one in _neighbours(right, left, distance))
        pairs = dict.fromkeys(chain(forth, back))
        if _has_near(near.left) or _has_near(near.right):
            pairs |= dict.fromkeys(_overlaps(left, right))
            pairs |= dict.fromkeys((one, other) for other, one in _overlaps(right, left))
        return tuple(pairs)

    def marks(self, query: Query, *, title: bool = False) -> Iterator[tuple[Term, Stretch]]:
        """The terms that make a true query true, and where they stand."""
        match query:
            case All(parts) | Any(parts):
                for part in parts:
                    if self.holds(part, title=title):
                        yield from self.marks(part, title=title)
            case InTitle(part):
                yield from self.marks(part, title=True)
            case Word() | Phrase() | Concept() | Near():
                yield from self._marks_within(query, (s for s in self.find(query) if not title or s[0] < TEXT))
            case _:
                return

    def _marks_within(self, group: Group, stretches: Iterable[Stretch]) -> Iterator[tuple[Term, Stretch]]:
        """The terms inside those stretches of a group."""
        wanted = set(stretches)
        match group:
            case Near(left, right):
                pairs = [pair for pair in self.pairs(group) if _hull(*pair) in wanted]
                yield from self._marks_within(_group(left), (one for one, _ in pairs))
                yield from self._marks_within(_group(right), (other for _, other in pairs))
            case Any(parts):
                for part in parts:
                    yield from self._marks_within(_group(part), wanted.intersection(self.find(_group(part))))
            case _:
                yield from ((group, stretch) for stretch in sorted(wanted))

    def _look_for(self, group: Group) -> tuple[Stretch, ...]:
        match group:
            case Word():
                return self._union(self._piece(piece) for piece in self._lexicon.pieces(group))
            case Phrase(words):
                return self._in_a_row([self.find(word) for word in words])
            case Concept(_, spellings):
                return self._union(self.find(spelling) for spelling in spellings)
            case Any(parts):
                return self._union(self.find(_group(part)) for part in parts)
            case Near():
                return _shortest(_hull(*pair) for pair in self.pairs(group))
        assert_never(group)

    def _piece(self, piece: Piece) -> tuple[Stretch, ...]:
        found = [self._index.find(wanted) for wanted in piece]
        return found[0] if len(found) == 1 else self._in_a_row(found)

    def _in_a_row(self, found: list[tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
        """Stretches that follow each other in one paragraph."""
        if not all(found):
            return _NOWHERE
        rows: Iterable[Stretch] = found[0]
        for following in found[1:]:
            ends: dict[int, list[int]] = {}
            for first, last in following:
                ends.setdefault(first, []).append(last)
            rows = dict.fromkeys(
                (first, end)
                for first, last in rows
                if last + 1 not in self._index.paragraph_starts
                for end in ends.get(last + 1, ())
            )
        return in_order(rows)

    @staticmethod
    def _union(found: Iterable[tuple[Stretch, ...]]) -> tuple[Stretch, ...]:
        there = [stretches for stretches in found if stretches]
        if len(there) <= 1:
            return there[0] if there else _NOWHERE
        return in_order(chain.from_iterable(there))


def _group(query: Query) -> Group:
    """A part of a NEAR; the matcher has brought queries into the form where it can only be a group."""
    if not isinstance(query, Word | Phrase | Concept | Any | Near):
        raise TypeError(f"{type(query).__name__} can't stand inside NEAR")
    return query


def _neighbours(
    ones: tuple[Stretch, ...], others: tuple[Stretch, ...], distance: int
) -> Iterator[tuple[Stretch, Stretch]]:
    """Each of the ones with the nearest of the others that begins after it, and that ends before it."""
    by_end = sorted((last, first) for first, last in others)
    for one in ones:
        first, last = one
        after = bisect_right(others, (last, TEXT * 2))
        if after < len(others) and others[after][0] - last <= distance:
            yield one, others[after]
        before = bisect_left(by_end, (first, -1)) - 1
        if before >= 0 and first - by_end[before][0] <= distance:
            yield one, (by_end[before][1], by_end[before][0])


def _overlaps(ones: tuple[Stretch, ...], others: tuple[Stretch, ...]) -> Iterator[_Pair]:
    """Each of the ones with one of the others that overlaps it: the last to begin, else the one that reaches farthest.

    Only the stretch of a NEAR can overlap another group by other words than theirs.
    """
    farthest = list(accumulate(others, _farther))
    for one in ones:
        place = bisect_right(others, (one[1], TEXT * 2)) - 1
        if place < 0:
            continue
        for other in (others[place], farthest[place]):
            if other[1] >= one[0] and other != one:
                yield one, other
                break


def _farther(one: Stretch, other: Stretch) -> Stretch:
    return other if (other[1], other[0]) > (one[1], one[0]) else one


def _has_near(query: Query) -> bool:
    match query:
        case Near():
            return True
        case Any(parts):
            return any(map(_has_near, parts))
        case _:
            return False


def _hull(one: Stretch, other: Stretch) -> Stretch:
    return min(one[0], other[0]), max(one[1], other[1])


def _apart(one: Stretch, other: Stretch) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)


def _shortest(hulls: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """For each place where a hull begins the one that ends first, for each where one ends the one that begins last."""
    by_first: dict[int, int] = {}
    by_last: dict[int, int] = {}
    for first, last in hulls:
        by_first[first] = min(last, by_first.get(first, last))
        by_last[last] = max(first, by_last.get(last, first))
    return in_order(chain(by_first.items(), ((first, last) for last, first in by_last.items())))


def _known(query: Known, facts: Facts) -> bool:
    wanted = query.value.casefold()
    match query.fact:
        case Fact.LANGUAGE:
            return facts.language == wanted
        case Fact.SOURCE:
            return facts.source.casefold() == wanted
        case Fact.SITE:
            return facts.host == wanted or facts.host.endswith("." + wanted)
    assert_never(query.fact)


def _published(query: Published, published: datetime | None) -> bool:
    if published is None:
        return False
    day = published.astimezone(UTC).date() if published.tzinfo else published.date()
    return (query.first or date.min) <= day <= (query.last or date.max)

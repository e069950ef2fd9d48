"""Walks over a query's tree."""

from collections.abc import Iterator
from typing import Final

from pipelines.errors import QueryError
from pipelines.matching.query import All, Any, Concept, InTitle, Near, Not, Phrase, Query, Term, Word

_MOST_COMBINATIONS: Final = 1_000


def terms_of(query: Query) -> tuple[Term, ...]:
    """The words, phrases and concepts of a query in its order, each once."""
    return tuple(dict.fromkeys(_terms(query)))


def _terms(query: Query) -> Iterator[Term]:
    match query:
        case Word() | Phrase() | Concept():
            yield query
        case Near(left, right):
            yield from _terms(left)
            yield from _terms(right)
        case All(parts) | Any(parts):
            for part in parts:
                yield from _terms(part)
        case Not(part) | InTitle(part):
            yield from _terms(part)
        case _:
            return


def words_of(query: Query) -> Iterator[Word]:
    """Every word of a query, those of phrases and concepts too, as often as it stands there."""
    for term in _terms(query):
        match term:
            case Word():
                yield term
            case Phrase(words):
                yield from words
            case Concept(_, spellings):
                for spelling in spellings:
                    yield from words_of(spelling)


def near_spread(query: Query) -> Query:
    """The query with every AND taken out of its NEAR: (a AND b) NEAR/9 c is (a NEAR/9 c) AND (b NEAR/9 c).

    Raises:
        QueryError: that would make more than a thousand parts.
    """
    match query:
        case Near(left, right, distance):
            return _spread(near_spread(left), near_spread(right), distance)
        case All(parts):
            return All(tuple(near_spread(part) for part in parts))
        case Any(parts):
            return Any(tuple(near_spread(part) for part in parts))
        case Not(part):
            return Not(near_spread(part))
        case InTitle(part):
            return InTitle(near_spread(part))
        case _:
            return query


def _spread(left: Query, right: Query, distance: int) -> Query:
    for spread, other, is_left in ((left, right, True), (right, left, False)):
        if isinstance(spread, All) or (isinstance(spread, Any) and _has_all(spread)):
            parts = tuple(
                _spread(part, other, distance) if is_left else _spread(other, part, distance) for part in spread.parts
            )
            whole = type(spread)(parts)
            if _size(whole) > _MOST_COMBINATIONS:
                raise QueryError("AND inside NEAR makes too many combinations: join smaller groups by NEAR.", 0)
            return whole
    return Near(left, right, distance)


def _has_all(query: Query) -> bool:
    match query:
        case All():
            return True
        case Any(parts):
            return any(_has_all(part) for part in parts)
        case _:
            return False


def _size(query: Query) -> int:
    match query:
        case All(parts) | Any(parts):
            return 1 + sum(_size(part) for part in parts)
        case Near(left, right):
            return 1 + _size(left) + _size(right)
        case _:
            return 1

"""From a query's tree to its canonical spelling: one tree, one spelling, and parsing it gives the tree again."""

import re
from typing import Final, assert_never

from pipelines.matching.query import (
    All,
    Any,
    Concept,
    Everything,
    InTitle,
    Known,
    Near,
    Not,
    Phrase,
    Published,
    Query,
    Word,
)

_BARE: Final = re.compile(r'[^\s()":*=@]+')
_OPERATOR: Final = re.compile(r"AND|OR|NOT|NEAR(/.*)?")
_ANY, _ALL, _NOT, _NEAR, _ATOM = range(5)


def render(query: Query) -> str:  # noqa: C901, PLR0911 (one per kind)
    """The canonical spelling; parentheses only where the tree needs them."""
    match query:
        case Everything():
            return "*"
        case Word():
            spelled = _word(query)
            return spelled if _BARE.fullmatch(query.text) and not _OPERATOR.fullmatch(query.text) else f'"{spelled}"'
        case Phrase(words):
            return f'"{" ".join(_word(word) for word in words)}"'
        case Concept(name):
            return f"@{name}"
        case Near(left, right, distance):
            # A chain of NEAR groups from the left, so only the right side needs parentheses for another one.
            return f"{_inside(left, _NEAR)} NEAR/{distance} {_inside(right, _ATOM)}"
        case All(parts):
            return " AND ".join(_inside(part, _NOT) for part in parts)
        case Any(parts):
            return " OR ".join(_inside(part, _ALL) for part in parts)
        case Not(part):
            return f"NOT {_inside(part, _NEAR)}"
        case InTitle(part):
            return f"title:{_inside(part, _ATOM)}" if _is_value(part) else f"title:({render(part)})"
        case Known(fact, value):
            return f"{fact}:{value}"
        case Published(first, last):
            return f"published:{first}" if first == last else f"published:{first or ''}..{last or ''}"
    assert_never(query)


def _word(word: Word) -> str:
    return f"{'=' if word.exact else ''}{word.text}{'*' if word.prefix else ''}"


def _inside(query: Query, least: int) -> str:
    """The spelling inside another: in parentheses if it binds more loosely than it has to."""
    return render(query) if _binding(query) >= least else f"({render(query)})"


def _binding(query: Query) -> int:
    match query:
        case Any():
            return _ANY
        case All():
            return _ALL
        case Not():
            return _NOT
        case Near():
            return _NEAR
        case _:
            return _ATOM


def _is_value(query: Query) -> bool:
    """Whether it can stand right after a field without parentheses."""
    return isinstance(query, Word | Phrase | Concept | Everything)

"""The match: that an article is about a watch, and where it says so."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """The part of an article that a span lies in."""

    TITLE = "title"
    TEXT = "text"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the article that matched: offsets in code points, end excluded."""

    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """An article that a watch's query is true of.

    spans: sorted, without overlap; empty for a query that needs no word (`*`, `lang:tr`).
    terms: the query's terms that were found, as the query writes them, in its order.
    """

    watch: str
    spans: tuple[Span, ...]
    terms: tuple[str, ...]

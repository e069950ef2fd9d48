"""The article: what extraction, cleaning, metadata and language make of a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from pipelines.plain import one_line

_REMEMBERED: Final = 24
_LONGEST_REMEMBERED: Final = 160


@dataclass(frozen=True, slots=True)
class Removal:
    """A line that cleaning took out, and why (`cookie_notice`, `repeated_title`, …)."""

    text: str
    reason: str


def remembered(removed: Sequence[Removal]) -> tuple[Removal, ...]:
    """What a record keeps of the removals: the first ones, each no longer than a look at it needs."""
    return tuple(Removal(in_brief(one.text), one.reason) for one in removed[:_REMEMBERED])


def in_brief(line: str) -> str:
    """A line as records keep it: its beginning."""
    return one_line(line, _LONGEST_REMEMBERED)


@dataclass(frozen=True, slots=True)
class Article:
    """One article, whole and clean. What is unknown is None or empty, never guessed.

    url: where it was read. canonical_url: where the page says it belongs, if it says so.
    title: without site name and kicker.
    authors: persons as the page names them. agency: the wire it came from ("Reuters"), if told.
    published, modified: from the page itself, in the zone that it tells; UTC where it tells none.
    language: ISO 639-1 code, detected from the text.
    text: paragraphs separated by one line feed each; "" where the page has no article.
    removed: what cleaning took out of the text, in order.
    outlet: the site's name as the page tells it. section, tags: where and under what the site files the article.
    paywalled: whether readers must pay; None where the page doesn't say.
    live_blog: whether it is written on while things happen.
    evidence: field → the place on the page that told it ("JSON-LD headline", "by-line", "date line").
    """

    url: str
    title: str | None
    text: str
    authors: tuple[str, ...] = ()
    agency: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    removed: tuple[Removal, ...] = ()
    canonical_url: str | None = None
    outlet: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    paywalled: bool | None = None
    live_blog: bool = False
    evidence: dict[str, str] = field(default_factory=dict)

"""What a source was found to tell of."""

from dataclasses import dataclass
from datetime import datetime

from crawler.sources.source import SourceKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One URL that a source tells of, with its claims.

    url: canonical. published, modified: UTC, never later than the reading.
    """

    url: str
    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that a sitemap index names."""

    url: str
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A source as read once.

    entries: in the source's order, each URL once. children: of a sitemap index.
    skipped: entries without a web address. feeds: that a page names as its own.
    """

    kind: SourceKind
    entries: tuple[Entry, ...] = ()
    children: tuple[Child, ...] = ()
    skipped: int = 0
    feeds: tuple[str, ...] = ()

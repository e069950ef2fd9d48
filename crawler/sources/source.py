"""The source: a place that announces URLs."""

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """How a source announces."""

    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Source:
    """A configured source.

    name: unique; letters, digits, dot, dash and underscore.
    url: of the feed, sitemap, section page or archive.
    kind: None means that it is found out from what the URL serves.
    outlet: the outlet's name as alerts show it. outlet_kind: agency, broadcaster, newspaper, un, ngo, …
    language: ISO 639-1. country: ISO 3166-1 alpha-2.
    """

    name: str
    url: str
    kind: SourceKind | None = None
    outlet: str = ""
    outlet_kind: str = ""
    language: str = ""
    country: str = ""

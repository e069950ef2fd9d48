"""Announcement and document: the first two stages of a piece of news."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Announcement:
    """A URL that a source tells of, with what the source says of it. Claims, not facts.

    url: canonical absolute http(s) URL (`pipelines.urls.canonical`).
    source: name of the configured source, "" for a URL given by hand.
    announced: when Wirewatch first saw it, UTC.
    published, modified: what the feed or sitemap says, UTC.
    baseline: belongs to the silent first contact with its source.
    """

    url: str
    source: str
    announced: datetime
    title: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A fetched page, or that it can't be had, with its provenance, as it crosses the stream `documents`.

    announcement: how it became known.
    url: where the page came from in the end, after redirects.
    body: the bytes as served, content encoding undone.
    content_type: the header's value, "" where there was none.
    outlet: name of the outlet as configured for the source, "" if unknown.
    fetched: UTC.
    watches: names of the watches that presearch could not rule out.
    failure: why the page can't be had for good, in words; then there is no body. "" where it was fetched.
    """

    announcement: Announcement
    url: str
    body: bytes
    content_type: str
    outlet: str
    fetched: datetime
    watches: tuple[str, ...]
    failure: str = ""

"""RSS, Atom, RDF and JSON feeds: from bytes to entries. Runs in a worker, for strangers write feeds."""

import html
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from urllib.parse import urljoin

import feedparser
import msgspec
from w3lib.html import remove_tags

from crawler.sources.dates import from_parts, read_date
from crawler.sources.reading import Entry, Reading
from crawler.sources.source import SourceKind
from pipelines.errors import InputError
from pipelines.plain import one_line
from pipelines.urls import canonical

MOST_ENTRIES: Final = 2000
_LONGEST_TITLE: Final = 500
_ENTRY_ENDS: Final = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_FEEDS: Final = ("rss", "atom", "cdf")


class _JsonItem(msgspec.Struct):
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


class _JsonFeed(msgspec.Struct):
    version: str
    items: list[_JsonItem]


def read_feed(body: bytes, url: str, content_type: str, now: datetime) -> Reading:
    """The entries of a feed.

    body: bytes, never text: feedparser would take text for the name of a local file.
    url: where it came from; relative links are seen from there.

    Raises:
        InputError: it is no feed.
    """
    if body.lstrip()[:1] == b"{":
        return _read_json(body, url, now)
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    parsed = feedparser.parse(
        _shortened(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not parsed.get("version", "").startswith(_FEEDS) and not parsed.entries:
        why = one_line(str(parsed.get("bozo_exception", "no feed element in it")), 120)
        raise InputError(f"{url} is no feed ({why}).")
    return gathered((_entry(item, url, now) for item in parsed.entries), SourceKind.FEED)


def gathered(found: Iterable[Entry | None], kind: SourceKind) -> Reading:
    """A reading of entries, each URL once, the first one's claims kept."""
    entries: dict[str, Entry] = {}
    skipped = 0
    for entry in found:
        if entry is None:
            skipped += 1
        else:
            entries.setdefault(entry.url, entry)
    return Reading(kind, tuple(entries.values()), skipped=skipped)


def web_address(link: str, base: str) -> str | None:
    """The canonical URL of a link seen from `base`, None where it is no web address."""
    try:
        return canonical(urljoin(base, html.unescape(link.strip())))
    except (InputError, ValueError):
        return None


def clean_title(markup: str | None) -> str | None:
    """A title without markup, on one line."""
    return one_line(html.unescape(remove_tags(markup)), _LONGEST_TITLE) or None if markup else None


def _entry(item: dict[str, Any], base: str, now: datetime) -> Entry | None:
    # dict.get, because feedparser's own lends `updated` the value of `published`.
    def claim(name: str) -> Any:
        return dict.get(item, name)

    link = claim("feedburner_origlink") or claim("link") or claim("id") or ""
    url = web_address(str(link), base)
    # An empty or broken link, seen from the feed, is the feed.
    if url is None or url == web_address(base, base):
        return None
    return Entry(
        url,
        clean_title(claim("title")),
        read_date(claim("published"), now) or from_parts(claim("published_parsed"), now),
        read_date(claim("updated"), now) or from_parts(claim("updated_parsed"), now),
    )


def _read_json(body: bytes, url: str, now: datetime) -> Reading:
    try:
        feed = msgspec.json.decode(body, type=_JsonFeed)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(f"{url} is no JSON feed ({error}).") from error
    return gathered((_json_entry(item, url, now) for item in feed.items[:MOST_ENTRIES]), SourceKind.FEED)


def _json_entry(item: _JsonItem, base: str, now: datetime) -> Entry | None:
    url = web_address(item.url or item.external_url or "", base) if item.url or item.external_url else None
    if url is None:
        return None
    return Entry(url, clean_title(item.title), read_date(item.date_published, now), read_date(item.date_modified, now))


def _shortened(body: bytes) -> bytes:
    """The feed without what follows its first `MOST_ENTRIES` entries: feeds begin with the newest."""
    ends = [found.end() for found in _ENTRY_ENDS.finditer(body)]
    return body if len(ends) <= MOST_ENTRIES else body[: ends[MOST_ENTRIES - 1]] + body[ends[-1] :]

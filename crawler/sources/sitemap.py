"""Sitemaps, news sitemaps and sitemap indexes, plain or gzipped: from bytes to entries. Runs in a worker.

A sitemap may have 50 MB: it is unzipped, mended and parsed piece by piece and never stands in memory as a whole.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

from lxml import etree

from crawler.sources.dates import read_date
from crawler.sources.feed import clean_title, gathered, web_address
from crawler.sources.reading import Child, Entry, Reading
from crawler.sources.source import SourceKind
from pipelines.errors import InputError

# The protocol's own limits: 50,000 URLs and 50 MB a file.
_MOST_ENTRIES: Final = 50_000
_LONGEST: Final = 50 * 1024 * 1024
_PIECE: Final = 256 * 1024
_GZIP: Final = b"\x1f\x8b"
# A bare ampersand in a link, which many sitemaps have and XML forbids.
_BARE_AMPERSAND: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_LONGEST_REFERENCE: Final = len(b"&#x10ffff;")


def read_sitemap(body: bytes, url: str, now: datetime) -> Reading:
    """The entries of a sitemap, or the children of a sitemap index.

    Raises:
        InputError: it is no sitemap, or larger than the protocol allows.
    """
    entries: list[Entry | None] = []
    children: list[Child] = []
    found = 0
    for kind, fields in islice(_elements(body, url), _MOST_ENTRIES):
        found += 1
        address = web_address(fields["loc"], url) if fields.get("loc") else None
        if kind == "sitemap" and address:
            children.append(Child(address, read_date(fields.get("lastmod"), now)))
        elif kind == "url":
            entries.append(_entry(address, fields, now) if address else None)
    if not found and not _is_empty_set(body):
        raise InputError(f"{url} is no sitemap: no <url> and no <sitemap> in it.")
    reading = gathered(entries, SourceKind.SITEMAP)
    return Reading(SourceKind.SITEMAP, reading.entries, tuple(children), reading.skipped)


def _entry(address: str, fields: dict[str, str], now: datetime) -> Entry:
    return Entry(
        address,
        clean_title(fields.get("title")),
        read_date(fields.get("publication_date"), now),
        read_date(fields.get("lastmod"), now),
    )


def _is_empty_set(body: bytes) -> bool:
    """A news sitemap of a quiet day."""
    return len(body) < _PIECE and re.search(rb"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b", body) is not None


def _elements(body: bytes, url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """("url" or "sitemap", its fields by local name) for each element; nothing outside the file is ever read."""
    parser = etree.XMLPullParser(
        events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for piece in _mended(_unzipped(body, url)):
            parser.feed(piece)
            for _, found in parser.read_events():
                element: Any = found
                kind = _local(element)
                if kind in {"url", "sitemap"}:
                    yield kind, {_local(part): (part.text or "").strip() for part in element.iterdescendants()}
                    _forget(element)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{url} is no sitemap ({error}).") from error


def _forget(element: Any) -> None:
    """Free an element and all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _mended(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces with every bare ampersand written as XML wants it; a reference is never cut in two."""
    held = b""
    for piece in pieces:
        text = held + piece
        at = text.rfind(b"&", len(text) - _LONGEST_REFERENCE)
        text, held = (text, b"") if at < 0 else (text[:at], text[at:])
        yield _BARE_AMPERSAND.sub(b"&amp;", text)
    yield _BARE_AMPERSAND.sub(b"&amp;", held)


def _unzipped(body: bytes, url: str) -> Iterator[bytes]:
    if not body.startswith(_GZIP):
        yield from (body[start : start + _PIECE] for start in range(0, len(body), _PIECE))
        return
    unzip = zlib.decompressobj(wbits=31)
    total, rest = 0, body
    while rest and not unzip.eof:
        try:
            piece = unzip.decompress(rest, _PIECE)
        except zlib.error as error:
            raise InputError(f"{url} is no gzip file ({error}).") from error
        rest = unzip.unconsumed_tail
        total += len(piece)
        if total > _LONGEST:
            raise InputError(f"{url} unzips to more than the 50 MB that the protocol allows.")
        yield piece

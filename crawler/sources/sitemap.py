"""Sitemaps, news sitemaps and sitemap indexes, plain or gzipped: from bytes to entries. Runs in a worker."""

import re
import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
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
_GZIP: Final = b"\x1f\x8b"
# A bare ampersand in a link, which many sitemaps have and XML forbids.
_BARE_AMPERSAND: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


def read_sitemap(body: bytes, url: str, now: datetime) -> Reading:
    """The entries of a sitemap, or the children of a sitemap index.

    Raises:
        InputError: it is no sitemap, or larger than the protocol allows.
    """
    text = _BARE_AMPERSAND.sub(b"&amp;", _unzipped(body, url))
    entries: list[Entry | None] = []
    children: list[Child] = []
    root = ""
    for kind, fields in _elements(text, url):
        root = root or kind
        address = web_address(fields.get("loc", ""), url) if fields.get("loc") else None
        if kind == "sitemap" and address:
            children.append(Child(address, read_date(fields.get("lastmod"), now)))
        elif kind == "url":
            entries.append(_entry(address, fields, now) if address else None)
    if not root:
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


def _elements(text: bytes, url: str) -> Iterator[tuple[str, dict[str, str]]]:
    """("url" or "sitemap", its fields by local name) for each element; nothing outside the file is ever read."""
    found = 0
    parsed = etree.iterparse(
        BytesIO(text), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in parsed:
            kind = _local(element)
            if kind not in {"url", "sitemap"}:
                continue
            yield kind, {_local(part): (part.text or "").strip() for part in element.iterdescendants(etree.Element)}
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            found += 1
            if found >= _MOST_ENTRIES:
                return
    except etree.XMLSyntaxError as error:
        raise InputError(f"{url} is no sitemap ({error}).") from error


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _unzipped(body: bytes, url: str) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        unzipped = zlib.decompressobj(wbits=31).decompress(body, _LONGEST + 1)
    except zlib.error as error:
        raise InputError(f"{url} is no gzip file ({error}).") from error
    if len(unzipped) > _LONGEST:
        raise InputError(f"{url} unzips to more than the 50 MB that the protocol allows.")
    return unzipped

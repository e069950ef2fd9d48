"""What kind of source a URL turned out to be."""

import re
from typing import Final

from crawler.sources.source import SourceKind

_LOOKED_AT: Final = 4096
_PROLOGUE: Final = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*", re.DOTALL)
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z]+)")
_ROOTS: Final = {
    b"rss": SourceKind.FEED,
    b"feed": SourceKind.FEED,
    b"rdf": SourceKind.FEED,
    b"urlset": SourceKind.SITEMAP,
    b"sitemapindex": SourceKind.SITEMAP,
    b"html": SourceKind.SECTION,
}
_GZIP: Final = b"\x1f\x8b"


def kind_of(body: bytes, url: str, content_type: str) -> SourceKind:
    """The kind, from the first element, else from the header and the address; a page where nothing tells."""
    start = body[:_LOOKED_AT]
    if start.startswith(_GZIP):
        return SourceKind.SITEMAP
    if start.lstrip()[:1] == b"{":
        return SourceKind.FEED
    root = _ROOT.match(_PROLOGUE.sub(b"", start))
    if root and root.group(1).lower() in _ROOTS:
        return _ROOTS[root.group(1).lower()]
    if "rss" in content_type or "atom" in content_type:
        return SourceKind.FEED
    if "xml" in content_type:
        return SourceKind.SITEMAP if "sitemap" in url.lower() else SourceKind.FEED
    return SourceKind.SECTION

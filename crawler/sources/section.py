"""Section pages: which links of a page lead to articles, by signs that hold on any site. Runs in a worker.

A link counts as an article's where enough speaks for it: an address with a date, an id or a long slug, and a text that
reads like a headline. Nothing here knows any particular site.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
from lxml import etree

from crawler.sources.feed import clean_title, gathered, web_address
from crawler.sources.reading import Entry, Reading
from crawler.sources.source import SourceKind
from pipelines.errors import InputError

_ENOUGH: Final = 3
_MOST_LINKS: Final = 5000
_MOST_ENTRIES: Final = 300
_HEADLINE_WORDS: Final = 4
_HEADLINE_LENGTH: Final = 20
_SLUG_WORDS: Final = 4

_FEED_TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_DATE: Final = re.compile(r"/(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2]|[1-9])(?:[/-]|\d\d)")
_ID: Final = re.compile(r"\d{5,}")
_WORD: Final = re.compile(r"[^\W_]+")
_NO_ARTICLE: Final = re.compile(
    r"/(?:tags?|topics?|categor(?:y|ies)|authors?|people|search|login|signin|register|subscribe|newsletters?|about|"
    r"contact|privacy|terms|cookies?|advert\w*|jobs|careers|help|faq|rss|feeds?|sitemap|podcasts?|weather|horoscopes?|"
    r"shop|account|page|profile)(?:/|$|\.)",
    re.IGNORECASE,
)
_NO_PAGE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|css|js|xml|ico)$", re.IGNORECASE)


def read_section(body: bytes, url: str, content_type: str) -> Reading:
    """The article links of a section page, in the page's order, and the feeds that it names.

    Raises:
        InputError: it can't be read as HTML.
    """
    page = _parsed(body, url, content_type)
    named = page.find(".//base[@href]")
    base = url if named is None else urljoin(url, named.get("href") or "")
    texts: dict[str, str] = {}
    for address, text in _links(page, base):
        # A picture and a headline lead to the same article; the longest text is the headline.
        if _same_site(address, url) and len(text) >= len(texts.get(address, "")):
            texts[address] = text
    found = [address for address, text in texts.items() if evidence(address, text) >= _ENOUGH][:_MOST_ENTRIES]
    reading = gathered((Entry(address, clean_title(texts[address])) for address in found), SourceKind.SECTION)
    return replace(reading, feeds=tuple(_feeds(page, base)))


def evidence(address: str, text: str) -> int:
    """How much speaks for a link being an article's: 3 is enough."""
    path = unquote(urlsplit(address).path)
    if path in {"", "/"} or _NO_ARTICLE.search(path) or _NO_PAGE.search(path):
        return 0
    slug = max((_WORD.findall(part) for part in path.split("/")), key=len)
    words = _WORD.findall(text)
    return sum((
        2 if _DATE.search(path) else 0,
        1 if _ID.search(path) or _ID.search(urlsplit(address).query) else 0,
        2 if len(slug) >= _SLUG_WORDS else 0,
        2 if len(words) >= _HEADLINE_WORDS and len(text) >= _HEADLINE_LENGTH else 0,
    ))  # fmt: skip


def _parsed(body: bytes, url: str, content_type: str) -> lxml.html.HtmlElement:
    try:
        return lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding=_encoding(body, content_type)))
    except (etree.ParserError, ValueError) as error:
        raise InputError(f"{url} can't be read as a page ({error}).") from error


def _encoding(body: bytes, content_type: str) -> str | None:
    """The encoding that the header names, or UTF-8 where that is what it is; else it is left to the page."""
    named = re.search(r"charset=[\"']?([\w.-]+)", content_type, re.IGNORECASE)
    for name in (named.group(1) if named else "utf-8", "utf-8"):
        try:
            body.decode(name)
        except (LookupError, ValueError):
            continue
        return codecs.lookup(name).name
    return None


def _feeds(page: lxml.html.HtmlElement, base: str) -> Iterator[str]:
    for link in page.iterfind(".//link[@href]"):
        if "alternate" in (link.get("rel") or "").lower() and (link.get("type") or "").lower() in _FEED_TYPES:
            address = web_address(link.get("href") or "", base)
            if address is not None:
                yield address


def _links(page: lxml.html.HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    for number, anchor in enumerate(page.iter("a")):
        if number >= _MOST_LINKS:
            return
        href = anchor.get("href")
        address = web_address(href, base) if href else None
        if address is not None:
            yield address, " ".join(anchor.text_content().split())


def _same_site(address: str, url: str) -> bool:
    """Whether both belong to one site: the same host, with or without its first label ("www", "edition")."""
    one, other = urlsplit(address).hostname or "", urlsplit(url).hostname or ""
    return (
        one == other
        or one.endswith(f".{_bare(other)}")
        or other.endswith(f".{_bare(one)}")
        or _bare(one) == _bare(other)
    )


def _bare(host: str) -> str:
    return host.removeprefix("www.")

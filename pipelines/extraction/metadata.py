"""Title, authors, times and origin of an article, from what the page tells best.

JSON-LD is asked first, then meta elements, then what the masthead shows to readers: measured on pages of many
publishers, that order is right more often than any one of them. What nobody tells stays unknown.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import htmldate
from lxml.html import HtmlElement

from pipelines.errors import InputError
from pipelines.extraction.authors import names
from pipelines.extraction.bylines import marked_names, masthead_names
from pipelines.extraction.dates import has_zone, read_time
from pipelines.extraction.folding import key
from pipelines.extraction.head import Head, masthead
from pipelines.extraction.shown_dates import masthead_times, titled_day, url_day
from pipelines.extraction.structured import StructuredData, as_text, first, structured_data, types
from pipelines.extraction.titles import Titles, article_heading, best_title
from pipelines.extraction.told import Told
from pipelines.urls import canonical

_TITLE: Final = ("og:title", "twitter:title", "dc.title", "headline", "title")
_AUTHOR: Final = (
    "author", "article:author", "articleauthor", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author",
    "byl", "cxenseparse:author", "article:author_name", "authors", "creator",
)  # fmt: skip
_DESCRIPTION: Final = ("og:description", "description", "twitter:description")
_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "publishdate",
    "parsely-pub-date", "sailthru.date", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date", "pubdate",
    "cxenseparse:recs:publishtime", "publication_date", "publish-date", "published_at", "published", "date",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "last-modified", "dcterms.modified",
)  # fmt: skip
_OUTLET: Final = ("application-name", "twitter:app:name:iphone", "publisher", "dc.publisher")
_SECTION: Final = (
    "article:section", "og:article:section", "section", "cxenseparse:category", "parsely-section", "category",
)  # fmt: skip
_TAGS: Final = ("article:tag", "og:article:tag", "news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_SOURCE: Final = ("source", "dc.source", "news:source", "original-source", "syndication-source", "copyright")
_SOURCE_PROPERTIES: Final = ("sourceOrganization", "provider", "copyrightHolder", "creditText", "publisher")
_TIER: Final = "article:content_tier"
_PAID: Final = {"locked": True, "metered": True, "free": False}
_FREE: Final = "isAccessibleForFree"
_LIVE_TYPE: Final = "LiveBlogPosting"
_LIVE_PROPERTIES: Final = ("liveBlogUpdate", "coverageStartTime")
# What a page that is written while things happen calls itself, and how many times it shows at least.
_LIVE: Final = re.compile(
    r"live ?blog|live ?updates?|live ?ticker|\blive:|as it happened|newsblog|en direct|direct :|en vivo|minuto a minuto"
    r"|diretta|canlı (?:anlatım|blog|yayın)|онлайн-трансляция|текстовая трансляция|تغطية مباشرة|مباشر[:|]",
    re.IGNORECASE,
)
_LIVE_TIMES: Final = 5
_LONGEST_OUTLET: Final = 60
_LONGEST_TAG: Final = 60
_MOST_TAGS: Final = 30


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page tells about its article. Meanings as in `Article`.

    titles: all the spellings of the title on the page. descriptions: what the page says of its article in its head.
    sources: whom the page names as source, publisher or holder of rights.
    """

    title: str | None
    titles: tuple[str, ...]
    authors: tuple[str, ...]
    published: datetime | None
    modified: datetime | None
    canonical_url: str | None
    outlet: str | None
    section: str | None
    tags: tuple[str, ...]
    paywalled: bool | None
    live_blog: bool
    descriptions: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: dict[str, str] = field(default_factory=dict)


def read_metadata(tree: HtmlElement, url: str, latest: datetime | None) -> Metadata:
    """All that the page tells about its article.

    latest: times after this are not believed.
    """
    head = Head.of(tree)
    data = structured_data(head.scripts)
    outlet = _outlet(head, data)
    titles = Titles.of(
        head,
        structured=data.text("headline"),
        meta=next((text for text, _ in head.told(*_TITLE)), None),
        outlet=outlet.value if outlet else None,
        host=urlsplit(url).hostname or "",
    )
    around = _Masthead(head, titles, latest)
    canonical_url = _canonical(head, url)
    modified = _time(head, data, ("dateModified", _MODIFIED), latest)
    told: dict[str, Told[Any] | None] = {
        "title": best_title(titles),
        "authors": _authors(tree, head, data, titles, around),
        "published": _published(tree, head, data, around, url),
        "modified": modified or around.changed(),
        "canonical_url": canonical_url,
        "outlet": outlet,
        "section": _section(head, data),
        "tags": _tags(head, data),
        "paywalled": _paywalled(head, data),
        "live_blog": _live_blog(head, data, titles),
    }
    values = {name: found.value if found else None for name, found in told.items()}
    return Metadata(
        title=values["title"],
        titles=titles.all(),
        authors=values["authors"] or (),
        published=values["published"],
        modified=values["modified"],
        canonical_url=values["canonical_url"],
        outlet=values["outlet"],
        section=values["section"],
        tags=values["tags"] or (),
        paywalled=values["paywalled"],
        live_blog=values["live_blog"] is not None,
        descriptions=tuple(filter(None, (data.text("description"), *(text for text, _ in head.told(*_DESCRIPTION))))),
        sources=_sources(head, data, outlet),
        evidence={name: found.where for name, found in told.items() if found},
    )


class _Masthead:
    """The elements around the headline, gathered when somebody asks."""

    def __init__(self, head: Head, titles: Titles, latest: datetime | None) -> None:
        self._heading = article_heading(head, titles)
        self.latest = latest
        self._elements: list[HtmlElement] | None = None

    def _gathered(self) -> list[HtmlElement]:
        if self._elements is None:
            self._elements = list(masthead(self._heading)) if self._heading is not None else []
        return self._elements

    def names(self) -> Told[tuple[str, ...]] | None:
        found = masthead_names(self._gathered())
        return Told(found, "by-line") if found else None

    def shown(self) -> Told[datetime] | None:
        return self._first(changed=False)

    def changed(self) -> Told[datetime] | None:
        return self._first(changed=True)

    def _first(self, *, changed: bool) -> Told[datetime] | None:
        times = (time for time, of_change in masthead_times(self._gathered(), self.latest) if of_change is changed)
        return next((Told(time, "date line") for time in times), None)


def _authors(
    tree: HtmlElement, head: Head, data: StructuredData, titles: Titles, around: _Masthead
) -> Told[tuple[str, ...]] | None:
    """Whom the page names. A field that holds but the site's own name gives way to a by-line that names others."""
    found = [told for told in (_structured_authors(data), *_meta_authors(head)) if told.value]
    organizations = {key(name) for name in _organizations(data)}
    for told in found:
        others = tuple(name for name in told.value if key(name) not in organizations and not titles.is_site(name))
        if others:
            return Told(others, told.where)
    shown = around.names()
    if shown and not (found and any(map(titles.is_site, shown.value))):
        return shown
    if found:
        return found[0]
    marked = marked_names(tree)
    return Told(marked, "microdata author") if marked else None


def _author_nodes(data: StructuredData) -> list[Any]:
    told = data.node.get("author") or data.node.get("creator")
    return [data.resolve(author) for author in (told if isinstance(told, list) else [told])]


def _organizations(data: StructuredData) -> Iterator[str]:
    """Names of those among the authors that are no persons."""
    for author in _author_nodes(data):
        if isinstance(author, dict) and any("Organization" in type_ for type_ in types(author)):
            yield as_text(author) or ""


def _structured_authors(data: StructuredData) -> Told[tuple[str, ...]]:
    return Told(names(filter(None, map(as_text, _author_nodes(data)))), "JSON-LD author")


def _meta_authors(head: Head) -> Iterator[Told[tuple[str, ...]]]:
    return (Told(names(head.meta[name]), f"meta {name}") for name in _AUTHOR if name in head.meta)


def _published(
    tree: HtmlElement, head: Head, data: StructuredData, around: _Masthead, url: str
) -> Told[datetime] | None:
    latest = around.latest
    told = _time(head, data, ("datePublished", _PUBLISHED), latest)
    if told or (told := around.shown()):
        return told
    if day := url_day(url, latest):
        return Told(day, "URL")
    if day := titled_day(head.title or "", latest):
        return Told(day, "window title")
    return None if around.changed() else _found_in_text(tree, url, latest)


def _found_in_text(tree: HtmlElement, url: str, latest: datetime | None) -> Told[datetime] | None:
    """The day that a page which tells no time at all shows somewhere: the last resort."""
    options: dict[str, Any] = {"url": url or None, "original_date": True, "extensive_search": False}
    found = htmldate.find_date(tree, **options)
    day = read_time(found, latest) if found else None
    return Told(day, "text") if day else None


def _time(
    head: Head, data: StructuredData, names: tuple[str, tuple[str, ...]], latest: datetime | None
) -> Told[datetime] | None:
    """The first time that can be read; one that tells its zone is preferred to one that doesn't."""
    structured, meta = names
    texts = [(data.text(structured) or "", f"JSON-LD {structured}")]
    texts += [(text, f"meta {name}") for text, name in head.told(*meta)]
    read = [(time, has_zone(text), where) for text, where in texts if text and (time := read_time(text, latest))]
    if not read:
        return None
    time, zoned, where = read[0]
    if not zoned:
        same_day = (other for other in read if other[1] and other[0].date() == time.date())
        time, _, where = next(same_day, read[0])
    return Told(time, where)


def _canonical(head: Head, url: str) -> Told[str] | None:
    """Where the page says that it belongs."""
    for told, where in (
        (head.canonical, "canonical link"),
        *((text, "meta og:url") for text, _ in head.told("og:url")),
    ):
        if told:
            try:
                return Told(canonical(urljoin(url, told)), where)
            except (InputError, ValueError):
                continue
    return None


def _outlet(head: Head, data: StructuredData) -> Told[str] | None:
    site = [(text, "meta og:site_name") for text, _ in head.told("og:site_name")]
    publisher = as_text(data.resolve(first(data.node.get("publisher"))))
    rest = [(text, f"meta {name}") for text, name in head.told(*_OUTLET)]
    for name, where in (*site[:1], (publisher, "JSON-LD publisher"), *rest):
        if name and len(name) <= _LONGEST_OUTLET and not re.match(r"https?:|@|©", name):
            return Told(name, where)
    return None


def _sources(head: Head, data: StructuredData, outlet: Told[str] | None) -> tuple[str, ...]:
    structured = (data.text(name) for name in _SOURCE_PROPERTIES)
    told = (*structured, *(text for text, _ in head.told(*_SOURCE)), outlet.value if outlet else None)
    return tuple(dict.fromkeys(filter(None, told)))


def _section(head: Head, data: StructuredData) -> Told[str] | None:
    if told := data.text("articleSection"):
        return Told(told, "JSON-LD articleSection")
    return next((Told(text, f"meta {name}") for text, name in head.told(*_SECTION)), None)


def _tags(head: Head, data: StructuredData) -> Told[tuple[str, ...]] | None:
    """The subjects that the first place which tells any tells."""
    listed = data.node.get("keywords")
    texts = [as_text(data.resolve(item)) for item in (listed if isinstance(listed, list) else [listed])]
    if found := _subjects(filter(None, texts)):
        return Told(found, "JSON-LD keywords")
    fields = (Told(_subjects(head.meta[name]), f"meta {name}") for name in _TAGS if name in head.meta)
    return next((told for told in fields if told.value), None)


def _subjects(texts: Iterable[str]) -> tuple[str, ...]:
    parts = (" ".join(part.split()) for text in texts for part in re.split(r"[,;،、|]", text))
    found = {part.casefold(): part for part in parts if 0 < len(part) <= _LONGEST_TAG}
    return tuple(found.values())[:_MOST_TAGS]


def _paywalled(head: Head, data: StructuredData) -> Told[bool] | None:
    """Whether readers must pay, where the page says so."""
    parts = data.node.get("hasPart")
    nodes = [data.node, *(part for part in (parts if isinstance(parts, list) else [parts]) if isinstance(part, dict))]
    free = [str(node[_FREE]).rsplit("/", 1)[-1].lower() for node in nodes if _FREE in node]
    if "false" in free or "true" in free:
        return Told("false" in free, f"JSON-LD {_FREE}")
    tiers = (_PAID.get(tier.lower()) for tier, _ in head.told(_TIER))
    return next((Told(paid, f"meta {_TIER}") for paid in tiers if paid is not None), None)


def _live_blog(head: Head, data: StructuredData, titles: Titles) -> Told[bool] | None:
    """Whether the page is written on while things happen: by its type, or by its title and many times of day."""
    if _LIVE_TYPE in types(data.node):
        return Told(value=True, where=f"JSON-LD {_LIVE_TYPE}")
    for name in _LIVE_PROPERTIES:
        if data.node.get(name):
            return Told(value=True, where=f"JSON-LD {name}")
    if len(head.times) >= _LIVE_TIMES and any(map(_LIVE.search, titles.all())):
        return Told(value=True, where="title and times")
    return None

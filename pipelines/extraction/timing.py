"""When an article was published and changed: JSON-LD first, then meta elements, then what the page shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import htmldate
from lxml.html import HtmlElement

from pipelines.extraction.dates import has_zone, read_time
from pipelines.extraction.head import Head
from pipelines.extraction.masthead import Masthead
from pipelines.extraction.shown_dates import titled_day, url_day
from pipelines.extraction.structured import StructuredData
from pipelines.extraction.told import Told

_PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished", "publishdate",
    "parsely-pub-date", "sailthru.date", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date", "pubdate",
    "cxenseparse:recs:publishtime", "publication_date", "publish-date", "published_at", "published", "date",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "last-modified", "dcterms.modified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clocks:
    """Where a page may tell its times.

    url: the page's, "" if unknown. latest: times after this are not believed.
    """

    tree: HtmlElement
    head: Head
    data: StructuredData
    masthead: Masthead
    url: str
    latest: datetime | None

    def published(self) -> Told[datetime] | None:
        """When the article was published; unknown where the page tells only when it was changed."""
        told = self._told("datePublished", _PUBLISHED) or self.masthead.published() or self._aside()
        return told or (None if self.modified() else self._in_text())

    def modified(self) -> Told[datetime] | None:
        """When it was last changed."""
        return self._told("dateModified", _MODIFIED) or self.masthead.modified()

    def _told(self, structured: str, meta: tuple[str, ...]) -> Told[datetime] | None:
        """The first time that programs can read; one that tells its zone is preferred to the same day without."""
        texts = [(self.data.text(structured) or "", f"JSON-LD {structured}")]
        texts += [(text, f"meta {name}") for text, name in self.head.told(*meta)]
        read = [
            (time, has_zone(text), where) for text, where in texts if text and (time := read_time(text, self.latest))
        ]
        if not read:
            return None
        time, zoned, where = read[0]
        if not zoned:
            same_day = (other for other in read if other[1] and other[0].date() == time.date())
            time, _, where = next(same_day, read[0])
        return Told(time, where)

    def _aside(self) -> Told[datetime] | None:
        """The day in the page's address or at the end of its window's title."""
        if day := url_day(self.url, self.latest):
            return Told(day, "URL")
        day = titled_day(self.head.title or "", self.latest)
        return Told(day, "window title") if day else None

    def _in_text(self) -> Told[datetime] | None:
        """The day that a page which tells no time at all shows somewhere: the last resort."""
        options: dict[str, Any] = {"url": self.url or None, "original_date": True, "extensive_search": False}
        found = htmldate.find_date(self.tree, **options)
        day = read_time(found, self.latest) if found else None
        return Told(day, "text") if day else None

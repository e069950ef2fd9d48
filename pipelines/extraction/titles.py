"""The title of an article without the name of its site and without kicker."""

import re
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from pipelines.extraction.folding import key

_SEPARATOR: Final = re.compile(r"\s+(?:[|\-–—·•:»«/]|::)\s+|\s*[|»]\s*")
# What is longer is no title; and a page has few headings of the first level.
_LONGEST: Final = 500
_HEADINGS: Final = 5


@dataclass(frozen=True, slots=True)
class Titles:
    """Where a page writes its title; None or empty where it doesn't.

    structured: JSON-LD's headline. meta: og:title and its like. element: <title>. headings: the <h1>.
    """

    structured: str | None
    meta: str | None
    element: str | None
    headings: tuple[str, ...]
    outlet: str | None

    @classmethod
    def of(cls, tree: HtmlElement, *, structured: str | None, meta: str | None, outlet: str | None) -> "Titles":
        """Gathered from the page."""
        element = tree.find(".//head/title")
        in_head = _fitting(element.text_content()) if element is not None else None
        # Old sites begin their headlines at the second level; one that stands alone is the headline's.
        levels = list(tree.iter("h1")) or _alone(list(tree.iter("h2")))
        headings = tuple(text for heading in levels[:_HEADINGS] if (text := _fitting(heading.text_content())))
        return cls(_fitting(structured), _fitting(meta), in_head, headings, outlet)

    def all(self) -> tuple[str, ...]:
        """Every spelling, once."""
        told = (self.structured, self.meta, self.element, *self.headings)
        return tuple(dict.fromkeys(title for title in told if title))


def _fitting(text: str | None) -> str | None:
    """The text on one line, if it can be a title at all."""
    line = " ".join((text or "").split())
    return line if 0 < len(line) <= _LONGEST else None


def _alone(headings: list[HtmlElement]) -> list[HtmlElement]:
    return headings if len(headings) == 1 else []


def best_title(titles: Titles) -> str | None:
    """The title that most places on the page agree on; of equals JSON-LD's, then the heading's.

    Sites write other headlines for search engines and social networks than for readers, each in another place.
    """
    told = (titles.structured, *titles.headings[:1], titles.meta, titles.element)
    candidates = [_without_site(title, titles) for title in told if title]
    return max(candidates, key=lambda title: _votes(title, titles), default=None)


def _votes(title: str, titles: Titles) -> int:
    """How many places have this title; in <title> the site's name may follow."""
    wanted = key(title)
    fields = [key(_without_site(told, titles)) for told in (titles.structured, titles.meta) if told]
    element = key(titles.element or "")
    return (
        fields.count(wanted)
        + (wanted in map(key, titles.headings))
        + (element == wanted or element.startswith(f"{wanted} "))
    )


def _without_site(title: str, titles: Titles) -> str:
    """The title without a last part that is the outlet's name, or a part that the page's heading doesn't have."""
    parts = _SEPARATOR.split(title)
    if len(parts) == 1:
        return title
    behind_site = title[len(parts[0]) :].lstrip(" |-–—·•:»«/")
    if behind_site in titles.headings:
        return behind_site
    head = title[: title.rindex(parts[-1])].rstrip(" |-–—·•:»«/")
    tail = parts[-1].casefold()
    known = titles.outlet is not None and tail in (titles.outlet.casefold(), f"{titles.outlet.casefold()}.com")
    return head if known or head in titles.headings else title

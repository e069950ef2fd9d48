"""The title of an article without the name of its site and without kicker."""

import re
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

_SEPARATOR: Final = re.compile(r"\s+(?:[|\-–—·•:»«/]|::)\s+|\s*[|»]\s*")


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
        text = " ".join(element.text_content().split()) if element is not None else ""
        # Old sites begin their headlines at the second level; one that stands alone is the headline's.
        levels = list(tree.iter("h1")) or _alone(list(tree.iter("h2")))
        headings = (" ".join(heading.text_content().split()) for heading in levels)
        return cls(structured, meta, text or None, tuple(heading for heading in headings if heading)[:5], outlet)

    def all(self) -> tuple[str, ...]:
        """Every spelling, once."""
        told = (self.structured, self.meta, self.element, *self.headings)
        return tuple(dict.fromkeys(title for title in told if title))


def _alone(headings: list[HtmlElement]) -> list[HtmlElement]:
    return headings if len(headings) == 1 else []


def best_title(titles: Titles) -> str | None:
    """The title as readers know it."""
    for told in (titles.structured, titles.meta):
        if told:
            return _without_site(told, titles)
    if titles.element:
        stripped = _without_site(titles.element, titles)
        return next((heading for heading in titles.headings if heading == stripped), stripped)
    return titles.headings[0] if titles.headings else None


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

"""What a page tells of itself beside its text, gathered in one walk over its tree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

_GATHERED: Final = ("meta", "link", "script", "title", "h1", "h2", "time")
_NAMED_BY: Final = ("property", "name", "itemprop")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands in a page's head, and the elements of its body that tell of the article.

    meta: contents of the meta elements by lower-case property, name and itemprop, in the page's order.
    canonical: the canonical link as written. title: of the window. scripts: sources of JSON-LD.
    headings: of the first level, or those of the second that are headlines. times: the <time> elements.
    """

    meta: dict[str, list[str]]
    canonical: str | None
    title: str | None
    scripts: tuple[str, ...]
    headings: tuple[HtmlElement, ...]
    times: tuple[HtmlElement, ...]

    @classmethod
    def of(cls, tree: HtmlElement) -> "Head":
        """Gathered from the page."""
        found: dict[str, list[HtmlElement]] = {tag: [] for tag in _GATHERED}
        for element in tree.iter(*_GATHERED):
            found[element.tag].append(element)
        scripts = (script for script in found["script"] if _is_structured(script))
        # A drawing has a title too.
        title = next((shown_line(title) for title in found["title"] if parent_tag(title) != "svg"), None)
        return cls(
            meta=_by_name(found["meta"]),
            canonical=_canonical(found["link"]),
            title=title,
            scripts=tuple(script.text or "" for script in scripts),
            headings=tuple(found["h1"] or _headlines(found["h2"], title or "")),
            times=tuple(found["time"]),
        )

    def told(self, *names: str) -> Iterator[tuple[str, str]]:
        """What the meta elements of these names hold, each with its name, in the order of the names."""
        for name in names:
            for content in self.meta.get(name, ()):
                yield content, name


def shown_line(element: HtmlElement) -> str | None:
    """An element's text with single spaces, None where it has none."""
    return " ".join(element.text_content().split()) or None


def _headlines(headings: list[HtmlElement], title: str) -> list[HtmlElement]:
    """Headings of the second level that are headlines, as on old sites: one alone, or as the window's title begins."""
    return headings if len(headings) == 1 else [each for each in headings if title.startswith(shown_line(each) or "\n")]


def _by_name(elements: list[HtmlElement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        content = " ".join((element.get("content") or "").split())
        names = dict.fromkeys(name.strip().lower() for attribute in _NAMED_BY if (name := element.get(attribute)))
        for name in names if content else ():
            found.setdefault(name, []).append(content)
    return found


def _is_structured(script: HtmlElement) -> bool:
    return (script.get("type") or "").strip().lower().startswith("application/ld+json")


def _canonical(links: list[HtmlElement]) -> str | None:
    told = (link.get("href") for link in links if (link.get("rel") or "").lower() == "canonical")
    return next((href.strip() for href in told if href), None)


def parent_tag(element: HtmlElement) -> str | None:
    """The name of the element that an element stands in."""
    parent = element.getparent()
    return None if parent is None else parent.tag

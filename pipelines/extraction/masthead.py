"""The masthead: the elements around a headline, in which by-line and date stand."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from lxml.etree import Element
from lxml.html import HtmlElement

from pipelines.extraction.bylines import masthead_names
from pipelines.extraction.shown_dates import masthead_times
from pipelines.extraction.told import Told

# So many elements behind the headline and before it.
_BEHIND: Final = 120
_BEFORE: Final = 50
# A paragraph of so many characters belongs to the text; the masthead ends with the third.
_PARAGRAPH: Final = 180
_PARAGRAPHS: Final = 3


class Masthead:
    """What stands around the headline, gathered when somebody asks.

    heading: the headline's element, None where the page has none. latest: times after this are not believed.
    """

    def __init__(self, heading: HtmlElement | None, latest: datetime | None) -> None:
        self._heading = heading
        self._latest = latest
        self._elements: list[HtmlElement] | None = None

    def _gathered(self) -> list[HtmlElement]:
        if self._elements is None:
            self._elements = list(_around(self._heading)) if self._heading is not None else []
        return self._elements

    def names(self) -> Told[tuple[str, ...]] | None:
        """The names in its by-line."""
        found = masthead_names(self._gathered())
        return Told(found, "by-line") if found else None

    def published(self) -> Told[datetime] | None:
        """The first time that it shows, changes aside."""
        return self._first(changed=False)

    def modified(self) -> Told[datetime] | None:
        """The first time that it calls that of a change."""
        return self._first(changed=True)

    def _first(self, *, changed: bool) -> Told[datetime] | None:
        times = (time for time, of_change in masthead_times(self._gathered(), self._latest) if of_change is changed)
        return next((Told(time, "date line") for time in times), None)


def _around(heading: HtmlElement) -> Iterator[HtmlElement]:
    """The elements behind a headline, then those before it."""
    paragraphs = 0
    for number, element in enumerate(_following(heading)):
        paragraphs += element.tag == "p" and len(element.text_content()) >= _PARAGRAPH
        if number == _BEHIND or paragraphs == _PARAGRAPHS:
            break
        yield element
    for number, element in enumerate(_preceding(heading)):
        if number == _BEFORE:
            return
        yield element


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    node: HtmlElement | None = element
    while node is not None:
        for sibling in node.itersiblings(Element):
            yield from sibling.iter(Element)
        node = node.getparent()


def _preceding(element: HtmlElement) -> Iterator[HtmlElement]:
    """Nearest siblings first, each in the page's order."""
    node: HtmlElement | None = element
    while node is not None and node.tag != "body":
        for sibling in node.itersiblings(Element, preceding=True):
            yield from sibling.iter(Element)
        node = node.getparent()

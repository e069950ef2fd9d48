"""Where on a page its article stands: the smallest element around the paragraphs that an engine found.

An engine goes by names of classes and by the density of links. The paragraphs it agrees on tell the place better than
either: nearly all stand together, and what is brought from elsewhere on the page (teasers below the text, a box about
the author, terms) does not. The place also shows what was missed there: lists, headings, a second half.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

_NO_LETTERS: Final = re.compile(r"[\W_]+")
# A shorter paragraph may stand anywhere on a page again.
_TELLING: Final = 20
_PARAGRAPH: Final = 60
# Of the letters that the engine found, at least so many must be found in paragraphs, and stand in the frame.
_UNDERSTOOD: Final = 0.5
_TOGETHER: Final = 0.75
# A paragraph with more of its letters in links is a list of links.
_LINKED: Final = 0.4
# Paragraphs that were missed widen a frame if they are at least this share of what was found.
_MISSED: Final = 0.1
_WIDENED: Final = 0.9
# Of all paragraphs on a page, where the engine found next to nothing.
_BUSIEST: Final = 0.6
_NEVER_ALONE: Final = frozenset({"ul", "ol", "li", "table", "tbody", "tr", "blockquote"})
_ASIDE: Final = frozenset({"nav", "footer", "form", "figure", "dialog"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The element that an article stands in.

    text: its letters alone. widened: whether it holds paragraphs like those of the article that the engine missed.
    """

    element: HtmlElement
    text: str
    widened: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or item with the number of its letters."""

    element: HtmlElement
    letters: int


def letters(text: str) -> str:
    """The letters and digits of a text, without space and signs: what is the same however a page is rendered."""
    return _NO_LETTERS.sub("", text)


def frame_of(tree: HtmlElement, lines: Iterable[str]) -> Frame | None:
    """The frame of the article that these lines were found of; None where no element can be told to be it."""
    text = "".join(map(letters, lines))
    found: list[Paragraph] = []
    others: list[Paragraph] = []
    for element in _paragraphs(tree):
        words = letters(element.text_content())
        if len(words) >= _TELLING and not _is_linked(element):
            (found if words in text else others).append(Paragraph(element, len(words)))
    if _size(found) <= _UNDERSTOOD * len(text):
        return None
    missed = _alike(found, others)
    element = _around([*found, *missed], _WIDENED) if missed else None
    widened = element is not None and _is_one_article(element)
    if not widened:
        element = _around(found, _TOGETHER)
    while element is not None and element.tag in _NEVER_ALONE:
        element = element.getparent()
    if element is None or element.tag in ("html", "body"):
        return None
    return Frame(element, letters(element.text_content()), widened)


def busiest(tree: HtmlElement) -> HtmlElement | None:
    """The element with most of the page's paragraphs, for pages whose article no engine finds."""
    paragraphs = [
        Paragraph(element, len(element.text_content()))
        for element in tree.iter("p")
        if not _is_linked(element) and not any(ancestor.tag in _ASIDE for ancestor in element.iterancestors())
    ]
    return _around(paragraphs, _BUSIEST)


def _paragraphs(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Paragraphs and the items of lists, unless paragraphs stand in them."""
    return (element for element in tree.iter("p", "li") if element.tag == "p" or element.find(".//p") is None)


def _size(paragraphs: Iterable[Paragraph]) -> int:
    return sum(paragraph.letters for paragraph in paragraphs)


def _around(paragraphs: list[Paragraph], share: float) -> HtmlElement | None:
    """The smallest element around this share of the paragraphs, by their letters."""
    held: dict[HtmlElement, int] = {}
    for paragraph in paragraphs:
        for ancestor in paragraph.element.iterancestors():
            held[ancestor] = held.get(ancestor, 0) + paragraph.letters
    needed = share * _size(paragraphs)
    # Ancestors come innermost first, so that of two that hold the same the inner one is met first.
    return min((element for element, size in held.items() if size >= needed), key=held.__getitem__, default=None)


def _alike(found: list[Paragraph], others: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that the engine missed though they are marked up as most of those that it found.

    None where they are few, or where the engine's are of many kinds.
    """
    kinds: dict[tuple[str | None, ...], int] = {}
    for paragraph in found:
        if paragraph.element.tag == "p":
            kind = _kind(paragraph.element)
            kinds[kind] = kinds.get(kind, 0) + paragraph.letters
    usual = max(kinds, key=kinds.__getitem__, default=None)
    if usual is None or kinds[usual] < _UNDERSTOOD * _size(found):
        return []
    missed = [other for other in others if other.letters >= _PARAGRAPH and _kind(other.element) == usual]
    return missed if _size(missed) > _MISSED * _size(found) else []


def _kind(element: HtmlElement) -> tuple[str | None, ...]:
    """Tag and class of a paragraph and of the two elements around it."""
    around = [element, *element.iterancestors()][:3]
    return tuple(name for part in around for name in (part.tag, part.get("class")))


def _is_linked(element: HtmlElement) -> bool:
    """Whether it is a link, or several, rather than prose."""
    return sum(len(link.text_content()) for link in element.iter("a")) > _LINKED * len(element.text_content())


def _is_one_article(element: HtmlElement) -> bool:
    """Whether an element is no row of articles, as pages have that load the next one below."""
    articles = [part for part in element.iter("article") if part is not element and part.find(".//p") is not None]
    return max(len(articles), sum(1 for _ in element.iter("h1"))) <= 1

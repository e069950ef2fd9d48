"""Where on a page its article stands: the smallest element around the paragraphs that an engine found.

An engine goes by names of classes and by the density of links. The paragraphs it agrees on tell the place better than
either: nearly all stand together, and what is brought from elsewhere on the page (teasers below the text, a box about
the author, terms) does not. The place also shows what was missed there: lists, headings, a second half.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

_NO_LETTERS: Final = re.compile(r"[\W_]+")
# Taken out of a text of ASCII at a tenth of the time.
_ASCII_SIGNS: Final = {sign: None for sign in range(128) if not chr(sign).isalnum()}
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
    """A paragraph, or an item of a list in which no paragraphs stand, with its letters alone."""

    element: HtmlElement
    letters: str

    @property
    def is_item(self) -> bool:
        """Whether it stands in a list."""
        return bool(self.element.tag == "li")


def letters(text: str) -> str:
    """The letters and digits of a text, without space and signs: what is the same however a page is rendered."""
    return text.translate(_ASCII_SIGNS) if text.isascii() else _NO_LETTERS.sub("", text)


def prose(tree: HtmlElement) -> list[Paragraph]:
    """The page's paragraphs and items that are long enough to be told again, and no links."""
    found = []
    for element in tree.iter("p", "li"):
        if element.tag == "p" or next(element.iter("p"), None) is None:
            words = letters(element.text_content())
            if len(words) >= _TELLING and not _is_linked(element, len(words)):
                found.append(Paragraph(element, words))
    return found


def size(paragraphs: Iterable[Paragraph]) -> int:
    """Letters in paragraphs."""
    return sum(len(paragraph.letters) for paragraph in paragraphs)


def frame_of(paragraphs: list[Paragraph], lines: list[str]) -> Frame | None:
    """The frame of the article that was found on a page; None where no element can be told to be it.

    paragraphs: the page's. lines: the letters of each line that the engine found.
    """
    found: list[Paragraph] = []
    others: list[Paragraph] = []
    # Most paragraphs are a line as they stand; to look through the text for each takes long on long pages.
    whole, text = frozenset(lines), "".join(lines)
    for paragraph in paragraphs:
        (found if paragraph.letters in whole or paragraph.letters in text else others).append(paragraph)
    if size(found) <= _UNDERSTOOD * len(text):
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


def busiest(paragraphs: Iterable[Paragraph]) -> HtmlElement | None:
    """The element with most of a page's paragraphs, for pages whose article no engine finds."""
    return _around(
        [
            paragraph
            for paragraph in paragraphs
            if not paragraph.is_item and not any(around.tag in _ASIDE for around in paragraph.element.iterancestors())
        ],
        _BUSIEST,
    )


def _around(paragraphs: list[Paragraph], share: float) -> HtmlElement | None:
    """The smallest element around this share of the paragraphs, by their letters."""
    parents: Counter[HtmlElement] = Counter()
    for paragraph in paragraphs:
        parents[paragraph.element.getparent()] += len(paragraph.letters)
    held: Counter[HtmlElement] = Counter()
    for parent, count in parents.items():
        for element in (parent, *parent.iterancestors()):
            held[element] += count
    needed = share * size(paragraphs)
    # They come innermost first, so that of two that hold the same the inner one is met first.
    return min((element for element in held if held[element] >= needed), key=held.__getitem__, default=None)


def _alike(found: list[Paragraph], others: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs that the engine missed though they are marked up as most of those that it found.

    None where they are few, or where the engine's are of many kinds.
    """
    kinds: Counter[tuple[str | None, ...]] = Counter()
    for paragraph in found:
        if not paragraph.is_item:
            kinds[_kind(paragraph.element)] += len(paragraph.letters)
    usual = max(kinds, key=kinds.__getitem__, default=None)
    if usual is None or kinds[usual] < _UNDERSTOOD * size(found):
        return []
    missed = [other for other in others if len(other.letters) >= _PARAGRAPH and _kind(other.element) == usual]
    return missed if size(missed) > _MISSED * size(found) else []


def _kind(element: HtmlElement) -> tuple[str | None, ...]:
    """Tag and class of a paragraph and of the two elements around it."""
    around = [element, *islice(element.iterancestors(), 2)]
    return tuple(name for part in around for name in (part.tag, part.get("class")))


def _is_linked(element: HtmlElement, size: int) -> bool:
    """Whether it is a link, or several, rather than prose."""
    return sum(len(letters(link.text_content())) for link in element.iter("a")) > _LINKED * size


def _is_one_article(element: HtmlElement) -> bool:
    """Whether an element is no row of articles, as pages have that load the next one below."""
    articles = [part for part in element.iter("article") if part is not element and part.find(".//p") is not None]
    return max(len(articles), sum(1 for _ in element.iter("h1"))) <= 1

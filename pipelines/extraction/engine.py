"""The text of an article: trafilatura (Barbaresi, ACL 2021) as the engine, on one tree that is parsed once.

Its fast mode does without the comparison with other extractors, a third of the time. It is taken where it found most
of what the page's paragraphs hold; else the default mode runs on the same tree. Then the paragraphs it found tell where
the article stands (see `frame`): what the engine brought from below that place is left out, and where the place holds
more than the engine found, the engine reads it once more, told that this is the article.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

import trafilatura
from lxml.etree import ElementDefaultClassLookup, ParserError, strip_elements
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import Extractor

from pipelines.errors import ExtractionError
from pipelines.extraction.frame import Frame, busiest, frame_of, letters, prose, size
from pipelines.extraction.layout import unwrap_layout_tables
from pipelines.extraction.structured import structured_data

# Ten times the largest of some thousand article pages; the engine's time grows faster than the page.
_MOST_ELEMENTS: Final = 50_000
# What no XML may hold, and ends of the page that a page may have too early.
_CONTROLS: Final = bytes({*range(32)} - set(b"\t\n\r"))
_NO_CHARACTERS: Final = ("\ufffe", "\uffff")
_ENDS: Final = re.compile(rb"</(?:body|html|BODY|HTML)>")
_TEXTLESS: Final = (
    "style", "svg", "link", "meta", "script", "noscript", "iframe", "video", "audio", "canvas", "picture", "img",
    "source", "template",
)  # fmt: skip
_AROUND: Final = ("nav", "footer", "aside", "form", "button", "select", "textarea")
_ARTICLE: Final = ("h1", "article", "main", "p")
# Places for advertisements and icons; the engine counts links and items, empty or not.
_OFTEN_EMPTY: Final = ("div", "section", "span", "i")
# A shorter text of the fast mode is not believed.
_FAST_ENOUGH: Final = 500
# Nor one that holds less than this share of the page's paragraphs.
_FAST_SHARE: Final = 0.25
# Below this share of it, the default mode has missed the article, too.
_FOUND_SHARE: Final = 0.12
# So many letters in a frame may go unread (credits, captions), and this share of it: to read again takes time.
_UNREAD: Final = 120
_UNREAD_SHARE: Final = 0.08
# A frame that holds so many times what the engine found is not this article's alone; a widened one may hold more.
_MOST_GROWTH: Final = 2
_MOST_WIDENED: Final = 4
_EMPTY_PAGE: Final = "<html><head></head><body></body></html>"


_FAST: Final = Extractor(output_format="python", fast=True, comments=False)
_DEFAULT: Final = Extractor(output_format="python", comments=False)


def _parser() -> HTMLParser:
    """A parser as the engine's own, but for the class of elements: lxml.html looks it up in Python for each."""
    parser = HTMLParser(collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))
    return parser


_PARSER: Final = _parser()


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text as the engine gives it.

    lines: its paragraphs. outside: what the engine found, too, but not where the article stands.
    """

    lines: list[str]
    outside: list[str]


def parse(html: str) -> HtmlElement | None:
    """The page's tree without tables that only lay it out, None where there is no text in it.

    Raises ExtractionError for a page of more elements than any article has.
    """
    if not any(map(str.isalpha, html)):
        return None
    try:
        tree: HtmlElement = document_fromstring(_mended(html), parser=_PARSER)
    except ParserError:
        return None
    if tree.xpath("count(//*)") > _MOST_ELEMENTS:
        raise ExtractionError(f"The page has more than {_MOST_ELEMENTS:,} elements; no article is that large.")
    unwrap_layout_tables(tree)
    return tree


def _mended(html: str) -> bytes:
    """The page in UTF-8 as the parser can take it: content behind a misplaced end is shown by browsers, too."""
    for character in _NO_CHARACTERS:
        html = html.replace(character, "")
    return _ENDS.sub(b"", html.encode(errors="replace").translate(None, _CONTROLS))


def read_body(tree: HtmlElement) -> Body:
    """The page's article, without lines if it has none.

    Takes out of the tree what holds no text; whoever reads metadata reads it before.
    """
    scripts = [script.text for script in tree.iter("script") if "articleBody" in (script.text or "")]
    _strip(tree)
    paragraphs = prose(tree)
    there = size(paragraph for paragraph in paragraphs if not paragraph.is_item)
    text = _run(tree, fast=True)
    if len(text) < max(_FAST_ENOUGH, _FAST_SHARE * there):
        text = _run(tree, fast=False)
    if len(text) < _FOUND_SHARE * there and (missed := busiest(paragraphs)) is not None:
        text = max(text, _read(missed), key=len)
    lines = _lines(text)
    if len(text) < _FAST_ENOUGH and len(told := _told(scripts)) > len(text):
        return Body(_lines(told), [])
    words = list(map(letters, lines))
    frame = frame_of(paragraphs, words)
    return Body(lines, []) if frame is None else _framed(frame, lines, words)


def _strip(tree: HtmlElement) -> None:
    """Take out, in place, what the engine would copy several times and drop: half of most pages."""
    strip_elements(tree, *_TEXTLESS, with_tail=False)
    for element in [element for element in tree.iter(*_AROUND) if next(element.iter(*_ARTICLE), None) is None]:
        if element.getparent() is not None:
            element.drop_tree()
    # Innermost first, so that what holds only empty elements is empty, too.
    for element in reversed(list(tree.iter(*_OFTEN_EMPTY))):
        if len(element) == 0 and not element.text:
            element.drop_tree()


def _run(tree: HtmlElement, *, fast: bool) -> str:
    document = trafilatura.bare_extraction(tree, options=_FAST if fast else _DEFAULT)
    # It returns a dict only where one is asked for.
    return "" if document is None or isinstance(document, dict) else document.text or ""


def _read(element: HtmlElement) -> str:
    """What the engine finds in an element that it is told to be the article."""
    copied = deepcopy(element)
    copied.tail = None
    copied.tag = "div"
    copied.set("itemprop", "articleBody")
    page: HtmlElement = document_fromstring(_EMPTY_PAGE, parser=_PARSER)
    page.body.append(copied)
    return _run(page, fast=True)


def _framed(frame: Frame, lines: list[str], words: list[str]) -> Body:
    """The article in its frame, behind the lines that the engine found above it.

    words: the letters of each line.
    """
    held = [line in frame.text for line in words]
    if True not in held:
        return Body(lines, [])
    found = sum(len(line) for line, inside in zip(words, held, strict=True) if inside)
    if len(frame.text) - found <= max(_UNREAD, _UNREAD_SHARE * len(frame.text)):
        below = len(held) - held[::-1].index(True)
        return Body(lines[:below], lines[below:])
    inner = _lines(_read(frame.element))
    inner_words = list(map(letters, inner))
    if not found / 2 <= sum(map(len, inner_words)) <= found * (_MOST_WIDENED if frame.widened else _MOST_GROWTH):
        return Body(lines, [])
    above = held.index(True)
    kept = {*words[:above], *inner_words}
    return Body(lines[:above] + inner, [line for line, word in zip(lines, words, strict=True) if word not in kept])


def _told(scripts: list[str]) -> str:
    """The article's text as the page's JSON-LD tells it, for pages that are put together in the browser."""
    body = structured_data(scripts).node.get("articleBody")
    return body if isinstance(body, str) else ""


def _lines(text: str) -> list[str]:
    return [line for raw in text.split("\n") if (line := raw.strip())]

"""The text of an article: trafilatura (Barbaresi, ACL 2021) as the engine, run once where once is enough.

Its fast mode does without the comparison with other extractors, a third of the time. It is taken where it found most
of what the page's paragraphs hold; else the default mode runs on the same tree.
"""

from itertools import islice
from typing import Final

import trafilatura
from lxml.etree import ElementDefaultClassLookup, strip_elements
from lxml.html import HtmlElement
from trafilatura.utils import HTML_PARSER

from pipelines.errors import ExtractionError
from pipelines.extraction.layout import unwrap_layout_tables

# lxml.html looks a class up in Python for every element; trafilatura needs none but the common one.
HTML_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement))

# Ten times the largest of some thousand article pages; the engine's time grows faster than the page.
_MOST_ELEMENTS: Final = 50_000
_TEXTLESS: Final = ("style", "svg", "link", "meta")
# A shorter text of the fast mode is not believed.
_FAST_ENOUGH: Final = 500
# Nor one that holds less than this share of the text in <p>.
_FAST_SHARE: Final = 0.5


def parse(html: str) -> HtmlElement | None:
    """The page's tree without tables that only lay it out, None where there is no HTML in it.

    Raises ExtractionError for a page of more elements than any article has.
    """
    tree: HtmlElement | None = trafilatura.load_html(html)
    if tree is None and any(map(str.isalpha, html)):
        # It takes a fragment, or text that is served as a page, for no HTML; a browser would show it.
        tree = trafilatura.load_html(f"<html>{html}")
    if tree is not None:
        if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
            raise ExtractionError(f"The page has more than {_MOST_ELEMENTS:,} elements; no article is that large.")
        unwrap_layout_tables(tree)
    return tree


def article_lines(tree: HtmlElement) -> list[str]:
    """Paragraphs of the page's article, none if it has no article.

    Takes out of the tree what holds no text; whoever reads metadata reads it before.
    """
    # The engine copies the tree several times, and a fifth of most pages is none of its business.
    strip_elements(tree, *_TEXTLESS, with_tail=False)
    text = _run(tree, fast=True)
    if len(text) < _FAST_ENOUGH or len(text) < _FAST_SHARE * _paragraph_text(tree):
        text = _run(tree, fast=False)
    return [line for raw in text.split("\n") if (line := raw.strip())]


def _run(tree: HtmlElement, *, fast: bool) -> str:
    document = trafilatura.bare_extraction(tree, fast=fast, include_comments=False)
    # It returns a dict only where one is asked for.
    return "" if document is None or isinstance(document, dict) else document.text or ""


def _paragraph_text(tree: HtmlElement) -> int:
    """Characters in the page's paragraphs."""
    return sum(len(paragraph.text_content()) for paragraph in tree.iter("p"))

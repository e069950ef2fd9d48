"""The standfirst: the sentence or two between headline and text that many newsrooms put what is new into.

It stands in the page's head, outside of what an engine takes for the body, and the page repeats it in its description.
So a description that is also to be read on the page, and not in the text, is the standfirst.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from pipelines.extraction.folding import fold, key

_TAGS: Final = ("p", "h2", "h3", "h4", "div", "span", "strong")
# Descriptions that are shorter are slogans, longer standfirsts are texts.
_SHORTEST: Final = 40
_LONGEST: Final = 700
# Descriptions are often cut; so much of one must be found, in characters of its words.
_START: Final = 60
# A page has few; each may take a walk over all of it.
_MOST: Final = 8
# So many first words of a description are looked for on the page.
_OPENING: Final = 3
# Space and signs before the first word.
_INDENT: Final = 80
_ASIDE: Final = frozenset({"nav", "footer", "aside", "figure", "figcaption", "li", "a", "button", "form"})


def standfirst(tree: HtmlElement, descriptions: Iterable[str], titles: Iterable[str], text: str) -> str | None:
    """The standfirst as it is to be read on the page; None where it has none or the text holds it.

    descriptions: what the page says of its article. titles: spellings of the title, which descriptions may repeat.
    """
    spellings, shown = {key(title) for title in titles}, tree.text_content()
    for description in islice(dict.fromkeys(descriptions), _MOST):
        # Most are the text's own first words, or nowhere on the page: seen without folding all of it.
        if len(description) < _SHORTEST or description[:_START] in text or _opening(description) not in shown:
            continue
        words = key(description)
        if words[:_START] not in key(text) and words not in spellings and (found := _on_page(tree, words)) is not None:
            return found
    return None


def _opening(text: str) -> str:
    return " ".join(text.split(maxsplit=_OPENING)[:_OPENING])


def _on_page(tree: HtmlElement, words: str) -> str | None:
    """The text of the element that says these words and little more."""
    start = words[:_START]
    first = start.split(" ", 1)[0]
    reach = len(first) + _INDENT
    for element in tree.iter(*_TAGS):
        opening = element.text
        if not opening or first not in fold(opening[:reach]):
            continue
        text = " ".join(element.text_content().split())
        if len(text) <= _LONGEST and key(text).startswith(start) and not _is_aside(element):
            return text
    return None


def _is_aside(element: HtmlElement) -> bool:
    return any(ancestor.tag in _ASIDE for ancestor in element.iterancestors())

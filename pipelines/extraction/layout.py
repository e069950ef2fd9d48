"""Tables that lay out a page, as sites of the 2000s do, told from tables that hold data.

The engine keeps a table as rows of cells; of a page that is one table it makes three lines, article, menu and footer in
one. Such tables become plain blocks before the engine sees them.
"""

from typing import Final

from lxml.html import HtmlElement

_PARAGRAPH: Final = 80
_TABLE_TAGS: Final = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def unwrap_layout_tables(tree: HtmlElement) -> None:
    """Rename, in place, the parts of every table in whose cells whole articles stand."""
    for table in [table for table in tree.iter("table") if _lays_out(table)]:
        for element in [element for element in table.iter(*_TABLE_TAGS) if _table_of(element) is table]:
            element.tag = "div"


def _lays_out(table: HtmlElement) -> bool:
    """Whether one of its own cells holds a headline with a paragraph, or several paragraphs."""
    return any(_table_of(cell) is table and _holds_article(cell) for cell in table.iter("td"))


def _holds_article(cell: HtmlElement) -> bool:
    paragraphs = sum(len(paragraph.text_content()) >= _PARAGRAPH for paragraph in cell.iter("p"))
    headlines = next(cell.iter("h1", "h2"), None) is not None
    return paragraphs > 1 or (headlines and paragraphs == 1)


def _table_of(element: HtmlElement) -> HtmlElement | None:
    return element if element.tag == "table" else next(element.iterancestors("table"), None)

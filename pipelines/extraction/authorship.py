"""Who wrote an article: JSON-LD first, then meta elements, the by-line, and what microdata call an author."""

from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement

from pipelines.extraction.authors import names
from pipelines.extraction.bylines import marked_names
from pipelines.extraction.folding import key
from pipelines.extraction.head import Head
from pipelines.extraction.masthead import Masthead
from pipelines.extraction.structured import StructuredData, as_text, types
from pipelines.extraction.titles import Titles
from pipelines.extraction.told import Told

_FIELDS: Final = (
    "author", "article:author", "articleauthor", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author",
    "byl", "cxenseparse:author", "article:author_name", "authors", "creator",
)  # fmt: skip


def authors_of(
    tree: HtmlElement, head: Head, data: StructuredData, titles: Titles, masthead: Masthead
) -> Told[tuple[str, ...]] | None:
    """Whom the page names. A field that holds but the site's own name gives way to a by-line that names others."""
    found = [told for told in (_structured_authors(data), *_meta_authors(head)) if told.value]
    organizations = {key(name) for name in _organizations(data)}
    for told in found:
        others = tuple(name for name in told.value if key(name) not in organizations and not titles.is_site(name))
        if others:
            return Told(others, told.where)
    shown = masthead.names()
    if shown and not (found and any(map(titles.is_site, shown.value))):
        return shown
    if found:
        return found[0]
    marked = marked_names(tree)
    return Told(marked, "microdata author") if marked else None


def _author_nodes(data: StructuredData) -> list[Any]:
    told = data.node.get("author") or data.node.get("creator")
    return [data.resolve(author) for author in (told if isinstance(told, list) else [told])]


def _organizations(data: StructuredData) -> Iterator[str]:
    """Names of those among the authors that are no persons."""
    for author in _author_nodes(data):
        if isinstance(author, dict) and any("Organization" in name for name in types(author)):
            yield as_text(author) or ""


def _structured_authors(data: StructuredData) -> Told[tuple[str, ...]]:
    return Told(names(filter(None, map(as_text, _author_nodes(data)))), "JSON-LD author")


def _meta_authors(head: Head) -> Iterator[Told[tuple[str, ...]]]:
    return (Told(names(head.meta[name]), f"meta {name}") for name in _FIELDS if name in head.meta)

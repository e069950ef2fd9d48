"""A page made an article: charset, one parse, text, cleaning, metadata, language."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from lxml.html import HtmlElement

from pipelines.article import Article, Removal
from pipelines.extraction.agencies import agency_of
from pipelines.extraction.boilerplate import Known, clean
from pipelines.extraction.charset import decode
from pipelines.extraction.engine import parse, read_body
from pipelines.extraction.folding import key
from pipelines.extraction.metadata import read_metadata
from pipelines.extraction.refusal import refuse_unless_article, refuse_unless_page
from pipelines.extraction.standfirst import standfirst
from pipelines.extraction.told import Told
from pipelines.language import detect
from pipelines.page import Page
from pipelines.plain import one_line

# The title is repeated within so many lines, if at all.
_HEAD: Final = 4
_TEXT: Final = "text/plain"


def extract(page: Page, latest: datetime | None = None, furniture: frozenset[str] = frozenset()) -> Article:
    """The page's article, whole and clean; its text is "" where the page has none.

    latest: times after this are not believed (when the page was fetched).
    furniture: lines that the page's host repeats (`repeats.furniture`).

    Raises InputError for bytes that are no page (a PDF, an image, an archive), ExtractionError for markup that no
    article has.
    """
    refuse_unless_page(page)
    html = decode(page.body, page.content_type)
    if page.content_type.lower().startswith(_TEXT):
        first, _, rest = html.strip().partition("\n")
        return article_from_text(first, rest, page.url)
    refuse_unless_article(html)
    tree = parse(html)
    if tree is None:
        return Article(page.url, one_line(page.title or "") or None, "")
    metadata = read_metadata(tree, page.url, latest)
    title = one_line(metadata.title or page.title or "") or None
    body = read_body(tree)
    lines = _plain(body.lines)
    titles = (*metadata.titles, title or "")
    if lead := standfirst(tree, metadata.descriptions, titles, "\n".join(lines)):
        lines.insert(_first_paragraph(lines, titles), lead)
    kept, removed = _cleaned(lines, Known(titles, metadata.authors, metadata.outlet, furniture=furniture), tree)
    text = "\n".join(kept)
    agency = agency_of(metadata.authors, lines, metadata.sources, (metadata.canonical_url or "", page.url))
    language = detect(text)
    return Article(
        url=page.url,
        title=title,
        text=text,
        authors=tuple(one_line(author) for author in metadata.authors),
        agency=agency.value if agency else None,
        published=metadata.published,
        modified=metadata.modified,
        language=language,
        removed=(*removed, *(Removal(line, "outside_article") for line in _plain(body.outside))),
        canonical_url=metadata.canonical_url,
        outlet=one_line(metadata.outlet) if metadata.outlet else None,
        section=one_line(metadata.section) if metadata.section else None,
        tags=tuple(map(one_line, metadata.tags)),
        paywalled=metadata.paywalled,
        live_blog=metadata.live_blog,
        evidence=_evidence(metadata.evidence, agency, language),
    )


def _plain(lines: Iterable[str]) -> list[str]:
    """Lines as they are shown: in one Unicode form, without what can't be seen."""
    return [line for raw in lines if (line := one_line(unicodedata.normalize("NFC", raw)))]


def _evidence(told: Mapping[str, str], agency: Told[str] | None, language: str | None) -> dict[str, str]:
    """Field → where it is told, with what the text tells beside the page's metadata."""
    found = {"agency": agency.where if agency else None, "language": "text" if language else None}
    return {**told, **{name: where for name, where in found.items() if where}}


def _cleaned(lines: list[str], known: Known, tree: HtmlElement) -> tuple[list[str], list[Removal]]:
    """Cleaned lines; the page's links are looked at only where something hints at a list of them."""
    kept, removed = clean(lines, known)
    if any(removal.reason == "related" for removal in removed):
        links = frozenset(key(link.text_content()) for link in tree.iter("a"))
        return clean(lines, replace(known, links=links))
    return kept, removed


def _first_paragraph(lines: list[str], titles: tuple[str, ...]) -> int:
    """Where the text begins: behind the title, if it is repeated above the text."""
    wanted = {key(title) for title in titles}
    return next((place + 1 for place, line in enumerate(lines[:_HEAD]) if key(line) in wanted), 0)


def article_from_text(title: str | None, text: str, url: str = "", published: datetime | None = None) -> Article:
    """An article that somebody hands over as text: its paragraphs pass the boilerplate stage as a page's do."""
    title = one_line(unicodedata.normalize("NFC", title or "")) or None
    lines = _plain(text.splitlines())
    kept, removed = clean(lines, Known((title or "",), (), None))
    cleaned = "\n".join(kept)
    agency, language = agency_of((), lines), detect(cleaned)
    return Article(
        url=url,
        title=title,
        text=cleaned,
        agency=agency.value if agency else None,
        published=published,
        language=language,
        removed=tuple(removed),
        evidence=_evidence({}, agency, language),
    )

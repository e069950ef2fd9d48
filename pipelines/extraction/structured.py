"""What a page says of itself in JSON-LD (schema.org)."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

_ARTICLE: Final = re.compile(r"(Article|BlogPosting|Report|Review|LiveBlogPosting|SocialMediaPosting|Recipe)$")
_AUDIO_VISUAL: Final = re.compile(r"^(VideoObject|AudioObject|PodcastEpisode|TVEpisode|ImageGallery)$")
_PAGE: Final = re.compile(r"^(WebPage|ItemPage|MediaGallery)$")
# Parts of a node that tell of other pages.
_ELSEWHERE: Final = frozenset(
    {"itemListElement", "hasPart", "isPartOf", "relatedLink", "mentions", "citation", "breadcrumb", "comment", "review",
     "video", "image", "liveBlogUpdate", "isBasedOn", "subjectOf", "significantLink"}
)  # fmt: skip
_DEEPEST: Final = 8
_MOST_SCRIPTS: Final = 40
_LARGEST: Final = 2_000_000
_OPENING: Final = ("//", "<![CDATA[", "<!--")
_CLOSING: Final = (";", "]]>", "-->", "//")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")

_TYPE: Final = "@type"


@dataclass(frozen=True, slots=True)
class StructuredData:
    """The node of a page's JSON-LD that is its article.

    node: its properties as written; {} where there is none. by_id: all nodes that can be referred to.
    """

    node: dict[str, Any]
    by_id: dict[str, dict[str, Any]]

    def resolve(self, value: Any) -> Any:
        """The node behind a reference (`{"@id": …}`), the value itself where it is none."""
        if isinstance(value, dict) and set(value) <= {"@id", _TYPE}:
            return self.by_id.get(str(value.get("@id")), value)
        return value

    def text(self, key: str) -> str | None:
        """A property as one string; the first of a list, the name of a node."""
        return as_text(self.resolve(first(self.node.get(key))))


def structured_data(scripts: Iterable[str]) -> StructuredData:
    """The article's node in a page's JSON-LD, the one with most to tell where there are several."""
    nodes = [node for document in _documents(scripts) for node in _nodes(document, 0)]
    by_id = {str(node["@id"]): node for node in nodes if len(node) > 1 and "@id" in node}
    articles = [node for node in nodes if _rank(node)]
    return StructuredData(max(articles, key=_rank, default={}), by_id)


def first(value: Any) -> Any:
    """The first of a list, the value itself where it is none."""
    return (value[0] if value else None) if isinstance(value, list) else value


def as_text(value: Any) -> str | None:
    """A string with its entities undone and space made single; the name of a node; else None."""
    if isinstance(value, dict):
        value = first(value.get("name") or value.get("@value"))
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    return " ".join(html.unescape(html.unescape(str(value))).split()) or None


def types(node: dict[str, Any]) -> list[str]:
    """A node's types without their namespace."""
    told = node.get(_TYPE)
    return [str(name).rsplit("/", 1)[-1] for name in (told if isinstance(told, list) else [told]) if name]


def _rank(node: dict[str, Any]) -> int:
    """How much a node looks like the page's article; 0 if not at all."""
    names = types(node)
    if not ("headline" in node or "datePublished" in node or "name" in node):
        return 0
    told = sum(key in node for key in ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage"))
    if any(_ARTICLE.search(name) for name in names):
        return 100 + told
    if any(_AUDIO_VISUAL.match(name) for name in names) and "headline" in node:
        return 50 + told
    return 10 + told if any(_PAGE.match(name) for name in names) and "datePublished" in node else 0


def _documents(scripts: Iterable[str]) -> Iterator[Any]:
    for source in islice(scripts, _MOST_SCRIPTS):
        if len(source) <= _LARGEST and (document := _load(source)) is not None:
            yield document


def _load(source: str) -> Any:
    """The JSON, with what pages get wrong most often put right; None where that is not enough."""
    for attempt in (_as_written, _without_wrapping, _without_trailing_commas):
        try:
            return json.loads(attempt(source), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _as_written(source: str) -> str:
    return source


def _without_wrapping(source: str) -> str:
    for opening in (*_OPENING, *_OPENING[1:]):
        source = source.strip().removeprefix(opening)
    for closing in _CLOSING:
        source = source.strip().removesuffix(closing)
    return source


def _without_trailing_commas(source: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _without_wrapping(source))


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The nodes in a document that may tell of this page, outermost first."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key, item in value.items():
            if isinstance(item, dict | list) and key not in _ELSEWHERE:
                yield from _nodes(item, depth + 1)

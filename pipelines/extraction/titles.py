"""The title of an article without the name of its site and without kicker."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml.html import HtmlElement

from pipelines.extraction.folding import key
from pipelines.extraction.head import Head, shown_line
from pipelines.extraction.told import Told

_SEPARATOR: Final = re.compile(r"\s+(?:[|\-–—·•:»«/]|::)\s+(?=\S)|\s*[|»]\s*(?=\S)")
_SEPARATORS: Final = " |-–—·•:»«/"
# The line above or within a headline that names its subject or section.
_KICKER: Final = re.compile(
    r"kicker|over-?line|eyebrow|top-?line|dachzeile|spitzmarke|roof-?line|sur-?titre|volanta|ante-?titulo|cintillo"
    r"|headline-?prefix|pre-?title",
    re.IGNORECASE,
)
# What is longer is no title; and a page has few headings of the first level.
_LONGEST: Final = 500
_HEADINGS: Final = 5
# A heading is the article's if it shares so much of its words with what the head calls the page.
_ALIKE: Final = 0.34
_META: Final = "meta title"
# A shorter name is the site's only where it stands alone.
_TELLING_NAME: Final = 4
# Behind a bar stands a section, if it is so short and the title so long, in words.
_SECTION: Final = 4


@dataclass(frozen=True, slots=True)
class Titles:
    """Where a page writes its title; None or empty where it doesn't.

    structured: JSON-LD's headline. meta: og:title and its like. element: <title>. headings: the <h1>.
    site: how the site calls itself, squeezed: the outlet's name, the parts of its host's.
    """

    structured: str | None
    meta: str | None
    element: str | None
    headings: tuple[str, ...]
    site: frozenset[str]

    @classmethod
    def of(cls, head: Head, *, structured: str | None, meta: str | None, outlet: str | None, host: str) -> "Titles":
        """Gathered from the page."""
        headings = tuple(text for heading in head.headings[:_HEADINGS] if (text := _fitting(heading_text(heading))))
        names = (outlet or "", *_SEPARATOR.split(outlet or ""), *host.split("."), host.removeprefix("www."))
        site = frozenset(filter(None, map(_squeezed, names)))
        return cls(_fitting(structured), _fitting(meta), _fitting(head.title), headings, site)

    def is_site(self, text: str) -> bool:
        """Whether a text is the site's name, or begins with it, or the other way round."""
        name = _squeezed(text)
        return name in self.site or any(
            min(len(site), len(name)) >= _TELLING_NAME and (site.startswith(name) or name.startswith(site))
            for site in self.site
        )

    def all(self) -> tuple[str, ...]:
        """Every spelling, once."""
        told = (self.structured, self.meta, self.element, *self.headings)
        return tuple(dict.fromkeys(title for title in told if title))


def heading_text(heading: HtmlElement) -> str | None:
    """What a heading says, without the kicker that its markup tells before it."""
    if not (heading.text or "").strip() and any(_is_kicker(part) for part in heading.iterdescendants()):
        bare = deepcopy(heading)
        first = next((part for part in bare.iterdescendants() if (part.text or "").strip()), None)
        if first is not None and _is_kicker(first):
            first.drop_tree()
            return (shown_line(bare) or "").strip(" |-–—·:") or shown_line(heading)
    return shown_line(heading)


def _is_kicker(part: HtmlElement) -> bool:
    return _KICKER.search(part.get("class") or "") is not None


def _fitting(text: str | None) -> str | None:
    """The text on one line, if it can be a title at all."""
    line = " ".join((text or "").split())
    return line if 0 < len(line) <= _LONGEST else None


def _squeezed(name: str) -> str:
    """A name as it stands in a host: letters and digits alone."""
    return key(name).replace(" ", "")


def best_title(titles: Titles) -> Told[str] | None:
    """The title and where it stands.

    Where JSON-LD tells a headline, the spelling that most places agree on; of equals JSON-LD's, then the heading's:
    sites write other headlines for search engines and social networks than for readers, each in another place. Where
    it tells none, the heading: what else there is was then written for others.
    """
    heading = _own_heading(titles)
    told = (
        (titles.structured, "JSON-LD headline"),
        (heading, "heading"),
        (titles.meta, _META),
        (titles.element, "window title"),
    )
    candidates = [Told(_without_site(title, titles), where) for title, where in told if title]
    if heading and not titles.structured and not heading.isupper():
        own, *others = candidates
        return next((other for other in others if _says_more(own.value, other.value)), own)
    votes = _votes(titles)
    best = max(candidates, key=lambda candidate: votes(key(candidate.value)), default=None)
    behind_kicker = (other for other in candidates if best and best.value.endswith(f": {other.value}"))
    return next((other for other in behind_kicker if other.where == _META), best)


def _says_more(heading: str, title: str) -> bool:
    """Whether a heading holds all of the title and something beside it ("15 replies to …")."""
    return key(heading) != key(title) and f" {key(title)} " in f" {key(heading)} "


def article_heading(head: Head, titles: Titles) -> HtmlElement | None:
    """The element that is the article's headline, the first heading where none is told from the others."""
    own = _own_heading(titles)
    headings = head.headings[:_HEADINGS]
    return next((heading for heading in headings if heading_text(heading) == own), next(iter(headings), None))


def _own_heading(titles: Titles) -> str | None:
    """The heading that is the article's: not the site's name, and of the same words as another title."""
    headings = [heading for heading in titles.headings if _squeezed(heading) not in titles.site]
    others = [_without_site(title, titles) for title in (titles.structured, titles.meta, titles.element) if title]
    if not others or not headings:
        return next(iter(headings), None)
    shares = {heading: max(_likeness(heading, other) for other in others) for heading in headings}
    best = max(headings, key=shares.__getitem__)
    return best if shares[best] >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    """How much of the shorter of two titles the other holds, from 0 to 1; 2 where they say the same."""
    words, others = set(key(one).split()), set(key(other).split())
    if words == others:
        return 2.0
    return len(words & others) / max(1, min(len(words), len(others))) if len(words) > 1 else 0.0


def _votes(titles: Titles) -> Callable[[str], int]:
    """Tells how many places have a title; in the window's title more may follow."""
    places = [key(_without_site(told, titles)) for told in (titles.structured, titles.meta, *titles.headings) if told]
    window = f"{key(titles.element or '')} "
    return lambda wanted: places.count(wanted) + window.startswith(f"{wanted} ")


def _without_site(title: str, titles: Titles) -> str:
    """The title without the parts at its ends that are the site's name, a section's, or more than the heading says."""
    if _SEPARATOR.search(title) is None:
        return title
    headings = {key(heading) for heading in titles.headings}
    while len(parts := _SEPARATOR.split(title)) > 1:
        behind = _SEPARATOR.split(title, maxsplit=1)[1].lstrip(_SEPARATORS)
        before = title[: title.rindex(parts[-1])].rstrip(_SEPARATORS)
        if key(before) in headings or titles.is_site(parts[-1]):
            title = before
        elif key(behind) in headings:
            title = behind
        elif _is_section(title, before, parts[-1]):
            title = before
        else:
            return title
    return title


def _is_section(title: str, before: str, part: str) -> bool:
    """Whether the part behind a bar is short, and the title before it long."""
    behind_bar = "|" in title[len(before) : len(title) - len(part)]
    return behind_bar and len(part.split()) <= _SECTION <= len(before.split())

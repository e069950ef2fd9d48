"""By-lines as pages show them to readers, for pages that tell programs no author, or but their own name."""

import re
from collections.abc import Iterable
from typing import Final, cast

from lxml.etree import XPath
from lxml.html import HtmlElement

from pipelines.extraction.authors import BY, names

_MARKS: Final = ("class", "itemprop", "rel", "id", "data-testid")
_BY_LINE: Final = re.compile(
    r"by-?line|written-?by|author-?name"
    r"|(?<![a-z])(?:author|writer|autor|auteur|yazar|muhabir|redakteur)(?:e|es|in|en|s)?(?![a-z])",
    re.IGNORECASE,
)
# An element within a by-line that holds but a name.
_NAME_MARKS: Final = re.compile(r"author|autor|auteur|(?<![a-z])name(?![a-z])|^url$", re.IGNORECASE)
_NAME_LINK: Final = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|by|profiles?|people|staff|team|journalists?|contributors?)/"
)
# What surrounds names: portraits, lives, social accounts, dates.
_BESIDE: Final = re.compile(
    r"bio(?![a-z])|image|img|photo|avatar|picture|social|follow|share|twitter|email|descri|about|role|job|position|date|time|count"
    r"|icon|tooltip|caption|credit|more|related|title|label|separator",
    re.IGNORECASE,
)
_LONGEST: Final = 160
_LONGEST_NAME: Final = 50
_MOST_WORDS: Final = 5
_NO_NAME: Final = re.compile(
    r"\d|[@#{}<>=?!…:]|\b(?:all posts|posts|view|more|follow|share|comments?|read|subscribe|newsletter|updated"
    r"|published|posted|min|minutes|about|contact|click|here|photo|foto|image|getty|advertisement|sponsored|home|menu|authors?"
    r"|google scholar|kommentar|artikel|written|reviewed|edited|fact[- ]checked)\b",
    re.IGNORECASE,
)
# What somebody is, where it stands alone beside a name.
_ROLE: Final = re.compile(
    r"\b(?:editor|writer|reporter|correspondent|director|founder|manager|expert|specialist|analyst|strategist|officer|president"
    r"|contributor|columnist|producer|author|ceo|cto|coo|redakteur(?:in)?|korrespondent(?:in)?|journaliste?|periodista|rédact\w+"
    r"|muhabiri?|editörü?|корреспондент|редактор)\b",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
# What follows a name in a by-line: what the person does, where, when.
_AFTER: Final = re.compile(
    rf"\s*(?:[•·|⋅∙]|\s[–—-]\s|\b(?:last )?(?:updated|published|posted|reviewed)\b|\b{_MONTH}\s+\d|\d).*$",
    re.DOTALL | re.IGNORECASE,
)
_AUTHORS: Final = XPath("//*[@itemprop='author' or @rel='author'][not(ancestor::*[@itemprop='comment'])]")
_MOST_MARKED: Final = 5
_PARTICLES: Final = frozenset(
    {"de", "da", "do", "dos", "das", "di", "del", "della", "der", "den", "von", "van", "zu", "zum", "bin", "ibn", "al",
     "el", "la", "le", "y", "e", "of", "the", "ter", "ten"}
)  # fmt: skip


def masthead_names(elements: Iterable[HtmlElement]) -> tuple[str, ...]:
    """The names in the first by-line among the elements of a masthead; () where none is to be seen."""
    return next((found for element in elements if (found := _marked(element) or _spelled_out(element))), ())


def marked_names(tree: HtmlElement) -> tuple[str, ...]:
    """What the page's microdata call its author, wherever it stands; names, signs and desks as they are written."""
    marked = cast("list[HtmlElement]", _AUTHORS(tree))
    return names(line for element in marked[:_MOST_MARKED] if len(line := element.text_content()) <= _LONGEST)


def _marked(element: HtmlElement) -> tuple[str, ...]:
    """Names in an element that its attributes call a by-line."""
    marks = " ".join(filter(None, map(element.get, _MARKS)))
    if not (_BY_LINE.search(marks) or _NAME_LINK.search(element.get("href") or "")):
        return ()
    parts = [part for part in element.iterdescendants("a", "span", "strong", "b", "p", "div") if _holds_name(part)]
    innermost = [part for part in parts if not any(other in parts for other in part.iterdescendants())]
    return _likely(name for part in innermost for name in _names_in(part)) or _names_in(element)


def _holds_name(part: HtmlElement) -> bool:
    marks = " ".join(filter(None, map(part.get, ("class", "itemprop", "rel"))))
    return (bool(_NAME_MARKS.search(marks)) or bool(_NAME_LINK.search(part.get("href") or ""))) and not _BESIDE.search(
        part.get("class") or ""
    )


def _spelled_out(element: HtmlElement) -> tuple[str, ...]:
    """Names behind a word that begins a by-line ("By Jane Roe")."""
    return _names_in(element) if BY.match(f"{(element.text or '').strip()} ") else ()


def _names_in(element: HtmlElement) -> tuple[str, ...]:
    line = " ".join(" ".join(element.itertext()).split())
    if not 0 < len(line) <= _LONGEST:
        return ()
    return _likely(names([_AFTER.sub("", BY.sub("", line))]))


def _likely(told: Iterable[str]) -> tuple[str, ...]:
    """What looks like names of persons and desks, each once; what somebody is, is left out beside a name."""
    found = {name.casefold(): name for name in told if _looks_like_name(name)}
    persons = tuple(name for name in found.values() if not _ROLE.search(name))
    return persons or tuple(found.values())


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _LONGEST_NAME or _NO_NAME.search(name) or BY.match(f"{name} "):
        return False
    return all(not word[0].islower() or word in _PARTICLES for word in words)

"""The smallest parts of a query: words, phrases, concepts and facts, from how they are written."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

import regex

from pipelines.errors import QueryError
from pipelines.matching.folding import fold
from pipelines.matching.query import Concept, Fact, Known, Phrase, Published, Word
from pipelines.matching.segmentation import words

SHORTEST_WILDCARD: Final = 3
FIELDS: Final = ("title", "lang", "site", "source", "published")

_NEAR: Final = re.compile(r"NEAR(/.*)?")
_EXPRESSION: Final = re.compile(r"/.+/[a-z]*")
_DATE: Final = re.compile(r"[12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?")
_IDEOGRAPHS: Final = regex.compile(r"[\p{Lo}--\p{WB=ALetter}]", regex.VERSION1)
_VALUES: Final = {
    Fact.LANGUAGE: re.compile(r"[a-z]{2,3}"),
    Fact.SITE: re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*(:[0-9]+)?"),
    Fact.SOURCE: re.compile(r"[\w.-]+"),
}
_EXAMPLES: Final = {
    "lang": "a language is two or three letters, lang:ar",
    "site": "a site is a host name, site:example.org",
    "source": "a source is named as in the configuration, source:example-feed",
    "published": "a date is a day, a month, a year or a range of them, published:2018-09-17..2018-10",
}


def word(written: str, position: int) -> Word:
    """A word as written: `word`, `wild*` or `=exact`.

    Raises:
        QueryError: there is no word in it, or a sign stands where it can't.
    """
    if _NEAR.fullmatch(written):
        raise QueryError("NEAR needs a number: NEAR/40.", position)
    if _EXPRESSION.fullmatch(written):
        raise QueryError("There are no regular expressions: write wild*, a group by OR, or a concept.", position)
    if written.endswith(":"):
        raise QueryError(f"{written} needs its word right after the colon, without a space.", position)
    found = _word(written, position)
    if found is None:
        raise QueryError(f"There is no word in {written!r}: leave it out.", position)
    return found


def phrase(written: str, position: int) -> Word | Phrase:
    """A phrase as written, with its quotation marks; with one word in it, that word.

    Raises:
        QueryError: there is no word in it.
    """
    exact = written.startswith("=")
    return words_in_a_row(written.lstrip("=").strip('"'), position, exact=exact)


def words_in_a_row(written: str, position: int, *, exact: bool = False) -> Word | Phrase:
    """A phrase as written, without quotation marks; what has no letter or figure is left out.

    Raises:
        QueryError: there is no word in it.
    """
    sign = "=" if exact else ""
    spelled = (_word(part if part.startswith("=") else sign + part, position) for part in written.split())
    found = tuple(each for each in spelled if each is not None)
    if not found:
        raise QueryError("There is no word between the quotation marks: leave them out.", position)
    return found[0] if len(found) == 1 else Phrase(found)


def find_concept(name: str, concepts: Mapping[str, Sequence[str]], position: int) -> Concept:
    """The concept of that name with its spellings.

    Raises:
        QueryError: it isn't configured, or has no spelling, or one that is no term.
    """
    if name not in concepts:
        close = get_close_matches(name, concepts, n=1)
        remedy = f"Did you mean @{close[0]}?" if close else f'Add it under [concepts]: {name or "name"} = ["…"].'
        raise QueryError(f"There is no concept @{name}. {remedy}", position)
    if not concepts[name]:
        raise QueryError(f'The concept @{name} has no spellings: {name} = ["…"].', position)
    try:
        return Concept(name, tuple(words_in_a_row(spelling, position) for spelling in concepts[name]))
    except QueryError as error:
        raise QueryError(f"In the concept @{name}: {error}", position) from error


def fact(written: str, position: int) -> Known | Published:
    """`lang:ar`, `site:example.org`, `source:NAME` or `published:2018-09..2018-10` as written.

    Raises:
        QueryError: the value can't be one of its field.
    """
    key, _, value = written.partition(":")
    value = value.strip('"').strip()
    if key.lower() == "published":
        return _published(value, position)
    field = Fact(key.lower())
    spelled = _host(value) if field is Fact.SITE else value.casefold() if field is Fact.LANGUAGE else value
    if not _VALUES[field].fullmatch(spelled):
        raise QueryError(f"{written} can't be: {_EXAMPLES[field]}.", position)
    return Known(field, spelled)


def refuse_field(key: str, position: int) -> QueryError:
    """The error about a field that doesn't exist, or that takes no group."""
    if key in _EXAMPLES:
        return QueryError(f"{key}: takes one value: {_EXAMPLES[key]}.", position)
    close = get_close_matches(key, FIELDS, n=1)
    remedy = f"Did you mean {close[0]}:?" if close else f"The fields are {', '.join(f'{name}:' for name in FIELDS)}."
    return QueryError(f"There is no field {key}:. {remedy} A colon in a word needs quotation marks.", position)


def _word(written: str, position: int) -> Word | None:
    """The word between its signs, from its first letter or figure to its last; None if it has none."""
    exact, prefix = written.startswith("="), written.endswith("*")
    bare = written.removeprefix("=").removesuffix("*")
    if "*" in bare:
        raise QueryError(f"{written!r} can't be: * stands only at the end of a word.", position)
    spans = words(bare)
    if not spans:
        return None
    text = bare[spans[0][0] : spans[-1][1]]
    if prefix and len(fold(text)) < SHORTEST_WILDCARD and not _IDEOGRAPHS.search(text):
        raise QueryError(f"{written!r} is too short: * needs {SHORTEST_WILDCARD} letters before it.", position)
    return Word(text, exact=exact and not prefix, prefix=prefix)


def _published(value: str, position: int) -> Published:
    first, dots, last = value.partition("..")
    try:
        found = Published(_day(first, last=False), _day(last if dots else first, last=True))
    except ValueError as error:
        raise QueryError(f"published:{value} can't be: {_EXAMPLES['published']}.", position) from error
    if found == Published(None, None):
        raise QueryError(f"published:{value} can't be: {_EXAMPLES['published']}.", position)
    if found.first and found.last and found.first > found.last:
        raise QueryError(f"published:{value} ends before it begins: turn the two dates round.", position)
    return found


def _day(written: str, *, last: bool) -> date | None:
    """The first or last day of what is written: a year, a month or a day; None where nothing is."""
    if not written:
        return None
    if not _DATE.fullmatch(written):
        raise ValueError(written)
    year, *rest = (int(part) for part in written.split("-"))
    month = rest[0] if rest else (12 if last else 1)
    day = rest[1] if len(rest) > 1 else (monthrange(year, month)[1] if last else 1)
    return date(year, month, day)


def _host(value: str) -> str:
    """A host as URLs spell it: lower case, punycode."""
    try:
        return value.lower().rstrip(".").encode("idna").decode()
    except UnicodeError:
        return value

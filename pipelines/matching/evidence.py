"""What a page must hold, somewhere in its letters, for a query to be possibly true of its article.

Sound by construction: a word matches another only if one of its readings or roots begins a reading of the other
(`pipelines.matching.analysis`), so the shortest of them, over all languages, is missing only where the word is.
What can't be told from letters (`*`, `lang:`, NOT) needs no evidence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

from pipelines.matching.analysis import Wanted
from pipelines.matching.folding import bones
from pipelines.matching.lexicon import Lexicon
from pipelines.matching.query import (
    All,
    Any,
    Concept,
    Everything,
    InTitle,
    Known,
    Near,
    Not,
    Phrase,
    Published,
    Query,
    Word,
)


@dataclass(frozen=True, slots=True)
class Nothing:
    """No evidence is needed: the query can be true of any page."""


@dataclass(frozen=True, slots=True)
class Letters:
    """These letters stand in the page, as `folding.bones` spells it."""

    letters: str


@dataclass(frozen=True, slots=True)
class Each:
    """All of these; two or more."""

    parts: tuple["Evidence", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these; two or more."""

    parts: tuple["Evidence", ...]


Evidence: TypeAlias = Nothing | Letters | Each | Either
NOTHING: Final = Nothing()


def evidence(query: Query, lexicons: Iterable[Lexicon]) -> Evidence:
    """The evidence of a query, whatever the language of the page.

    lexicons: one for each language that inflects words differently.
    """
    return _of(query, tuple(lexicons))


def anchors(needed: Evidence) -> frozenset[str] | None:
    """Letters of which the evidence needs at least one: the choice that excludes most pages. None if it needs none."""
    match needed:
        case Nothing():
            return None
        case Letters(letters):
            return frozenset({letters})
        case Either(parts):
            found = [anchors(part) for part in parts]
            return frozenset().union(*(each for each in found if each is not None))
        case Each(parts):
            choices = [found for found in map(anchors, parts) if found is not None]
            return max(choices, key=_selectivity, default=None)
    assert_never(needed)


def _selectivity(letters: frozenset[str]) -> tuple[int, int]:
    """Longer letters are rarer, and fewer ones too. A letter of another script says as much as two of the Latin."""
    return min(len(each) * (1 if each.isascii() else 2) for each in letters), -len(letters)


def _of(query: Query, lexicons: tuple[Lexicon, ...]) -> Evidence:
    match query:
        case Everything() | Known() | Published() | Not():
            return NOTHING
        case Word():
            return _word(query, lexicons)
        case Phrase(parts) | All(parts):
            return each(_of(part, lexicons) for part in parts)
        case Concept(_, parts) | Any(parts):
            return either(_of(part, lexicons) for part in parts)
        case Near(left, right):
            return each((_of(left, lexicons), _of(right, lexicons)))
        case InTitle(part):
            return _of(part, lexicons)
    assert_never(query)


def _word(word: Word, lexicons: tuple[Lexicon, ...]) -> Evidence:
    pieces = (piece for lexicon in lexicons for piece in lexicon.pieces(word))
    return either(each(_wanted(wanted) for wanted in piece) for piece in dict.fromkeys(pieces))


def _wanted(wanted: Wanted) -> Evidence:
    spelled = {bones(letters) for letters in (*wanted.readings, *(root for _, root in wanted.stems))}
    return either(Letters(letters) if letters else NOTHING for letters in sorted(spelled))


def each(parts: Iterable[Evidence]) -> Evidence:
    """All of the parts, with nothing said twice."""
    flat: dict[Evidence, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, Each) else (part,))
    needed = tuple(part for part in flat if part != NOTHING)
    return needed[0] if len(needed) == 1 else Each(needed) if needed else NOTHING


def either(parts: Iterable[Evidence]) -> Evidence:
    """One of the parts; letters that hold others of them say nothing more."""
    flat: dict[Evidence, None] = {}
    for part in parts:
        flat |= dict.fromkeys(part.parts if isinstance(part, Either) else (part,))
    if NOTHING in flat or not flat:
        return NOTHING
    shortest: list[str] = []
    for letters in sorted((part.letters for part in flat if isinstance(part, Letters)), key=len):
        if not any(other in letters for other in shortest):
            shortest.append(letters)
    rest = (part for part in flat if not isinstance(part, Letters) and not _implied(part, shortest))
    kept = (*(Letters(letters) for letters in shortest), *rest)
    return kept[0] if len(kept) == 1 else Either(kept)


def _implied(part: Evidence, shortest: list[str]) -> bool:
    """Whether one of the letters already stands in a part that asks for more."""
    return isinstance(part, Each) and any(
        isinstance(needed, Letters) and other in needed.letters for needed in part.parts for other in shortest
    )

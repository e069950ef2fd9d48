"""The query as a tree: what the parser gives, the printer writes and the evaluation walks.

Trees are canonical: `All` and `Any` hold two or more parts and never a part of their own kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Everything:
    """`*`: true of every article."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was written.

    exact: `=word`, no inflections. prefix: `word*`, every word that begins so. Never both.
    """

    text: str
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other in one paragraph: two or more."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """`@name`: any of the spellings that the configuration gives for it."""

    name: str
    spellings: tuple[Word | Phrase, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Two groups at most `distance` words apart, in either order; neighbours are 1 apart."""

    left: Query
    right: Query
    distance: int


@dataclass(frozen=True, slots=True)
class All:
    """`a AND b AND …`; a part that is a `Not` excludes."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """`a OR b OR …`."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """`NOT a`; stands only inside an `All` that also asks for something."""

    part: Query


@dataclass(frozen=True, slots=True)
class InTitle:
    """`title:a`: the words of `a` count only in the headline."""

    part: Query


class Fact(StrEnum):
    """What is known of an article beside its words."""

    LANGUAGE = "lang"
    SITE = "site"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Known:
    """`lang:ar`, `site:example.org`, `source:desk-feed`."""

    fact: Fact
    value: str


@dataclass(frozen=True, slots=True)
class Published:
    """`published:FIRST..LAST`: the day of publication, UTC, both ends included; None is open."""

    first: date | None
    last: date | None


Query: TypeAlias = Everything | Word | Phrase | Concept | Near | All | Any | Not | InTitle | Known | Published
Term: TypeAlias = Word | Phrase | Concept

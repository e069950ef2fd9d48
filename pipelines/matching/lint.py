"""What is odd about a watch's query: terms that can never match, that add nothing, or that match everything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Final

from pipelines.language import languages
from pipelines.matching.folding import fold
from pipelines.matching.implication import Implication
from pipelines.matching.parser import parse
from pipelines.matching.printer import render
from pipelines.matching.query import (
    All,
    Any,
    Concept,
    Everything,
    Fact,
    InTitle,
    Known,
    Near,
    Not,
    Published,
    Query,
    Term,
    Word,
)
from pipelines.watch import Watch

# The words that hardly a text does without, in the languages that readers are most likely to follow.
_COMMON: Final = frozenset(
    fold(word)
    for words in (
        "the and of to in a is that for on with as it was by at from be are this an he said",
        "de la le les et des en du un une que est pour dans au par sur il",
        "der die das und in den von zu mit ist im auf für des dem ein eine",
        "de la el que y en los las un una por con para del es se",
        "ve bir bu da de için ile olarak çok daha",
        "в и на не с что по из к за от для как это он",
        "في من على إلى أن عن مع التي الذي هذا هذه ما لا",
        "در از به که و را این با است برای آن",
        "di e il la che in un per del con non una sono",
        "de het een van en in is op te dat met voor",
        "e o a de que do da em um para com não uma os",
    )
    for word in words.split()
)

_SHORT_LABEL: Final = 3


class Oddity(StrEnum):
    """What is odd about a part of a query."""

    NEVER = "never_matches"
    SUBSUMED = "subsumed"
    EVERYTHING = "matches_everything"
    NO_SOURCE = "no_source"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd in a watch.

    part: of the query, in its canonical spelling. message: what is odd and what to do, in words.
    """

    watch: str
    oddity: Oddity
    part: str
    message: str


def lint(watches: Sequence[Watch], sources: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything odd in the watches, each finding once.

    sources: names of the configured sources and their hosts; empty where any name and any site is fine.

    Raises:
        QueryError: a query can't be parsed.
    """
    implication = Implication()
    found = (
        finding
        for watch in watches
        for finding in _Linter(watch.name, implication, sources).lint(parse(watch.query, watch.concepts))
    )
    seen: dict[tuple[str, str], Finding] = {}
    for finding in found:
        # A concept that several watches use is mended once.
        concept = finding.part.startswith("@")
        seen.setdefault(("" if concept else finding.watch, f"{finding.part} {finding.message}"), finding)
    return tuple(seen.values())


class _Linter:
    """Lints one query."""

    def __init__(self, watch: str, implication: Implication, sources: Mapping[str, str]) -> None:
        self._watch = watch
        self._implication = implication
        self._sources = frozenset(name.casefold() for name in sources)
        self._hosts = frozenset(sources.values())

    def lint(self, query: Query) -> Iterator[Finding]:
        if isinstance(query, Everything):
            yield self._finding(Oddity.EVERYTHING, query, "matches every article.")
        else:
            for term in _unavoidable(query):
                remedy = "it stands in nearly every text. Leave it out."
                yield self._finding(Oddity.EVERYTHING, term, f"makes the query match everything: {remedy}")
        yield from self._inside(query, in_near=False)

    def _inside(self, query: Query, *, in_near: bool) -> Iterator[Finding]:
        match query:
            case All(parts):
                yield from self._all(query)
                for part in parts:
                    yield from self._inside(part, in_near=in_near)
            case Any(parts):
                yield from self._alternatives(query, parts, in_near=in_near)
                for part in parts:
                    yield from self._inside(part, in_near=in_near)
            case Concept(_, spellings):
                # The same concept may stand inside a NEAR elsewhere, where a phrase adds to its words.
                yield from self._alternatives(query, spellings, in_near=True)
            case Near(left, right):
                yield from self._inside(left, in_near=True)
                yield from self._inside(right, in_near=True)
            case Not(part) | InTitle(part):
                yield from self._inside(part, in_near=in_near)
            case Known():
                yield from self._known(query)
            case _:
                return

    def _alternatives(self, whole: Any | Concept, parts: tuple[Query, ...], *, in_near: bool) -> Iterator[Finding]:
        if any(isinstance(part, Everything) for part in parts):
            yield self._finding(Oddity.EVERYTHING, whole, "makes the query match everything: * is one of its parts.")
            return
        implies = self._implication.covers if in_near else self._implication.holds
        gone: set[int] = set()
        for first, second in combinations(range(len(parts)), 2):
            for one, other in ((second, first), (first, second)):
                if not gone & {one, other} and implies(parts[one], parts[other]):
                    gone.add(one)
                    yield self._subsumed(whole, parts[one], parts[other])

    def _subsumed(self, whole: Query, one: Query, other: Query) -> Finding:
        part = whole if isinstance(whole, Concept) else one
        named = f"{render(one)} " if isinstance(whole, Concept) else ""
        return self._finding(Oddity.SUBSUMED, part, f"{named}adds nothing to {render(other)}. Leave it out.")

    def _all(self, query: All) -> Iterator[Finding]:
        yield from self._contradictions(query)
        wanted = [part for part in query.parts if not isinstance(part, Not)]
        gone: set[int] = set()
        for first, second in combinations(range(len(wanted)), 2):
            for one, other in ((second, first), (first, second)):
                if not gone & {one, other} and self._implication.holds(wanted[other], wanted[one]):
                    gone.add(one)
                    because = f"{render(wanted[other])} asks for it already"
                    yield self._finding(Oddity.SUBSUMED, wanted[one], f"adds nothing: {because}. Leave it out.")

    def _contradictions(self, query: All) -> Iterator[Finding]:
        wanted = [part for part in query.parts if not isinstance(part, Not)]
        for refused in (part for part in query.parts if isinstance(part, Not)):
            for part in wanted:
                if self._implication.holds(part, refused.part):
                    because = f"{render(refused)} excludes all that {render(part)} matches"
                    yield self._finding(Oddity.NEVER, query, f"can never match: {because}.")
        for one, other in combinations(wanted, 2):
            if _exclude_each_other(one, other):
                yield self._finding(
                    Oddity.NEVER, query, f"can never match: not both {render(one)} and {render(other)}."
                )

    def _known(self, query: Known) -> Iterator[Finding]:
        if query.fact is Fact.LANGUAGE and query.value not in languages():
            yield self._finding(Oddity.NEVER, query, "can never match: no text is ever found to be in that language.")
        if query.fact is Fact.SOURCE and self._sources and query.value.casefold() not in self._sources:
            yield self._finding(Oddity.NEVER, query, "can never match: no [[source]] has that name.")
        if query.fact is Fact.SITE and self._hosts and not any(_same_site(query.value, host) for host in self._hosts):
            yield self._finding(
                Oddity.NO_SOURCE, query, "has no [[source]] on it: only what other sites link to can match."
            )

    def _finding(self, oddity: Oddity, part: Query, message: str) -> Finding:
        return Finding(self._watch, oddity, render(part), message)


def _unavoidable(query: Query) -> list[Term]:
    """The terms that stand in nearly every text and are enough for the query to be true; none if it asks for more."""
    match query:
        case Word(text, _, False):
            return [query] if fold(text) in _COMMON else []
        case Concept(_, parts) | Any(parts):
            return [term for part in parts for term in _unavoidable(part)]
        case All(parts):
            each = [_unavoidable(part) for part in parts if not isinstance(part, Not)]
            return [term for terms in each for term in terms] if all(each) else []
        case Near(left, right):
            both = [_unavoidable(left), _unavoidable(right)]
            return both[0] + both[1] if all(both) else []
        case _:
            return []


def _same_site(one: str, other: str) -> bool:
    """Whether two hosts belong together as far as their names tell: feeds.example.org and www.example.org do."""
    return _registered(one) == _registered(other) or one.endswith(f".{other}") or other.endswith(f".{one}")


def _registered(host: str) -> list[str]:
    """The labels of a host that somebody registered: the last two, or three below co.uk and its like."""
    labels = host.partition(":")[0].split(".")
    return labels[-3:] if len(labels[-2:][0]) <= _SHORT_LABEL else labels[-2:]


def _exclude_each_other(one: Query, other: Query) -> bool:
    match one, other:
        case Known(Fact.LANGUAGE | Fact.SOURCE as fact, value), Known(its_fact, its_value):
            return fact is its_fact and value != its_value
        case Published(first, last), Published(its_first, its_last):
            begin = max(first or date.min, its_first or date.min)
            return begin > min(last or date.max, its_last or date.max)
        case _:
            return False

"""Where an article contradicts earlier reports or itself, settles such a conflict, or claims something new.

What is set once can be contradicted: the width of a zone, a deadline, the number of a country's posts. Tolls grow while
news goes on, and that is an update; one that shrinks contradicts the higher one. Two dates are no conflict where one of
them is known to be another thing's deadline.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.report import Because, Conflict, ConflictValue, Reason
from pipelines.stories.calendar import MONTHS, tells_time
from pipelines.stories.claims import Claim
from pipelines.stories.concepts import Kind
from pipelines.stories.hedges import Bound
from pipelines.stories.history import Earlier
from pipelines.stories.stopwords import STOPWORDS
from pipelines.stories.words import words_of

# The article that is judged has no id yet; whoever makes the report of it puts it in.
OWN: Final[str] = ""
# Kilometres given in whole miles are off by up to this much.
_ROUNDING: Final = 0.1
_SET_ONCE: Final = frozenset({Kind.MEASURE, Kind.DEADLINE, Kind.FIXED})

# So much of the longer of two sentences must stand in the other, for them to tell of one event.
_SAME_WORDS: Final = 0.75
_FEWEST_WORDS: Final = 5
_NOONS: Final = (("a", "m"), ("p", "m"))

_Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim and who makes it."""

    claim: Claim
    id: str
    source: str


@dataclass(frozen=True, slots=True)
class Growth:
    """A toll that is higher than any report of the story had it."""

    before: Claim
    after: Claim

    def __str__(self) -> str:
        return f"{self.after.subject}: {self.before.quantity.written} → {self.after.quantity.written}"


def contradicts(one: Claim, other: Claim) -> bool:
    """Whether two claims can't both be true."""
    if _subject(one) != _subject(other) or one.year != other.year or one.withdrawn or other.withdrawn:
        return False
    if one.kind not in _SET_ONCE or other.kind not in _SET_ONCE:
        return False
    return not one.quantity.agrees(other.quantity, _ROUNDING if one.quantity.unit == "km" else 0.0)


def conflicts_of(claims: Sequence[Claim], earlier: Iterable[Earlier]) -> tuple[Conflict, ...]:
    """Every subject on which the article and earlier reports, or the article and itself, can't both be right.

    Each names all sides, the earlier ones first.
    """
    known = _current(claims, earlier)
    mine, theirs = _by_subject(claims), _by_subject(claim for claim, _ in known)
    elsewhere = _deadlines((*claims, *(claim for claim, _ in known)))
    found = [
        Conflict(*subject, tuple(_sides(said, [one for one in known if _subject(one[0]) == subject])))
        for subject, said in mine.items()
        if any(
            contradicts(claim, other) and not _explained(claim, other, elsewhere)
            for claim in said
            for other in (*said, *theirs.get(subject, ()))
        )
    ]
    return (*found, *_shrunk(_toll(claims), known))


def _shrunk(tolls: Sequence[Claim], known: Sequence[tuple[Claim, Earlier]]) -> Iterator[Conflict]:
    """Tolls that are lower than an earlier report has them in nearly the same words: tolls grow, but don't shrink."""
    for claim in tolls:
        told = [(other, one) for other, one in known if _subject(other) == _subject(claim)]
        if any(claim.quantity.same(other.quantity) and _alike(claim.sentence, other.sentence) for other, _ in told):
            # A sentence with two tolls tells each of them again.
            continue
        higher = [(other, one) for other, one in told if _falls_below(claim, other)]
        if higher:
            yield Conflict(*_subject(claim), tuple(_sides([claim], higher)))


def _falls_below(claim: Claim, earlier: Claim) -> bool:
    exact = claim.quantity.bound is Bound.EXACT and earlier.quantity.bound is Bound.EXACT
    return exact and claim.quantity.high < earlier.quantity.low and _alike(claim.sentence, earlier.sentence)


def _alike(one: str, other: str) -> bool:
    """Whether two sentences tell of one event: nearly the same words, and no other year, day or hour."""
    first, second = _telling(one), _telling(other)
    longer = max(len(first), len(second))
    return longer >= _FEWEST_WORDS and len(first & second) >= _SAME_WORDS * longer and _moments(one) == _moments(other)


def _telling(sentence: str) -> set[str]:
    return {word for word in words_of(sentence) if word not in STOPWORDS and not word[0].isdigit()}


def _moments(sentence: str) -> set[str]:
    """The years, dates and times of day that a sentence names."""
    words = words_of(sentence)
    return {
        word
        for at, word in enumerate(words)
        if word in MONTHS or (word[0].isdigit() and (tells_time(words, at) or words[at + 1 : at + 3] in _NOONS))
    }


def settlements(claims: Sequence[Claim], earlier: Iterable[Earlier], url: str) -> tuple[Reason, ...]:
    """Where the article corrects what was said, or confirms one side of a conflict among earlier reports.

    url: its address, "" for none. What stood there before is corrected, and is no side to confirm.
    """
    known = list(earlier)
    others = (one for one in known if not url or one.report.url != url)
    theirs = _by_subject(claim for claim, _ in _current((), others))
    mine = _by_subject(claims)
    return (*_corrections(claims, known), *_confirmations(mine, theirs))


def new_claims(claims: Sequence[Claim], earlier: Iterable[Earlier]) -> tuple[Claim, ...]:
    """The claims that no earlier report makes: of a new subject, or with another figure than was told of it."""
    known = _by_subject(claim for one in earlier for claim in one.reading.claims)
    return tuple(
        claim
        for claim in claims
        if not claim.withdrawn and not any(_agree(claim, other) for other in known.get(_subject(claim), ()))
    )


def subjects_shared(claims: Sequence[Claim], earlier: Earlier) -> int:
    """Of how many subjects an earlier report claims the same."""
    new = frozenset(new_claims(claims, (earlier,)))
    return len({_subject(claim) for claim in claims if claim not in new and not claim.withdrawn})


def growths(claims: Sequence[Claim], earlier: Iterable[Earlier]) -> tuple[Growth, ...]:
    """The tolls that the article has higher than any earlier report."""
    known = _by_subject(claim for one in earlier for claim in one.reading.claims)
    found = []
    for subject, said in _by_subject(claims).items():
        before = max(_toll(known.get(subject, ())), key=_height, default=None)
        after = max(_toll(said), key=_height, default=None)
        if before and after and _height(after) > _height(before) and not after.quantity.same(before.quantity):
            found.append(Growth(before, after))
    return tuple(found)


def _agree(one: Claim, other: Claim) -> bool:
    return not contradicts(one, other) if one.kind in _SET_ONCE else one.quantity.same(other.quantity)


def _toll(claims: Iterable[Claim]) -> list[Claim]:
    """The counts of what became of people, without those that only say how many it may be at most."""
    return [one for one in claims if one.kind is Kind.TOLL and one.quantity.bound is not Bound.AT_MOST]


def _height(claim: Claim) -> float:
    return claim.quantity.low


def _corrections(claims: Sequence[Claim], known: Sequence[Earlier]) -> Iterator[Reason]:
    """What the article withdraws of what earlier reports say."""
    said = _by_subject(claim for one in known for claim in one.reading.claims)
    for claim in claims:
        if claim.withdrawn and any(claim.quantity.same(other.quantity) for other in said.get(_subject(claim), ())):
            yield Reason(Because.CONFLICT_CORRECTED, f"{claim.subject}: no longer {claim.quantity.written}")


def _confirmations(
    mine: Mapping[_Subject, Sequence[Claim]], theirs: Mapping[_Subject, Sequence[Claim]]
) -> Iterator[Reason]:
    for subject, said in mine.items():
        sides = theirs.get(subject, ())
        if not any(contradicts(one, other) for one in sides for other in sides):
            continue
        against = [one for one in sides if all(contradicts(one, claim) for claim in said)]
        with_it = [one for one in sides if any(not contradicts(one, claim) for claim in said)]
        if against and with_it:
            yield Reason(
                Because.CONFLICT_CONFIRMED,
                f"{subject[0]}: {_original(said).quantity.written}, against {_original(against).quantity.written}",
            )


def _original(claims: Sequence[Claim]) -> Claim:
    """The first claim that is no conversion, if there is one."""
    return next((one for one in claims if not one.quantity.converted), claims[0])


def _subject(claim: Claim) -> _Subject:
    return claim.subject, claim.quantity.unit


def _by_subject(claims: Iterable[Claim]) -> dict[_Subject, list[Claim]]:
    """Claims that are held up, by what they are about."""
    found: defaultdict[_Subject, list[Claim]] = defaultdict(list)
    for claim in claims:
        if not claim.withdrawn:
            found[_subject(claim)].append(claim)
    return found


def _current(claims: Sequence[Claim], earlier: Iterable[Earlier]) -> list[tuple[Claim, Earlier]]:
    """What earlier reports say and neither a newer version of their page nor the article itself takes back."""
    ordered = sorted(earlier, key=lambda one: one.report.number)
    newest = {one.report.url: one.report.number for one in ordered if one.report.url}
    known = [one for one in ordered if newest.get(one.report.url, one.report.number) == one.report.number]
    withdrawn = [claim for claim in claims if claim.withdrawn]
    return [
        (claim, one)
        for one in known
        for claim in one.reading.claims
        if not claim.withdrawn
        and not any(_subject(claim) == _subject(other) and claim.quantity.same(other.quantity) for other in withdrawn)
    ]


def _deadlines(claims: Iterable[Claim]) -> Mapping[float, set[str]]:
    """Dates, and what is said to be due by them."""
    found: defaultdict[float, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind is Kind.DEADLINE and claim.quantity.low == claim.quantity.high:
            found[claim.quantity.low].add(claim.subject)
    return found


def _explained(one: Claim, other: Claim, deadlines: Mapping[float, set[str]]) -> bool:
    """Whether one of two dates is known as another thing's deadline.

    "Weapons by the 10th, fighters by the 15th" is told in short as "both by the 15th" more often than anybody
    disagrees.
    """
    return any(deadlines.get(claim.quantity.low, set()) - {claim.subject} for claim in (one, other))


def _sides(mine: Sequence[Claim], theirs: Iterable[tuple[Claim, Earlier]]) -> Iterator[ConflictValue]:
    """Every value that a report gives, once for each report; a conversion only where nobody gives the original."""
    said = [_Said(claim, one.report.id, one.report.outlet or one.report.source) for claim, one in theirs]
    said += [_Said(claim, OWN, OWN) for claim in mine]
    originals = [one for one in said if not one.claim.quantity.converted]
    given: list[_Said] = []
    for one in said:
        if one.claim.quantity.converted and any(not contradicts(one.claim, other.claim) for other in originals):
            continue
        if any(one.id == other.id and not contradicts(one.claim, other.claim) for other in given):
            continue
        given.append(one)
        yield ConflictValue(one.claim.quantity.written, one.id, one.source, one.claim.sentence)

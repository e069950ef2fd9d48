"""Where an article contradicts earlier reports of its story, or itself; and which of its claims are new."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.report import Conflict, ConflictValue
from pipelines.stories.claims import Claim, contradicts
from pipelines.stories.history import Earlier

# The article that is judged has no id yet; whoever makes the report of it puts it in.
OWN: str = ""


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim and who makes it."""

    claim: Claim
    id: str
    source: str


def conflicts_of(claims: Sequence[Claim], earlier: Iterable[Earlier]) -> tuple[Conflict, ...]:
    """Every subject on which the article and earlier reports, or the article and itself, can't both be right.

    Each names all sides, the earlier ones first.
    """
    known = [(claim, one) for one in sorted(earlier, key=_number) for claim in one.reading.claims]
    found = []
    for subject, unit in dict.fromkeys((claim.subject, claim.quantity.unit) for claim in claims):
        mine = [claim for claim in claims if (claim.subject, claim.quantity.unit) == (subject, unit)]
        theirs = [(claim, one) for claim, one in known if (claim.subject, claim.quantity.unit) == (subject, unit)]
        if any(contradicts(claim, other) for claim in mine for other in (*mine, *(claim for claim, _ in theirs))):
            found.append(Conflict(subject, unit, tuple(_sides(mine, theirs))))
    return tuple(found)


def new_claims(claims: Sequence[Claim], earlier: Iterable[Earlier]) -> tuple[Claim, ...]:
    """The claims that no earlier report makes: of a new subject, or contradicting what was said of it."""
    known = [claim for one in earlier for claim in one.reading.claims]
    return tuple(
        claim
        for claim in claims
        if not any(claim.subject == other.subject and not contradicts(claim, other) for other in known)
    )


def _number(earlier: Earlier) -> int:
    return earlier.report.number


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

"""Where an article contradicts earlier reports of its story, or itself; and which of its claims are new."""

from collections.abc import Iterable, Iterator, Sequence

from pipelines.report import Conflict, ConflictValue
from pipelines.stories.claims import Claim, contradicts
from pipelines.stories.history import Earlier

# The article that is judged has no id yet; whoever makes the report of it puts it in.
OWN: str = ""


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
    """Every value that a report gives, once for each report."""
    said: list[tuple[str, Claim]] = []
    for claim, one in theirs:
        if _unsaid(claim, one.report.id, said):
            report = one.report
            yield ConflictValue(claim.quantity.written, report.id, report.outlet or report.source, claim.sentence)
    for claim in mine:
        if _unsaid(claim, OWN, said):
            yield ConflictValue(claim.quantity.written, OWN, OWN, claim.sentence)


def _unsaid(claim: Claim, id: str, said: list[tuple[str, Claim]]) -> bool:
    """Whether a report has not given this value yet; remembers that it has now."""
    if any(by == id and not contradicts(claim, other) for by, other in said):
        return False
    said.append((id, claim))
    return True

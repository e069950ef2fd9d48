"""The claims of a report beside those of its story: which were told before, which contradict, which are new. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.stories.claims import Claim
from pipelines.stories.conflicts import contradicts, new_claims
from pipelines.stories.history import Earlier


class Standing(StrEnum):
    """How a claim stands to what was told before."""

    NEW = "new"
    KNOWN = "known"
    CONTRADICTS = "contradicts"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim with its standing.

    subject, value, sentence: "zone width", "15 to 20 km", where it is said. id: the earlier report that says the same,
    or the contrary; None for new and withdrawn claims.
    """

    subject: str
    value: str
    sentence: str
    standing: Standing
    id: str | None


def compare_claims(claims: Sequence[Claim], earlier: Sequence[Earlier]) -> tuple[ComparedClaim, ...]:
    """Every claim of a report against the earlier reports of its story, in the report's order."""
    return tuple(_compared(claim, earlier) for claim in claims)


def _compared(claim: Claim, earlier: Sequence[Earlier]) -> ComparedClaim:
    standing, id = _standing(claim, earlier)
    return ComparedClaim(claim.subject, claim.quantity.written, claim.sentence, standing, id)


def _standing(claim: Claim, earlier: Sequence[Earlier]) -> tuple[Standing, str | None]:
    if claim.withdrawn:
        return Standing.WITHDRAWN, None
    for one in earlier:
        if any(contradicts(claim, other) for other in one.reading.claims):
            return Standing.CONTRADICTS, one.report.id
    for one in earlier:
        if not new_claims((claim,), (one,)):
            return Standing.KNOWN, one.report.id
    return Standing.NEW, None

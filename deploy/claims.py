"""The claims of a report beside those of its story: which were told before, which contradict, which are new. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipelines.report import Report
from pipelines.stories.claims import Claim
from pipelines.stories.conflicts import contradicts, new_claims
from pipelines.stories.history import Earlier


class Standing(StrEnum):
    """How a claim stands to what was told before."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    CONTRADICTS = "contradicts"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Against:
    """What an earlier report said of the same subject: its id, its outlet, the value."""

    id: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim with its standing.

    subject, value, sentence: "zone width", "15 to 20 km", where it is said.
    earlier: who said the same, or the contrary; what the page itself said before it was changed. None for new and
    withdrawn claims.
    """

    subject: str
    value: str
    sentence: str
    standing: Standing
    earlier: Against | None = None


def compare_claims(report: Report, claims: Sequence[Claim], before: Sequence[Earlier]) -> tuple[ComparedClaim, ...]:
    """Every claim of a report, in its order, against the earlier reports of its story.

    Two values contradict each other where the judge found a conflict; elsewhere both may be right.
    """
    disputed = {conflict.subject for conflict in report.conflicts}
    return tuple(_compared(claim, report.url, before, disputed=claim.subject in disputed) for claim in claims)


def _compared(claim: Claim, url: str, before: Sequence[Earlier], *, disputed: bool) -> ComparedClaim:
    standing, earlier = _standing(claim, url, before, disputed=disputed)
    return ComparedClaim(claim.subject, claim.quantity.written, claim.sentence, standing, earlier)


def _standing(claim: Claim, url: str, before: Sequence[Earlier], *, disputed: bool) -> tuple[Standing, Against | None]:
    if claim.withdrawn:
        return Standing.WITHDRAWN, None
    others = [one for one in before if not url or one.report.url != url]
    if disputed and (against := next(_contrary(claim, others), None)):
        return Standing.CONTRADICTS, against
    if was := next(_contrary(claim, (one for one in before if url and one.report.url == url)), None):
        return Standing.CHANGED, was
    for one in before:
        if not new_claims((claim,), (one,)):
            return Standing.KNOWN, _of(one, _likewise(claim, one))
    return Standing.NEW, None


def _contrary(claim: Claim, earlier: Iterable[Earlier]) -> Iterator[Against]:
    return (_of(one, other) for one in earlier for other in one.reading.claims if contradicts(claim, other))


def _likewise(claim: Claim, earlier: Earlier) -> Claim:
    """The claim of an earlier report that says the same."""
    alike = [one for one in earlier.reading.claims if one.subject == claim.subject and not contradicts(claim, one)]
    return max(alike, key=lambda one: one.quantity.same(claim.quantity))


def _of(earlier: Earlier, claim: Claim) -> Against:
    report = earlier.report
    return Against(report.id, report.outlet or report.source, claim.quantity.written)

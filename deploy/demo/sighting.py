"""What became of the newswire's pages, and whether that is what the bundle expects."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deploy.demo.content import Expectation
from pipelines.report import Because, Conflict, Reason, Report, Verdict


@dataclass(frozen=True, slots=True)
class Sighting:
    """One page as it was seen once.

    url: canonical. title: None where nobody told one. language: of the text, else of the site.
    verdict: `irrelevant` where no watch matched. report: as it stands in the watch's journal, if one matched.
    """

    url: str
    title: str | None
    outlet: str
    language: str
    verdict: Verdict
    alert: bool
    reasons: tuple[Reason, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    report: Report | None = None

    @property
    def unchanged(self) -> bool:
        """Whether this may be another look at a page that has not changed since."""
        again = self.verdict is Verdict.COPY and any(reason.code is Because.SAME_URL for reason in self.reasons)
        return again or self.verdict is Verdict.IRRELEVANT


@dataclass(frozen=True, slots=True)
class Difference:
    """A page that was not judged as the bundle expects.

    expected: None for a page that should not have been seen again. got: None for one that was never seen.
    """

    url: str
    expected: Expectation | None
    got: Sighting | None

    def __str__(self) -> str:
        wanted = "nothing more" if self.expected is None else _expected(self.expected)
        found = "it was not seen" if self.got is None else _found(self.got)
        return f"{self.url}: expected {wanted}; {found}"


def differences(expected: Mapping[str, Sequence[Expectation]], sightings: Sequence[Sighting]) -> tuple[Difference, ...]:
    """Where a run differs from what the bundle expects, in the order of the bundle.

    A page is expected once for itself and once for each of its revisions. Seeing it again unchanged does no harm.
    """
    seen: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        if not (seen[sighting.url] and sighting.unchanged):
            seen[sighting.url].append(sighting)
    found = []
    for url in dict.fromkeys((*expected, *seen)):
        wanted, got = expected.get(url, ()), seen[url]
        for number in range(max(len(wanted), len(got))):
            one = wanted[number] if number < len(wanted) else None
            other = got[number] if number < len(got) else None
            if one is None or other is None or not _meets(other, one):
                found.append(Difference(url, one, other))
    return tuple(found)


def _meets(sighting: Sighting, expectation: Expectation) -> bool:
    return sighting.verdict in expectation.verdicts and sighting.alert == expectation.alert


def _expected(expectation: Expectation) -> str:
    verdicts = " or ".join(expectation.verdicts)
    return f"{verdicts}, {_loudness(alert=expectation.alert)} ({expectation.why})"


def _found(sighting: Sighting) -> str:
    return f"got {sighting.verdict}, {_loudness(alert=sighting.alert)}"


def _loudness(*, alert: bool) -> str:
    return "alert" if alert else "silent"

"""What the reports of a story disagree on: all sides, and whether somebody gave way. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipelines.report import Conflict, Report, Verdict
from pipelines.stories.conflicts import conflicts_of
from pipelines.stories.history import Earlier

_Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict as the last report to name it has it.

    settled_by: the revision since which its sides agree; None while it is open.
    """

    conflict: Conflict
    settled_by: Report | None = None


def disputes_of(reports: Iterable[Report]) -> tuple[Dispute, ...]:
    """The conflicts of a story, in the order in which they came up.

    reports: of the story, in any order. What a page no longer says since it was revised is no side any more; a conflict
    is open as long as pages, as they stand now, contradict each other or themselves.
    """
    ordered = sorted(reports, key=lambda report: report.number)
    latest = {_subject(conflict): (report, conflict) for report in ordered for conflict in report.conflicts}
    disputed = _disputed(ordered) if latest else frozenset()
    return tuple(
        Dispute(conflict, None if subject in disputed else _settled_by(subject, report, ordered))
        for subject, (report, conflict) in latest.items()
    )


def _settled_by(subject: _Subject, named: Report, ordered: Sequence[Report]) -> Report | None:
    """The first revision, since the conflict was last named, after which no page contradicts another."""
    for at, report in enumerate(ordered, 1):
        late = report.number >= named.number and report.verdict is Verdict.REVISION
        if late and subject not in _disputed(ordered[:at]):
            return report
    return None


def _disputed(reports: Sequence[Report]) -> frozenset[_Subject]:
    """The subjects on which the newest versions of all pages disagree."""
    pages = [Earlier(report, report) for report in _newest(reports)]
    return frozenset(
        _subject(conflict)
        for at, page in enumerate(pages)
        for conflict in conflicts_of(page.reading.claims, pages[:at])
    )


def _newest(reports: Iterable[Report]) -> Iterable[Report]:
    """The last report with a text of every page."""
    pages: Mapping[str, Report] = {report.url or report.id: report for report in reports if report.text}
    return pages.values()


def _subject(conflict: Conflict) -> _Subject:
    return conflict.subject, conflict.unit

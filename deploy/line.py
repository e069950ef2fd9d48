"""One article's verdict as a line for programs: the fields of `wirewatch backtest`, in their order."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipelines.report import Because, Conflict, NewItem, Reason, Report, Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One article as it was judged once.

    id, of, the ids within conflicts: as the caller names articles. story: final, after merges.
    """

    id: str
    url: str
    matched: bool
    verdict: Verdict
    alert: bool
    story: str | None
    of: str | None
    new: tuple[NewItem, ...]
    conflicts: tuple[Conflict, ...]
    reasons: tuple[str, ...]


def line_of(report: Report, story: str, names: Mapping[str, str] | None = None) -> Line:
    """The line of a report.

    story: the id under which its story goes on. names: id of a report → what the caller calls it; None: its id.
    """

    def name(id: str) -> str:
        return id if names is None else names.get(id, id)

    return Line(
        id=name(report.id),
        url=report.url,
        matched=True,
        verdict=report.verdict,
        alert=report.alert,
        story=story,
        of=name(report.of) if report.of else None,
        new=report.new,
        conflicts=tuple(
            replace(conflict, values=tuple(replace(value, id=name(value.id)) for value in conflict.values))
            for conflict in report.conflicts
        ),
        reasons=tuple(map(str, report.reasons)),
    )


def irrelevant(id: str, url: str) -> Line:
    """The line of an article that the watch did not want."""
    reasons = (str(Reason(Because.NO_MATCH)),)
    return Line(id, url, False, Verdict.IRRELEVANT, False, None, None, (), (), reasons)

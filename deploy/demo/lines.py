"""The demonstration for programs: a line per article with the fields of `wirewatch backtest`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from deploy.demo.sighting import Sighting
from pipelines.report import Conflict, NewItem, Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """One article as it was seen once. of, and the ids within conflicts, are ids of earlier lines."""

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


def lines(sightings: Sequence[Sighting], stories: Mapping[str, str]) -> list[Line]:
    """A line for each sighting, numbered from 1.

    stories: id of a report → its story after all merges.
    """
    ids = {sighting.report.id: str(number) for number, sighting in enumerate(sightings, 1) if sighting.report}
    return [_line(str(number), sighting, ids, stories) for number, sighting in enumerate(sightings, 1)]


def _line(id: str, sighting: Sighting, ids: Mapping[str, str], stories: Mapping[str, str]) -> Line:
    report = sighting.report
    return Line(
        id=id,
        url=sighting.url,
        matched=report is not None,
        verdict=sighting.verdict,
        alert=sighting.alert,
        story=stories[report.id] if report else None,
        of=ids.get(report.of) if report and report.of else None,
        new=report.new if report else (),
        conflicts=tuple(_renamed(conflict, ids) for conflict in sighting.conflicts),
        reasons=tuple(map(str, sighting.reasons)),
    )


def _renamed(conflict: Conflict, ids: Mapping[str, str]) -> Conflict:
    return replace(conflict, values=tuple(replace(value, id=ids.get(value.id, value.id)) for value in conflict.values))

"""The demonstration for programs: a line per article with the fields of `wirewatch backtest`."""

from collections.abc import Mapping, Sequence

from deploy.demo.sighting import Sighting
from deploy.line import Line, irrelevant, line_of


def lines(sightings: Sequence[Sighting], stories: Mapping[str, str]) -> list[Line]:
    """A line for each sighting, numbered from 1; other lines are meant by these numbers.

    stories: id of a report → its story after all merges.
    """
    names = {sighting.report.id: str(number) for number, sighting in enumerate(sightings, 1) if sighting.report}
    return [
        line_of(sighting.report, stories[sighting.report.id], names)
        if sighting.report
        else irrelevant(str(number), sighting.url)
        for number, sighting in enumerate(sightings, 1)
    ]

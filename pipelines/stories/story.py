"""The story: a development and everything a watch holds of it. Made from reports, never stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines.report import Report, Verdict


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one development, oldest first by the time they belong to.

    id: of the story, final after merges. lead: the report that began it.
    """

    id: str
    reports: tuple[Report, ...]

    @property
    def lead(self) -> Report:
        """The report that began the story."""
        return min(self.reports, key=lambda report: report.number)

    @property
    def copies(self) -> int:
        """How many copies were held back."""
        return sum(report.is_held_back_copy for report in self.reports)

    @property
    def independent(self) -> tuple[Report, ...]:
        """The reports that are no copies: texts of their own, and revisions."""
        return tuple(report for report in self.reports if report.verdict is not Verdict.COPY)

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports with a text of their own, in the order of their first report."""
        return tuple(dict.fromkeys(name for report in self.independent if (name := report.outlet or report.source)))

    @property
    def copied_by(self) -> tuple[str, ...]:
        """Who has no text of its own on it, but copies others, in the order of the first copy."""
        copying = (report.outlet or report.source for report in self.reports if report.is_held_back_copy)
        return tuple(name for name in dict.fromkeys(copying) if name and name not in self.outlets)

    @property
    def merged(self) -> tuple[str, ...]:
        """Ids of the stories that turned out to be this one, in the order of their first report."""
        return tuple(dict.fromkeys(report.story for report in self.reports if report.story != self.id))

    @property
    def first(self) -> datetime:
        """When the story begins."""
        return happened(self.reports[0])

    @property
    def last(self) -> datetime:
        """When its newest report belongs to."""
        return happened(self.reports[-1])


def happened(report: Report) -> datetime:
    """When a report belongs in its story: published, else observed; never later than observed.

    A revision belongs where it was seen: its page tells when it first was published.
    """
    if report.verdict is Verdict.REVISION:
        return report.observed
    return min(report.published or report.observed, report.observed)


def stories_of(reports: Iterable[Report]) -> tuple[Story, ...]:
    """The stories of a watch, merged as its reports say, the newest last.

    reports: in the order of the journal.
    """
    ordered = list(reports)
    goes_on = {merged: report.story for report in ordered for merged in report.merges}
    members: dict[str, list[Report]] = {}
    for report in ordered:
        members.setdefault(final_id(report.story, goes_on), []).append(report)
    stories = (Story(id, _in_time(found)) for id, found in members.items())
    return tuple(sorted(stories, key=lambda story: (story.last, story.lead.number)))


def final_id(story: str, goes_on: Mapping[str, str]) -> str:
    """The id under which a story goes on.

    goes_on: merged stories with those that they turned out to be, which are always older.
    """
    while story in goes_on:
        story = goes_on[story]
    return story


def _in_time(reports: Sequence[Report]) -> tuple[Report, ...]:
    return tuple(sorted(reports, key=lambda report: (happened(report), report.number)))

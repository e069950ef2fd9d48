"""Reports that are decided and not yet committed: what is decided next takes them into account.

Whoever has several articles at hand looks all of them up at once, decides on each as if the ones before it had been
committed, and commits them together: two round trips and one write to disk for all.
"""

from collections.abc import Collection, Mapping

from pipelines.report import Report
from pipelines.stories.history import Earlier, Frequencies, History, Hits, Neighbourhood, Subject
from pipelines.stories.nearness import neighbourhood
from pipelines.stories.postings import KEY_HOLDERS, TERM_HOLDERS, with_holder
from pipelines.stories.profile import Entries, Profile, address, entries_of, original, posted
from pipelines.stories.reading import Reading


class Draft:
    """A history as it will be once the reports that were decided on it are committed."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._entries: list[Entries] = []
        self._earlier: dict[int, Earlier] = {}

    @property
    def reports(self) -> tuple[Report, ...]:
        """What has been decided, in order."""
        return tuple(one.report for one in self._earlier.values())

    async def near(self, subject: Subject, hits: Hits) -> Neighbourhood:
        """What can matter to an article. hits: of its keys, in the history as it is."""
        for entries in self._entries:
            hits = hits_with(hits, subject, entries)
        return await neighbourhood(self, subject, hits)

    async def add(self, report: Report, reading: Reading) -> None:
        """Take a report into account that was decided on what is near. reading: of its article."""
        self._entries.append(entries_of(report, reading))
        if original(report) == report.number:
            self._earlier[report.number] = Earlier(report, report, reading)
        else:
            known = (await self.earlier({original(report)})).get(original(report))
            # The original of a copy may have been forgotten.
            self._earlier[report.number] = Earlier(report, known.original if known else report)

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """Profiles of reports, without those that have none."""
        drafted = {one.number: one.profile for one in self._entries if one.profile and one.number in numbers}
        return {**await self._history.profiles(set(numbers) - self._earlier.keys()), **drafted}

    async def earlier(self, numbers: Collection[int]) -> Mapping[int, Earlier]:
        """Reports with their readings, without those that were forgotten."""
        drafted = {number: one for number, one in self._earlier.items() if number in numbers}
        return {**await self._history.earlier(set(numbers) - drafted.keys()), **drafted}


def hits_with(hits: Hits, subject: Subject, entries: Entries) -> Hits:
    """What an article's keys hit once the indexes hold one report more."""
    number, reading, profile = entries.number, subject.reading, entries.profile
    return Hits(
        generation=number,
        document=hits.document or (number if entries.document == subject.document else None),
        url=number if entries.url and entries.url == address(subject.url) else hits.url,
        text=hits.text or (number if entries.digest and entries.digest == reading.fingerprint.digest else None),
        sentences=_with_holder(hits.sentences, reading.fingerprint.probes, entries.keys, number, KEY_HOLDERS),
        terms=_with_holder(hits.terms, posted(reading), entries.posted, number, TERM_HOLDERS),
        frequencies=_counting(hits.frequencies, profile) if profile else hits.frequencies,
        goes_on={**hits.goes_on, **dict(entries.merges)},
    )


def _with_holder(
    hits: Mapping[int, tuple[int, ...]], keys: Collection[int], added: Collection[int], number: int, limit: int
) -> Mapping[int, tuple[int, ...]]:
    shared = set(added).intersection(keys)
    return {**hits, **{key: with_holder(hits.get(key, ()), number, limit) for key in shared}} if shared else hits


def _counting(frequencies: Frequencies, profile: Profile) -> Frequencies:
    counts = frequencies.counts
    more = {term: counts[term] + 1 for term in profile.about.counted if term in counts}
    return Frequencies(frequencies.reports + 1, {**counts, **more})

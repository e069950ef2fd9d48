"""A history in memory: for backtests and dry runs, and to replay a journal into."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from typing import Final

from pipelines.errors import Superseded
from pipelines.report import Report, Verdict
from pipelines.stories.history import Earlier, Frequencies, Hits, Subject
from pipelines.stories.postings import KEY_HOLDERS, TERM_HOLDERS, with_holder
from pipelines.stories.profile import Entries, Profile, address, entries_of, original, posted
from pipelines.stories.reading import Reading
from pipelines.stories.shelf import Shelf
from pipelines.stories.story import final_id

_REPORTS_AT_HAND: Final = 2_000
_JUDGED_AT_ONCE: Final = 64


class MemoryHistory:
    """The reports of one watch, kept for as long as this object lives."""

    def __init__(self, watch: str, reports: Iterable[Report] = ()) -> None:
        """reports: what the history begins with, in the order of their numbers; their numbers stay."""
        self._watch = watch
        self._reports: dict[int, Report] = {}
        self._generation = 0
        self._documents: dict[str, int] = {}
        self._urls: dict[bytes, int] = {}
        self._texts: dict[bytes, int] = {}
        self._keys: dict[int, tuple[int, ...]] = {}
        self._terms: dict[int, tuple[int, ...]] = {}
        self._counts: Counter[int] = Counter()
        self._profiles: dict[int, Profile] = {}
        self._merged: dict[str, str] = {}
        self._earlier = Shelf[int, Earlier](_REPORTS_AT_HAND)
        self._judged = Shelf[str, Reading](_JUDGED_AT_ONCE)
        for report in reports:
            self._add(report)

    @property
    def watch(self) -> str:
        """The watch's name."""
        return self._watch

    async def commit(self, *reports: Report) -> None:
        """Add reports that were decided one upon the other, the first on the newest generation.

        Raises:
            Superseded: it was decided on an older one.
        """
        for report in reports:
            if report.number != self._generation + 1:
                raise Superseded(f"Watch {self._watch} has moved past generation {report.number - 1}.")
            self._add(report)

    async def get(self, number: int) -> Report | None:
        """One report."""
        return self._reports.get(number)

    async def reports(self) -> AsyncIterator[Report]:
        """All reports, in order."""
        for number in sorted(self._reports):
            yield self._reports[number]

    async def story(self, story: str) -> str:
        """The id under which a story goes on, after merges."""
        return final_id(story, self._merged)

    async def look_up(self, subjects: Sequence[Subject]) -> Sequence[Hits]:
        """What the keys of some articles hit."""
        for subject in subjects:
            self._judged.put(subject.document, subject.reading)
        return [self._hits(subject) for subject in subjects]

    def _hits(self, subject: Subject) -> Hits:
        reading = subject.reading
        return Hits(
            generation=self._generation,
            document=self._documents.get(subject.document),
            url=self._urls.get(address(subject.url)),
            text=self._texts.get(reading.fingerprint.digest),
            sentences={key: self._keys[key] for key in reading.fingerprint.probes if key in self._keys},
            terms={term: self._terms[term] for term in posted(reading) if term in self._terms},
            frequencies=Frequencies(len(self._profiles), {term: self._counts[term] for term in reading.about.counted}),
            goes_on=dict(self._merged),
        )

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """Profiles of reports."""
        return {number: self._profiles[number] for number in sorted(numbers) if number in self._profiles}

    async def earlier(self, numbers: Collection[int]) -> Mapping[int, Earlier]:
        """Reports with their readings."""
        read = {
            number: Earlier(report, self._reports.get(original(report), report))
            for number in numbers
            if number not in self._earlier and (report := self._reports.get(number))
        }
        return self._earlier.with_all(numbers, read)

    def _add(self, report: Report) -> None:
        self._reports[report.number] = report
        self._generation = report.number
        fresh = self._judged.take(report.document)
        if fresh and report.verdict is not Verdict.COPY:
            self._earlier.put(report.number, Earlier(report, report, fresh))
        self._index(entries_of(report, fresh))

    def _index(self, entries: Entries) -> None:
        number = entries.number
        self._documents.setdefault(entries.document, number)
        if entries.url:
            self._urls[entries.url] = number
        if entries.digest:
            self._texts.setdefault(entries.digest, number)
        for key in entries.keys:
            self._keys[key] = with_holder(self._keys.get(key, ()), number, KEY_HOLDERS)
        for term in entries.posted:
            self._terms[term] = with_holder(self._terms.get(term, ()), number, TERM_HOLDERS)
        if entries.profile:
            self._profiles[number] = entries.profile
            self._counts.update(entries.profile.about.counted)
        self._merged.update(entries.merges)

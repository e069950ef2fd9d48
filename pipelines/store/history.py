"""The history of a watch in Redis: the journal is the record, everything else an index that is folded from it.

What is read once is kept at hand, within bounds: reports never change, and whoever deletes one says so in the store.
"""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from typing import Final

from redis.asyncio import Redis
from redis.exceptions import NoScriptError

from pipelines.errors import Superseded
from pipelines.report import Report, Verdict
from pipelines.store.index import RedisIndex
from pipelines.store.journal import Journal
from pipelines.stories.history import Earlier, Hits, Subject
from pipelines.stories.profile import Entries, Profile, entries_of, nothing_of, original
from pipelines.stories.reading import Reading
from pipelines.stories.shelf import Shelf

_REPORTS_AT_HAND: Final = 512
_PROFILES_AT_HAND: Final = 2048
_JUDGED_AT_ONCE: Final = 64
_FOLDED_AT_ONCE: Final = 64


class RedisHistory:
    """The reports of one watch in a Redis or Valkey server."""

    def __init__(self, redis: Redis, watch: str) -> None:
        self._redis = redis
        self._watch = watch
        self._journal = Journal(redis, watch)
        self._index = RedisIndex(redis, watch)
        self._judged = Shelf[str, Reading](_JUDGED_AT_ONCE)
        self._earlier = Shelf[int, Earlier](_REPORTS_AT_HAND)
        self._profiles = Shelf[int, Profile](_PROFILES_AT_HAND)
        self._forgotten = 0
        self._overtaken_at = 0

    @property
    def watch(self) -> str:
        """The watch's name."""
        return self._watch

    def have_read(self, subject: Subject) -> None:
        """Keep a reading at hand for the report that will be made of it."""
        self._judged.put(subject.document, subject.reading)

    async def commit(self, *reports: Report) -> None:
        """Record reports that were decided one upon the other, the first on generation `number - 1`, and fold them.

        Raises:
            Superseded: somebody else committed first; the reports before that place were written, no other.
        """
        if not reports:
            return
        fresh = {report.number: self._judged.take(report.document) for report in reports}
        entries = {report.number: entries_of(report, fresh[report.number]) for report in reports}
        try:
            answers = await self._journal.append(
                *reports,
                behind=lambda pipe, report, record: self._index.fold_behind(pipe, entries[report.number], record),
            )
        except Superseded:
            self._overtaken_at = reports[0].number
            raise
        await self._look_behind(answers)
        for report in reports:
            self._keep(report, fresh[report.number], entries[report.number].profile)

    def _keep(self, report: Report, reading: Reading | None, profile: Profile | None) -> None:
        """Keep at hand what is known of a report that was just committed."""
        if reading and report.verdict is not Verdict.COPY:
            self._earlier.put(report.number, Earlier(report, report, reading))
        if profile:
            self._profiles.put(report.number, profile)

    async def _look_behind(self, answers: Iterable[object]) -> None:
        """A server that was started again doesn't know the script any more."""
        for answer in answers:
            if isinstance(answer, NoScriptError):
                await self.catch_up()
            elif isinstance(answer, Exception):
                raise answer

    async def get(self, number: int) -> Report | None:
        """One report, None if it was never written or was forgotten."""
        return await self._journal.get(number)

    def reports(self) -> AsyncIterator[Report]:
        """All reports, in order."""
        return self._journal.read()

    async def story(self, story: str) -> str:
        """The id under which a story goes on, after merges."""
        while goes_on := await self._index.story(story):
            story = goes_on
        return story

    async def forget(self, *numbers: int) -> int:
        """Delete reports and all that the indexes tell of them; how many there were.

        Their numbers are never given again.
        """
        deleted = await self._journal.forget(*numbers)
        if deleted:
            await self._index.forget(numbers)
            await self.rebuild()
        return deleted

    async def rebuild(self) -> int:
        """Fold the journal into new indexes, which then take the place of those that are there.

        Answers the report that they have reached.
        """
        aside = RedisIndex(self._redis, self._watch, aside=True)
        while True:
            forgotten = await aside.forgotten()
            await aside.begin(afresh=True)
            while (reached := await self._fold_into(aside)) < await self._journal.generation():
                pass
            await aside.serve()
            if await aside.forgotten() == forgotten:
                return reached

    async def catch_up(self) -> int:
        """Fold what the journal holds beyond the mark; answers the report that the indexes have reached."""
        return await self._fold_into(self._index)

    async def _fold_into(self, index: RedisIndex) -> int:
        generation = await self._journal.generation()
        folded = (await index.begin()).number
        batch: list[tuple[Entries, int]] = []
        async for report in self._journal.read(after=folded):
            batch.append((entries_of(report), folded))
            folded = report.number
            if len(batch) == _FOLDED_AT_ONCE:
                await index.fold(batch)
                batch.clear()
        if folded < generation:
            # The last reports were forgotten: there is nothing to fold for their numbers.
            batch.append((nothing_of(generation), folded))
        if batch:
            await index.fold(batch)
        return (await index.begin()).number

    async def missing(self) -> int:
        """How many entries of the indexes are not there, though they were made."""
        return await self._index.missing()

    async def look_up(self, subjects: Sequence[Subject]) -> Sequence[Hits]:
        """What the keys of some articles hit."""
        for subject in subjects:
            self.have_read(subject)
        while (found := await self._index.look_up(subjects)) is None or self._lags(found.hits[0]):
            await self.catch_up()
            self._overtaken_at = 0
        if found.forgotten != self._forgotten:
            self._earlier.clear()
            self._profiles.clear()
            self._forgotten = found.forgotten
        return found.hits

    def _lags(self, hits: Hits) -> bool:
        """Whether the indexes lack a report that is known to be there: whoever was faster died before they had it."""
        return hits.generation < self._overtaken_at

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """Profiles of reports, without those that have none."""
        missing = [number for number in numbers if number not in self._profiles]
        while (read := await self._index.profiles(missing)) is None:
            # They are being made again.
            await self.catch_up()
        return self._profiles.with_all(numbers, read)

    async def earlier(self, numbers: Collection[int]) -> Mapping[int, Earlier]:
        """Reports with their readings, without those that were forgotten."""
        reports = await self._journal.find([number for number in sorted(numbers) if number not in self._earlier])
        origins = {origin for report in reports.values() if (origin := original(report)) not in reports}
        originals = reports | await self._journal.find(sorted(origins))
        read = {number: Earlier(report, originals.get(original(report), report)) for number, report in reports.items()}
        return self._earlier.with_all(numbers, read)

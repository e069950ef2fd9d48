"""The history of a watch in Redis: the journal is the record, everything else an index that is folded from it.

    ww:{WATCH}:folded        string  format of the indexes and the last report that they hold, "1:17"
    ww:{WATCH}:documents:B   hash    document id → report
    ww:{WATCH}:urls:B        hash    address → its last report
    ww:{WATCH}:texts:B       hash    digest of the words → first report
    ww:{WATCH}:sentences:B   hash    sentence key → reports
    ww:{WATCH}:terms:B       hash    term → reports that it stands out in
    ww:{WATCH}:counts:B      hash    term → how many reports have it, and the last that was counted
    ww:{WATCH}:profile:N     string  what is known of a report without its text (`records.py`)
    ww:{WATCH}:merged        hash    story → the story that it turned out to be

B is a bucket: small hashes are stored as compact lists. Fields and values are packed numbers. Before every look-up the
indexes catch up with the journal, so that it does not matter who wrote last, or whether they were lost on the way.
"""

import struct
from collections import OrderedDict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from importlib.resources import files
from typing import Any, Final

import msgspec
import xxhash
from redis.asyncio import Redis

from pipelines.report import Report, Verdict
from pipelines.store.journal import Journal
from pipelines.store.profiles import pack_profile, unpack_profile
from pipelines.store.records import unpack
from pipelines.stories.history import Earlier, Frequencies, Neighbourhood, Subject
from pipelines.stories.nearness import Hits, neighbourhood
from pipelines.stories.postings import KEY_HOLDERS, TERM_HOLDERS
from pipelines.stories.profile import Entries, Profile, address, entries_of, posted, reading_of
from pipelines.stories.reading import Reading
from pipelines.stories.shelf import Shelf

# Raised whenever what the indexes hold changes its meaning: older ones are then dropped and folded again.
FORMAT: Final = 1
_BUCKETS: Final = 4096
_CACHED: Final = 512
_JUDGED_AT_ONCE: Final = 64
_DELETED_AT_ONCE: Final = 1000


class RedisHistory:
    """The reports of one watch in a Redis or Valkey server."""

    def __init__(self, redis: Redis, watch: str) -> None:
        self._redis = redis
        self._watch = watch
        self._journal = Journal(redis, watch)
        self._prefix = f"ww:{{{watch}}}:"
        self._mark = f"{self._prefix}folded"
        self._fold = redis.register_script(_script("fold.lua"))
        self._look_up = redis.register_script(_script("look_up.lua"))
        self._cache: OrderedDict[int, Earlier] = OrderedDict()
        self._judged = Shelf(_JUDGED_AT_ONCE)

    @property
    def watch(self) -> str:
        """The watch's name."""
        return self._watch

    async def near(self, subject: Subject) -> Neighbourhood:
        """What of the history can matter to an article, as of its newest generation."""
        self._judged.put(subject.document, subject.reading)
        return await neighbourhood(self, subject)

    async def commit(self, report: Report) -> None:
        """Record a report that was decided on generation `report.number - 1`.

        Raises:
            Superseded: somebody else committed first; nothing was written.
        """
        await self._journal.append(report)
        fresh = self._judged.take(report.document)
        if fresh and report.verdict is not Verdict.COPY:
            self._cache[report.number] = Earlier(report, fresh)
        await self._add(report, report.number - 1, fresh)

    async def get(self, number: int) -> Report | None:
        """One report, None if it was never written or was forgotten."""
        return await self._journal.get(number)

    def reports(self) -> AsyncIterator[Report]:
        """All reports, in order."""
        return self._journal.read()

    async def story(self, story: str) -> str:
        """The id under which a story goes on, after merges."""
        while merged := await self._redis.hget(f"{self._prefix}merged", story):
            story = merged.decode()
        return story

    async def forget(self, number: int) -> bool:
        """Delete a report and what the indexes tell of it; its number is never given again. False if there was none."""
        self._cache.pop(number, None)
        await self._redis.delete(f"{self._prefix}profile:{number}")
        return await self._journal.forget(number)

    async def rebuild(self) -> int:
        """Drop the indexes and fold them from the journal again; answers how many reports they hold."""
        await self._drop()
        return await self.catch_up()

    async def catch_up(self) -> int:
        """Fold what the journal holds beyond the watermark; answers the report that the indexes have reached."""
        folded = await self._folded()
        if folded is None:
            await self._drop()
            await self._redis.set(self._mark, f"{FORMAT}:0", nx=True)
            folded = 0
        async for report in self._journal.read(after=folded):
            await self._add(report, folded)
            folded = report.number
        return folded

    async def look_up(self, subject: Subject) -> Hits:
        """What the subject's keys hit."""
        reading = subject.reading
        terms = tuple(reading.about.counts.keys() | reading.headline.counts.keys())
        marks = (subject.document.encode(), address(subject.url), reading.fingerprint.digest)
        asked = {
            "buckets": [_bucket(mark) for mark in marks],
            "keys": reading.fingerprint.probes,
            "posted": posted(reading),
            "terms": terms,
        }
        packed = msgspec.msgpack.encode(asked)
        while True:
            found = await self._look_up(keys=[self._mark, self._journal.key], args=[self._prefix, packed, *marks])
            generation = int(found[1].partition(b"-")[0])
            if found[0] == b"%d:%d" % (FORMAT, generation):
                return _hits(found, generation, terms)
            if await self.catch_up() < generation:
                # The last reports were forgotten: there is nothing to fold for their numbers.
                await self._redis.set(self._mark, f"{FORMAT}:{generation}")

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """Profiles of reports, without those that have none."""
        ordered = sorted(numbers)
        if not ordered:
            return {}
        packed = await self._redis.mget([f"{self._prefix}profile:{number}" for number in ordered])
        return {number: unpack_profile(number, one) for number, one in zip(ordered, packed, strict=True) if one}

    async def earlier(self, numbers: Collection[int]) -> Mapping[int, Earlier]:
        """Reports with their readings, without those that were forgotten."""
        missing = [number for number in sorted(numbers) if number not in self._cache]
        reports = await self._reports(missing)
        originals = await self._reports(
            [origin for report in reports.values() if (origin := _original(report)) and origin not in reports]
        )
        for number, report in reports.items():
            origin = _original(report) or number
            text = reports.get(origin) or originals.get(origin) or report
            self._cache[number] = Earlier(report, reading_of(text))
        found = {number: self._cache[number] for number in numbers if number in self._cache}
        for number in found:
            self._cache.move_to_end(number)
        while len(self._cache) > _CACHED:
            self._cache.popitem(last=False)
        return found

    async def _reports(self, numbers: Collection[int]) -> dict[int, Report]:
        if not numbers:
            return {}
        async with self._redis.pipeline(transaction=False) as pipe:
            for number in numbers:
                pipe.xrange(self._journal.key, f"{number}-0", f"{number}-0")
            found = await pipe.execute()
        return {
            number: unpack(entries[0][1][b"r"], Report)
            for number, entries in zip(numbers, found, strict=True)
            if entries
        }

    async def _folded(self) -> int | None:
        """The last report in the indexes, None if they were never made or have another format."""
        mark = await self._redis.get(self._mark)
        if mark is None or not mark.startswith(b"%d:" % FORMAT):
            return None
        return int(mark.partition(b":")[2])

    async def _add(self, report: Report, after: int, fresh: Reading | None = None) -> None:
        """Fold one report, if the indexes have reached the one before it.

        after: number of the report before it; those between were forgotten. fresh: its reading, if at hand.
        """
        entries = entries_of(report, fresh)
        marks = (entries.document.encode(), entries.url, entries.digest)
        profile = pack_profile(entries.profile) if entries.profile else b""
        packed = msgspec.msgpack.encode(_packed(entries, marks, after))
        await self._fold(keys=[self._mark], args=[self._prefix, packed, *marks, profile])

    async def _drop(self) -> None:
        """Delete every index, the watermark first, so that a half-dropped index is never believed."""
        await self._redis.delete(self._mark)
        keys: list[bytes] = []
        async for key in self._redis.scan_iter(match=_literal(self._prefix) + "*", count=_DELETED_AT_ONCE):
            if key.decode() != self._journal.key:
                keys.append(key)
            if len(keys) == _DELETED_AT_ONCE:
                await self._redis.unlink(*keys)
                keys.clear()
        if keys:
            await self._redis.unlink(*keys)
        self._cache.clear()


def _script(name: str) -> str:
    return files("pipelines.store").joinpath(name).read_text()


def _literal(text: str) -> str:
    """A glob pattern that matches just this text."""
    return "".join(f"\\{character}" if character in "*?[]\\^-" else character for character in text)


def _original(report: Report) -> int | None:
    """Number of the report whose text a copy stands for."""
    return int(report.of.rpartition("-")[2]) if not report.text and report.of else None


def _bucket(field: bytes) -> str:
    return str(xxhash.xxh32_intdigest(field) % _BUCKETS)


def _packed(entries: Entries, marks: Iterable[bytes], after: int) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "number": entries.number,
        "after": after,
        "buckets": [_bucket(mark) for mark in marks],
        "keys": entries.keys,
        "posted": entries.posted,
        "terms": tuple(entries.profile.about.counts) if entries.profile else (),
        "merges": entries.merges,
        "limits": (KEY_HOLDERS, TERM_HOLDERS),
    }


def _hits(found: list[Any], generation: int, terms: tuple[int, ...]) -> Hits:
    _, _, document, url, text, reports, sentences, posted_terms, counts = found
    return Hits(
        generation=generation,
        document=_first(document),
        url=_first(url),
        text=_first(text),
        sentences=tuple(_numbers(packed) for packed in sentences if packed),
        terms=tuple(_numbers(packed) for packed in posted_terms if packed),
        frequencies=Frequencies(
            _first(reports) or 0, {term: _first(packed) or 0 for term, packed in zip(terms, counts, strict=True)}
        ),
    )


def _numbers(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f">{len(packed) // 4}I", packed)


def _first(packed: bytes) -> int | None:
    return _numbers(packed)[0] if packed else None

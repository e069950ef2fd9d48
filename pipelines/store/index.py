"""The indexes of a watch: folded from its journal, and folded again where they are missing.

    ww:{WATCH}:folded5               string  the mark: how far the indexes of format 5 go, "EPOCH:17:…" (`Mark`)
    ww:{WATCH}:folded5:aside         string  the mark of those that are being made to take their place
    ww:{WATCH}:index5:EPOCH:B        hash    bucket B: what a key leads to
    ww:{WATCH}:index5:EPOCH:profiles stream  17-0: what is known of report 17 without its text (`profiles.py`)
    ww:{WATCH}:index5:EPOCH:merged   hash    story → the story that it turned out to be
    ww:{WATCH}:forgotten             string  how many reports were deleted

The length of a field in a bucket tells what it is: 8 bytes for a document, an address or the digest of a text, which
lead to a report; 5 for a sentence key, which leads to a few; 4 for a term, which has a count, the last report that
was counted, and the reports that it stands out in. Numbers have 4 bytes.

Buckets stay small, so that a server with the usual settings keeps them as compact lists (128 fields, 64 bytes a value).
Their number grows with what they hold, one by one (linear hashing, Litwin 1980), so that a report costs the same in a
history of a thousand and of a million.

Indexes that are made again get an epoch of their own, and those that are there serve until they are whole. Whoever
still reads the old ones reads them whole.

Two releases whose formats differ can work on one store: each has its own indexes. The newer one drops the older one's
when it begins, once; what an older one leaves behind goes when indexes are made again by hand.
"""

import hashlib
import re
import secrets
import struct
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import xxhash
from redis.asyncio import Redis
from redis.asyncio.client import Pipeline
from redis.commands.core import AsyncScript
from redis.exceptions import NoScriptError, ResponseError

from pipelines.store.journal import journal_key
from pipelines.store.profiles import pack_profile, unpack_profile
from pipelines.store.scripts import source_of
from pipelines.stories.history import Frequencies, Hits, Subject
from pipelines.stories.postings import KEY_HOLDERS, TERM_HOLDERS
from pipelines.stories.profile import Entries, Profile, address, posted

# Raised whenever what the indexes hold changes its meaning: they are then folded again under names of their own.
FORMAT: Final = 5
_KEY_BYTES: Final = 5
# On average; a bucket that waits for its turn to be parted has up to twice as many.
_FIELDS_OF_A_BUCKET: Final = 44
_DELETED_AT_ONCE: Final = 1000
_SCANNED_AT_ONCE: Final = 1000
_BUCKETS_AT_ONCE: Final = 1000
_EPOCH_BYTES: Final = 3
# Keys of indexes: the format, which formats before 5 did not tell, and the epoch, which format 1 did not have.
_OF_INDEX: Final = re.compile(
    r"index(?P<format>\d*):(?P<epoch>[0-9a-f]+):|(?:documents|urls|texts|sentences|terms|counts|profile|merged)(?::|$)"
)
_OLDER_MARKS: Final = ("folded", *(f"folded{older}" for older in range(5, FORMAT)))


# A script, its keys and its arguments.
_Call = tuple[AsyncScript, Sequence[str], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the indexes go.

    epoch: what their keys begin with. number: the last report in them. reports: how many of them have a profile.
    held: how many keys lead to reports, as far as they are counted. buckets: that they are kept in.
    """

    epoch: str
    number: int
    reports: int
    held: int
    buckets: int


@dataclass(frozen=True, slots=True)
class Found:
    """What some articles' keys hit. forgotten: how many reports had been deleted by then."""

    hits: tuple[Hits, ...]
    forgotten: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """Indexes that were made together. format: 0 for those before 5."""

    format: int
    epoch: str


@dataclass(frozen=True, slots=True)
class _Merged:
    """Merged stories with those that they turned out to be, as read from the indexes of one epoch."""

    epoch: str
    goes_on: Mapping[str, str]


class _Asked:
    """What is looked up of an article, and how the answers are read."""

    def __init__(self, subject: Subject) -> None:
        reading = subject.reading
        self._marks = _marks(subject.document, address(subject.url), reading.fingerprint.digest)
        self._probes = reading.fingerprint.probes
        self._posted = tuple(dict.fromkeys(posted(reading)))
        self._counted = reading.about.counted
        self._terms = tuple(dict.fromkeys((*self._posted, *self._counted)))

    def fields(self) -> tuple[Any, ...]:
        """What the script takes."""
        return (*self._marks, _sentence_fields(self._probes), _numbered(self._terms), len(self._posted))

    def hits(self, mark: Mark, found: Sequence[Any], goes_on: Mapping[str, str]) -> Hits:
        """What the script answered."""
        _, _, document, url, text, sentences, terms, counts, _ = found
        occurring = dict(zip(self._terms, struct.unpack(f">{len(self._terms)}I", counts), strict=True))
        return Hits(
            generation=mark.number,
            document=_first(document),
            url=_first(url),
            text=_first(text),
            sentences=_holders(self._probes, sentences),
            terms=_holders(self._posted, terms),
            frequencies=Frequencies(mark.reports, {term: occurring[term] for term in self._counted}),
            goes_on=goes_on,
        )


class RedisIndex:
    """The indexes of one watch in a Redis or Valkey server."""

    def __init__(self, redis: Redis, watch: str, *, aside: bool = False) -> None:
        """aside: not the indexes that serve, but those that are being made to take their place."""
        self._redis = redis
        of_watch = f"ww:{{{watch}}}:"
        self._of_watch = of_watch
        self._prefix = f"{of_watch}index{FORMAT}:"
        self._serving = f"{of_watch}folded{FORMAT}"
        self._aside = f"{self._serving}:aside"
        self._mark = self._aside if aside else self._serving
        self._forgotten = f"{of_watch}forgotten"
        self._folded = (self._mark, journal_key(watch))
        self._look_up = redis.register_script(source_of("look_up"))
        self._profiles = redis.register_script(source_of("profiles"))
        self._fold = redis.register_script(source_of("fold"))
        self._merged = _Merged("", {})

    async def mark(self) -> Mark | None:
        """How far the indexes go, None if they were never made."""
        return _mark(await self._redis.get(self._mark))

    async def begin(self, *, afresh: bool = False) -> Mark:
        """The mark of indexes that can be folded into: those that are there, else empty ones.

        afresh: empty ones whatever is there.
        """
        while afresh or (mark := await self.mark()) is None:
            empty = f"{secrets.token_hex(_EPOCH_BYTES)}:0:0:0:1"
            begun = await self._redis.set(self._mark, empty, nx=not afresh)
            if begun and await self._redis.exists(*self._marks_before()):
                await self._sweep(FORMAT - 1)
            afresh = False
        return mark

    async def serve(self) -> None:
        """What was made aside takes the place of what serves, and everything that nothing leads to any more goes.

        Other releases make their indexes again.
        """
        try:
            await self._redis.rename(self._aside, self._serving)
        except ResponseError as error:
            # Somebody else made them at the same time, and was faster.
            if "no such key" not in str(error):
                raise
        others = [key async for key in self._of("folded*") if not key.startswith(self._serving.encode())]
        if others:
            await self._redis.delete(*others)
        await self._sweep(None)

    async def missing(self) -> int:
        """How many entries the mark tells of that are not there; 0 where it moves on meanwhile."""
        mark = await self.mark()
        if mark is None:
            return 0
        prefix = f"{self._prefix}{mark.epoch}:"
        found = 0
        for start in range(0, mark.buckets, _BUCKETS_AT_ONCE):
            async with self._redis.pipeline(transaction=False) as pipe:
                for bucket in range(start, min(mark.buckets, start + _BUCKETS_AT_ONCE)):
                    pipe.hlen(f"{prefix}{bucket}")
                found += sum(await pipe.execute())
        profiles: int = await self._redis.xlen(f"{prefix}profiles")
        if await self.mark() != mark:
            return 0
        return max(0, mark.reports - profiles) + max(0, mark.held - found)

    async def look_up(self, subjects: Sequence[Subject]) -> Found | None:
        """What the keys of some articles hit, each of one moment; None if the indexes have to be made first."""
        asked = [_Asked(subject) for subject in subjects]
        keys = (self._mark, self._forgotten)
        answers = await self._sent([(self._look_up, keys, (self._prefix, *one.fields())) for one in asked])
        hits = []
        for one, found in zip(asked, answers, strict=True):
            mark = _mark(found[0])
            if mark is None or (goes_on := await self._goes_on(mark, found[-1])) is None:
                return None
            hits.append(one.hits(mark, found, goes_on))
        return Found(tuple(hits), int(answers[-1][1]))

    async def _goes_on(self, mark: Mark, merged: int) -> Mapping[str, str] | None:
        """Merged stories with those that they turned out to be, None if they are just being made again.

        They only ever become more, so that their number tells whether those that were read last are all.
        """
        if self._merged.epoch != mark.epoch or len(self._merged.goes_on) != merged:
            read = await self._redis.hgetall(f"{self._prefix}{mark.epoch}:merged") if merged else {}
            self._merged = _Merged(mark.epoch, {story.decode(): into.decode() for story, into in read.items()})
        return self._merged.goes_on if len(self._merged.goes_on) >= merged else None

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile] | None:
        """Profiles of reports, without those that have none; None if the indexes have yet to reach these reports."""
        ordered = sorted(numbers)
        if not ordered:
            return {}
        packed = await self._profiles(keys=[self._mark], args=[self._prefix, *ordered])
        if not packed:
            return None
        return {number: unpack_profile(number, one) for number, one in zip(ordered, packed, strict=True) if one}

    async def story(self, story: str) -> str | None:
        """The story that a story turned out to be, None if it is still itself."""
        mark = await self.begin()
        found = await self._redis.hget(f"{self._prefix}{mark.epoch}:merged", story)
        return found.decode() if found else None

    async def fold(self, batch: Sequence[tuple[Entries, int]]) -> None:
        """Add reports that were read from the journal, each if the indexes have reached the one before it.

        batch: what they add, in order, each with the number of the report before it; those between were forgotten.
        """
        await self._sent([(self._fold, self._folded, self._folding(entries, after)) for entries, after in batch])

    async def _sent(self, calls: Sequence[_Call]) -> list[Any]:
        """What scripts answer that are sent together; each may be sent again."""
        while True:
            async with self._redis.pipeline(transaction=False) as pipe:
                for script, keys, args in calls:
                    pipe.evalsha(script.sha, len(keys), *keys, *args)
                answers: list[Any] = await pipe.execute(raise_on_error=False)
            failed = next((answer for answer in answers if isinstance(answer, Exception)), None)
            if failed is None:
                return answers
            if not isinstance(failed, NoScriptError):
                raise failed
            for script in {script.sha: script for script, _, _ in calls}.values():
                await self._redis.script_load(script.script)

    def fold_behind(self, pipe: Pipeline, entries: Entries, record: bytes) -> None:
        """Send, behind the command that writes a report, the one that adds it to the indexes.

        record: as it is written; where the journal holds another one under the number, nothing is added.
        """
        proof = hashlib.sha1(record, usedforsecurity=False).hexdigest()
        folding = self._folding(entries, entries.number - 1, proof)
        pipe.evalsha(self._fold.sha, len(self._folded), *self._folded, *folding)

    def _folding(self, entries: Entries, after: int, proof: str = "") -> list[Any]:
        profile, about = entries.profile, set(entries.profile.about.counted) if entries.profile else set()
        under = set(entries.posted)
        uncounted = [term for term in entries.posted if term not in about]
        terms = (*uncounted, *(term for term in entries.posted if term in about), *(about - under))
        return [
            self._prefix, entries.number, after, proof,
            *_marks(entries.document, entries.url, entries.digest),
            _sentence_fields(entries.keys), _numbered(terms), len(uncounted) + 1, len(entries.posted),
            pack_profile(profile) if profile else b"",
            KEY_HOLDERS, TERM_HOLDERS, _FIELDS_OF_A_BUCKET, *chain.from_iterable(entries.merges),
        ]  # fmt: skip

    async def forgotten(self) -> int:
        """How many reports were deleted."""
        return int(await self._redis.get(self._forgotten) or 0)

    async def forget(self, numbers: Collection[int]) -> None:
        """Take out what is known of reports that were deleted, and let every reader know that they were.

        Keys that led to them go when the indexes are made again.
        """
        mark = await self.begin()
        await self._redis.xdel(f"{self._prefix}{mark.epoch}:profiles", *(f"{number}-0" for number in numbers))
        await self._redis.incrby(self._forgotten, len(numbers))

    def _marks_before(self) -> list[str]:
        return [f"{self._of_watch}{name}" for name in _OLDER_MARKS]

    async def _sweep(self, newest: int | None) -> None:
        """Delete indexes that no mark leads to, and those of other formats.

        newest: of which formats these may be, None for all.
        What is seen before the marks are read and is not told by them will not be told by them again: an epoch has its
        mark before it has keys. So indexes that others begin meanwhile stay.
        """
        seen = {kept async for key in self._of("*") if (kept := self._kept(key))}
        await self._redis.delete(*self._marks_before())
        marks = [_mark(mark) for mark in await self._redis.mget(self._serving, self._aside)]
        read = {_Kept(FORMAT, mark.epoch) for mark in marks if mark}
        dropped = {kept for kept in seen - read if newest is None or kept.format <= newest}
        keys: list[bytes] = []
        async for key in self._of("*"):
            if self._kept(key) in dropped:
                keys.append(key)
            if len(keys) == _DELETED_AT_ONCE:
                await self._redis.unlink(*keys)
                keys.clear()
        if keys:
            await self._redis.unlink(*keys)

    def _of(self, pattern: str) -> AsyncIterator[bytes]:
        """The watch's keys that a pattern matches."""
        found: AsyncIterator[bytes] = self._redis.scan_iter(
            match=_literal(self._of_watch) + pattern, count=_SCANNED_AT_ONCE
        )
        return found

    def _kept(self, key: bytes) -> _Kept | None:
        """The indexes that a key of the watch belongs to."""
        found = _OF_INDEX.match(key.decode(), len(self._of_watch))
        return _Kept(int(found["format"] or 0), found["epoch"] or "") if found else None


def _literal(text: str) -> str:
    """A glob pattern that matches just this text."""
    return "".join(f"\\{character}" if character in "*?[]\\^-" else character for character in text)


def _mark(written: bytes | None) -> Mark | None:
    if not written:
        return None
    epoch, *counted = written.decode().split(":")
    return Mark(epoch, *map(int, counted))


def _marks(document: str, url: bytes, digest: bytes) -> tuple[bytes, ...]:
    """Fields for what leads to one report; each kind has its own, so that they can share buckets."""
    kinds = (document.encode("utf-8", "replace"), url, digest)
    return tuple(xxhash.xxh3_64_digest(value, seed=kind) if value else b"" for kind, value in enumerate(kinds))


def _sentence_fields(keys: Collection[int]) -> bytes:
    return b"".join(key.to_bytes(_KEY_BYTES, "big") for key in keys)


def _numbered(numbers: Collection[int]) -> bytes:
    return struct.pack(f">{len(numbers)}I", *numbers)


def _holders(keys: Sequence[int], packed: bytes) -> Mapping[int, tuple[int, ...]]:
    """Reports under each key that was hit: how many, then their numbers."""
    found, at = {}, 0
    for key in keys:
        if count := packed[at]:
            found[key] = struct.unpack_from(f">{count}I", packed, at + 1)
        at += 1 + 4 * count
    return found


def _first(packed: bytes) -> int | None:
    return int.from_bytes(packed, "big") if packed else None

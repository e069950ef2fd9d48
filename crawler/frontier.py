"""The frontier: announced URLs that wait to be fetched, and marks of those that were.

    ww:frontier        hash     URLKEY → the pending URL: the record, written whole by one command
    ww:frontier:due    zset     URLKEY and host → when it is due: an index, made again from the hash where it is lost
    ww:seen:BUCKET     hash     rest of URLKEY → mark, in small hashes that the server keeps compact

A page goes: announced → pending → document in the stream → mark → no longer pending. Whoever dies in between leaves a
pending URL, which is fetched again; never a mark without a document.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final, TypeVar

from redis.asyncio import Redis

from crawler.marks import Mark, Standing, next_mark, standing, weighed
from crawler.schedule import next_revisit
from pipelines.document import Announcement, Document
from pipelines.store.records import pack, unpack, unpack_if_readable
from pipelines.urls import host_of, url_key

T = TypeVar("T")

PENDING: Final = "ww:frontier"
DUE: Final = "ww:frontier:due"
# Whoever takes a URL has it for so long; it goes to the next one if its holder dies.
LEASE: Final = timedelta(seconds=25)
_LOOKED_AT_ONCE: Final = 1000
_LOOKED_AT: Final = 10_000
_PAGE: Final = 500

# One command in an index: what is lost of it is taken again.
_CLAIM: Final = """
local lease, now, command = ARGV[1], tonumber(ARGV[2]), {'ZADD', KEYS[1]}
local claimed = {}
for i = 3, #ARGV do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if score and tonumber(score) <= now then
    command[#command + 1] = lease
    command[#command + 1] = ARGV[i]
    claimed[#claimed + 1] = ARGV[i]
  end
end
if #claimed > 0 then redis.call(unpack(command)) end
return claimed
"""
# Only what was taken: the judge may have asked for a later visit in the meantime.
_REMOVE: Final = """
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[3])
return 1
"""


@dataclass(frozen=True, slots=True)
class Pending:
    """An announced URL on its way.

    outlet: as configured for its source. due: not fetched before then, UTC.
    failures: in a row. failing_since: the first of them.
    """

    announcement: Announcement
    outlet: str
    due: datetime
    failures: int = 0
    failing_since: datetime | None = None

    @property
    def key(self) -> str:
        """Its URL's key."""
        return url_key(self.announcement.url)


@dataclass(frozen=True, slots=True)
class Known:
    """What the frontier knows of a URL: whether it waits to be fetched (again), whether it was dealt with."""

    pending: Pending | None
    mark: Mark | None


class Frontier:
    """The frontier that all processes of a store share."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._claim = redis.register_script(_CLAIM)
        self._remove = redis.register_script(_REMOVE)

    async def standings(self, announcements: Sequence[Announcement], now: datetime) -> list[Standing]:
        """How announcements stand to what is known, in their order."""
        answers: list[Any] = []
        for start in range(0, len(announcements), _PAGE):
            async with self._redis.pipeline(transaction=False) as reads:
                for announcement in announcements[start : start + _PAGE]:
                    key = url_key(announcement.url)
                    reads.hget(*_place(key))
                    reads.hget(PENDING, key)
                answers += await reads.execute()
        return [
            standing(
                announcement,
                Mark.unpack(mark) if mark else None,
                waiting.announcement if waiting else None,
                now,
            )
            for announcement, mark, waiting in zip(
                announcements, answers[::2], map(_pending, answers[1::2]), strict=True
            )
        ]

    async def add(self, pendings: Iterable[Pending]) -> None:
        """Put URLs in, or in the place of what is known of them."""
        for page in _pages(pendings):
            await self._redis.hset(PENDING, mapping={pending.key: pack(pending) for pending in page})
            await self._redis.zadd(DUE, {index_entry(each.announcement.url): each.due.timestamp() for each in page})

    async def mark(self, announcements: Iterable[Announcement], now: datetime) -> None:
        """Mark URLs as dealt with, so that they are not announced again unless they change."""
        for page in _pages(announcements):
            async with self._redis.pipeline(transaction=False) as reads:
                for announcement in page:
                    reads.hget(*_place(url_key(announcement.url)))
                known = await reads.execute()
            buckets: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
            for announcement, packed in zip(page, known, strict=True):
                bucket, field = _place(url_key(announcement.url))
                mark = Mark.unpack(packed) if packed else None
                buckets[bucket][field] = next_mark(mark, announcement, now).pack()
            async with self._redis.pipeline(transaction=False) as writes:
                for bucket, marks in buckets.items():
                    writes.hset(bucket, mapping=marks)
                await writes.execute()

    async def take(self, now: datetime, limit: int, per_host: int) -> tuple[Pending, ...]:
        """URLs that are due, for the taker alone while its lease lasts: the oldest first, a few per host."""
        chosen = await self._due(now, limit, per_host)
        if not chosen:
            return ()
        lease = (now + LEASE).timestamp()
        claimed = await self._claim(keys=[DUE], args=[lease, now.timestamp(), *chosen])
        packed = await self._redis.hmget(PENDING, [_key(entry) for entry in claimed]) if claimed else []
        lost = [entry for entry, record in zip(claimed, packed, strict=True) if record is None]
        if lost:
            await self._redis.zrem(DUE, *lost)
        return tuple(pending for record in packed if (pending := _pending(record)))

    async def _due(self, now: datetime, limit: int, per_host: int) -> tuple[bytes, ...]:
        """Entries of the index, looking far enough that a host with thousands of pages does not hide all others."""
        found: list[bytes] = []
        for offset in range(0, _LOOKED_AT, _LOOKED_AT_ONCE):
            page = await self._redis.zrange(
                DUE, "-inf", now.timestamp(), byscore=True, offset=offset, num=_LOOKED_AT_ONCE
            )
            found += page
            chosen = fair(found, _host, limit, per_host)
            if len(chosen) == limit or len(page) < _LOOKED_AT_ONCE:
                break
        return chosen

    async def renew(self, pendings: Iterable[Pending], until: datetime) -> None:
        """Hold on to what was taken."""
        held = {index_entry(each.announcement.url): until.timestamp() for each in pendings}
        if held:
            await self._redis.zadd(DUE, held, xx=True)

    async def finish(self, pending: Pending, now: datetime, url: str | None = None) -> None:
        """A URL was dealt with for good.

        url: where its page came from in the end; that is marked, too.
        """
        announcement = pending.announcement
        final = () if url in {None, announcement.url} else (replace(announcement, url=url or ""),)
        await self.mark((announcement, *final), now)
        await self._remove(
            keys=[PENDING, DUE], args=[pending.key, pack(pending), index_entry(pending.announcement.url)]
        )

    async def revisit(self, document: Document) -> datetime | None:
        """Have a page that matched a watch fetched again for corrections; when, None if it has been often enough."""
        announcement = replace(document.announcement, baseline=False)
        at = next_revisit(announcement.announced, document.fetched)
        if at is None:
            return None
        waiting = _pending(await self._redis.hget(PENDING, url_key(announcement.url)))
        # What is due before is soon enough; what was due at the fetch is the one that brought the document.
        if waiting and document.fetched < waiting.due <= at:
            return waiting.due
        await self.add([Pending(announcement, document.outlet, at)])
        return at

    async def weigh(self, url: str, *, changed: bool) -> None:
        """Note whether a page that a watch wants has changed since it was read last; its source is believed by that."""
        bucket, field = _place(url_key(url))
        packed = await self._redis.hget(bucket, field)
        if packed is None:
            return
        mark = Mark.unpack(packed)
        known = weighed(mark, changed=changed)
        if known != mark:
            await self._redis.hset(bucket, field, known.pack())

    async def known(self, url: str) -> Known:
        """What is known of a canonical URL."""
        pending = await self._redis.hget(PENDING, url_key(url))
        mark = await self._redis.hget(*_place(url_key(url)))
        return Known(unpack(pending, Pending) if pending else None, Mark.unpack(mark) if mark else None)

    async def forget(self, url: str) -> bool:
        """Delete what is known of a canonical URL, so that it counts as new again; False if there was nothing."""
        deleted = await self._redis.hdel(PENDING, url_key(url)) + await self._redis.hdel(*_place(url_key(url)))
        await self._redis.zrem(DUE, index_entry(url))
        return bool(deleted)

    async def count(self, until: datetime | None = None) -> int:
        """How many URLs wait; those due by `until` only, if given."""
        if until is None:
            return int(await self._redis.hlen(PENDING))
        return int(await self._redis.zcount(DUE, "-inf", until.timestamp()))

    async def mend(self) -> int:
        """Put into the index what stands in the hash alone; how many that were."""
        missing: dict[str, float] = {}
        async for _, packed in self._redis.hscan_iter(PENDING, count=_PAGE):
            pending = _pending(packed)
            if pending is None:
                continue
            entry = index_entry(pending.announcement.url)
            if await self._redis.zscore(DUE, entry) is None:
                missing[entry] = pending.due.timestamp()
        if missing:
            await self._redis.zadd(DUE, missing, nx=True)
        return len(missing)


def fair(things: Iterable[T], host: Callable[[T], str | bytes], limit: int, per_host: int) -> tuple[T, ...]:
    """The first `limit` in their order, no more than `per_host` of any host, so that none holds up the others."""
    chosen: list[T] = []
    taken: defaultdict[str | bytes, int] = defaultdict(int)
    for thing in things:
        if len(chosen) == limit:
            break
        place = host(thing)
        if taken[place] < per_host:
            taken[place] += 1
            chosen.append(thing)
    return tuple(chosen)


def index_entry(url: str) -> str:
    """A canonical URL's entry in the index of due times: its key and, for the sake of fairness, its host."""
    return f"{url_key(url)} {host_of(url)}"


def _pending(packed: bytes | None) -> Pending | None:
    """The record of a URL; None where there is none, or one that can't be read and so counts for nothing."""
    return unpack_if_readable(packed, Pending, PENDING) if packed else None


def _key(entry: bytes) -> bytes:
    return entry.partition(b" ")[0]


def _host(entry: bytes) -> bytes:
    return entry.partition(b" ")[2]


def _place(key: str) -> tuple[str, str]:
    """Bucket and field of a URL's mark."""
    return f"ww:seen:{key[:3]}", key[3:]


def _pages(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while page := list(islice(rest, _PAGE)):
        yield page

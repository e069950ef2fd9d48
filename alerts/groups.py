"""Which alerts of one document are told in one message.

The reports of one document arrive in the journals of several watches. Each arrival is noted; when all have arrived,
or the window of the first has passed, the group is *sealed*: one `HSETNX` that names its members for good. Everybody
follows what was sealed, so no crash changes what a message holds. Who arrives later speaks for itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from redis.asyncio import Redis

from pipelines.report import Report, Verdict
from pipelines.store.records import pack, unpack

KEPT: Final = timedelta(days=30)
_SEALED: Final = b"sealed"
_ARRIVED: Final = b"watch "


@dataclass(frozen=True, slots=True)
class Arrival:
    """That a watch has judged the document.

    report: its id. alert: whether it is told. at: when the first dispatcher saw it.
    """

    watch: str
    report: str
    verdict: Verdict
    alert: bool
    at: datetime


def arrival_of(report: Report, now: datetime) -> Arrival:
    """A report's arrival."""
    return Arrival(report.watch, report.id, report.verdict, report.alert, now)


def to_seal(
    report: Report, arrivals: Sequence[Arrival], window: timedelta, now: datetime
) -> tuple[Arrival, ...] | None:
    """The members of a report's group, None while it is worth waiting for more. Pure.

    Members are the arrivals that are told, in the order of their watches' names.
    """
    missing = {report.watch, *report.siblings} - {arrival.watch for arrival in arrivals}
    if missing and now < min(arrival.at for arrival in arrivals) + window:
        return None
    return tuple(sorted((arrival for arrival in arrivals if arrival.alert), key=lambda arrival: arrival.watch))


class Groups:
    """Arrivals and sealed groups, by document: the hash `ww:group:DOCUMENT`, kept for `KEPT`."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def note(self, document: str, arrival: Arrival) -> None:
        """Note an arrival; the first note of a watch stands."""
        key = _key(document)
        await self._redis.hsetnx(key, _ARRIVED + arrival.watch.encode(), pack(arrival))
        await self._redis.expire(key, KEPT)

    async def arrivals(self, document: str) -> tuple[Arrival, ...]:
        """Who has arrived, in no order."""
        fields = await self._redis.hgetall(_key(document))
        return tuple(unpack(packed, Arrival) for field, packed in fields.items() if field.startswith(_ARRIVED))

    async def sealed(self, document: str) -> tuple[Arrival, ...] | None:
        """The members of a sealed group, None if it is open."""
        packed = await self._redis.hget(_key(document), _SEALED)
        return unpack(packed, tuple[Arrival, ...]) if packed else None

    async def seal(self, document: str, members: tuple[Arrival, ...]) -> None:
        """Seal a group; who seals second changes nothing."""
        await self._redis.hsetnx(_key(document), _SEALED, pack(members))


def _key(document: str) -> str:
    return f"ww:group:{document}"

"""Traces of pages that matched nothing: what was decided on the way, kept for seven days and capped.

Pages that a watch matched need none: their reports are the trace, for good.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from redis.asyncio import Redis

from pipelines.article import Removal
from pipelines.report import Reason
from pipelines.store.records import pack, unpack
from pipelines.urls import url_key

KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Trace:
    """The last that was decided for a URL.

    stage: where its way ended (`fetch`, `presearch`, `match`). removed: what cleaning took out of it.
    led_to: the address that its page came from in the end, "" where that is its own.
    """

    url: str
    at: datetime
    stage: str
    reasons: tuple[Reason, ...] = ()
    title: str | None = None
    language: str | None = None
    detail: str = ""
    removed: tuple[Removal, ...] = ()
    led_to: str = ""

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses under which it is found again."""
        return (self.url, self.led_to) if self.led_to else (self.url,)


class Traces:
    """One trace per URL."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def record(self, trace: Trace) -> None:
        """Keep a trace, in place of the URL's last one."""
        for address in trace.addresses:
            await self._redis.set(_key(address), pack(trace), ex=KEPT)

    async def of(self, url: str) -> Trace | None:
        """The trace of a canonical URL, None if there is none or it has expired."""
        packed = await self._redis.get(_key(url))
        return unpack(packed, Trace) if packed else None

    async def forget(self, url: str) -> bool:
        """Delete the trace of a canonical URL; False if there was none."""
        trace = await self.of(url)
        return bool(trace and await self._redis.delete(*map(_key, trace.addresses)))


def _key(url: str) -> str:
    return f"ww:trace:{url_key(url)}"

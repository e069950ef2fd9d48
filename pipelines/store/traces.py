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

    stage: where its way ended (`fetch`, `presearch`, `extract`, `match`). removed: what cleaning took out of it.
    """

    url: str
    at: datetime
    stage: str
    reasons: tuple[Reason, ...] = ()
    title: str | None = None
    language: str | None = None
    detail: str = ""
    removed: tuple[Removal, ...] = ()


class Traces:
    """One trace per URL."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def record(self, trace: Trace) -> None:
        """Keep a trace, in place of the URL's last one."""
        await self._redis.set(_key(trace.url), pack(trace), ex=KEPT)

    async def of(self, url: str) -> Trace | None:
        """The trace of a canonical URL, None if there is none or it has expired."""
        packed = await self._redis.get(_key(url))
        return unpack(packed, Trace) if packed else None

    async def forget(self, url: str) -> bool:
        """Delete the trace of a canonical URL; False if there was none."""
        return bool(await self._redis.delete(_key(url)))


def _key(url: str) -> str:
    return f"ww:trace:{url_key(url)}"

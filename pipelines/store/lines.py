"""What hosts repeat on their pages, and how many of their pages were sampled for that.

Nothing that is lost here does harm: a host is learned anew.
"""

from datetime import timedelta
from typing import Final

from redis.asyncio import Redis

from pipelines.extraction.repeats import HostLines
from pipelines.store.records import pack, unpack_if_readable

# After this long without a page, a host is learned anew; so are samples taken again.
_KEPT: Final = timedelta(days=30)
# Pages per host that are read for its lines alone.
_SAMPLES: Final = 20


class HostLineStore:
    """A record per host. Two processes that learn from one host at once may lose a page of it."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def of(self, host: str) -> HostLines:
        """What is known of a host."""
        packed = await self._redis.get(_lines(host))
        known = unpack_if_readable(packed, HostLines, _lines(host)) if packed else None
        return known or HostLines()

    async def put(self, host: str, known: HostLines) -> None:
        """Keep what is known of a host now."""
        await self._redis.set(_lines(host), pack(known), ex=_KEPT)

    async def take_sample(self, host: str) -> bool:
        """Whether one more page of a host is to be sampled; counts it."""
        key = f"ww:sampled:{host}"
        # The time limit first: a count without one would never begin again.
        await self._redis.set(key, 0, ex=_KEPT, nx=True)
        return int(await self._redis.incr(key)) <= _SAMPLES


def _lines(host: str) -> str:
    return f"ww:lines:{host}"

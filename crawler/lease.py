"""A lease in the store: one of several processes has it, and another one gets it when that one is gone."""

from datetime import timedelta
from typing import Final

from redis.asyncio import Redis

_HOLD: Final = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
_RELEASE: Final = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
"""


class Lease:
    """One key that one owner holds for a while."""

    def __init__(self, redis: Redis, key: str, owner: str, time: timedelta) -> None:
        """owner: unique among processes. time: how long it is held without being renewed."""
        self._redis = redis
        self._hold = redis.register_script(_HOLD)
        self._release = redis.register_script(_RELEASE)
        self._key = key
        self._owner = owner
        self._milliseconds = int(time.total_seconds() * 1000)

    async def hold(self) -> bool:
        """Get or renew it; whether it is ours now."""
        return bool(await self._hold(keys=[self._key], args=[self._owner, self._milliseconds]))

    async def holder(self) -> str | None:
        """Who holds it now."""
        found = await self._redis.get(self._key)
        return found.decode() if found else None

    async def break_off(self, holder: str) -> None:
        """Take it from a holder that is known to be gone."""
        await self._release(keys=[self._key], args=[holder])

    async def release(self) -> None:
        """Let another one have it at once."""
        await self._release(keys=[self._key], args=[self._owner])

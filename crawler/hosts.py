"""One clock per host: when it may be asked next, agreed between all processes that share the store.

Whoever wants to ask reserves the next free slot and waits for it. The shared clock is the server's own, so that
machines whose clocks differ keep the same distance.
"""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, Protocol

from redis.asyncio import Redis

# One write, of a number that nobody misses if it is lost.
_RESERVE: Final = """
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local slot = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
local wait = slot - now
if wait > tonumber(ARGV[2]) then return {0, wait} end
redis.call('SET', KEYS[1], string.format('%d', slot + ARGV[1]), 'PX', wait + ARGV[1] + 1000)
return {1, wait}
"""
_HOLD: Final = """
local t = redis.call('TIME')
local till = t[1] * 1000 + math.floor(t[2] / 1000) + ARGV[1]
if till <= tonumber(redis.call('GET', KEYS[1]) or '0') then return 0 end
redis.call('SET', KEYS[1], string.format('%d', till), 'PX', ARGV[1] + 1000)
return 1
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """An answer of the clock.

    granted: the slot is ours after `wait`; otherwise nothing was reserved and the host is free after `wait`.
    """

    granted: bool
    wait: timedelta


class HostClock(Protocol):
    """When each host may be asked."""

    async def reserve(self, host: str, delay: timedelta, patience: timedelta) -> Slot:
        """Take the host's next slot, keeping it free for `delay` afterwards, unless it is further than `patience`."""
        ...

    async def hold(self, host: str, pause: timedelta) -> None:
        """Leave the host alone for `pause`; never shortens what was asked for before."""
        ...


class SharedHostClock:
    """The clock of all processes that share a store."""

    def __init__(self, redis: Redis) -> None:
        self._reserve = redis.register_script(_RESERVE)
        self._hold = redis.register_script(_HOLD)

    async def reserve(self, host: str, delay: timedelta, patience: timedelta) -> Slot:
        """See `HostClock`."""
        granted, wait = await self._reserve(keys=[_key(host)], args=[_milliseconds(delay), _milliseconds(patience)])
        return Slot(bool(granted), timedelta(milliseconds=int(wait)))

    async def hold(self, host: str, pause: timedelta) -> None:
        """See `HostClock`."""
        await self._hold(keys=[_key(host)], args=[_milliseconds(pause)])


class LocalHostClock:
    """A clock of this process alone, for runs without a store or that must not write to it."""

    def __init__(self) -> None:
        self._free: dict[str, float] = {}

    async def reserve(self, host: str, delay: timedelta, patience: timedelta) -> Slot:
        """See `HostClock`."""
        now = asyncio.get_running_loop().time()
        slot = max(now, self._free.get(host, 0.0))
        wait = timedelta(seconds=slot - now)
        if wait > patience:
            return Slot(granted=False, wait=wait)
        self._free[host] = slot + delay.total_seconds()
        return Slot(granted=True, wait=wait)

    async def hold(self, host: str, pause: timedelta) -> None:
        """See `HostClock`."""
        till = asyncio.get_running_loop().time() + pause.total_seconds()
        self._free[host] = max(till, self._free.get(host, 0.0))


def _key(host: str) -> str:
    return f"ww:host:{host}"


def _milliseconds(duration: timedelta) -> int:
    return max(0, int(duration.total_seconds() * 1000))

"""Whether a channel can be used at the moment; shared by all processes."""

from dataclasses import dataclass, replace
from datetime import datetime

from redis.asyncio import Redis

from pipelines.store.records import pack, unpack


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What stands in a channel's way.

    closed: since when it takes nothing until somebody mends it, None if it is open. why: in words.
    identity: of the configuration that was closed; another one is open.
    told: whether the operator was told through another channel.
    stalled_until: the other side asked for silence until then.
    """

    closed: datetime | None = None
    why: str = ""
    identity: str = ""
    told: bool = False
    stalled_until: datetime | None = None

    def is_closed(self, identity: str) -> bool:
        """Whether the channel, as it is configured now, is closed."""
        return self.closed is not None and self.identity == identity

    def blocks(self, identity: str, now: datetime) -> bool:
        """Whether nothing can be sent there at the moment: it is closed, or the other side wants silence."""
        stalled = self.stalled_until is not None and now < self.stalled_until
        return stalled or self.is_closed(identity)


class ChannelStates:
    """The state of each channel, by its name."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def of(self, channel: str) -> ChannelState:
        """The state; open where nothing is known."""
        packed = await self._redis.get(_key(channel))
        return unpack(packed, ChannelState) if packed else ChannelState()

    async def close(self, channel: str, identity: str, why: str, now: datetime) -> None:
        """Nothing is sent there any more until it is configured anew or opened."""
        await self._write(channel, ChannelState(closed=now, why=why, identity=identity))

    async def stall(self, channel: str, until: datetime) -> None:
        """Nothing is sent there until then."""
        await self._write(channel, replace(await self.of(channel), stalled_until=until))

    async def told(self, channel: str) -> None:
        """The operator knows that it is closed."""
        await self._write(channel, replace(await self.of(channel), told=True))

    async def open(self, channel: str) -> None:
        """It can be used again."""
        await self._redis.delete(_key(channel))

    async def _write(self, channel: str, state: ChannelState) -> None:
        await self._redis.set(_key(channel), pack(state))


def _key(channel: str) -> str:
    return f"ww:channel:{channel}"

"""Connections whose commands can be cancelled at any moment.

redis-py sends through `asyncio.wait_for`, which before Python 3.12 forgets a cancellation that comes in the very turn
of the loop in which what it waits for ends. Whoever is stopped just then would go on: Ctrl-C would be lost.
"""

import asyncio
from collections.abc import Iterable

from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection


class _Cancelling(AbstractConnection):  # type: ignore[misc]
    """Mixed into a kind of connection."""

    async def send_packed_command(self, command: bytes | str | Iterable[bytes], check_health: bool = True) -> None:  # noqa: FBT001, FBT002 - redis-py's signature
        task = asyncio.current_task()
        before = task.cancelling() if task else 0
        await super().send_packed_command(command, check_health)
        if task and task.cancelling() > before:
            # The answer is on its way to nobody.
            await self.disconnect(nowait=True)
            raise asyncio.CancelledError


def heed_cancelling(redis: Redis) -> None:
    """Have all connections that a client will open heed a cancellation."""
    pool = redis.connection_pool
    pool.connection_class = type(pool.connection_class.__name__, (_Cancelling, pool.connection_class), {})

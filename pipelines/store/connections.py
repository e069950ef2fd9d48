"""Connections to the server, better behaved in two ways than redis-py's own.

A cancellation is heeded at any moment. redis-py sends through `asyncio.wait_for`, which before Python 3.12 forgets a
cancellation that comes in the very turn of the loop in which what it waits for ends. Whoever is stopped just then would
go on: Ctrl-C would be lost.

A server that can't write to its disk or to its replicas is told from one that does not understand.
"""

import asyncio
from collections.abc import Iterable
from typing import Any

from redis import exceptions
from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection

from pipelines.store.outage import Unwritable


class _Better(AbstractConnection):  # type: ignore[misc]
    """Mixed into a kind of connection."""

    async def send_packed_command(self, command: bytes | str | Iterable[bytes], check_health: bool = True) -> None:  # noqa: FBT001, FBT002 - redis-py's signature
        # One that came while this task was busy with something else waits for a turn of the loop: here it is heeded.
        await asyncio.sleep(0)
        task = asyncio.current_task()
        before = task.cancelling() if task else 0
        await super().send_packed_command(command, check_health)
        if task and task.cancelling() > before:
            # The answer is on its way to nobody.
            await self.disconnect(nowait=True)
            raise asyncio.CancelledError

    async def read_response(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await super().read_response(*args, **kwargs)
        except exceptions.ResponseError as error:
            if str(error).startswith(("MISCONF", "NOREPLICAS")):
                raise Unwritable(str(error)) from error
            raise


def with_better_connections(redis: Redis) -> Redis:
    """The client; the connections that it opens from now on are of the better kind."""
    pool = redis.connection_pool
    pool.connection_class = type(pool.connection_class.__name__, (_Better, pool.connection_class), {})
    return redis

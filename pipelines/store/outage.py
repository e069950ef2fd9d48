"""Work that goes on through outages of the store: nothing is dropped, the step is tried again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from redis import exceptions


class Unwritable(exceptions.ResponseError):  # type: ignore[misc]
    """The server refuses to write, since its disk is full or its replicas are gone."""


# The server is away, still loading, out of memory or disk, or a replica for the moment: all pass, and no write was half
# done.
OUTAGES: Final = (
    exceptions.ConnectionError,
    exceptions.TimeoutError,
    exceptions.OutOfMemoryError,
    exceptions.ReadOnlyError,
    exceptions.ClusterDownError,
    exceptions.TryAgainError,
    Unwritable,
)
_LONGEST_PAUSE_SECONDS: Final = 5.0

_log = structlog.get_logger(__name__)


async def through_outages(step: Callable[[], Awaitable[object]], stop: asyncio.Event) -> None:
    """Repeat `step` until `stop` is set; while the store is away, pause and try again."""
    failures = 0
    while not stop.is_set():
        try:
            await step()
        except OUTAGES as error:
            failures += 1
            _log.warning("store away", error=str(error), failures=failures)
            await pause(stop, min(_LONGEST_PAUSE_SECONDS, 0.1 * 2**failures))
        else:
            failures = 0


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but no longer than until `stop` is set."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return

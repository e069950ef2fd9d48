"""Running what a command awaits."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

import click

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """As `asyncio.run`; SIGTERM ends it as Ctrl-C does, with everything closed that was opened."""
    try:
        return asyncio.run(_terminable(work))
    except asyncio.CancelledError:
        raise click.Abort from None


async def _terminable(work: Coroutine[Any, Any, T]) -> T:
    task = asyncio.ensure_future(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task

"""Waiting for what another process does: by looking, for there is nothing to be woken by."""

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable

_LOOK_SECONDS = 0.05


async def until(true: Callable[[], object | Awaitable[object]], seconds: float = 30) -> None:
    """Return as soon as the condition holds; raises TimeoutError after so many seconds."""
    async with asyncio.timeout(seconds):
        while not (await found if isawaitable(found := true()) else found):  # noqa: ASYNC110 - it sets no event of ours
            await asyncio.sleep(_LOOK_SECONDS)

"""The store alone, for commands that need no crawler and no workers."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from redis.asyncio import Redis

from deploy.config import Config
from deploy.valkey import EmbeddedValkey
from pipelines.store.connection import connect, open_store, told_of_outages


@asynccontextmanager
async def opened_store(config: Config, data: Path) -> AsyncIterator[Redis]:
    """The configured store, or the embedded server in the data directory.

    Raises:
        StoreError: the store can't be used.
    """
    async with AsyncExitStack() as stack:
        url = config.store_url or stack.enter_context(EmbeddedValkey(data)).url
        stack.enter_context(told_of_outages(url))
        redis = await stack.enter_async_context(connect(url))
        await open_store(redis, url)
        yield redis

"""All parts of one process, put together: opened in order, closed in reverse."""

import os
import socket
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import ResponseError
from rich.console import Console

from alerts.channels import Channel, make_channel
from alerts.channels.config import ChannelConfig, TerminalConfig
from alerts.channels.terminal import TerminalChannel
from alerts.dispatcher import Dispatcher
from crawler.crawler import Crawler
from deploy.config import Config
from deploy.trial import TrialQueue, TrialTraces
from deploy.valkey import EmbeddedValkey
from pipelines.presearch import Presearch
from pipelines.report import Because
from pipelines.stages import Outcome, Stages
from pipelines.store.connection import check_store, connect, open_store, told_of_outages
from pipelines.store.documents import DocumentQueue
from pipelines.store.history import RedisHistory
from pipelines.store.journal import Journal
from pipelines.store.outage import OUTAGES
from pipelines.store.traces import Traces
from pipelines.stories.history import History
from pipelines.stories.memory import MemoryHistory
from pipelines.worker import Worker
from pipelines.workers import WorkerPool

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Session:
    """The opened parts.

    embedded: the server in the data directory, None where the configuration names another.
    histories: by name of the watch.
    dispatcher: None in a dry run, which sends nothing.
    """

    config: Config
    clock: Clock
    embedded: EmbeddedValkey | None
    redis: Redis
    store_url: str
    queue: DocumentQueue | TrialQueue
    histories: Mapping[str, History]
    stages: Stages
    traces: Traces | TrialTraces
    crawler: Crawler
    dispatcher: Dispatcher | None

    def worker(self, *follow_ups: Callable[[Outcome], Awaitable[None]]) -> Worker:
        """A worker on this session's documents that has pages which matched looked at again for corrections."""
        return Worker(self.queue, self.stages, self.traces, self._revisit, *follow_ups)

    async def _revisit(self, outcome: Outcome) -> None:
        if outcome.reports:
            changed = any(not report.says(Because.SAME_URL) for report in outcome.reports)
            await self.crawler.frontier.weigh(outcome.document.announcement.url, changed=changed)
            await self.crawler.frontier.revisit(outcome.document)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a session keeps its findings in."""

    queue: DocumentQueue | TrialQueue
    histories: Mapping[str, History]
    traces: Traces | TrialTraces


@asynccontextmanager
async def open_session(
    config: Config, data: Path, clock: Clock = utc_now, *, dry_run: bool = False, terminal: Console | None = None
) -> AsyncIterator[Session]:
    """Open everything that the configuration names.

    data: the data directory, for the embedded server.
    clock: gives the time; a demonstration brings its own.
    dry_run: read what the store holds, write nothing to it, send nothing.
    terminal: where the terminal channel prints; None for standard output.

    Raises:
        StoreError: the store can't be used. ConfigError: a watch or channel can't be right.
    """
    owner = f"{socket.gethostname()}-{os.getpid()}"
    async with AsyncExitStack() as stack:
        if dry_run and not (data / "valkey").exists():
            data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wirewatch-")))
        embedded = None if config.store_url else stack.enter_context(EmbeddedValkey(data))
        url = config.store_url or (embedded.url if embedded else "")
        stack.enter_context(told_of_outages(url))
        redis = await stack.enter_async_context(connect(url))
        await (check_store if dry_run else open_store)(redis, url)
        pool = await stack.enter_async_context(WorkerPool(os.cpu_count() or 1))
        kept = await (_in_memory(config, redis) if dry_run else _in_store(config, redis, owner, stack))
        presearch = Presearch(config.watches)
        channels = [_channel(channel, terminal) for channel in config.channels]
        crawler = await stack.enter_async_context(
            Crawler(config.fetch, redis, presearch, pool, kept.queue, dry_run=dry_run)
        )
        yield Session(
            config=config,
            clock=clock,
            embedded=embedded,
            redis=redis,
            store_url=url,
            queue=kept.queue,
            histories=kept.histories,
            stages=Stages(config.watches, kept.histories, pool, crawler.lessons, clock),
            traces=kept.traces,
            crawler=crawler,
            dispatcher=None if dry_run else Dispatcher(redis, config.watches, channels, owner, clock),
        )


async def _in_store(config: Config, redis: Redis, owner: str, stack: AsyncExitStack) -> _Kept:
    queue = DocumentQueue(redis, owner)
    await queue.open()
    stack.push_async_callback(_left, queue)
    return _Kept(queue, {watch.name: RedisHistory(redis, watch.name) for watch in config.watches}, Traces(redis))


async def _left(queue: DocumentQueue) -> None:
    """A store that is away keeps this consumer's name: a line in a list, on which nothing depends."""
    with suppress(ResponseError, *OUTAGES):
        await queue.leave()


async def _in_memory(config: Config, redis: Redis) -> _Kept:
    """Begins with what the journals hold."""
    journals = [Journal(redis, watch.name) for watch in config.watches]
    histories = {
        journal.watch: MemoryHistory(journal.watch, [report async for report in journal.read()]) for journal in journals
    }
    return _Kept(TrialQueue(), histories, TrialTraces())


def _channel(config: ChannelConfig, terminal: Console | None) -> Channel:
    return TerminalChannel(config, terminal) if isinstance(config, TerminalConfig) else make_channel(config)

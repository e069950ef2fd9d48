"""The daemon: crawl, judge and deliver in one asyncio loop, until told to stop."""

import asyncio
import signal
from collections.abc import Coroutine
from enum import StrEnum
from typing import Any, Final

import structlog

from crawler.scheduler import Scheduler
from deploy.session import Session
from deploy.valkey import EmbeddedValkey
from pipelines.errors import StoreError, StoreUnavailable, StoreUnsafe
from pipelines.store.connection import open_store
from pipelines.store.outage import pause
from pipelines.telemetry.heartbeat import Heartbeat, takes_writes

# Ten seconds in all: the rest is for closing what is open, on a machine that is busy.
DRAIN_SECONDS: Final = 7.0
_GUARD_SECONDS: Final = 1.0

_log = structlog.get_logger(__name__)


class Role(StrEnum):
    """A part of the daemon that can run by itself, on a machine of its own."""

    CRAWL = "crawl"
    JUDGE = "judge"
    DELIVER = "deliver"


async def run(session: Session, roles: frozenset[Role]) -> None:
    """Work until SIGTERM or SIGINT, then finish what is in hand within `DRAIN_SECONDS`.

    What is not finished by then is not lost: it stays in the store and is taken up by the next start.
    """
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    tasks = [asyncio.create_task(work, name=name) for name, work in _work(session, roles, stop).items()]
    _log.info("running", roles=sorted(roles), watches=len(session.config.watches), sources=len(session.config.sources))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({stopping, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    _log.info("stopping")
    _, late = await asyncio.wait(tasks, timeout=DRAIN_SECONDS)
    for task in late:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(ended, Exception):
            raise ended
    _log.info("stopped", unfinished=sorted(task.get_name() for task in late))


def _work(session: Session, roles: frozenset[Role], stop: asyncio.Event) -> dict[str, Coroutine[Any, Any, None]]:
    work = {"store": _guard_store(session, stop)}
    if Role.CRAWL in roles:
        work["crawl"] = Scheduler(session.crawler, session.config.sources).run(stop)
    if Role.JUDGE in roles:
        work["judge"] = session.worker().run(stop)
    if Role.DELIVER in roles and session.dispatcher is not None:
        work["deliver"] = session.dispatcher.run(stop)
    heartbeat = Heartbeat(session.config.telemetry, lambda: takes_writes(session.redis))
    if heartbeat.wanted:
        work["heartbeat"] = heartbeat.run(stop)
    return work


async def _guard_store(session: Session, stop: asyncio.Event) -> None:
    """Start the embedded server again if it died; reconcile after every restart of any server."""
    while not stop.is_set():
        try:
            await open_store(session.redis, session.store_url)
        except StoreUnavailable as error:
            _log.warning("store away", error=str(error))
            if session.embedded is not None:
                await _revive(session.embedded)
        except StoreUnsafe as error:
            _log.error("store unsafe", error=str(error))
        await pause(stop, _GUARD_SECONDS)


async def _revive(embedded: EmbeddedValkey) -> None:
    """Start the embedded server again; where that fails (a full disk), the next turn tries it again."""
    try:
        await asyncio.to_thread(embedded.ensure)
    except StoreError as error:
        _log.error("store does not start", error=str(error))

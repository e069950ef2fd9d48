"""The clock of the daemon: polls each source when it is due and keeps fetching, in the running asyncio loop.

APScheduler has the timers, `schedule.next_poll` the decisions, the store the memory. Several daemons may run: whoever
holds the leader's lease polls; all of them fetch.
"""

import asyncio
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from crawler.crawler import Crawler
from crawler.lease import Lease
from crawler.outcomes import FetchOutcome, FetchResult, PollOutcome
from crawler.sources.source import Source, SourceKind
from pipelines.store.outage import OUTAGES

# Fetching pauses while so many documents wait for the judge; announced pages stay in the frontier meanwhile.
MOST_WAITING: Final = 500
_BATCH: Final = 32
_BATCHES_AT_ONCE: Final = 6
_FETCH_EVERY: Final = timedelta(seconds=1)
_MEND_EVERY: Final = timedelta(minutes=10)
_LEASE: Final = timedelta(seconds=12)
_RENEW_EVERY: Final = timedelta(seconds=4)
_AFTER_OUTAGE: Final = timedelta(seconds=5)
_SITEMAPS_LATER: Final = timedelta(seconds=5)

_log = structlog.get_logger(__name__)


class Scheduler:
    """Polls and fetches until it is stopped."""

    def __init__(
        self, crawler: Crawler, sources: Sequence[Source], *, deadline: timedelta = timedelta(seconds=5)
    ) -> None:
        """deadline: how long what is in flight may take once the scheduler is to stop."""
        self._crawler = crawler
        self._sources = sources
        self._deadline = deadline
        owner = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._lease = Lease(crawler.redis, "ww:leader", owner, _LEASE)
        self._leads = False
        self._congested = False
        self._batches = 0
        self._busy: set[asyncio.Task[None]] = set()
        # A late run is still worth while, but only once; the default would drop it after a second.
        self._timers = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then finish within the deadline."""
        await self.start()
        await stop.wait()
        await self.stop()

    async def start(self) -> None:
        """Start the timers; overdue sources are polled at once, feeds before sitemaps."""
        # Before the first poll asks whether this process leads.
        await self._through_outage(self._renew)
        now = datetime.now(UTC)
        self._every(_RENEW_EVERY, self._renew)
        self._every(_MEND_EVERY, self._mend)
        self._every(_FETCH_EVERY, self._fetch)
        for source in self._sources:
            slow = source.kind in {SourceKind.SITEMAP, SourceKind.ARCHIVE}
            self._poll_at(source, now + (_SITEMAPS_LATER if slow else timedelta()))
        self._timers.start()

    async def stop(self) -> None:
        """Start nothing new, wait for what is in flight, let another daemon lead."""
        self._timers.pause()
        if self._busy:
            _, late = await asyncio.wait(self._busy, timeout=self._deadline.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        self._timers.shutdown(wait=False)
        try:
            await self._lease.release()
        except OUTAGES as error:
            _log.warning("store away", error=str(error))

    def _every(self, interval: timedelta, work: Callable[[], Awaitable[None]]) -> None:
        self._timers.add_job(
            partial(self._through_outage, work),
            "interval",
            seconds=interval.total_seconds(),
            next_run_time=datetime.now(UTC),
            max_instances=_BATCHES_AT_ONCE + 1,
        )

    def _poll_at(self, source: Source, at: datetime) -> None:
        self._timers.add_job(
            partial(self._through_outage, partial(self._poll, source)), "date", run_date=at, id=source.name,
            # A poll orders the next one before it has ended itself.
            replace_existing=True, max_instances=2,
        )  # fmt: skip

    async def _through_outage(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do a piece of work; while the store is away, nothing is done and nothing is lost."""
        task = asyncio.ensure_future(work())
        self._busy.add(task)
        try:
            await task
        except OUTAGES as error:
            _log.warning("store away", error=str(error))
        except asyncio.CancelledError:
            # The deadline of the stop: what was in hand is left to the next start.
            if not task.cancelled():
                raise
        finally:
            self._busy.discard(task)

    async def _renew(self) -> None:
        held = False
        try:
            holder = await self._lease.holder()
            if holder is not None and _is_gone(holder):
                await self._lease.break_off(holder)
            held = await self._lease.hold()
        finally:
            if held != self._leads:
                _log.info("leading" if held else "following")
            self._leads = held

    async def _mend(self) -> None:
        mended = await self._crawler.frontier.mend()
        if mended:
            _log.info("frontier mended", pages=mended)

    async def _poll(self, source: Source) -> None:
        """Poll one source if it is due and this process leads; in any case, come back."""
        again = datetime.now(UTC) + _AFTER_OUTAGE
        try:
            due = (await self._crawler.states.of(source.name)).due
            now = datetime.now(UTC)
            if due is not None and due.at > now:
                again = min(due.at, now + timedelta(minutes=1)) if not self._leads else due.at
            elif self._leads:
                (outcome,) = await self._crawler.poll([source], now=now)
                _tell_poll(outcome)
                again = outcome.due.at if outcome.due else again
        finally:
            self._poll_at(source, again)

    async def _fetch(self) -> None:
        """One batch, unless enough of them are on their way."""
        if self._batches >= _BATCHES_AT_ONCE or await self._is_congested():
            return
        self._batches += 1
        try:
            for outcome in await self._crawler.fetch_due(datetime.now(UTC), _BATCH):
                _tell_fetch(outcome)
        finally:
            self._batches -= 1

    async def _is_congested(self) -> bool:
        waiting = await self._crawler.sink.waiting()
        congested = waiting >= MOST_WAITING
        if congested != self._congested:
            _log.info("fetching pauses" if congested else "fetching goes on", documents=waiting)
        self._congested = congested
        return congested


def _is_gone(owner: str) -> bool:
    """Whether an owner was a process of this machine that has ended; then nobody need wait for its lease to run out."""
    host, pid, _ = owner.rsplit("-", 2)
    if host != socket.gethostname() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _tell_poll(outcome: PollOutcome) -> None:
    _log.log(
        20 if outcome.ok else 30,
        "polled",
        source=outcome.source.name,
        result=str(outcome.result),
        words=str(outcome),
        next=outcome.due.at.isoformat(timespec="seconds") if outcome.due else None,
        because=str(outcome.due.because) if outcome.due else None,
    )


def _tell_fetch(outcome: FetchOutcome) -> None:
    level = 20 if outcome.result in {FetchResult.QUEUED, FetchResult.GIVEN_UP} else 10
    _log.log(level, "fetched", url=outcome.url, result=str(outcome.result), words=str(outcome))

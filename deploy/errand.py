"""One look for news: poll or fetch, judge, deliver, and tell what was found.

Shares all state with a running daemon. What the daemon takes out of this errand's hands (a URL to fetch, a document to
judge, an alert to send) is finished there, once.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from alerts.delivery import Delivery
from crawler.outcomes import FetchOutcome, PollOutcome
from crawler.sources.source import Source
from deploy.session import Session
from pipelines.stages import Outcome
from pipelines.worker import BATCH

_WAIT: Final = timedelta(milliseconds=100)
_DELIVERY_DEADLINE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Errand:
    """What to look at: URLs if there are any, else sources.

    baseline: whether first contact with a source is silent.
    """

    sources: Sequence[Source] = ()
    urls: Sequence[str] = ()
    baseline: bool = True


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an errand has come: sources asked, pages fetched, documents judged."""

    polled: int = 0
    fetched: int = 0
    judged: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """What an errand found.

    outcomes: of the documents that were judged here, in the order of judging.
    deliveries: the ledger rows of the alerts among them.
    elsewhere: documents of this errand that a daemon judged.
    """

    polls: tuple[PollOutcome, ...]
    fetches: tuple[FetchOutcome, ...]
    outcomes: tuple[Outcome, ...]
    deliveries: tuple[Delivery, ...]
    elsewhere: int = 0

    def deliveries_of(self, report: str) -> tuple[Delivery, ...]:
        """The ledger rows of one report's alert."""
        return tuple(row for row in self.deliveries if row.alert == report)


async def run_errand(session: Session, errand: Errand, told: Callable[[Progress], None] | None = None) -> Findings:
    """Look once; returns when everything that was fetched is judged and what is due is sent.

    told: called whenever something was done.
    """
    work = _Work(session, errand, told)
    fetching = asyncio.create_task(work.fetch())
    try:
        while not fetching.done():
            # Judged in batches, in the order of publication: of two copies, the earlier one is the original.
            if await session.queue.waiting() >= BATCH:
                await work.judge()
            else:
                await asyncio.wait({fetching}, timeout=_WAIT.total_seconds())
        await fetching
    finally:
        fetching.cancel()
    while await work.unfinished():
        await work.judge()
    return await work.findings()


class _Work:
    """An errand under way."""

    def __init__(self, session: Session, errand: Errand, told: Callable[[Progress], None] | None) -> None:
        self._session = session
        self._errand = errand
        self._told = told
        self._polls: list[PollOutcome] = []
        self._fetches: list[FetchOutcome] = []
        self._outcomes: dict[str, Outcome] = {}
        self._worker = session.worker(self._keep)

    async def fetch(self) -> None:
        """Poll the sources and fetch what the frontier has due, or fetch the URLs."""
        crawler, clock = self._session.crawler, self._session.clock
        if self._errand.urls:
            self._fetches += await crawler.fetch(self._errand.urls, clock())
            return
        self._polls += await crawler.poll(self._errand.sources, baseline=self._errand.baseline, now=clock())
        self._tell()
        while fetched := await crawler.fetch_due(clock()):
            self._fetches += fetched
            self._tell()

    async def judge(self) -> None:
        """One batch of documents, whoever fetched them."""
        if await self._worker.step(_WAIT):
            self._tell()

    async def unfinished(self) -> bool:
        """Whether a document of this errand is still on its way, here or in a daemon."""
        for document in self._own():
            if document not in self._outcomes and await self._session.queue.contains(document):
                return True
        return False

    async def findings(self) -> Findings:
        """What was found, after sending what is due."""
        own = self._own()
        found = tuple(self._outcomes[document] for document in own if document in self._outcomes)
        return Findings(
            polls=tuple(self._polls),
            fetches=tuple(self._fetches),
            outcomes=found,
            deliveries=await self._deliver(found),
            elsewhere=len(own) - len(found),
        )

    async def _deliver(self, outcomes: Sequence[Outcome]) -> tuple[Delivery, ...]:
        dispatcher = self._session.dispatcher
        if dispatcher is None:
            return ()
        alerts = [report.id for outcome in outcomes for report in outcome.reports if report.alert]
        await dispatcher.drain(_DELIVERY_DEADLINE, alerts)
        ledgers = [await dispatcher.outbox.ledger(alert) for alert in alerts]
        return tuple(row for ledger in ledgers if ledger for row in ledger.rows)

    def _own(self) -> list[str]:
        return [fetch.document for fetch in self._fetches if fetch.document]

    async def _keep(self, outcome: Outcome) -> None:
        self._outcomes[outcome.id] = outcome

    def _tell(self) -> None:
        if self._told is not None:
            self._told(Progress(len(self._polls), len(self._fetches), len(self._outcomes)))

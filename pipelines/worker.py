"""The shell that takes documents from the stream and carries each through the stages to its outcome.

A document leaves the stream only after its outcome is recorded; whoever dies before leaves it to the next.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final, Protocol

import structlog

from pipelines.article import Article
from pipelines.errors import InputError
from pipelines.stages import Extracted, Outcome, Stages
from pipelines.store.documents import Handout
from pipelines.store.outage import OUTAGES, through_outages
from pipelines.store.traces import Trace

BATCH: Final = 8
_MOST_TRIES: Final = 5
_WAIT: Final = timedelta(seconds=1)
_PATIENCE_SECONDS: Final = 2.0
_HOLD_EVERY_SECONDS: Final = 5.0

_log = structlog.get_logger(__name__)


class Documents(Protocol):
    """Where documents come from (`pipelines.store.documents.DocumentQueue`)."""

    async def take(self, count: int, wait: timedelta) -> tuple[Handout, ...]:
        """New documents, waiting up to `wait` for the first."""
        ...

    async def reclaim(self, count: int) -> tuple[Handout, ...]:
        """Documents whose consumer has died."""
        ...

    async def hold(self, ids: Collection[str]) -> None:
        """Keep what is in hand from being reclaimed by others."""
        ...

    async def done(self, id: str) -> None:
        """A document's outcome is recorded."""
        ...


class TraceSink(Protocol):
    """Where it is noted what became of pages that matched nothing (`pipelines.store.traces.Traces`)."""

    async def record(self, trace: Trace) -> None:
        """Keep a trace."""
        ...


class Worker:
    """Consumes the stream of documents."""

    def __init__(
        self,
        queue: Documents,
        stages: Stages,
        traces: TraceSink,
        *follow_ups: Callable[[Outcome], Awaitable[None]],
    ) -> None:
        """follow_ups: awaited for every outcome that is recorded, before its document leaves the stream."""
        self._queue = queue
        self._stages = stages
        self._traces = traces
        self._follow_ups = follow_ups
        self._hand: dict[str, Handout] = {}

    async def run(self, stop: asyncio.Event) -> None:
        """Take and conclude documents; returns after the batch in hand once `stop` is set."""
        await through_outages(lambda: self.step(_WAIT), stop)

    async def step(self, wait: timedelta) -> int:
        """One batch, waiting up to `wait` for its first document; the number that were concluded.

        Where the store goes away in between, the batch stays in hand for the next step: an outage is no fault of its
        documents, and to be handed out again would count as one.
        """
        if self._hand:
            await self._queue.hold(self._hand)
        else:
            # What a dead process held is taken one by one: if this one dies as well, only the one in hand is blamed.
            handouts = await self._queue.reclaim(1) or await self._queue.take(BATCH, wait)
            self._hand = {handout.id: handout for handout in handouts}
        count = len(self._hand)
        holding = asyncio.create_task(self._hold())
        try:
            await self._conclude(tuple(self._hand.values()))
        finally:
            holding.cancel()
        return count

    async def _conclude(self, handouts: Sequence[Handout]) -> None:
        for handout in handouts:
            if handout.times > _MOST_TRIES:
                await self._record(await self._stages.give_up(handout))
        extractions = [
            (handout, asyncio.create_task(self._stages.extract(handout.document)))
            for handout in sorted(handouts, key=_published)
            if handout.times <= _MOST_TRIES
        ]
        try:
            async for ready in _stragglers_last(extractions):
                for outcome in await self._stages.conclude(ready):
                    await self._record(outcome)
        finally:
            for _, extraction in extractions:
                extraction.cancel()

    async def _hold(self) -> None:
        """A batch of slow pages takes longer than the others wait before they take a consumer for dead."""
        while self._hand:
            await asyncio.sleep(_HOLD_EVERY_SECONDS)
            with contextlib.suppress(*OUTAGES):
                await self._queue.hold(self._hand)

    async def _record(self, outcome: Outcome) -> None:
        if outcome.trace is not None:
            await self._traces.record(outcome.trace)
        for follow_up in self._follow_ups:
            await follow_up(outcome)
        await self._queue.done(outcome.id)
        del self._hand[outcome.id]
        url = outcome.document.announcement.url
        for report in outcome.reports:
            _log.info("judged", url=url, report=report.id, verdict=str(report.verdict), alert=report.alert)
        if outcome.trace is not None:
            _log.debug("irrelevant", url=url)


def _published(handout: Handout) -> datetime:
    """When a document's article was published, by its source's word; documents arrive as fast as servers answer."""
    return handout.document.announcement.published or handout.document.fetched


async def _stragglers_last(
    extractions: Sequence[tuple[Handout, asyncio.Task[Article | InputError]]],
) -> AsyncIterator[list[Extracted]]:
    """Those together that are ready, in their order, so that the same input gives the same verdicts.

    A slow page is overtaken.
    """
    waiting, late = deque(extractions), []
    while waiting:
        done, _ = await asyncio.wait({waiting[0][1]}, timeout=_PATIENCE_SECONDS)
        if not done:
            late.append(waiting.popleft())
            continue
        ready = [(handout, task.result()) for handout, task in takewhile(lambda one: one[1].done(), waiting)]
        for _ in ready:
            waiting.popleft()
        yield ready
    for handout, extraction in late:
        yield [(handout, await extraction)]

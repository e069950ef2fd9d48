"""Polling one source: ask it, put what is new into the frontier, remember the visit."""

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from crawler.failure import NOTHING_TRIED, FetchFailed, failure_of
from crawler.frontier import Frontier, Pending
from crawler.marks import Standing, claimed
from crawler.outcomes import PollOutcome, PollResult
from crawler.schedule import PollBudget, next_poll
from crawler.source_reader import Served, SourceReader
from crawler.source_state import SourceState, SourceStates
from crawler.sources.reading import Entry
from crawler.sources.source import Source
from pipelines.document import Announcement
from pipelines.errors import FetchError

# At first contact with a source, so much of what it tells is read as baseline; the rest is taken as known.
BASELINE_MOST: Final = 100
BASELINE_REACH: Final = timedelta(days=7)
_WORTH_FETCHING: Final = frozenset({Standing.NEW, Standing.CHANGED})


class Poller:
    """Polls sources, one at a time; errors are outcomes."""

    def __init__(self, reader: SourceReader, frontier: Frontier, states: SourceStates, budget: PollBudget) -> None:
        self._reader = reader
        self._frontier = frontier
        self._states = states
        self._budget = budget

    async def poll(self, source: Source, now: datetime, *, baseline: bool) -> PollOutcome:
        """Ask a source now.

        baseline: whether first contact is silent.
        """
        started = time.monotonic()
        state = await self._states.of(source.name)
        try:
            served = await self._reader.ask(source, state.kind, state.validators_to_send(), now)
        except FetchError as error:
            outcome, state = _failed(source, state, error)
        else:
            outcome = await self._announce(source, state, served, now, baseline=baseline)
            new = outcome.new if state.contacted else 0
            kind, validators = (served.reading.kind, served.validators) if served.reading else (None, None)
            state = state.reached(now, new, validators, kind)
        due = next_poll(state.history, self._budget, now, random.random())  # noqa: S311 - spreads polls, guards nothing
        # Last of all: validators that were remembered before the announcements were would hide them for good.
        await self._states.put(replace(state, due=due))
        return replace(outcome, due=due, took=time.monotonic() - started)

    async def _announce(
        self, source: Source, state: SourceState, served: Served, now: datetime, *, baseline: bool
    ) -> PollOutcome:
        """Put what is new into the frontier."""
        if served.reading is None:
            return PollOutcome(source, PollResult.NOT_MODIFIED, state.kind)
        silent = baseline and state.contacted is None
        told = [_announcement(entry, source, now, baseline=silent) for entry in served.reading.entries]
        standings = await self._frontier.standings(told, now)
        fresh = [each for each, standing in zip(told, standings, strict=True) if standing in _WORTH_FETCHING]
        accepted = newest(fresh, now) if silent else fresh
        wanted = {each.url for each in accepted}
        passed_over = [each for each in fresh if each.url not in wanted]
        await self._frontier.add(Pending(each, source.outlet, now) for each in accepted)
        await self._frontier.mark(passed_over, now)
        return PollOutcome(
            source,
            PollResult.BASELINE if silent else PollResult.NEWS if accepted else PollResult.NOTHING_NEW,
            served.reading.kind,
            entries=len(told),
            new=len(accepted),
            changed=standings.count(Standing.CHANGED),
            passed_over=len(passed_over),
        )


def newest(announcements: Sequence[Announcement], now: datetime) -> list[Announcement]:
    """What is worth reading of a first contact: of the last days or undated, the newest, in the source's order."""
    recent = [each for each in announcements if (claimed(each) or now) > now - BASELINE_REACH]
    chosen = sorted(recent, key=lambda each: claimed(each) or now, reverse=True)[:BASELINE_MOST]
    urls = {each.url for each in chosen}
    return [each for each in recent if each.url in urls]


def _failed(source: Source, state: SourceState, error: FetchError) -> tuple[PollOutcome, SourceState]:
    not_before = error.not_before if isinstance(error, FetchFailed) else None
    failure = failure_of(error)
    outcome = PollOutcome(source, PollResult.FAILED, state.kind, failure=failure, trouble=str(error))
    return outcome, state.failed(str(error), not_before, tried=failure not in NOTHING_TRIED)


def _announcement(entry: Entry, source: Source, now: datetime, *, baseline: bool) -> Announcement:
    return Announcement(entry.url, source.name, now, entry.title, entry.published, entry.modified, baseline=baseline)

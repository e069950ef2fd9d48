"""When a source is polled and a page is fetched next.

Pure: takes what happened and the time, gives the next due time and why. Polls follow the rate at which a source tells
of something new: with equal costs, the least delay for all comes from polling in proportion to the square root of the
rate (Sia & Cho, Efficient monitoring algorithm for fast news alerts, TKDE 2007).
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

# Four quarters of an hour between the polls of a source that tells of one new thing an hour.
_INTERVAL_AT_ONE_PER_HOUR: Final = timedelta(minutes=15)
_TO_LEARN_FROM: Final = timedelta(hours=2)
_LEARNING: Final = timedelta(minutes=10)
_MEMORY: Final = timedelta(days=28)
_SPREAD: Final = 0.1

_POLL_BACKOFF: Final = timedelta(minutes=2)
_LONGEST_POLL_BACKOFF: Final = timedelta(hours=6)
_FETCH_BACKOFF: Final = timedelta(minutes=1)
_LONGEST_FETCH_BACKOFF: Final = timedelta(hours=4)
_SHORTEST_BACKOFF: Final = timedelta(seconds=5)

GIVE_UP_AFTER: Final = timedelta(days=2)
FEW_TRIES: Final = 4
REVISITS: Final = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(days=3))


class Because(StrEnum):
    """Why a due time is what it is."""

    LEARNED_RHYTHM = "learned_rhythm"
    LEARNING = "learning"
    FLOOR = "floor"
    CEILING = "ceiling"
    BACKOFF = "backoff"
    RETRY_AFTER = "retry_after"


@dataclass(frozen=True, slots=True)
class Due:
    """A due time, UTC, and why it is that."""

    at: datetime
    because: Because


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll that reached its source. new: URLs that it told of for the first time."""

    at: datetime
    new: int


@dataclass(frozen=True, slots=True)
class PollHistory:
    """What the next poll is decided on.

    polls: in order of time; the first contact is not among them, for what it told of is of no particular time.
    failures: in a row, up to now. retry_after: the source asks to be left alone until then.
    """

    polls: tuple[Poll, ...] = ()
    failures: int = 0
    retry_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class PollBudget:
    """The shortest and the longest time between two polls of a source."""

    floor: timedelta
    ceiling: timedelta


def next_poll(history: PollHistory, budget: PollBudget, now: datetime, draw: float) -> Due:
    """Next poll of one source.

    draw: a random number from [0, 1), so that sources that started together don't stay together.
    """
    return _not_before(_wish(history, budget, now, draw), history.retry_after)


def _wish(history: PollHistory, budget: PollBudget, now: datetime, draw: float) -> Due:
    """When we would poll if it were for us alone."""
    if history.failures:
        return Due(now + backoff(history.failures, _POLL_BACKOFF, _LONGEST_POLL_BACKOFF, draw), Because.BACKOFF)
    rate = rate_per_hour(history.polls, now)
    if rate is None:
        return Due(now + max(budget.floor, min(_LEARNING, budget.ceiling)), Because.LEARNING)
    interval = _INTERVAL_AT_ONE_PER_HOUR / math.sqrt(rate) if rate else budget.ceiling
    spread = interval * (1 + _SPREAD * (2 * draw - 1))
    if spread <= budget.floor:
        return Due(now + budget.floor, Because.FLOOR)
    if spread >= budget.ceiling:
        return Due(now + budget.ceiling, Because.CEILING)
    return Due(now + spread, Because.LEARNED_RHYTHM)


def rate_per_hour(polls: tuple[Poll, ...], now: datetime) -> float | None:
    """How many new URLs a source tells of in an hour, over the last four weeks; None before there is enough to say."""
    remembered = [poll for poll in polls if poll.at > now - _MEMORY]
    if not remembered or now - remembered[0].at < _TO_LEARN_FROM:
        return None
    # What the first of them told of belongs to the time before it.
    return sum(poll.new for poll in remembered[1:]) / ((now - remembered[0].at) / timedelta(hours=1))


def backoff(failures: int, base: timedelta, longest: timedelta, draw: float) -> timedelta:
    """Exponential backoff with full jitter: anything up to a ceiling that doubles with every failure.

    failures: in a row, from 1. draw: a random number from [0, 1).
    """
    ceiling: timedelta = min(longest, base * (1 << min(failures - 1, 20)))
    return max(_SHORTEST_BACKOFF, ceiling * draw)


def next_try(failures: int, now: datetime, not_before: datetime | None, draw: float) -> Due:
    """Next try of a page that could not be fetched."""
    wait = backoff(failures, _FETCH_BACKOFF, _LONGEST_FETCH_BACKOFF, draw)
    return _not_before(Due(now + wait, Because.BACKOFF), not_before)


def next_revisit(announced: datetime, now: datetime) -> datetime | None:
    """When a page that matched a watch is looked at again for corrections; None when it has been often enough."""
    return next((announced + after for after in REVISITS if announced + after > now), None)


def _not_before(due: Due, moment: datetime | None) -> Due:
    return due if moment is None or due.at >= moment else Due(moment, Because.RETRY_AFTER)

"""When a source is polled and a page fetched next: a table, and properties that hold for every history."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.schedule import (
    REVISITS,
    Because,
    Poll,
    PollBudget,
    PollHistory,
    backoff,
    next_poll,
    next_revisit,
    next_try,
    rate_per_hour,
)  # fmt: skip

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
BUDGET = PollBudget(timedelta(minutes=2), timedelta(minutes=30))
MIDDLE = 0.5


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def history(per_hour: float, **rest) -> PollHistory:
    """Regular polls of the last ten hours that found so much."""
    span = hours(10)
    polls = [Poll(NOW - span + hours(n), round(per_hour)) for n in range(int(span / hours(1)))]
    return PollHistory(tuple(polls), **rest)


@pytest.mark.parametrize(
    ("known", "minutes", "because"),
    [
        (PollHistory(), 10, Because.LEARNING),
        (PollHistory(retry_after=NOW + hours(2)), 120, Because.RETRY_AFTER),
        (PollHistory((Poll(NOW - hours(1), 5),)), 10, Because.LEARNING),
        (history(0), 30, Because.CEILING),
        (history(1), 15.8, Because.LEARNED_RHYTHM),
        (history(4), 7.9, Because.LEARNED_RHYTHM),
        (history(100), 2, Because.FLOOR),
        (history(4, failures=1), 1, Because.BACKOFF),
        (history(4, failures=3), 4, Because.BACKOFF),
        (history(4, failures=60), 180, Because.BACKOFF),
        (history(4, failures=1, retry_after=NOW + hours(2)), 120, Because.RETRY_AFTER),
        (history(4, retry_after=NOW - hours(2)), 7.9, Because.LEARNED_RHYTHM),
    ],
)
def test_next_poll(known, minutes, because):
    due = next_poll(known, BUDGET, NOW, MIDDLE)
    assert due.because is because
    assert due.at - NOW == pytest.approx(timedelta(minutes=minutes), abs=timedelta(seconds=5))


moments = st.datetimes(datetime(2018, 8, 1), datetime(2018, 9, 17, 12), timezones=st.just(UTC))  # noqa: DTZ001
draws = st.floats(0, 1, exclude_max=True)
histories = st.builds(
    PollHistory,
    st.lists(st.builds(Poll, moments, st.integers(0, 10**6))).map(
        lambda found: tuple(sorted(found, key=lambda p: p.at))
    ),
    st.integers(0, 3) | st.integers(0, 10**6),
    st.none() | st.datetimes(datetime(2018, 9, 1), datetime(2018, 10, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)


@given(histories, draws)
def test_never_before_the_floor_nor_before_retry_after_nor_later_than_the_ceiling(known, draw):
    due = next_poll(known, BUDGET, NOW, draw)
    if known.retry_after:
        assert due.at >= known.retry_after
    if due.because is Because.BACKOFF:
        assert timedelta(0) < due.at - NOW <= hours(6)
    elif due.because is not Because.RETRY_AFTER:
        assert BUDGET.floor <= due.at - NOW <= BUDGET.ceiling


def test_what_the_first_remembered_poll_told_belongs_to_the_time_before_it():
    polls = (Poll(NOW - hours(4), 100), Poll(NOW - hours(2), 8))
    assert rate_per_hour(polls, NOW) == pytest.approx(2)
    assert rate_per_hour((Poll(NOW - timedelta(days=40), 9), *polls), NOW) == pytest.approx(2)


@given(st.integers(1, 10**9), draws)
def test_backoff_stays_in_its_bounds(failures, draw):
    assert timedelta(seconds=5) <= backoff(failures, timedelta(minutes=1), hours(4), draw) <= hours(4)


def test_backoff_doubles():
    waits = [backoff(failures, timedelta(minutes=1), hours(4), MIDDLE) for failures in range(1, 6)]
    assert waits == [timedelta(seconds=30 * 2**n) for n in range(5)]


def test_a_page_is_not_tried_before_its_host_allows():
    assert next_try(1, NOW, NOW + hours(1), MIDDLE).because is Because.RETRY_AFTER
    assert next_try(1, NOW, None, MIDDLE).at == NOW + timedelta(seconds=30)


def test_revisits():
    seen = []
    now = NOW
    while (at := next_revisit(NOW, now)) is not None:
        seen.append(at - NOW)
        now = at
    assert tuple(seen) == REVISITS


def test_a_revisit_that_was_missed_is_not_made_up_for():
    assert next_revisit(NOW, NOW + hours(12)) == NOW + hours(24)
    assert next_revisit(NOW, NOW + timedelta(days=30)) is None

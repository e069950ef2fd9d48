"""Whether an announced URL is worth fetching."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.marks import Mark, Standing, claimed, next_mark, spacing, standing, weighed
from crawler.schedule import next_revisit
from pipelines.document import Announcement

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told(published: datetime | None = None, modified: datetime | None = None) -> Announcement:
    return Announcement("https://news.example/a", "s", NOW, None, published, modified)


@pytest.mark.parametrize(
    ("announcement", "mark", "expected"),
    [
        (told(), None, Standing.NEW),
        (told(), Mark(NOW - HOUR), Standing.KNOWN),
        (told(NOW - 2 * HOUR), Mark(NOW - HOUR), Standing.KNOWN),
        (told(NOW - 2 * HOUR), Mark(NOW - HOUR, NOW - 2 * HOUR), Standing.KNOWN),
        (told(NOW - 2 * HOUR, NOW - HOUR / 2), Mark(NOW - HOUR, NOW - 2 * HOUR), Standing.CHANGED),
        (told(NOW - 2 * HOUR, NOW - HOUR / 2), Mark(NOW - HOUR), Standing.CHANGED),
        # The source's clock is two hours behind ours: its claims are compared with each other.
        (told(NOW - 2 * HOUR), Mark(NOW - HOUR, NOW - 3 * HOUR), Standing.CHANGED),
        # It claims a new date at every poll.
        (told(NOW), Mark(NOW - HOUR / 10, NOW - HOUR / 10, times=2), Standing.KNOWN),
        (told(NOW), Mark(NOW - HOUR, NOW - HOUR, times=2), Standing.CHANGED),
        (told(NOW), Mark(NOW - HOUR, NOW - HOUR, times=9), Standing.KNOWN),
        (told(NOW), Mark(NOW - 12 * HOUR, NOW - 12 * HOUR, times=99), Standing.CHANGED),
        # And said the same whenever it was looked at.
        (told(NOW), Mark(NOW - 12 * HOUR, NOW - 12 * HOUR, times=99, same=3), Standing.KNOWN),
        (told(NOW), Mark(NOW - 96 * HOUR, NOW - 96 * HOUR, times=99, same=3), Standing.CHANGED),
        (told(NOW), Mark(NOW - HOUR, NOW - HOUR, times=1, same=9), Standing.CHANGED),
    ],
)
def test_standing(announcement, mark, expected):
    assert standing(announcement, mark, None, NOW) is expected
    assert standing(announcement, mark, announcement, NOW) is Standing.WAITING


def test_a_claim_that_is_newer_than_what_waits_does_not_wait():
    waiting, mark = told(NOW - 2 * HOUR), Mark(NOW - HOUR, NOW - 2 * HOUR)
    assert standing(told(NOW - HOUR / 2), mark, waiting, NOW) is Standing.CHANGED
    assert standing(told(NOW - HOUR / 2), None, waiting, NOW) is Standing.WAITING


def test_another_look_without_a_newer_claim_does_not_count():
    mark = next_mark(None, told(NOW - HOUR), NOW)
    assert next_mark(mark, told(NOW - HOUR), NOW + HOUR).times == 1
    assert next_mark(mark, told(NOW), NOW + HOUR).times == 2


moments = st.datetimes(datetime(1995, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(st.builds(Mark, moments, st.none() | moments, st.integers(1, 10**6), st.integers(0, 12)))
def test_a_mark_survives_packing_to_the_second(mark):
    back = Mark.unpack(mark.pack())
    assert abs(back.seen - mark.seen) < timedelta(seconds=1)
    assert (back.times, back.same) == (mark.times, mark.same)
    assert (back.claimed is None) == (mark.claimed is None)
    assert len(mark.pack()) <= 32


@given(moments, st.none() | moments, st.none() | moments)
def test_what_was_dealt_with_is_known_when_it_is_told_again(now, published, modified):
    announcement = told(published and min(published, now), modified and min(modified, now))
    mark = Mark.unpack(next_mark(None, announcement, now).pack())
    assert standing(announcement, mark, None, now) is Standing.KNOWN


def test_claims_and_spacing():
    assert claimed(told(NOW, NOW - HOUR)) == NOW
    assert claimed(told()) is None
    assert [spacing(times) for times in (1, 2, 3, 100)] == [
        timedelta(0), timedelta(minutes=15), timedelta(minutes=30), 12 * HOUR,
    ]  # fmt: skip
    assert [spacing(2, same) for same in (1, 2, 100)] == [timedelta(minutes=30), HOUR, timedelta(days=30)]


def test_looks_in_vain_are_counted_until_more_of_them_change_nothing():
    mark = Mark(NOW, NOW, times=2)
    for _ in range(100):
        mark = weighed(mark, changed=False)
    assert (mark.same, spacing(mark.times, mark.same)) == (12, timedelta(days=30))
    assert weighed(mark, changed=True).same == 0


def looks(days: int, *, changes: bool) -> list[datetime]:
    """When a page is fetched whose source claims a new date at every poll, every ten minutes."""
    mark, waiting, found = None, None, []
    for minutes in range(0, days * 24 * 60, 10):
        now = NOW + timedelta(minutes=minutes)
        announcement = replace(told(now), announced=now)
        if standing(announcement, mark, waiting and waiting[0], now) in {Standing.NEW, Standing.CHANGED}:
            waiting = announcement, now
        if waiting and waiting[1] <= now:
            found.append(now)
            mark = next_mark(mark, waiting[0], now)
            mark = weighed(mark, changed=changes or len(found) == 1)
            at = next_revisit(waiting[0].announced, now)
            waiting = (waiting[0], at) if at else None
    return found


def test_a_page_that_never_changes_is_hardly_looked_at_after_a_while_whatever_its_source_claims():
    found = looks(180, changes=False)
    assert sum(now < NOW + timedelta(days=3) for now in found) >= 5
    assert sum(now > NOW + timedelta(days=30) for now in found) <= 5 * 5
    assert len(looks(30, changes=True)) >= 2 * 30

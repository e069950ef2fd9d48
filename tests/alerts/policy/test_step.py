from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.delivery import Status, again, new_delivery
from alerts.policy.answer import Answer, Meaning
from alerts.policy.backoff import LAST_CEILING, LEAST, PATIENCE, asked_for, backoff
from alerts.policy.step import begin, conclude, crashed, expire, expired

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
ROW = new_delivery("idlib-1", "key", "desk", "", NOW)


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_wait_is_never_shorter_than_the_least_nor_longer_than_the_ceiling(failures, chance):
    assert LEAST <= backoff(failures, chance) <= LAST_CEILING


def test_ceilings_double_and_jitter_is_full():
    assert [backoff(n, 0.5) for n in (1, 2, 3)] == [timedelta(seconds=s) for s in (5, 10, 20)]
    assert backoff(6, 0.0) == LEAST


@pytest.mark.parametrize(("asked", "waits"), [(-5, 1), (0, 1), (7, 7), (10**6, 3600)])
def test_what_a_server_asks_for_is_held_within_reason(asked, waits):
    assert asked_for(timedelta(seconds=asked)) == timedelta(seconds=waits)


def test_a_taken_message_is_sent():
    row = conclude(begin(ROW, NOW), Answer(Meaning.TAKEN, "ok"), NOW, 0.5)
    assert (row.status, row.attempts, row.started, row.finished, row.error) == (Status.SENT, 1, None, NOW, "")


def test_a_refused_message_is_a_dead_letter_with_its_reason():
    row = conclude(begin(ROW, NOW), Answer(Meaning.REFUSED, "550 no such user"), NOW, 0.5)
    assert (row.status, row.error, row.finished) == (Status.DEAD, "550 no such user", NOW)


def test_a_message_refused_in_its_rich_form_goes_out_plainly_at_once():
    row = conclude(begin(ROW, NOW), Answer(Meaning.PLAINLY, "400"), NOW, 0.5)
    assert (row.status, row.plainly, row.not_before) == (Status.PENDING, True, NOW)


def test_a_server_that_asks_for_time_gets_it():
    row = conclude(begin(ROW, NOW), Answer(Meaning.LATER, "429", timedelta(seconds=40)), NOW, 0.0)
    assert row.not_before == NOW + timedelta(seconds=40)


def test_a_row_outlives_a_closed_channel():
    row = conclude(begin(ROW, NOW), Answer(Meaning.CLOSED, "404"), NOW, 0.5)
    assert (row.status, row.error) == (Status.PENDING, "404")


@given(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=600))
def test_patience_ends_after_five_days(chances):
    row, now = ROW, NOW
    for chance in chances:
        row = conclude(begin(row, now), Answer(Meaning.LATER, "451 try later"), now, chance)
        if row.status is Status.DEAD:
            break
        now = row.not_before
    assert now <= NOW + PATIENCE
    if row.status is Status.DEAD:
        assert row.error == "Given up after 5 days. Last: 451 try later"
        assert now > NOW + PATIENCE - LAST_CEILING


def test_a_row_that_waited_out_its_time_is_given_up():
    assert not expired(ROW, NOW + PATIENCE)
    assert expired(ROW, NOW + PATIENCE + timedelta(seconds=1))
    assert expire(ROW, NOW).error == "Given up after 5 days. Last: never tried"


def test_an_alert_that_kills_its_sender_three_times_is_isolated():
    row = ROW
    for _ in range(3):
        row = begin(row, NOW)
        assert row.status is Status.PENDING
    row = begin(row, NOW)
    assert row.status is Status.DEAD
    assert "died 3 times" in row.error


def test_an_end_of_any_kind_clears_the_crashes():
    row = conclude(begin(begin(ROW, NOW), NOW), Answer(Meaning.LATER, "503"), NOW, 0.5)
    assert (row.crashes, row.started) == (0, None)


def test_faults_nobody_foresaw_are_tried_three_times():
    row, seen = ROW, []
    for _ in range(3):
        row = crashed(begin(row, NOW), "KeyError: 'x'", NOW, 0.5)
        seen.append(row.status)
    assert seen == [Status.PENDING, Status.PENDING, Status.DEAD]


def test_a_dead_letter_can_be_tried_again_with_fresh_patience():
    dead = expire(replace(ROW, crashes=2, attempts=9), NOW + PATIENCE)
    row = again(dead, NOW + timedelta(days=9))
    assert (row.status, row.since, row.not_before) == (Status.PENDING, NOW + timedelta(days=9), NOW + timedelta(days=9))
    assert (row.crashes, row.attempts, row.message_id) == (0, 0, ROW.message_id)

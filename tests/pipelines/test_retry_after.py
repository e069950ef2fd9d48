"""What a Retry-After header asks for."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.retry_after import retry_after

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        ("120", timedelta(seconds=120)),
        (" 120 ", timedelta(seconds=120)),
        ("0", None),
        ("-5", None),
        ("Mon, 17 Sep 2018 12:05:00 GMT", timedelta(minutes=5)),
        ("Mon, 17 Sep 2018 11:05:00 GMT", None),
        ("99999999999", timedelta(hours=24)),
        ("9" * 5000, timedelta(hours=24)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", timedelta(hours=24)),
        ("Mon, 17 Sep 2018 12:05:00 +99999999999999", None),
        ("soon", None),
        ("", None),
        ("１２０", None),
        ("²", None),
    ],
)
def test_seconds_and_dates_are_understood(value, pause):
    assert retry_after(value, NOW) == pause


@given(st.text(max_size=50))
def test_anything_is_a_pause_of_a_day_at_most_or_none(value):
    pause = retry_after(value, NOW)
    assert pause is None or timedelta(0) < pause <= timedelta(hours=24)

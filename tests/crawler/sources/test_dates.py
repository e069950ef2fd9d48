"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.sources.dates import from_parts, read_date

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Mon, 17 Sep 2018 11:00:00 GMT", (11, 0)),
        ("Mon, 17 Sep 2018 11:00:00 +0300", (8, 0)),
        ("Mon, 17 Sep 2018 11:00:00 CEST", (9, 0)),
        ("Mon, 17 Sep 2018 11:00:00 MSK", (8, 0)),
        ("Mon, 17 Sep 2018 04:00:00 EDT", (8, 0)),
        ("17 Sep 2018 11:00", (11, 0)),
        ("2018-09-17T11:00:00Z", (11, 0)),
        ("2018-09-17T11:00:00.123+03:00", (8, 0)),
        ("2018-09-17 11:00:00", (11, 0)),
        ("2018-09-17", (0, 0)),
    ],
)
def test_a_moment_in_utc(text, moment):
    found = read_date(text, NOW)
    assert found is not None
    assert found.replace(second=0, microsecond=0) == datetime(2018, 9, 17, *moment, tzinfo=UTC)


@pytest.mark.parametrize("text", ["Mon, 17 Sep 2018 23:00:00 GMT", "2030-01-01", "9999-12-31T23:59:59Z"])
def test_the_future_is_now(text):
    assert read_date(text, NOW) == NOW


@pytest.mark.parametrize(
    "text",
    [None, "", "yesterday", "0000-00-00", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "32 Sep 2018", "12:30",
     "Monday", "1" * 500, "2018-13-45", "\x00", "-1", "9" * 30],
)  # fmt: skip
def test_what_names_no_possible_moment(text):
    assert read_date(text, NOW) is None


@given(st.text(max_size=100))
def test_any_text_is_a_moment_of_the_past_or_none(text):
    moment = read_date(text, NOW)
    assert moment is None or (moment <= NOW and moment.tzinfo is UTC)


@given(st.tuples(*[st.integers(-(10**6), 10**6)] * 9))
def test_any_parts_are_a_moment_of_the_past_or_none(parts):
    moment = from_parts(parts, NOW)
    assert moment is None or moment <= NOW

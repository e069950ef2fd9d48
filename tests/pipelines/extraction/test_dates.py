"""Times as pages write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.dates import has_zone, parse_time

EVENING = datetime(2018, 9, 17, 18, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2018-09-17T18:05:00Z", "2018-09-17T21:05:00+03:00", "2018-09-17T21:05:00+0300", "2018-09-17 18:05",
        "2018-09-17T18:05:00.123Z", "20180917T180500Z",
        "Mon, 17 Sep 2018 18:05:00 GMT", "Mon Sep 17 20:05:00 CEST 2018",
        "September 17, 2018 18:05", "1537207500", "1537207500000", "٢٠١٨-٠٩-١٧T18:05:00Z",
    ],
)  # fmt: skip
def test_a_time_is_read_in_utc(text: str):
    assert parse_time(text) == EVENING


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "0000-00-00", "0001-01-01", "9999-12-31T23:59:59-23:59", "17", "12345", "18:05", "May", "x" * 500,
     "2018-13-45", "1970-01-01T00:00:00Z", "None", "2018-09-17T25:61:00Z", "Mon, 17 Sep 2018 18:03:00 +9900"],
)  # fmt: skip
def test_what_is_no_time_is_unknown(text: str):
    assert parse_time(text) is None


def test_the_future_is_not_believed():
    assert parse_time("2018-09-17T18:05:00Z", latest=datetime(2018, 9, 1, tzinfo=UTC)) is None


def test_a_clock_on_some_wall_is_told_from_an_instant():
    assert has_zone("2018-09-17T18:05:00+03:00")
    assert not has_zone("2018-09-17T18:05:00")


@given(st.text(max_size=80))
def test_any_text_gives_a_time_or_nothing(text: str):
    assert (found := parse_time(text)) is None or found.tzinfo is UTC

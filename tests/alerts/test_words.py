from datetime import datetime, timedelta, timezone

import pytest

from alerts.words import IN_WORDS, VERDICT_IN_WORDS, copies_in_words, reason_in_words, time_in_words
from pipelines.report import Because, Reason, Verdict


def test_every_verdict_and_every_reason_can_be_said():
    assert set(VERDICT_IN_WORDS) == set(Verdict)
    assert set(IN_WORDS) == set(Because)
    assert not any(said.endswith(".") for said in IN_WORDS.values())


def test_a_reason_brings_its_evidence_on_one_line():
    reason = Reason(Because.CONTAINED, "98 % of it\r\n\x1b[31m there.")
    assert reason_in_words(reason) == "Its text stands in an earlier report: 98 % of it [31m there"


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "1 copy held back"), (12, "12 copies held back")])
def test_copies_are_counted_in_words(count, said):
    assert copies_in_words(count) == said


def test_times_are_told_in_utc_whatever_the_locale():
    at = datetime(2018, 9, 17, 22, 5, tzinfo=timezone(timedelta(hours=3)))
    assert time_in_words(at) == "17 Sep 2018, 19:05 UTC"

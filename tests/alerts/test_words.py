from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from alerts.words import IN_WORDS, VERDICT_IN_WORDS, because_of, copies_in_words, reason_in_words, time_in_words
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


def test_one_line_says_what_is_new_in_a_report_and_else_its_first_reason(a_report):
    assert because_of(a_report) == "First report of this development"
    reasons = (Reason(Because.TEXT_CHANGED, "“20” → “25”"), Reason(Because.FACT_CHANGED, "“20 km” → “25 km”"))
    revision = replace(a_report, verdict=Verdict.REVISION, reasons=reasons)
    assert because_of(revision) == "What the page tells has changed: “20 km” → “25 km”"
    assert because_of(replace(a_report, reasons=())) == ""

"""Whether a run is what the bundle expects, and in which words it says that it is not."""

from dataclasses import replace

import pytest

from deploy.demo.content import Expectation
from deploy.demo.sighting import Sighting, differences
from pipelines.report import Because, Reason, Verdict

URL = "http://northlight.example/a"
FIRST = Expectation((Verdict.NEW_STORY, Verdict.NEW_REPORTING), alert=True, why="the first report")
SECOND = Expectation((Verdict.REVISION,), alert=False, why="a typing error")
SEEN = Sighting(URL, "Zone agreed", "Northlight Wire", "en", Verdict.NEW_STORY, alert=True)
REVISED = replace(SEEN, verdict=Verdict.REVISION, alert=False)
AGAIN = replace(SEEN, verdict=Verdict.COPY, alert=False, reasons=(Reason(Because.SAME_URL),))


@pytest.mark.parametrize(
    "seen",
    [
        [SEEN, REVISED],
        [replace(SEEN, verdict=Verdict.NEW_REPORTING), REVISED],
        [SEEN, AGAIN, REVISED, AGAIN],
    ],
)
def test_expected_verdicts_differ_in_nothing(seen):
    assert differences({URL: (FIRST, SECOND)}, seen) == ()


def said(expected, seen):
    return [str(difference) for difference in differences(expected, seen)]


def test_another_verdict_is_named_with_the_expected_ones():
    seen = [replace(SEEN, verdict=Verdict.COPY, alert=False)]
    assert said({URL: (FIRST,)}, seen) == [
        f"{URL}: expected new_story or new_reporting, alert (the first report); got copy, silent"
    ]


def test_the_right_verdict_with_the_wrong_loudness_is_a_difference():
    assert said({URL: (FIRST,)}, [replace(SEEN, alert=False)]) == [
        f"{URL}: expected new_story or new_reporting, alert (the first report); got new_story, silent"
    ]


def test_a_page_that_was_not_seen_is_a_difference():
    assert said({URL: (FIRST, SECOND)}, [SEEN]) == [
        f"{URL}: expected revision, silent (a typing error); it was not seen"
    ]


def test_an_alert_too_many_is_a_difference():
    assert said({URL: (FIRST,)}, [SEEN, SEEN]) == [f"{URL}: expected nothing more; got new_story, alert"]


def test_an_unknown_page_is_a_difference():
    assert said({}, [SEEN]) == [f"{URL}: expected nothing more; got new_story, alert"]

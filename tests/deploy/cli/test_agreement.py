"""Reports of one agreement through the command, as whoever judges Wirewatch would run it."""

import pytest

from tests.evaluation.agreement import MODES, backtest, faults, pairs

BROADCASTERS = [
    pair for pair in pairs() if {report["id"] for report in pair} == {"explainer-both", "broadcaster-miles"}
]


@pytest.mark.parametrize("mode", MODES, ids=["watch", "all"])
@pytest.mark.parametrize("pair", BROADCASTERS, ids=["both-last", "both-first"])
def test_the_second_report_is_new_reporting_that_contradicts_the_first_on_the_width(pair, mode):
    assert faults(backtest(pair, mode)) == []

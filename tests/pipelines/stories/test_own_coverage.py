"""The judge on coverage in our own words: developments are told, copies are not, and conflicts are the real ones.

Floors, so that a change that loses something says so; `tests/evaluation` prints the figures.
"""

import pytest

from tests.evaluation import agreement, developments

LEADS_TOLD = 0.9
COPIES_SILENT = 0.97
ONE_LANGUAGE = [pair for pair in agreement.pairs() if pair[0]["language"] == pair[1]["language"]]


async def test_developments_are_told_and_copies_are_not():
    found = await developments.judged()
    leads = [report.alert for item, report in found if item.kind == "lead"]
    copies = [not report.alert for item, report in found if not item.expected]
    assert len(leads) >= 40
    assert sum(leads) >= LEADS_TOLD * len(leads)
    assert sum(copies) >= COPIES_SILENT * len(copies)


@pytest.mark.parametrize("pair", ONE_LANGUAGE, ids=lambda pair: f"{pair[0]['id']}-then-{pair[1]['id']}")
async def test_two_reports_of_the_agreement_differ_on_the_width_alone(pair):
    assert agreement.faults(await agreement.replayed(pair, "all")) == []

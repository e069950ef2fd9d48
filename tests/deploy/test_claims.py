"""A report's claims beside those of its story."""

from datetime import UTC, datetime

import pytest

from deploy.claims import Against, Standing, compare_claims
from pipelines.report import Conflict, Report, Verdict
from pipelines.stories.history import Earlier

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)


def told(number: int, text: str, page: int = 0, conflicts: tuple[Conflict, ...] = ()) -> Earlier:
    report = Report(
        watch="w",
        number=number,
        document=f"{number}-0",
        url=f"https://news.example/{page or number}",
        title=None,
        outlet=f"Outlet {number}",
        source="",
        language="en",
        published=NOON,
        observed=NOON,
        text=text,
        verdict=Verdict.NEW_STORY,
        reasons=(),
        story="w-1",
        alert=True,
        conflicts=conflicts,
    )
    return Earlier(report, report)


EARLIER = told(1, "The demilitarised zone will be 15 to 20 km wide.")
DISPUTED = (Conflict("zone width", "km", ()),)
WIDER = "The buffer zone is to be 30 kilometres wide."


@pytest.mark.parametrize(
    ("text", "standing", "earlier"),
    [
        ("The buffer zone is to be 15-20 kilometres wide.", Standing.KNOWN, "15 to 20 km"),
        (WIDER, Standing.CONTRADICTS, "15 to 20 km"),
        ("All heavy weapons have to be withdrawn by 10 October.", Standing.NEW, None),
    ],
)
def test_a_claim_is_known_contradicted_or_new(text: str, standing: Standing, earlier: str | None):
    report = told(2, text, conflicts=DISPUTED)
    (claim,) = compare_claims(report.report, report.reading.claims, [EARLIER])
    assert (claim.standing, claim.sentence) == (standing, text)
    assert claim.earlier == (Against("w-1", "Outlet 1", earlier) if earlier else None)


def test_a_page_that_says_something_else_than_before_contradicts_nobody():
    changed = told(2, WIDER, page=1)
    (claim,) = compare_claims(changed.report, changed.reading.claims, [EARLIER])
    assert (claim.standing, claim.earlier) == (Standing.CHANGED, Against("w-1", "Outlet 1", "15 to 20 km"))


def test_values_that_the_judge_found_no_conflict_in_contradict_nobody():
    report = told(2, WIDER)
    (claim,) = compare_claims(report.report, report.reading.claims, [EARLIER])
    assert claim.standing is Standing.NEW

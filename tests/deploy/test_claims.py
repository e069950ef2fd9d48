"""A report's claims beside those of its story."""

from datetime import UTC, datetime

import pytest

from deploy.claims import Standing, compare_claims
from pipelines.report import Report, Verdict
from pipelines.stories.history import Earlier

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)


def told(number: int, text: str) -> Earlier:
    report = Report(
        watch="w", number=number, document=f"{number}-0", url=f"https://news.example/{number}", title=None, outlet="",
        source="", language="en", published=NOON, observed=NOON, text=text, verdict=Verdict.NEW_STORY, reasons=(),
        story="w-1", alert=True,
    )  # fmt: skip
    return Earlier(report, report)


EARLIER = told(1, "The demilitarised zone will be 15 to 20 km wide.")


@pytest.mark.parametrize(
    ("text", "standing", "id"),
    [
        ("The buffer zone is to be 15-20 kilometres wide.", Standing.KNOWN, "w-1"),
        ("The buffer zone is to be 30 kilometres wide.", Standing.CONTRADICTS, "w-1"),
        ("All heavy weapons have to be withdrawn by 10 October.", Standing.NEW, None),
    ],
)
def test_a_claim_is_known_contradicted_or_new(text: str, standing: Standing, id: str | None):
    (claim,) = compare_claims(told(2, text).reading.claims, [EARLIER])
    assert (claim.standing, claim.id, claim.sentence) == (standing, id, text)

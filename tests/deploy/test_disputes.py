"""The conflicts of a story, open and settled."""

from datetime import UTC, datetime, timedelta

import pytest

from deploy.disputes import disputes_of
from pipelines.article import Article
from pipelines.judging import Provenance, judge_document
from pipelines.match import Match
from pipelines.report import Report
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Watch

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)
FIRST = (
    "The two presidents agreed in Sochi to set up a demilitarised zone in Idlib that will be 15 to 20 km wide.\n"
    "Heavy weapons have to be out of the strip by 10 October, both delegations told reporters after four hours."
)
SECOND = (
    "Turkey and Russia will clear a demilitarised zone of 15 to 25 km in Idlib of heavy weapons, officials in Ankara"
    " said on Monday evening.\nWhat the presidents agreed in Sochi leaves the opposition where it is, they explained,"
    " and puts off an assault that three million people in Idlib had been waiting for."
)


async def story(*texts: tuple[str, str]) -> list[Report]:
    """The reports of texts, each with the name of its page."""
    history, reports = MemoryHistory("zone"), []
    for at, (page, text) in enumerate(texts):
        when = NOON + timedelta(hours=at)
        article = Article(f"https://{page}.example/", "A zone in Idlib", text, published=NOON, language="en")
        origin = Provenance(f"{at}-0", "feed", page.title(), when)
        reports.append(await judge_document(history, Watch("zone", "*"), article, Match("zone", (), ()), origin))
    return reports


async def test_a_conflict_is_open_while_two_pages_contradict_each_other():
    (dispute,) = disputes_of(await story(("agency", FIRST), ("daily", SECOND)))
    assert dispute.conflict.subject == "zone width"
    assert dispute.settled_by is None


async def test_a_page_that_gives_way_settles_it():
    mended, typo = SECOND.replace("25", "20"), FIRST.replace("reporters after", "the press after")
    reports = await story(("agency", FIRST), ("daily", SECOND), ("daily", mended), ("agency", typo))
    (dispute,) = disputes_of(reports)
    assert dispute.settled_by == reports[2]


async def test_a_third_page_that_takes_a_side_leaves_it_open():
    third = "Guarantors of the truce will patrol a demilitarised zone in Idlib of 15 to 20 km, a third source said."
    (dispute,) = disputes_of(await story(("agency", FIRST), ("daily", SECOND), ("herald", third)))
    assert dispute.settled_by is None


@pytest.mark.parametrize("texts", [(), (("agency", FIRST),)])
async def test_who_agrees_disputes_nothing(texts):
    assert disputes_of(await story(*texts)) == ()

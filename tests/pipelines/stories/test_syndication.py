"""A copy says whose report it carries."""

import pytest

from pipelines.report import Because, Verdict
from pipelines.stories.memory import MemoryHistory
from tests.pipelines.stories.conftest import Desk
from tests.pipelines.stories.newswire import AGENCY, OTHER, sentences


@pytest.fixture
def desk():
    return Desk(MemoryHistory("idlib"))


def origin(report):
    return [reason.detail for reason in report.reasons if reason.code is Because.SYNDICATED]


async def test_a_copy_of_an_agency_report_names_the_agency(desk):
    await desk.reads(AGENCY, "https://a.example/1", outlet="Morning Post")
    copy = await desk.reads("\n".join(sentences(AGENCY)[:3]), "https://b.example/2", outlet="Daily", agency="Reuters")
    assert (copy.verdict, origin(copy)) == (Verdict.COPY, ["a Reuters report, as at Morning Post"])


async def test_the_original_tells_the_agency_where_the_copy_does_not(desk):
    await desk.reads(AGENCY, "https://a.example/1", outlet="Reuters", agency="Reuters")
    assert origin(await desk.reads(AGENCY, "https://b.example/2", outlet="Daily")) == ["a Reuters report"]


async def test_a_page_that_names_another_site_as_its_home_says_so(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    copy = await desk.reads(AGENCY, "https://b.example/2", canonical_url="https://www.a.example/1")
    assert origin(copy) == ["its page names a.example as its home"]


@pytest.mark.parametrize("home", ["https://www.b.example/2", "https://amp.b.example/2", None])
async def test_another_name_of_the_same_site_is_no_other_home(desk, home):
    await desk.reads(AGENCY, "https://a.example/1")
    assert origin(await desk.reads(AGENCY, "https://m.b.example/2", canonical_url=home)) == []


async def test_what_is_no_copy_is_not_syndicated(desk):
    await desk.reads(AGENCY, "https://a.example/1", agency="Reuters")
    report = await desk.reads(OTHER, "https://b.example/2", agency="Reuters")
    assert (origin(report), report.agency) == ([], "Reuters")


async def test_an_unchanged_look_at_an_agency_report_says_no_more_than_that(desk):
    await desk.reads(AGENCY, "https://a.example/1", agency="Reuters")
    again = await desk.reads(AGENCY, "https://a.example/1", agency="Reuters")
    assert [str(reason) for reason in again.reasons] == ["same_url"]

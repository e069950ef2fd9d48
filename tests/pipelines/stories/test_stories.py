"""Which reports make a story: joined by likeness, across languages, merged, split off, and told in order."""

import itertools
import tomllib
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.report import Because, Verdict
from pipelines.stories.history import Earlier, Frequencies, Neighbourhood, Related, Subject
from pipelines.stories.judge import judge
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.profile import Profile
from pipelines.stories.reading import read
from pipelines.stories.similarity import Likeness
from pipelines.stories.story import final_id, stories_of
from tests.evaluation.judge import b_cubed, shares_of
from tests.pipelines.stories.conftest import NOON, Desk
from tests.pipelines.stories.newswire import AGENCY, ANALYSIS, MINE, OTHER

WIRES = tomllib.loads((Path(__file__).parents[2] / "evaluation" / "wires.toml").read_text(encoding="utf-8"))["story"]


async def tell(desk, story, language, minutes=0):
    """One version of a wire story."""
    title, _, text = story[language].partition("\n")
    published = story["published"] + timedelta(minutes=minutes)
    url = f"https://{language}.example/{story['id']}"
    minutes = (published - NOON) / timedelta(minutes=1)
    return await desk.reads(text, url, title, language=language, published=published, minutes=minutes)


@pytest.mark.parametrize("languages", [("en", "ru", "tr", "ar"), ("ar", "tr", "ru", "en")])
async def test_wires_meet_in_one_story_whatever_their_language(languages):
    desk = Desk(MemoryHistory("w"))
    gold, found = [], []
    for story in WIRES:
        for at, language in enumerate(languages):
            report = await tell(desk, story, language, at)
            gold.append(story["id"])
            found.append(await desk.history.story(report.story))
    assert b_cubed(shares_of(gold, found)) >= 0.9


@pytest.mark.parametrize(("one", "other"), [*itertools.permutations((AGENCY, OTHER, MINE), 2), (ANALYSIS, OTHER)])
@pytest.mark.parametrize("title", ["What this morning brought", None])
async def test_unlike_articles_are_two_stories_where_one_has_no_title(one, other, title):
    desk = Desk(MemoryHistory("w"))
    first = await desk.reads(one, "https://a.example/1", title)
    second = await desk.reads(other, "https://b.example/1", outlet="B")
    assert second.story != first.story


@pytest.mark.parametrize("texts", [(ANALYSIS, OTHER), (OTHER, ANALYSIS)])
@pytest.mark.parametrize("title", [None, "Quiet nights in the province"])
async def test_texts_that_name_nothing_in_common_are_two_stories_where_one_has_no_title(desk, texts, title):
    first = await desk.reads(texts[0], "https://a.example/1", title)
    report = await desk.reads(texts[1], "https://b.example/2")
    assert report.verdict is Verdict.NEW_STORY
    assert report.story != first.story


async def test_both_histories_join_languages_alike(make_history):
    desk, memory = Desk(make_history("w")), Desk(MemoryHistory("w"))
    for story in WIRES[:3]:
        for language in ("en", "ru", "tr", "ar"):
            assert await tell(desk, story, language) == await tell(memory, story, language)


async def test_the_first_report_in_a_language_says_so_and_who_told_it_before(desk):
    first = await tell(desk, WIRES[0], "en")
    second = await tell(desk, WIRES[0], "ru", 20)
    assert second.story == first.story
    assert second.verdict in {Verdict.SAME_FACTS, Verdict.NEW_REPORTING}
    assert second.alert
    reason = next(reason for reason in second.reasons if reason.code is Because.FIRST_IN_LANGUAGE)
    assert first.id in reason.detail


async def test_a_text_in_another_language_that_claims_something_new_is_new_reporting(desk):
    await tell(desk, WIRES[0], "en")
    wider = {**WIRES[0], "ru": WIRES[0]["ru"].replace("15–20", "30–40")}
    report = await tell(desk, wider, "ru", 20)
    assert report.verdict is Verdict.NEW_REPORTING
    assert report.conflicts


async def test_a_text_in_another_language_without_claims_is_never_passed_over(desk):
    damascus = next(story for story in WIRES if story["id"] == "damascus")
    await tell(desk, damascus, "en")
    assert (await tell(desk, damascus, "tr", 20)).verdict is Verdict.NEW_REPORTING


async def test_a_late_arrival_stands_where_it_belongs_in_time(desk):
    await desk.reads(AGENCY, "https://a.example/1", "Deal on Idlib", published=NOON, minutes=60)
    early = NOON - timedelta(hours=2)
    late = await desk.reads(ANALYSIS, "https://b.example/1", "Deal on Idlib: a zone", published=early, minutes=90)
    story = stories_of([report async for report in desk.history.reports()])[0]
    assert (story.reports[0].id, story.lead.id) == (late.id, "idlib-1")
    assert story.first == early


async def test_a_revision_stands_where_it_was_seen(desk):
    await desk.reads(AGENCY, "https://a.example/1", "Deal on Idlib", published=NOON)
    revised = await desk.reads(AGENCY.replace("20 kilo", "25 kilo"), "https://a.example/1", published=NOON, minutes=300)
    story = stories_of([report async for report in desk.history.reports()])[0]
    assert (revised.verdict, story.last) == (Verdict.REVISION, revised.observed)


def related(*members):
    """A neighbourhood of reports with their likelihoods, together with their story and alone."""
    found = tuple(Related(Earlier(report, report), together, alone) for report, together, alone in members)
    return Neighbourhood(generation=9, related=found)


def subject(text):
    return Subject("9-0", "https://z.example/", NOON.timestamp(), True, read("Deal on Idlib", text, "en"))


async def two_stories(desk):
    one = await desk.reads(AGENCY, "https://a.example/1", "Deal on Idlib")
    other = await desk.reads(OTHER, "https://b.example/1", "Tram line reopens")
    return one, other


async def test_a_report_that_is_very_like_two_stories_merges_them_into_the_older(desk):
    one, other = await two_stories(desk)
    judgement = judge(subject(ANALYSIS), related((other, 0.99, 0.99), (one, 0.98, 0.98)))
    assert (judgement.story, judgement.merges) == (one.story, (other.story,))
    assert str(judgement.reasons[-1]) == f"merges: {other.story} and {one.story}"


async def test_stories_that_were_merged_are_not_merged_again(desk):
    one, other = await two_stories(desk)
    hood = replace(related((other, 0.99, 0.99), (one, 0.98, 0.98)), goes_on={other.story: one.story})
    judgement = judge(subject(ANALYSIS), hood)
    assert (judgement.story, judgement.merges) == (one.story, ())


CLAIMED = "The demilitarised zone in Idlib will be 15 to 20 kilometres wide. Heavy weapons must be out by 10 October."
CLAIMED_TOO = (
    "Diplomats spoke of relief. By 10 October all heavy weapons are to leave the demilitarised zone, 15–20 km deep."
)


@pytest.mark.parametrize(("days", "one_story"), [(1, True), (40, False)])
async def test_what_two_reports_claim_alike_makes_them_one_story_for_some_days(desk, days, one_story):
    first = await desk.reads(CLAIMED, "https://a.example/1", "Deal on Idlib", published=NOON - timedelta(days=days))
    judgement = judge(subject(CLAIMED_TOO), related((first, 0.06, 0.06)))
    assert (judgement.story == first.story) is one_story


async def test_one_claim_alike_makes_no_story(desk):
    first = await desk.reads(CLAIMED, "https://a.example/1", "Deal on Idlib")
    judgement = judge(subject(CLAIMED_TOO.replace("15–20 km deep", "still to be drawn")), related((first, 0.06, 0.06)))
    assert judgement.verdict is Verdict.NEW_STORY


async def test_a_report_near_one_report_but_not_its_story_splits_off_and_says_so(desk):
    one, _ = await two_stories(desk)
    judgement = judge(subject(ANALYSIS), related((one, 0.1, 0.6)))
    assert judgement.verdict is Verdict.NEW_STORY
    assert judgement.story is None
    assert f"splits_off: from {one.story}" in str(judgement.reasons[1])


async def test_merges_are_known_to_whoever_reads_the_history(make_history):
    history = make_history("w")
    desk = Desk(history)
    one, other = await two_stories(desk)
    await history.commit(replace(one, number=3, document="3-0", url="https://c.example/", merges=(other.story,)))
    assert await history.story(other.story) == one.story
    again = Subject("8-0", "https://d.example/", NOON.timestamp(), True, read("Tram line reopens", OTHER, "en"))
    (hits,) = await history.look_up([again])
    assert hits.goes_on == {other.story: one.story}


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=60))
def test_merging_into_the_older_story_always_ends(pairs):
    goes_on: dict[str, str] = {}
    for pair in pairs:
        roots = sorted({final_id(f"w-{number}", goes_on) for number in pair}, key=lambda id: int(id[2:]))
        goes_on |= dict.fromkeys(roots[1:], roots[0])
    groups = defaultdict(set)
    for number in range(1, 31):
        groups[final_id(f"w-{number}", goes_on)].add(number)
    assert all(root == f"w-{min(members)}" for root, members in groups.items())


@given(days=st.integers(0, 400), dated=st.booleans())
def test_the_more_time_lies_between_two_articles_the_less_likely_are_they_one(days, dated):
    reading = read("Deal on Idlib", AGENCY, "en")
    known = Frequencies(1, dict.fromkeys(reading.about.counted, 1))
    near = Profile(1, "w-1", NOON.timestamp(), True, "a", "en", reading.fingerprint.sketch, reading.about)
    far = replace(near, number=2, when=near.when - days * 86_400)
    likeness = Likeness(Subject("3-0", "", NOON.timestamp(), dated, reading), known, (near, far))
    assert likeness.odds(near) >= likeness.odds(far)


def test_nearness_in_time_says_little_where_all_was_written_at_once():
    reading = read("Deal on Idlib", AGENCY, "en")
    subject = Subject("99-0", "", NOON.timestamp(), True, reading)
    known = Frequencies(90, dict.fromkeys(reading.about.counted, 1))
    same_day = [
        Profile(number, f"w-{number}", NOON.timestamp(), True, "a", "en", reading.fingerprint.sketch, reading.about)
        for number in range(1, 91)
    ]
    long_ago = [replace(one, when=one.when - one.number * 86_400 * 30) for one in same_day[1:]]
    in_a_flood = Likeness(subject, known, same_day).odds(same_day[0])
    assert in_a_flood < Likeness(subject, known, [same_day[0], *long_ago]).odds(same_day[0])

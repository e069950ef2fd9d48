"""Conflicts name both sides, are settled by whoever confirms or corrects, and are not seen where news just goes on."""

import pytest

from pipelines.report import Because
from pipelines.stories.memory import MemoryHistory
from tests.pipelines.stories.conftest import Desk

ZONE = (
    "The presidents of Russia and Turkey agreed in Sochi on a demilitarised zone around Idlib, {} kilometres wide. "
    "Turkish and Russian soldiers will patrol the strip together, the two leaders told reporters after their talks."
)
ANKARA = (
    "Officials in Ankara describe the demilitarised zone around Idlib, on which Russia and Turkey agreed in Sochi, as "
    "a strip {} kilometres wide. Its course has still to be drawn on the maps of the armies, they said after the talks."
)
MOSCOW = (
    "What Russia and Turkey agreed on in Sochi is a demilitarised zone around Idlib of {} kilometres, Moscow's general "
    "staff told reporters. Soldiers of both countries will patrol the strip, and its maps will follow in a few days."
)
RAID = (
    "An air raid on the market of Maarat al-Numan in Idlib province killed {} people on Tuesday, rescue workers said. "
    "Ambulances took the wounded to hospitals near the Turkish border while aircraft went on circling over the town."
)
RETOLD = (
    "Rescue workers said Tuesday that an air raid on the market of Maarat al-Numan in Idlib province killed {} people. "
    "The wounded were taken to hospitals near the Turkish border, and aircraft were circling over the town for hours."
)


@pytest.fixture
def desk():
    return Desk(MemoryHistory("idlib"))


def reason(report, code):
    return next((one.detail for one in report.reasons if one.code is code), None)


async def test_a_later_report_confirms_one_side(desk):
    await desk.reads(ZONE.format("15 to 20"), "https://a.example/1", "Zone agreed for Idlib", outlet="Agency")
    second = await desk.reads(ANKARA.format("15 to 25"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    assert reason(second, Because.CONFLICT) == "zone width: 15 to 20 kilometres / 15 to 25 kilometres"
    third = await desk.reads(MOSCOW.format("15 to 20"), "https://c.example/1", "Zone agreed for Idlib", outlet="Daily")
    assert reason(third, Because.CONFLICT_CONFIRMED) == "zone width: 15 to 20 kilometres, against 15 to 25 kilometres"
    assert [side.source for side in third.conflicts[0].values] == ["Agency", "Weekly", "Daily"]


@pytest.mark.parametrize(
    "note",
    [
        "Correction: an earlier version of this article said that the zone was 15 to 25 kilometres wide.",
        "Correction, 18 September: An earlier version of this text gave the depth of the zone as 15 to 25 kilometres.",
        "Correction to an earlier version: the zone will be 15 to 20 kilometres wide, not 15 to 25 kilometres.",
        "Correction: the zone will be 15 to 20 kilometres wide instead of 15 to 25 kilometres.",
    ],
)
async def test_a_correction_settles_and_does_not_contradict_itself(desk, note):
    await desk.reads(ANKARA.format("15 to 25"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    report = await desk.reads(
        f"{ANKARA.format('15 to 20')} {note}", "https://b.example/1", "Zone for Idlib", outlet="Weekly"
    )
    assert report.conflicts == ()
    assert reason(report, Because.CONFLICT_CORRECTED) == "zone width: no longer 15 to 25 kilometres"


async def test_what_a_revised_page_no_longer_says_is_no_side(desk):
    await desk.reads(ANKARA.format("15 to 25"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    await desk.reads(ANKARA.format("15 to 20"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    report = await desk.reads(ZONE.format("15 to 20"), "https://a.example/1", "Zone agreed for Idlib", outlet="Agency")
    assert report.conflicts == ()


async def test_a_revision_confirms_no_side_that_only_its_own_page_had_contradicted(desk):
    await desk.reads(ZONE.format("15 to 20"), "https://a.example/1", "Zone agreed for Idlib", outlet="Agency")
    await desk.reads(ANKARA.format("15 to 25"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    report = await desk.reads(ANKARA.format("15 to 20"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    assert reason(report, Because.CONFLICT_CONFIRMED) is None
    assert report.conflicts == ()


async def test_a_revision_still_contradicts_others(desk):
    await desk.reads(ZONE.format("15 to 20"), "https://a.example/1", "Zone agreed for Idlib", outlet="Agency")
    await desk.reads(ANKARA.format("15 to 20"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    report = await desk.reads(ANKARA.format("15 to 25"), "https://b.example/1", "Zone for Idlib", outlet="Weekly")
    assert [side.source for side in report.conflicts[0].values] == ["Agency", "Weekly"]


async def test_a_toll_that_grows_is_an_update(desk):
    await desk.reads(RAID.format("12"), "https://a.example/1", "Raid on Idlib market", outlet="Agency")
    report = await desk.reads(RETOLD.format("17"), "https://b.example/1", "Raid on market in Idlib", outlet="Weekly")
    assert report.conflicts == ()
    assert reason(report, Because.NEW_FIGURES).startswith(("people killed: 12 → 17", "“"))


async def test_a_toll_that_shrinks_is_a_conflict(desk):
    await desk.reads(RAID.format("17"), "https://a.example/1", "Raid on Idlib market", outlet="Agency")
    report = await desk.reads(RETOLD.format("12"), "https://b.example/1", "Raid on market in Idlib", outlet="Weekly")
    assert [(one.subject, [side.value for side in one.values]) for one in report.conflicts] == [
        ("people killed", ["17", "12"])
    ]


async def test_another_hour_is_another_moment(desk):
    later, earlier = (RAID.replace("on Tuesday", f"by {hour} p.m. on Tuesday") for hour in (9, 6))
    await desk.reads(later.format("17"), "https://a.example/1", "Raid on Idlib market", outlet="Agency")
    report = await desk.reads(earlier.format("12"), "https://b.example/1", "Raid on market in Idlib", outlet="Weekly")
    assert report.conflicts == ()


async def test_a_sentence_with_two_tolls_does_not_contradict_itself_when_it_is_told_again(desk):
    two = "Of the dead 6 people were found in a cellar, and {} people died in all when the market was hit, police said."
    await desk.reads(f"{RAID.format('35')} {two.format('35')}", "https://a.example/1", "Raid on Idlib market")
    report = await desk.reads(f"{RETOLD.format('35')} {two.format('35')}", "https://b.example/1", "Raid on a market")
    assert report.conflicts == ()

"""The whole newswire through the whole chain: every verdict expected, every alert delivered, nothing in trouble."""

import asyncio

import pytest

from deploy.demo.lines import lines
from deploy.demo.play import open_play
from deploy.demo.sighting import differences


@pytest.fixture(scope="module")
def run(newswire, tmp_path_factory):
    """The acts of one run, and the stories of its reports."""
    return asyncio.run(played(newswire, tmp_path_factory.mktemp("demo")))


async def played(newswire, data):
    async with open_play(newswire, data) as play:
        acts = [act async for act in play.acts()]
        reports = [sighting.report for act in acts for sighting in act.sightings if sighting.report]
        return acts, {report.id: await play.story(report) for report in reports}


def seen(acts):
    return [sighting for act in acts for sighting in act.sightings]


def test_every_verdict_is_expected(run, newswire):
    acts, _ = run
    assert [str(difference) for difference in differences(newswire.expected(), seen(acts))] == []


def test_nothing_is_in_trouble(run):
    acts, _ = run
    assert [trouble for act in acts for trouble in act.troubles] == []


def test_every_alert_is_delivered_and_printed_once(run):
    acts, _ = run
    for act in acts:
        loud = [sighting for sighting in act.sightings if sighting.alert]
        assert act.delivered == len(loud)
        for sighting in loud:
            assert act.printed.count(f"{sighting.url}\n") == 1


def test_a_line_for_programs_names_only_earlier_lines(run):
    acts, stories = run
    told = lines(seen(acts), stories)
    assert [line.id for line in told] == [str(number) for number in range(1, len(told) + 1)]
    for line in told:
        assert line.matched == (line.story is not None)
        assert line.of is None or int(line.of) < int(line.id)
        if line.verdict in {"copy", "revision"}:
            assert line.of is not None

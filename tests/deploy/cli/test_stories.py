"""The command `wirewatch stories`, on what a watch has judged."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from deploy.cli.group import Place
from deploy.cli.stories import command
from pipelines.article import Article
from pipelines.judging import Provenance, judge_document
from pipelines.match import Match
from pipelines.report import Because, Reason, Verdict
from pipelines.store.connection import connect
from pipelines.store.history import RedisHistory
from pipelines.watch import Watch

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)
ZONE = (
    "The two presidents agreed in Sochi to set up a demilitarised zone in Idlib that will be 15 to 20 km wide.\n"
    "Heavy weapons have to be out of the strip by 10 October, both delegations told reporters after four hours.\n"
    "Aid groups welcomed the news and asked for access to the camps along the border before the winter comes.\n"
)
OTHER = "Engineers in Lisbon reopened the oldest tram line of the city after eleven months of work on its rails.\n"


async def judged(url: str) -> None:
    """A report, two copies of it, news in it, and another story."""
    texts = [
        ("Zone agreed", "Agency", ZONE), ("Zone agreed", "Daily", ZONE), ("Zone agreed", "Daily\x1b[31m", ZONE),
        ("Zone wider", "Agency", ZONE.replace("15 to 20", "15 to 25")), ("Tram line", "Courier", OTHER),
    ]  # fmt: skip
    async with connect(url) as redis:
        await redis.flushall()
        for at, (title, outlet, text) in enumerate(texts):
            when = NOON + timedelta(hours=at)
            article = Article(url=f"https://site{at}.example/", title=title, text=text, published=when, language="en")
            origin, history = Provenance(f"{at}-0", "feed", outlet, when), RedisHistory(redis, "zone")
            await judge_document(history, Watch("zone", "*"), article, Match("zone", (), ()), origin)


@pytest.fixture
def place(valkey_url: str, tmp_path: Path) -> Place:
    asyncio.run(judged(valkey_url))
    config = tmp_path / "wirewatch.toml"
    config.write_text(
        f'[store]\nurl = "{valkey_url}"\n[[watch]]\nname = "zone"\nquery = "*"\nchannels = ["screen"]\n'
        '[[channel]]\nname = "screen"\ntype = "terminal"\n'
    )
    return Place(config, tmp_path / "data")


def run(place: Place, *arguments: str):
    return CliRunner().invoke(command, arguments, obj=place, catch_exceptions=False)


def test_the_list_has_the_newest_story_first(place: Place):
    found = [json.loads(line) for line in run(place, "list", "--json").stdout.splitlines()]
    assert [(story["id"], story["reports"], story["copies"]) for story in found] == [("zone-5", 1, 0), ("zone-1", 2, 2)]
    assert found[1]["title"] == "Zone agreed"
    assert found[1]["outlets"] == ["Agency"]
    assert found[1]["copied_by"] == ["Daily", "Daily\x1b[31m"]
    assert found[1]["merged"] == []


def test_people_get_a_table(place: Place):
    shown = run(place, "list").stdout
    assert "zone-1" in shown
    assert "Tram line" in shown


@pytest.mark.parametrize("id", ["zone-1", "zone-4"])
def test_a_story_is_a_timeline_with_its_copies_counted(place: Place, id: str):
    shown = run(place, "show", id).stdout
    assert "zone-1 · 2 reports · 1 independent outlet · 2 copies held back" in shown
    assert "copied by Daily" in shown
    assert "Told first by     Agency, 17 Sep 2018, 12:00 UTC" in shown
    assert "Own reporting     Agency\nOnly copies       Daily" in shown
    assert "Disputed          zone width: 15 to 20 km (Agency) against 15 to 25 km (Agency); open" in shown
    assert "2018-09-17 12:00  ● New story · Agency · lead" in shown
    assert "≠ zone width: 15 to 20 km (Agency) against 15 to 25 km (Agency)" in shown
    assert "\x1b" not in shown


def test_a_copy_is_told_with_what_it_copies_however_late_it_comes(place: Place, valkey_url: str):
    asyncio.run(copied_late(valkey_url))
    copied, since = run(place, "show", "zone-1").stdout.split("● New reporting")
    assert "Echo" in copied.rpartition("copied by")[2]
    assert "copied by" not in since


async def copied_late(url: str) -> None:
    """A copy of the first report, hours after the page with another figure."""
    when = NOON + timedelta(hours=9)
    article = Article(url="https://echo.example/", title="No assault", text=ZONE, published=when, language="en")
    async with connect(url) as redis:
        origin, match = Provenance("9-0", "feed", "Echo", when), Match("zone", (), ())
        await judge_document(RedisHistory(redis, "zone"), Watch("zone", "*"), article, match, origin)


def test_a_story_for_programs_has_every_report(place: Place):
    found = [json.loads(line) for line in run(place, "show", "zone-1", "--json").stdout.splitlines()]
    assert [report["verdict"] for report in found] == ["new_story", "copy", "copy", "new_reporting"]


def test_a_merge_is_told_where_it_happened(place: Place, valkey_url: str):
    asyncio.run(merged(valkey_url))
    assert "zone-1 · 4 reports · 2 independent outlets" in run(place, "show", "zone-5").stdout
    assert "with zone-5 merged into it" in run(place, "show", "zone-1").stdout
    assert "Shows that two stories are one: zone-5 and zone-1" in run(place, "show", "zone-1").stdout
    assert [json.loads(line)["id"] for line in run(place, "list", "--json").stdout.splitlines()] == ["zone-1"]


async def merged(url: str) -> None:
    """A report that shows that the two stories are one."""
    async with connect(url) as redis:
        history = RedisHistory(redis, "zone")
        last = await history.get(4)
        assert last
        reasons = (Reason(Because.MERGES, "zone-5 and zone-1"),)
        turn = replace(last, number=6, document="5-0", verdict=Verdict.SAME_FACTS, merges=("zone-5",), reasons=reasons)
        await history.commit(turn)


def test_an_unknown_story_is_wrong_usage(place: Place):
    result = CliRunner().invoke(command, ["show", "nobody"], obj=place)
    assert "no story" in str(result.exception)

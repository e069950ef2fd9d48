"""Several watches on one store: what one command looks at is never taken away from the others."""

import pytest

from tests.rig.process import configuration, daemon, wirewatch
from tests.rig.waiting import until

WATCHES = {"idlib": "idlib", "sochi": "sochi"}


async def test_a_crawl_for_one_watch_takes_nothing_away_from_another(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, watches=WATCHES))
    wire.publish(2)
    ended = await wirewatch(tmp_path, "crawl", "--no-baseline", "--watch", "idlib", "--json")
    assert ended.code == 0, ended.err
    assert {line["id"].rpartition("-")[0] for line in ended.lines} == {"idlib"}
    assert (await wirewatch(tmp_path, "crawl", "--no-baseline")).code == 0
    told = {(watch, message["url"]) for message in desk.messages for watch in message["watches"]}
    assert told == {(watch, wire.article_url(number)) for watch in WATCHES for number in (1, 2, 3)}


async def test_one_article_for_two_watches_is_one_message(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, watches=WATCHES))
    with daemon(tmp_path):
        await until(lambda: "/report/1" in wire.asked)
        wire.publish(3)
        await until(lambda: len(desk.messages) >= 3)
        await until(lambda: all(len(message["watches"]) == 2 for message in desk.messages), seconds=1)
    assert len(desk.messages) == 3


async def test_an_unknown_watch_is_a_wrong_usage(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, watches=WATCHES))
    ended = await wirewatch(tmp_path, "crawl", "--watch", "idlip")
    assert ended.code == 2
    assert "idlib" in ended.err


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
async def test_only_the_watch_that_was_asked_for_is_shown(wire, desk, tmp_path, dry):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, watches=WATCHES))
    ended = await wirewatch(tmp_path, "crawl", wire.article_url(1), "--watch", "sochi", "--json", *dry)
    assert [line["id"] for line in ended.lines] == ["sochi-1"]

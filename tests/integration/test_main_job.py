"""The main job as a user runs it, on every kind of store: crawl and daemon, alone and together."""

import pytest

from tests.rig.process import configuration, daemon, wirewatch
from tests.rig.waiting import until

LINE = ["id", "url", "matched", "verdict", "alert", "story", "of", "new", "conflicts", "reasons", "deliveries"]


def urls(wire, first, last):
    return {wire.article_url(number) for number in range(first, last + 1)}


async def test_a_crawl_tells_each_report_once(store_url, wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=store_url))
    wire.publish(4)
    first = await wirewatch(tmp_path, "crawl", "--no-baseline", "--json")
    assert first.code == 0, first.err
    assert [list(line) for line in first.lines] == [LINE] * 5
    assert {line["url"] for line in first.lines} == urls(wire, 1, 5)
    assert all(line["matched"] and line["alert"] for line in first.lines)
    assert all(
        line["deliveries"] == [{"channel": "desk", "recipient": "", "status": "sent", "error": None}]
        for line in first.lines
    )
    wire.publish()
    second = await wirewatch(tmp_path, "crawl", "--json")
    assert second.code == 0, second.err
    assert [line["url"] for line in second.lines] == [wire.article_url(6)]
    assert set(desk.links.values()) == urls(wire, 1, 6)
    assert desk.keys.total() == 6


async def test_the_first_contact_is_silent_and_says_so(store_url, wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=store_url))
    ended = await wirewatch(tmp_path, "crawl", "--json")
    assert ended.code == 0, ended.err
    assert [line["alert"] for line in ended.lines] == [False]
    assert "First contact is silent" in ended.err
    assert desk.asked == 0


async def test_the_daemon_tells_each_report_once(store_url, wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=store_url))
    with daemon(tmp_path):
        await until(lambda: "/report/1" in wire.asked)
        wire.publish(9)
        await until(lambda: urls(wire, 2, 10) <= set(desk.links.values()))
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, 10))
    assert desk.resent == 0


async def test_two_daemons_on_one_store_share_the_work(store_url, wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(
        configuration(wire.url, desk.url, store=store_url, poll_floor_seconds=1, poll_ceiling_seconds=1)
    )
    with daemon(tmp_path, log="one.log"), daemon(tmp_path, log="two.log"):
        await until(lambda: "/report/1" in wire.asked)
        for number in range(2, 8):
            wire.publish()
            await until(lambda number=number: wire.article_url(number) in desk.links.values())
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, 7))
    assert desk.resent == 0
    assert len(wire.asked) == len(set(wire.asked)), "a page was fetched twice"
    assert len(wire.polls) <= wire.polls[-1] - wire.polls[0] + 3, "both daemons polled the source"


async def test_a_crawl_beside_the_daemon_repeats_nothing(store_url, wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=store_url))
    with daemon(tmp_path):
        await until(lambda: "/report/1" in wire.asked)
        for _ in range(3):
            wire.publish(5)
            ended = await wirewatch(tmp_path, "crawl", "--json")
            assert ended.code == 0, ended.err
        await until(lambda: urls(wire, 2, 16) <= set(desk.links.values()))
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, 16))
    assert desk.resent == 0


@pytest.mark.parametrize("before", [False, True], ids=["nothing yet", "after a crawl"])
async def test_a_dry_run_changes_nothing(store_url, wire, desk, tmp_path, contents, before):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=store_url))
    if before:
        assert (await wirewatch(tmp_path, "crawl", "--no-baseline")).code == 0
    told, kept = desk.asked, contents()
    wire.publish(2)
    ended = await wirewatch(tmp_path, "crawl", "--no-baseline", "--dry-run", "--json")
    assert ended.code == 0, ended.err
    assert {line["url"] for line in ended.lines} == urls(wire, 1 + before, 3)
    assert all(line["alert"] and line["deliveries"] == [] for line in ended.lines)
    assert desk.asked == told
    assert contents() == kept
    assert (tmp_path / "data").exists() == (before and store_url is None)
    after = await wirewatch(tmp_path, "crawl", "--no-baseline", "--json")
    assert {line["url"] for line in after.lines} == urls(wire, 1 + before, 3), "the dry run took something away"

"""Indexes that are made again: whatever was lost, torn, left by another release or forgotten, verdicts stay."""

import asyncio
import contextlib
from dataclasses import replace

import pytest
from redis.asyncio import Redis

from deploy.doctor.finding import Level
from deploy.doctor.store import look_at_indexes, rebuild_indexes
from pipelines.report import Report, Verdict
from pipelines.store.history import RedisHistory
from pipelines.store.journal import Journal
from pipelines.watch import Watch
from tests.benchmarks.newsroom import Newsroom
from tests.pipelines.stories.conftest import Desk
from tests.pipelines.stories.newswire import AGENCY, ANALYSIS, MINE, OTHER

WORK = (
    (AGENCY, "https://a.example/1"),
    (ANALYSIS, "https://b.example/1"),
    (AGENCY, "https://c.example/1"),
    (OTHER, "https://d.example/1"),
    (AGENCY.replace("15 October", "20 October"), "https://a.example/1"),
    (MINE, "https://e.example/1"),
)


async def work(desk: Desk) -> list[Report]:
    return [await desk.reads(text, url) for text, url in WORK]


async def serving(store: Redis, watch: str = "w") -> dict[bytes, object]:
    """The indexes that serve, whatever their epoch."""
    mark = await store.get(f"ww:{{{watch}}}:folded5") or b""
    epoch = mark.split(b":")[0]
    found: dict[bytes, object] = {b"folded": mark.replace(epoch, b"EPOCH")}
    read = {b"hash": store.hgetall, b"stream": store.xrange}
    async for key in store.scan_iter(match=f"ww:{{{watch}}}:index5:{epoch.decode()}:*"):
        found[key.replace(epoch, b"EPOCH")] = await read[await store.type(key)](key)
    return found


async def keys(store: Redis, watch: str = "w") -> set[str]:
    """The watch's keys, but for what is no index."""
    found = {key.decode() async for key in store.scan_iter(match=f"ww:{{{watch}}}:*")}
    return {key.removeprefix(f"ww:{{{watch}}}:") for key in found} - {"journal", "forgotten"}


async def only_what_serves(store: Redis) -> bool:
    epoch = (await store.get("ww:{w}:folded5")).split(b":")[0].decode()
    return all(key == "folded5" or key.startswith(f"index5:{epoch}:") for key in await keys(store))


async def test_a_rebuilt_index_is_the_same_to_the_byte(store):
    desk = Desk(RedisHistory(store, "w"))
    await work(desk)
    before = await serving(store)
    assert len(before) > 3
    assert await desk.history.rebuild() == len(WORK)
    assert await serving(store) == before
    assert await only_what_serves(store)


@pytest.mark.parametrize("after", [0, 1, 17, 40, 59])
async def test_what_follows_a_rebuild_is_judged_as_if_there_had_been_none(store, after):
    items = list(Newsroom(after).stream(60))
    plain, rebuilt = Desk(RedisHistory(store, "plain")), Desk(RedisHistory(store, "w"))
    for number, item in enumerate(items):
        if number == after:
            await rebuilt.history.rebuild()
            rebuilt = Desk(RedisHistory(store, "w"))
            rebuilt.documents = number
        one = item.article
        expected, found = [
            await desk.reads(one.text, one.url, one.title, outlet=one.outlet, published=one.published)
            for desk in (plain, rebuilt)
        ]
        assert renamed(found, "plain") == expected


def renamed(report: Report, watch: str) -> Report:
    """The report as it would be in another watch."""
    there = f"{watch}-"
    return replace(
        report,
        watch=watch,
        story=report.story.replace("w-", there),
        of=report.of and report.of.replace("w-", there),
        merges=tuple(merged.replace("w-", there) for merged in report.merges),
        reasons=tuple(replace(one, detail=one.detail.replace("(w-", f"({there}").replace(" w-", f" {there}"))
                      for one in report.reasons),
    )  # fmt: skip


async def test_a_rebuild_that_broke_off_anywhere_changes_nothing_and_leaves_nothing_for_the_next(store):
    desk = Desk(RedisHistory(store, "w"))
    await work(desk)
    before = await serving(store)
    for turns in range(1, 60, 3):
        task = asyncio.create_task(RedisHistory(store, "w").rebuild())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        assert await serving(store) == before
    copy = await Desk(RedisHistory(store, "w")).reads(MINE, "https://z.example/", document="99-0")
    assert copy.verdict is Verdict.COPY
    await RedisHistory(store, "w").rebuild()
    assert await only_what_serves(store)


async def test_half_of_a_rebuild_is_not_read_and_goes_with_the_next(store):
    desk = Desk(RedisHistory(store, "w"))
    await work(desk)
    await store.set("ww:{w}:folded5:aside", "abc123:2:2:9:1")
    await store.hset("ww:{w}:index5:abc123:0", "field", "half")
    assert (await desk.reads(MINE, "https://z.example/")).verdict is Verdict.COPY
    assert await store.exists("ww:{w}:index5:abc123:0")
    await desk.history.rebuild()
    assert await only_what_serves(store)


async def test_several_that_make_the_indexes_again_at_once_do_each_other_no_harm(store):
    desk = Desk(RedisHistory(store, "w"))
    await work(desk)
    before = await serving(store)
    await asyncio.gather(*(RedisHistory(store, "w").rebuild() for _ in range(3)))
    await desk.history.catch_up()
    assert await serving(store) == before
    await desk.history.rebuild()
    assert await only_what_serves(store)


async def test_reports_that_are_committed_during_a_rebuild_are_in_what_it_makes(store):
    desk = Desk(RedisHistory(store, "w"))
    await work(desk)
    rebuilding = asyncio.create_task(RedisHistory(store, "w").rebuild())
    late = [await desk.reads(one.article.text, one.article.url) for one in Newsroom(4).stream(12)]
    await rebuilding
    await desk.history.catch_up()
    made = await serving(store)
    await desk.history.rebuild()
    assert await serving(store) == made
    assert made[b"folded"].startswith(f"EPOCH:{late[-1].number}:".encode())


OLDER = (
    {"folded": "1:8", "profile:1": "old", "terms:7": "old", "merged": "old"},
    {"folded": "4:abc123:7:7:90:3", "index:abc123:2": "old", "index:abc123:profiles": "old"},
)


@pytest.mark.parametrize("older", OLDER)
async def test_indexes_of_an_older_release_are_dropped_once_and_made_again(store, older):
    desk = Desk(RedisHistory(store, "w"))
    await work(desk)
    before = await serving(store)
    await store.delete("ww:{w}:folded5")
    await store.mset({f"ww:{{w}}:{name}": value for name, value in older.items()})
    await store.mset({f"ww:{{w2}}:{name}": "another watch's" for name in older})
    await store.sadd("ww:{w}:held:w-1", 3)
    await desk.history.catch_up()
    assert await serving(store) == before
    assert not await keys(store) & older.keys()
    assert await keys(store, "w2") == older.keys()
    assert await store.exists("ww:{w}:held:w-1")


async def test_two_releases_on_one_store_leave_each_others_indexes_alone(store):
    desk = Desk(RedisHistory(store, "w"))
    await desk.reads(AGENCY, "https://a.example/1")
    theirs = {
        "folded": "4:abc123:7:7:90:3", "index:abc123:2": "older",
        "folded99": "whatever", "index99:def456:2": "newer",
    }  # fmt: skip
    await store.mset({f"ww:{{w}}:{name}": value for name, value in theirs.items()})
    mark = (await store.get("ww:{w}:folded5")).split(b":")[0]
    for text, url in WORK[1:]:
        await desk.reads(text, url)
    await RedisHistory(store, "w").catch_up()
    assert theirs.keys() <= await keys(store)
    assert (await store.get("ww:{w}:folded5")).split(b":")[0] == mark


async def test_an_older_release_does_not_drop_what_a_newer_one_has_made(store):
    await store.set("ww:{w}:folded99", "whatever")
    await store.set("ww:{w}:index99:def456:2", "newer")
    await store.set("ww:{w}:folded", "4:abc123:7:7:90:3")
    await Desk(RedisHistory(store, "w")).reads(AGENCY, "https://a.example/1")
    assert {"folded99", "index99:def456:2"} <= await keys(store)
    assert "folded" not in await keys(store)


async def test_doctor_drops_what_other_releases_have_left(store):
    await work(Desk(RedisHistory(store, "w")))
    for name in ("folded", "index:abc123:2", "folded99", "index99:def456:2", "index5:def456:1"):
        await store.set(f"ww:{{w}}:{name}", "left")
    assert [finding.level async for finding in rebuild_indexes(store, (Watch("w", "*"),))] == [Level.NOTE]
    assert await only_what_serves(store)


async def test_doctor_sees_that_entries_were_lost_and_mends_it(store):
    desk, watches = Desk(RedisHistory(store, "w")), (Watch("w", "*"),)
    for item in Newsroom(9).stream(40):
        await desk.reads(item.article.text, item.article.url)
    before = await serving(store)
    await store.delete(*sorted([key async for key in store.scan_iter(match="ww:{w}:index5:*")])[::2])
    findings = [finding async for finding in look_at_indexes(store, watches)]
    assert [finding.level for finding in findings] == [Level.PROBLEM]
    assert "--rebuild" in findings[0].remedy
    _ = [finding async for finding in rebuild_indexes(store, watches)]
    assert [finding.level async for finding in look_at_indexes(store, watches)] == [Level.FINE]
    assert await serving(store) == before


@pytest.mark.parametrize("number", [1, 4, 5, 6])
async def test_nothing_leads_to_a_report_that_was_forgotten(store, number):
    desk = Desk(RedisHistory(store, "w"))
    reports = await work(desk)
    assert await desk.history.forget(number) == 1
    assert await desk.history.forget(number) == 0
    left = RedisHistory(store, "left")
    for report in reports:
        await Journal(store, "left").append(replace(report, watch="left"))
    await Journal(store, "left").forget(number)
    await left.catch_up()
    expected = {key.replace(b"{left}", b"{w}"): value for key, value in (await serving(store, "left")).items()}
    assert await serving(store) == expected
    assert await only_what_serves(store)
    mine = Desk(RedisHistory(store, "w"))
    mine.documents = len(WORK)
    text, url = WORK[number - 1]
    assert (await mine.reads(text, url)).of != f"w-{number}"


async def test_what_is_forgotten_during_a_rebuild_is_not_in_what_it_makes(store):
    desk = Desk(RedisHistory(store, "w"))
    await work(desk)
    for turns in range(5, 45, 8):
        rebuilding = asyncio.create_task(RedisHistory(store, "w").rebuild())
        for _ in range(turns):
            await asyncio.sleep(0)
        await desk.history.forget(2 + turns // 8)
        await rebuilding
        made = await serving(store)
        await desk.history.rebuild()
        assert await serving(store) == made


async def test_a_copy_whose_original_was_forgotten_is_still_a_copy_when_it_is_read_again(store):
    desk = Desk(RedisHistory(store, "w"))
    await desk.reads(AGENCY, "https://a.example/1")
    copy = await desk.reads(AGENCY, "https://b.example/1")
    await desk.history.forget(1)
    again = await desk.reads(AGENCY, "https://b.example/1")
    assert (again.verdict, again.alert, again.of, again.story) == (Verdict.COPY, False, copy.of, copy.story)

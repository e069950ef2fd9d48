"""The store dies, goes away, fills up or comes back with less: nothing acknowledged is lost, nothing is told twice."""

import os
import random
import shutil
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest
import redis

from deploy.valkey import EmbeddedValkey
from tests.rig.process import configuration, daemon, store, wirewatch
from tests.rig.records import assert_whole, deliveries, reports
from tests.rig.waiting import until

CUTS = 6
AWAY_SECONDS = 60


def urls(wire, first, last):
    return {wire.article_url(number) for number in range(first, last + 1)}


async def test_the_embedded_server_is_killed_while_it_works(wire, desk, tmp_path):
    chance = random.Random(17)
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    with daemon(tmp_path) as process:
        await until(lambda: "/report/1" in wire.asked)
        for _ in range(8):
            wire.publish(chance.randint(1, 3))
            seen = len(desk.links)
            await until(lambda seen=seen: len(desk.links) > seen)
            os.kill(await server_of(tmp_path), signal.SIGKILL)
        await until(lambda: urls(wire, 2, wire.published) <= set(desk.links.values()), 60)
        assert process.poll() is None
        await until(lambda: acknowledged(tmp_path))
        with store(tmp_path) as there:
            assert_whole(there)
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, wire.published))


async def server_of(folder: Path) -> int:
    """The process of the embedded server, once it answers."""
    found: list[int] = []

    def answers() -> bool:
        with suppress(redis.ConnectionError), store(folder) as there:
            found.append(there.info("server")["process_id"])
        return bool(found)

    await until(answers)
    return found[0]


def acknowledged(folder: Path) -> bool:
    with suppress(redis.ConnectionError), store(folder) as there:
        return all(row.status == "sent" for row in deliveries(there))
    return False


@pytest.mark.timeout(300)
async def test_a_torn_tail_of_the_log_leaves_no_orphans(wire, desk, tmp_path):
    chance = random.Random(18)
    whole = tmp_path / "whole"
    whole.mkdir()
    (whole / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    wire.publish(5)
    assert (await wirewatch(whole, "crawl", "--no-baseline")).code == 0
    wire.publish(6)
    assert (await wirewatch(whole, "crawl", "--no-baseline")).code == 0
    first = dict(desk.links)
    assert set(first.values()) == urls(wire, 1, 12)
    for round_ in range(CUTS):
        torn = tmp_path / f"torn-{round_}"
        shutil.copytree(whole, torn)
        log = max((torn / "data" / "valkey" / "appendonlydir").glob("*.aof"), key=lambda file: file.stat().st_size)
        os.truncate(log, chance.randrange(log.stat().st_size // 8, log.stat().st_size))
        kept = remembered(torn)
        assert remembered(torn) == kept, "the second start reads what the first one did"
        desk.links.clear()
        ended = await wirewatch(torn, "crawl", "--no-baseline")
        assert ended.code == 0, ended.err
        with daemon(torn):
            # What was in the hands of the process before the cut is taken from it after a while.
            await until(lambda torn=torn: whole_again(torn, urls(wire, 1, 12)), 60)
        with EmbeddedValkey(torn / "data") as embedded, redis.Redis.from_url(embedded.url) as there:
            assert_whole(there)
            judged = [report.url for report in reports(there) if report.alert]
            assert sorted(judged) == sorted(urls(wire, 1, 12))
            assert all(row.status == "sent" for row in deliveries(there))
        for alert, url in desk.links.items():
            assert url not in kept or kept[url] == alert, "told again under another key"


def whole_again(folder: Path, expected: set[str]) -> bool:
    """Whether everything was judged and told; not before the server answers."""
    with suppress(redis.ConnectionError), store(folder) as there:
        judged = {report.url for report in reports(there) if report.alert}
        rows = deliveries(there)
        return judged == expected and len(rows) >= len(expected) and all(row.status == "sent" for row in rows)
    return False


def remembered(folder: Path) -> dict[str, str]:
    """The alert of each report that a folder's server has kept."""
    with EmbeddedValkey(folder / "data") as embedded, redis.Redis.from_url(embedded.url) as there:
        return {report.url: report.id for report in reports(there)}


@pytest.mark.timeout(300)
async def test_a_server_that_is_away_for_a_minute(wire, desk, tmp_path, server):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=server.url))
    with daemon(tmp_path) as process:
        await until(lambda: "/report/1" in wire.asked)
        wire.publish(20)
        await until(lambda: len(desk.links) >= 5)
        server.stop()
        stopped = time.monotonic()
        wire.publish(20)
        asked = len(wire.asked)
        await until(lambda: time.monotonic() > stopped + AWAY_SECONDS, AWAY_SECONDS + 5)
        assert process.poll() is None
        assert len(wire.asked) - asked <= 20, "what was in flight, and nothing after it"
        polls = sum(poll > stopped + 5 for poll in wire.polls)
        assert polls == 0, "fetching pauses"
        server.start()
        started = time.monotonic()
        await until(lambda: urls(wire, 2, 41) <= set(desk.links.values()), 120)
        print(f"away {AWAY_SECONDS} s, drained in {time.monotonic() - started:.1f} s")
        with server.client as there:
            await until(lambda: all(row.status == "sent" for row in deliveries(there)))
            assert_whole(there)
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, 41))


@pytest.mark.timeout(300)
async def test_a_full_server_refuses_and_loses_nothing(wire, desk, tmp_path, server):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=server.url))
    with (
        server.client as there,
        daemon(tmp_path, "--role", "crawl", log="crawl.log"),
        daemon(tmp_path, "--role", "judge,deliver", log="judge.log") as judge,
    ):
        await until(lambda: there.xlen("ww:{idlib}:journal") == 1 and there.xlen("ww:documents") == 0)
        judge.send_signal(signal.SIGSTOP)
        wire.publish(3)
        await until(lambda: there.xlen("ww:documents") == 3)
        there.config_set("maxmemory", 1)
        wire.publish(3)
        judge.send_signal(signal.SIGCONT)
        full = time.monotonic()
        polls = len(wire.polls)
        # Longer than a document may be in dead hands three times over.
        await until(lambda: time.monotonic() > full + 65, 70)
        assert judge.poll() is None
        assert len(wire.polls) <= polls + 2, "nobody is asked for what can't be kept"
        assert not {f"/report/{number}" for number in (5, 6, 7)} & set(wire.asked)
        there.config_set("maxmemory", 0)
        await until(lambda: urls(wire, 2, 7) <= set(desk.links.values()), 60)
        assert "unjudged" not in desk.verdicts.values()
        await until(lambda: all(row.status == "sent" for row in deliveries(there)))
        assert_whole(there)
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, 7))

"""kill -9 of the daemon at random moments while a site publishes: no alert is lost, none is raised twice."""

import asyncio
import random
from pathlib import Path

import pytest
import redis

from tests.rig.process import configuration, daemon, store
from tests.rig.waiting import until
from tests.rig.wire import Desk, Wire

ROUNDS = 50
RECOVERY_SECONDS = 90
# So many are killed before they do anything; the others somewhere between the feed and the last delivery.
WHILE_STARTING = 0.2


def baseline_is_judged(folder: Path) -> bool:
    try:
        with store(folder) as there:
            return there.xlen("ww:{idlib}:journal") >= 1
    except redis.ConnectionError:
        return False


@pytest.mark.timeout(1200)
async def test_no_alert_is_lost_or_raised_twice(tmp_path: Path):
    chance = random.Random(20180917)
    async with Wire().serve() as wire, Desk().serve() as desk:
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
        wire.publish()
        with daemon(tmp_path):
            await until(lambda: baseline_is_judged(tmp_path), RECOVERY_SECONDS)
        for _ in range(ROUNDS):
            wire.publish(chance.randint(1, 3))
            with daemon(tmp_path):
                if chance.random() < WHILE_STARTING:
                    await asyncio.sleep(chance.uniform(0.1, 3))
                else:
                    polls = len(wire.polls)
                    await until(lambda polls=polls: len(wire.polls) > polls, RECOVERY_SECONDS)
                    await asyncio.sleep(chance.uniform(0, 2))
        expected = {wire.article_url(number) for number in range(2, wire.published + 1)}
        with daemon(tmp_path):
            await until(lambda: expected <= set(desk.links.values()), RECOVERY_SECONDS)
        alerted = list(desk.links.values())
        assert len(alerted) == len(set(alerted)), "one report raised two alerts under different keys"
        assert set(alerted) == expected, "the baseline is silent"
        print(
            f"{ROUNDS} kills, {len(expected)} reports, {len(alerted)} alerts, {desk.resent} sent again under their key"
        )

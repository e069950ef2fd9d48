"""Several processes that judge copies of one text at the same moment raise one alert: none twice, none lost."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from pipelines.report import Report
from pipelines.store.history import RedisHistory
from tests.rig.judges import Halt, Judge, Piece, assert_one_alert_a_round, judges, rounds


async def at_once(workers: Sequence[Judge], pieces: Sequence[Piece]) -> list[dict]:
    """Every worker judges a piece; those that halt before they commit all do so before the first goes on."""
    await asyncio.gather(*(worker.begin(piece) for worker, piece in zip(workers, pieces, strict=True)))
    for worker, piece in zip(workers, pieces, strict=True):
        if piece.halt is Halt.BEFORE:
            worker.go_on()
    return await asyncio.gather(*(worker.ended() for worker in workers))


async def told_by(judge: Judge, piece: Piece) -> dict:
    (told,) = await at_once([judge], [piece])
    return told


async def journal(store) -> list[Report]:
    return [report async for report in RedisHistory(store, "w").reports()]


async def test_copies_that_are_judged_at_the_same_moment_raise_one_alert(store, valkey_url):
    async with judges(3, valkey_url, "w") as workers:
        for pieces in rounds(8, 3, seed=1, halt=Halt.BEFORE):
            assert sum(one["alert"] for one in await at_once(workers, pieces)) == 1
    assert_one_alert_a_round(await journal(store), 8, 3)


async def test_a_slow_loser_sees_what_all_others_have_told_meanwhile(store, valkey_url):
    async with judges(2, valkey_url, "w") as (slow, fast):
        (pieces,) = rounds(1, 2, seed=2)
        await slow.begin(replace(pieces[0], halt=Halt.BEFORE))
        winner = await told_by(fast, pieces[1])
        for (between,) in rounds(3, 1, seed=3):
            await told_by(fast, replace(between, document=f"between {between.document}"))
        slow.go_on()
        loser = await slow.ended()
    assert (winner["alert"], loser["alert"], loser["of"]) == (True, False, winner["id"])
    assert len(await journal(store)) == 5


async def test_a_worker_that_is_killed_before_it_commits_leaves_its_alert_to_the_next(store, valkey_url):
    (pieces,) = rounds(1, 2, seed=4)
    async with judges(2, valkey_url, "w") as (killed, other):
        await killed.begin(replace(pieces[0], halt=Halt.DEAD_BEFORE))
        await killed.died()
        assert await journal(store) == []
        assert (await told_by(other, pieces[0]))["alert"]
        assert not (await told_by(other, pieces[1]))["alert"]
    assert_one_alert_a_round(await journal(store), 1, 2)


async def test_a_worker_that_is_killed_when_it_has_committed_is_not_repeated(store, valkey_url):
    (pieces,) = rounds(1, 2, seed=5)
    async with judges(2, valkey_url, "w") as (killed, other):
        await killed.begin(replace(pieces[0], halt=Halt.DEAD_AFTER))
        await killed.died()
        assert not (await told_by(other, pieces[1]))["alert"]
        again = await told_by(other, pieces[0])
        assert (again["id"], again["alert"]) == ("w-1", True)
    assert_one_alert_a_round(await journal(store), 1, 2)

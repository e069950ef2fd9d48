"""Judges that race, dawdle and die at every moment of a decision: each text raises one alert all the same."""

import asyncio
import random
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from pipelines.store.history import RedisHistory
from tests.rig.judges import Halt, Judge, Piece, assert_one_alert_a_round, judge, rounds

ROUNDS = 60
HALTS = {Halt.NOWHERE: 2, Halt.BEFORE: 3, Halt.DEAD_BEFORE: 1, Halt.DEAD_AFTER: 1}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("count", [2, 3])
async def test_every_text_raises_one_alert(store, valkey_url, count):
    chance, met = random.Random(count), Counter()

    async def judged(worker: Judge, piece: Piece, release: asyncio.Barrier) -> Judge:
        """See an article judged, by an heir if the worker dies; who is left."""
        await worker.begin(piece)
        if piece.halt in {Halt.DEAD_BEFORE, Halt.DEAD_AFTER}:
            await worker.died()
            heir = await stack.enter_async_context(judge(valkey_url, "w"))
            return await judged(heir, replace(piece, halt=Halt.NOWHERE), release)
        if piece.halt is Halt.BEFORE:
            # Whoever waits goes on when all who wait have decided.
            await release.wait()
            worker.go_on()
        await worker.ended()
        return worker

    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(judge(valkey_url, "w")) for _ in range(count)]
        for pieces in rounds(ROUNDS, count, seed=count):
            halts = chance.choices(tuple(HALTS), tuple(HALTS.values()), k=count)
            met.update(halts)
            release = asyncio.Barrier(max(1, halts.count(Halt.BEFORE)))
            halting = [replace(piece, halt=halt) for piece, halt in zip(pieces, halts, strict=True)]
            workers = await asyncio.gather(*(judged(*one, release) for one in zip(workers, halting, strict=True)))
    assert_one_alert_a_round([report async for report in RedisHistory(store, "w").reports()], ROUNDS, count)
    print(f"{ROUNDS} texts, {count} judges at once: {', '.join(f'{halt} {times}' for halt, times in met.items())}")

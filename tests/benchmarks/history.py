"""What a history costs and how long a look into it takes as it grows: `python -m tests.benchmarks.history`.

    --reports N…    reports, committed as if they had been judged (default 1000); 150000 take some ten minutes and 1 GB
    --entries N…    only what the indexes keep of so many reports, drawn at random but for the terms, which are those of
                    made-up articles over and over (default 10000); 1000000 take some ten minutes and 2 GB

Every time stands with that of a PING on the same connection. A look is what decides whether a text is a copy.
"""

import argparse
import asyncio
import time
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from typing import Any

import numpy as np
from redis.asyncio import Redis

from pipelines.report import Verdict
from pipelines.store.history import RedisHistory
from pipelines.store.index import RedisIndex
from pipelines.stories.fingerprint import KEY_BITS, SKETCH_BITS, SKETCH_SIZE, Sketch
from pipelines.stories.history import Subject
from pipelines.stories.profile import Entries, entries_of
from tests.benchmarks.newsroom import Item, Kind, Newsroom
from tests.benchmarks.rig import WATCH, a_server, judged, kept_as, read_through, shares_wording, subject_of

MEASURED = 300
SENTENCES, SHINGLES = 22, 440
TEMPLATES = 4_000
FOLDED_AT_ONCE = 128


async def show_memory(redis: Redis, history: RedisHistory) -> None:
    """Bytes of the server for each kept article: of its record, and of the indexes."""
    reports = [report.verdict is not Verdict.COPY async for report in history.reports()]
    journal, indexes = 0, 0
    async for key in redis.scan_iter(match=f"ww:{{{WATCH.name}}}:*", count=1000):
        size = await redis.memory_usage(key, samples=0)
        journal, indexes = (journal + size, indexes) if key.endswith(b":journal") else (journal, indexes + size)
    kept = max(1, sum(reports))
    print(
        f"  memory      {len(reports)} reports, {kept} with a text of their own: records {journal / kept:.0f} B, "
        f"indexes {indexes / kept:.0f} B for each of these"
    )


async def grow(history: RedisHistory, items: Iterable[tuple[int, Item]]) -> None:
    """Commit reports as if they had been judged: the stream's own label is the verdict."""
    await history.catch_up()
    for number, item in items:
        subject = subject_of(number, item)
        history.have_read(subject)
        await history.commit(kept_as(number, item, Verdict.COPY if item.kind is Kind.COPY else Verdict.NEW_STORY))


async def reports(sizes: Sequence[int]) -> None:
    """How long a decision takes, and what an article costs, at several sizes of the history."""
    async with a_server() as (redis, _):
        history, index = RedisHistory(redis, WATCH.name), RedisIndex(redis, WATCH.name)
        stream = enumerate(Newsroom(2).stream(max(sizes, default=0) + len(sizes) * MEASURED), 1)
        reached = 0
        for size in sorted(sizes):
            await grow(history, islice(stream, size - reached))
            print(f"a history of {size} reports")
            await show_memory(redis, history)
            looks, pings, whole = [], [], []
            for number, item in islice(stream, MEASURED):
                subject = read_through(subject_of(number, item))
                pings.append(await clocked(redis.ping()))
                looks.append(await clocked(look(index, subject)))
                whole.append(await clocked(judged(history, (number, item))))
            reached = size + MEASURED
            show({"PING": pings, "look for copies": looks, "judge and record": whole})


async def look(index: RedisIndex, subject: Subject) -> bool:
    found = await index.look_up([subject])
    return await shares_wording(index, subject, found.hits[0].sentences.values())


async def entries(sizes: Sequence[int]) -> None:
    """How long a look takes, and what indexes cost, as their number grows."""
    async with a_server(log=False) as (redis, _):
        index = RedisIndex(redis, WATCH.name)
        await index.begin()
        empty = (await redis.info())["used_memory"]
        items = list(Newsroom(3).stream(TEMPLATES))
        subjects = [read_through(subject_of(number, item)) for number, item in enumerate(items[:MEASURED])]
        made, reached = made_up(items), 0
        for size in sorted(sizes):
            for _ in range(reached, size, FOLDED_AT_ONCE):
                batch = [(one, one.number - 1) for one in islice(made, FOLDED_AT_ONCE)]
                await index.fold(batch)
                reached = batch[-1][0].number
            used = (await redis.info())["used_memory"] - empty
            print(f"indexes of {reached} reports: {used / reached:.0f} B each")
            pings, looks = [], []
            for subject in subjects:
                pings.append(await clocked(redis.ping()))
                looks.append(await clocked(look(index, subject)))
            show({"PING": pings, "look for copies": looks})


def made_up(items: Sequence[Item]) -> Iterator[Entries]:
    """What the indexes keep of reports whose sentences nobody shares."""
    chance = np.random.default_rng(4)
    templates = [entries_of(kept_as(1, item, Verdict.NEW_STORY)) for item in items]
    for number, template in enumerate(cycle(templates), 1):
        hashes = np.unique(chance.integers(0, 1 << SKETCH_BITS, SHINGLES, dtype="<u4"))[:SKETCH_SIZE]
        profile = replace(template.profile, number=number, sketch=Sketch(hashes.tobytes(), SHINGLES))
        keys = tuple(chance.integers(0, 1 << KEY_BITS, SENTENCES).tolist())
        mark = number.to_bytes(8, "big")
        yield replace(template, number=number, document=str(number), url=mark, digest=mark, keys=keys, profile=profile)


async def clocked(work: Awaitable[Any]) -> tuple[float, float]:
    """Milliseconds that something takes: by the clock, and of processor time here."""
    clock, ours = time.perf_counter(), time.process_time()
    await work
    return 1e3 * (time.perf_counter() - clock), 1e3 * (time.process_time() - ours)


def told(times: Sequence[tuple[float, float]], share: float) -> str:
    clock, ours = (sorted(each)[int(share * (len(times) - 1))] for each in zip(*times, strict=True))
    return f"p{100 * share:.0f} {clock:.2f} ms, {ours:.2f} ms of processor time here"


def show(measured: dict[str, list[tuple[float, float]]]) -> None:
    for name, times in measured.items():
        print(f"  {name:<18}{told(times, 0.5)}; {told(times, 0.99)}")


async def measure(of_reports: Sequence[int], of_entries: Sequence[int]) -> None:
    await reports(of_reports)
    await entries(of_entries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="*", default=[1000])
    parser.add_argument("--entries", type=int, nargs="*", default=[10_000])
    arguments = parser.parse_args()
    asyncio.run(measure(arguments.reports, arguments.entries))


if __name__ == "__main__":
    main()

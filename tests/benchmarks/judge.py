"""The judge's speed and memory on a made-up stream, as ratios in one run: `python -m tests.benchmarks.judge`.

    --articles N    how many articles pass the copy layer, datasketch's MinHash-LSH and the judge (default 1000)
    --stream FILE   a labelled stream instead of a made-up one (JSONL, .gz; as `wirewatch backtest` reads it)

Speeds are processor time, of these processes and of the server, since what else a machine does is no matter here;
beside them stands what the clock says. The judge's server syncs every write to disk, that of the copy layers keeps no
log. A judge takes as many articles together as a worker does. The limits tell what no judge can do without.
"""

import argparse
import asyncio
import gzip
import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasketch import MinHash, MinHashLSH
from redis.asyncio import Redis

from pipelines.article import Article
from pipelines.report import Verdict
from pipelines.store.connection import connect
from pipelines.store.history import RedisHistory
from pipelines.store.index import RedisIndex
from pipelines.store.journal import Journal
from pipelines.store.scripts import source_of
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.profile import entries_of
from pipelines.stories.reading import Reading
from pipelines.stories.terms import terms_of
from pipelines.stories.words import sentences_of, words_of
from pipelines.worker import BATCH
from tests.benchmarks.newsroom import Item, Kind, Newsroom
from tests.benchmarks.rig import WATCH, a_server, judged, kept_as, read_through, shares_wording, subject_of

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue

Info = dict[str, Any]
Numbered = tuple[int, Item]
SHINGLE = 3
JACCARD = 0.5
PERMUTATIONS = 128
# What is only made once, such as patterns, is made with these.
WARMING_UP = 30


class OnlyWording(Reading):
    """A reading as far as the copy layer needs it."""

    about = terms_of((), "", (), None)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run over a stream took and found.

    seconds: processor time of this process and of the server, and by the clock. used: bytes of the server's memory.
    """

    articles: int
    ours: float
    servers: float
    clock: float
    used: int
    found: tuple[bool, ...]

    @property
    def milliseconds(self) -> float:
        """Processor time of both for one article."""
        return 1e3 * (self.ours + self.servers) / self.articles

    def __str__(self) -> str:
        return (
            f"{self.articles / self.ours:5.0f}/s of one core here, {1e3 * self.servers / self.articles:.2f} ms of "
            f"the server's each; {self.articles / self.clock:.0f}/s by clock; {self.used / self.articles:.0f} B each"
        )


async def timed(redis: Redis, items: Sequence[Item], step: Callable[[int, Item], Awaitable[bool]]) -> Run:
    """Pass every item through a step that answers whether it found a copy."""
    before = await redis.info()
    clock, ours = time.perf_counter(), time.process_time()
    found = [await step(number, item) for number, item in enumerate(items, 1)]
    ours, clock = time.process_time() - ours, time.perf_counter() - clock
    return run_between(before, await redis.info(), ours, clock, found)


def run_between(before: Info, after: Info, ours: float, clock: float, found: Sequence[bool]) -> Run:
    servers = sum(after[key] - before[key] for key in ("used_cpu_user", "used_cpu_sys"))
    return Run(len(found), ours, servers, clock, after["used_memory"] - before["used_memory"], tuple(found))


async def datasketch(items: Sequence[Item]) -> Run:
    """datasketch's MinHash-LSH with Redis storage, as its documentation has it."""
    async with a_server(log=False) as (redis, socket):
        storage = {"type": "redis", "basename": b"bench", "redis": {"unix_socket_path": str(socket)}}
        lsh = MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, storage_config=storage)

        async def step(number: int, item: Item) -> bool:
            words = words_of(item.article.text)
            sketch = MinHash(num_perm=PERMUTATIONS)
            sketch.update_batch(
                {" ".join(run).encode() for run in zip(*(words[at:] for at in range(SHINGLE)), strict=False)}
            )
            near = lsh.query(sketch)
            lsh.insert(str(number), sketch)
            return bool(near)

        return await timed(redis, items, step)


async def copy_layer(items: Sequence[Item]) -> Run:
    """Our fingerprints, look-up and sketches, and the indexes that they need."""
    async with a_server(log=False) as (redis, _):
        index = RedisIndex(redis, WATCH.name)
        await index.begin()

        async def step(number: int, item: Item) -> bool:
            subject = subject_of(number, item, OnlyWording((), "", sentences_of(item.article.text), None))
            (hits,) = (await index.look_up([subject])).hits
            copy = hits.text is not None or await shares_wording(index, subject, hits.sentences.values())
            entries = entries_of(kept_as(number, item, Verdict.NEW_STORY), subject.reading)
            await index.fold([(entries, number - 1)])
            return copy

        return await timed(redis, items, step)


async def judge(items: Sequence[Item]) -> Run:
    """The whole judge, from ready articles to committed reports."""
    async with a_server() as (redis, _):
        history = RedisHistory(redis, WATCH.name)
        before = await redis.info()
        share = await judge_all(history, list(enumerate(items, 1)))
        return run_between(before, await redis.info(), share.ours, share.end - share.start, share.found)


async def judge_all(history: RedisHistory, items: Sequence[Numbered]) -> "Share":
    """Judge articles, as many together as a worker takes."""
    start, ours = time.perf_counter(), time.process_time()
    found: list[bool] = []
    for batch in (items[at : at + BATCH] for at in range(0, len(items), BATCH)):
        found += [not report.alert for report in await judged(history, *batch)]
    return Share(start, time.perf_counter(), time.process_time() - ours, found)


async def limits(items: Sequence[Item]) -> tuple[float, float]:
    """Milliseconds for each article: of processor time to read it, and by the clock to have a record of it on disk."""
    ours = time.process_time()
    for number, item in enumerate(items, 1):
        read_through(subject_of(number, item))
    ours = time.process_time() - ours
    records = [kept_as(number, item, Verdict.NEW_STORY) for number, item in enumerate(items, 1)]
    async with a_server() as (redis, _):
        journal, clock = Journal(redis, WATCH.name), time.perf_counter()
        await redis.script_load(source_of("append"))
        for at in range(0, len(records), BATCH):
            await journal.append(*records[at : at + BATCH])
        clock = time.perf_counter() - clock
    return 1e3 * ours / len(items), 1e3 * clock / len(items)


async def two_judges(shares: Sequence[tuple[str, Sequence[Numbered]]]) -> Run:
    """The whole judge in processes beside one server; the clock runs from where all of them are ready.

    shares: for each process the name of its watch, and its articles.
    """
    spawning = get_context("spawn")
    ready, done = spawning.Barrier(len(shares)), spawning.SimpleQueue()
    async with a_server() as (redis, socket):
        processes = [
            spawning.Process(target=judge_share, args=(f"unix://{socket}", watch, share, ready, done))
            for watch, share in shares
        ]
        for process in processes:
            process.start()
        before = await redis.info()
        finished: list[Share] = [await asyncio.to_thread(done.get) for _ in processes]
        for process in processes:
            process.join()
        clock = max(share.end for share in finished) - min(share.start for share in finished)
        found = [one for share in finished for one in share.found]
        return run_between(before, await redis.info(), sum(share.ours for share in finished), clock, found)


@dataclass(frozen=True, slots=True)
class Share:
    """What a judge did: from when to when by the clock, its processor time, and what was a copy."""

    start: float
    end: float
    ours: float
    found: Sequence[bool]


def judge_share(url: str, watch: str, items: Sequence[Numbered], ready: Barrier, done: "SimpleQueue[Share]") -> None:
    """Judge articles in a process of its own."""

    async def work() -> Share:
        async with connect(url) as redis:
            await judged(MemoryHistory(WATCH.name), *items[:WARMING_UP])
            ready.wait()
            return await judge_all(RedisHistory(redis, watch), items)

    done.put(asyncio.run(work()))


def f1(expected: Sequence[bool], found: Sequence[bool]) -> float:
    right = sum(one and other for one, other in zip(expected, found, strict=True))
    return 2 * right / max(1, sum(expected) + sum(found))


def items_of(path: Path) -> list[Item]:
    """A labelled stream: `expect` is silent or alert, an update names what it is `of`."""
    written = path.read_bytes()
    lines = gzip.decompress(written) if path.suffix == ".gz" else written
    return [item_of(json.loads(line)) for line in lines.splitlines()]


def item_of(row: dict[str, Any]) -> Item:
    when = datetime.fromisoformat(row["published"]) if row.get("published") else datetime(2018, 9, 17, tzinfo=UTC)
    kind = Kind.COPY if row["expect"] == "silent" else Kind.UPDATE if row.get("of") else Kind.NEW
    article = Article(
        url=row.get("url") or "", title=row.get("title"), text=row["text"], language=row.get("language"),
        outlet=row.get("source"), published=when,
    )  # fmt: skip
    return Item(article, kind, when if when.tzinfo else when.replace(tzinfo=UTC))


async def measure(items: Sequence[Item]) -> None:
    """Run every part and print its figures."""
    same_text = [item.kind is not Kind.NEW for item in items]
    silent = [item.kind is Kind.COPY for item in items]
    print(f"{len(items)} articles, {sum(silent)} of them copies, {sum(same_text) - sum(silent)} updates")
    for run in (datasketch, copy_layer, judge):
        await run(items[:WARMING_UP])
    other, ours = await datasketch(items), await copy_layer(items)
    whole, numbered, half = await judge(items), list(enumerate(items, 1)), len(items) // 2
    apart = await two_judges([(f"{WATCH.name}-a", numbered[:half]), (f"{WATCH.name}-b", numbered[half:])])
    beside = await two_judges([(WATCH.name, numbered[at::2]) for at in range(2)])
    print(f"  datasketch             {other}")
    print(f"  copy layer             {ours}")
    print(f"  judge                  {whole}")
    print(f"  two judges             {apart}")
    print(f"  two judges, one watch  {beside}")
    print(
        f"  the whole judge, two processes beside one server: {apart.articles / apart.clock:.0f} articles/s by clock; "
        "limits for each: {:.2f} ms of processor time to read it, {:.2f} ms by clock to write it".format(
            *await limits(items)
        )
    )
    print(
        f"  copy layer against datasketch: {other.milliseconds / ours.milliseconds:.1f} × its speed, "
        f"{ours.used / other.used:.2f} × its memory"
    )
    print(f"  F1, same text: copy layer {f1(same_text, ours.found):.3f}, datasketch {f1(same_text, other.found):.3f}")
    print(f"  F1, silent:    judge      {f1(silent, whole.found):.3f}, datasketch {f1(silent, other.found):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--stream", type=Path)
    arguments = parser.parse_args()
    if arguments.stream and not arguments.stream.is_file():
        sys.exit(f"{arguments.stream} is no file.")
    items = items_of(arguments.stream) if arguments.stream else list(Newsroom(1).stream(arguments.articles))
    asyncio.run(measure(items[: arguments.articles]))


if __name__ == "__main__":
    main()

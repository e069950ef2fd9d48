"""What the benchmarks of the judge share: a server of their own, and how an article gets to the judge."""

import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from redis.asyncio import Redis

from deploy.valkey import EmbeddedValkey
from pipelines.judging import Case, Provenance, compose, judge_documents
from pipelines.match import Match
from pipelines.report import Report, Verdict
from pipelines.store.connection import connect, open_store
from pipelines.store.index import RedisIndex
from pipelines.stories.history import History, Neighbourhood, Subject
from pipelines.stories.judgement import Judgement
from pipelines.stories.nearness import nearest_wording
from pipelines.stories.reading import Reading, read
from pipelines.watch import Watch
from tests.benchmarks.newsroom import Item

WATCH = Watch("bench", "*")
# Of bottom-256 sketches, on natural pairs.
SAME_TEXT = 0.74


@asynccontextmanager
async def a_server(*, log: bool = True) -> AsyncIterator[tuple[Redis, Path]]:
    """An empty server of its own and its socket.

    log: whether every write is synced to disk.
    """
    with tempfile.TemporaryDirectory() as folder, EmbeddedValkey(Path(folder)) as server:
        async with connect(server.url) as redis:
            await open_store(redis, server.url)
            await redis.config_set("appendonly", "yes" if log else "no")
            yield redis, Path(server.url.removeprefix("unix://"))


async def judged(history: History, *items: tuple[int, Item]) -> list[Report]:
    """Judge numbered articles that are at hand together."""
    cases = [
        Case(item.article, Match(WATCH.name, (), ()), Provenance(str(number), "", item.article.outlet or "", item.when))
        for number, item in items
    ]
    return await judge_documents(history, WATCH, cases)


def kept_as(number: int, item: Item, verdict: Verdict) -> Report:
    """The report of an article, of a verdict that nobody judged."""
    known = Judgement(verdict, (), of=f"{WATCH.name}-1" if verdict is Verdict.COPY else None)
    origin = Provenance(str(number), "", item.article.outlet or "", item.when)
    return compose(WATCH, item.article, Match(WATCH.name, (), ()), origin, known, Neighbourhood(number - 1))


def subject_of(number: int, item: Item, reading: Reading | None = None) -> Subject:
    known = reading or read(item.article.title, item.article.text, item.article.language)
    return Subject(str(number), item.article.url, item.when.timestamp(), True, known)


def read_through(subject: Subject) -> Subject:
    """The same, with all that is looked for worked out."""
    _ = subject.reading.fingerprint, subject.reading.about
    return subject


async def shares_wording(index: RedisIndex, subject: Subject, hits: Iterable[tuple[int, ...]]) -> bool:
    profiles = await index.profiles({number for numbers in hits for number in numbers})
    nearest = nearest_wording(subject, (profiles or {}).values())
    return bool(nearest) and max(nearest[0][1:]) >= SAME_TEXT

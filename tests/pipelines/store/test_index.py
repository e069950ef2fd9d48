"""The indexes in a real server: they answer as those in memory do, wherever a log was torn."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deploy.valkey import EmbeddedValkey
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.store.connection import connect, open_store
from pipelines.store.history import RedisHistory
from pipelines.store.profiles import pack_profile, unpack_profile
from pipelines.stories.fingerprint import SKETCH_SIZE, Sketch
from pipelines.stories.history import Subject
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.profile import Profile
from pipelines.stories.reading import read
from pipelines.stories.terms import FIGURES, MOST_COUNTED, TERMS, Terms
from tests.pipelines.stories.newswire import AGENCY

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)
WORDS = [first + second + third for first in "bdfgklm" for second in ("an", "or", "il") for third in ("ta", "re", "so")]


def reports(count: int, seed: int) -> list[Report]:
    """Reports of short texts that share words, sentences and addresses; some are copies, some merge stories."""
    chance = random.Random(seed)
    sentences = [" ".join(chance.choices(WORDS, k=chance.randint(4, 14))).capitalize() + "." for _ in range(count)]
    return [report(number, chance, sentences) for number in range(1, count + 1)]


def report(number: int, chance: random.Random, sentences: list[str]) -> Report:
    copy = number > 1 and chance.random() < 0.2
    return Report(
        watch="w", number=number, document=f"{number}-0", url=f"https://a.example/{chance.randint(1, 900)}",
        title=chance.choice(sentences), outlet="A", source="", language="en", published=None,
        observed=NOON + timedelta(minutes=number), text="" if copy else "\n".join(chance.sample(sentences, 6)),
        verdict=Verdict.COPY if copy else Verdict.NEW_STORY, reasons=(Reason(Because.FIRST_OF_DEVELOPMENT),),
        story=f"w-{number}", alert=not copy, of="w-1" if copy else None,
        merges=(f"w-{number - 1}",) if chance.random() < 0.1 else (),
    )  # fmt: skip


def subjects(of: list[Report]) -> list[Subject]:
    """What to look up: the reports themselves, whole and in part."""
    return [
        Subject(one.document, one.url, 0.0, True, read(one.title, one.text[: len(one.text) // part], "en"))
        for one in of
        for part in (1, 3)
    ]


async def commit(history: RedisHistory, work: list[Report]) -> None:
    """Commit reports one by one into indexes that are there, as the judge does."""
    await history.catch_up()
    for one in work:
        await history.commit(one)


async def same_answers(history: RedisHistory, expected: MemoryHistory, asked: list[Subject]) -> None:
    for subject in asked:
        (hits,) = await expected.look_up([subject])
        assert await history.look_up([subject]) == (hits,)
        numbers = {number for holders in (*hits.sentences.values(), *hits.terms.values()) for number in holders}
        assert await history.profiles(numbers) == await expected.profiles(numbers)


@pytest.mark.parametrize("seed", range(3))
async def test_the_answers_are_those_of_a_history_in_memory(store, seed):
    work, history = reports(150, seed), RedisHistory(store, "w")
    await commit(history, work)
    await same_answers(RedisHistory(store, "w"), MemoryHistory("w", work), subjects(work[::10]))
    assert await history.rebuild() == len(work)
    await same_answers(RedisHistory(store, "w"), MemoryHistory("w", work), subjects(work[::10]))


async def test_words_that_have_meanings_are_answered_alike_as_well(store):
    work = [replace(one, text=AGENCY) for one in reports(8, 1)]
    await commit(RedisHistory(store, "w"), work)
    await same_answers(RedisHistory(store, "w"), MemoryHistory("w", work), subjects(work))


async def test_buckets_stay_compact_lists_under_the_usual_settings(store):
    history = RedisHistory(store, "w")
    await commit(history, reports(400, 7))
    keys = [key async for key in store.scan_iter(match="ww:{w}:index*") if re.search(rb":[0-9]+$", key)]
    assert len(keys) > 20
    assert {await store.object("encoding", key) for key in keys} == {b"listpack"}


def commands(log: bytes) -> Iterator[list[bytes]]:
    """The commands of an append-only file."""
    at = 0
    while at < len(log):
        end = log.index(b"\r\n", at)
        count, at = int(log[at + 1 : end]), end + 2
        words = []
        for _ in range(count):
            end = log.index(b"\r\n", at)
            length = int(log[at + 1 : end])
            words.append(log[end + 2 : end + 2 + length])
            at = end + 4 + length
        yield words


async def test_a_log_that_was_torn_anywhere_heals(store, tmp_path: Path):
    work = reports(12, 3)
    with EmbeddedValkey(tmp_path) as server:
        async with connect(server.url) as redis:
            await open_store(redis, server.url)
            history = RedisHistory(redis, "w")
            await commit(history, work)
        (log,) = (tmp_path / "valkey" / "appendonlydir").glob("*.incr.aof")
        written = [
            words
            for words in commands(log.read_bytes())
            if words[0].upper() in {b"XADD", b"SET", b"HSET", b"HSETNX", b"HDEL"}
        ]
    assert len(written) > 300
    asked = subjects(work[::4])
    for cut in range(len(written) // 3, len(written), 17):
        await store.flushall()
        async with store.pipeline(transaction=False) as pipe:
            for words in written[:cut]:
                pipe.execute_command(*words)
            await pipe.execute()
        history = RedisHistory(store, "w")
        await history.catch_up()
        kept = [one async for one in history.reports()]
        await same_answers(history, MemoryHistory("w", kept), asked)


@given(
    hashes=st.sets(st.integers(0, (1 << 22) - 1), max_size=SKETCH_SIZE),
    terms=st.dictionaries(st.integers(0, (1 << 32) - 1), st.integers(1, MOST_COUNTED), max_size=TERMS),
    figures=st.frozensets(st.integers(0, (1 << 32) - 1), max_size=FIGURES),
    dated=st.booleans(),
)
def test_a_profile_is_read_back_as_it_was(hashes, terms, figures, dated):
    sketch = Sketch(b"".join(one.to_bytes(4, "little") for one in sorted(hashes)), len(hashes))
    about = Terms(terms, frozenset(list(terms)[::2]), frozenset(list(terms)[::3]), figures, tuple(sorted(figures)))
    profile = Profile(7, "w-7", 1.5, dated, "a", "en", sketch, about)
    assert unpack_profile(7, pack_profile(profile)) == profile

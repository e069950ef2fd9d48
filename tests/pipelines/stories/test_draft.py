"""Articles that are judged together get the reports that they would get one after the other, whoever judges beside."""

import asyncio
import random
from collections.abc import Iterator, Sequence

import pytest

from pipelines.errors import Superseded
from pipelines.judging import Case, Provenance, judge_documents
from pipelines.match import Match
from pipelines.report import Report
from pipelines.store.history import RedisHistory
from pipelines.store.journal import Journal
from pipelines.stories.draft import Draft, hits_with
from pipelines.stories.history import History, Subject
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.profile import entries_of
from pipelines.stories.reading import read
from pipelines.watch import Watch
from tests.benchmarks.newsroom import Item, Newsroom

WATCH = Watch("w", "*")


def cases(count: int, seed: int) -> list[Case]:
    """Reports, copies and updates of a made-up newsroom."""
    return [case(number, item) for number, item in enumerate(Newsroom(seed).stream(count), 1)]


def case(number: int, item: Item) -> Case:
    origin = Provenance(f"{number}-0", "feed", item.article.outlet or "", item.when)
    return Case(item.article, Match(WATCH.name, (), ()), origin)


def subject(of: Case) -> Subject:
    article, when = of.article, of.origin.observed.timestamp()
    return Subject(of.origin.document, article.url, when, True, read(article.title, article.text, article.language))


def in_batches(work: Sequence[Case], seed: int) -> Iterator[Sequence[Case]]:
    """The cases in order, up to nine at once."""
    chance, start = random.Random(seed), 0
    while start < len(work):
        end = start + chance.randint(1, 9)
        yield work[start:end]
        start = end


async def judged(history: History, work: Sequence[Case], seed: int = 0) -> list[Report]:
    return [report for batch in in_batches(work, seed) for report in await judge_documents(history, WATCH, batch)]


async def one_by_one(work: Sequence[Case]) -> list[Report]:
    history = MemoryHistory(WATCH.name)
    return [report for one in work for report in await judge_documents(history, WATCH, [one])]


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_judged_together_gets_the_reports_of_one_after_the_other(make_history, seed):
    work = cases(70, seed)
    assert await judged(make_history(WATCH.name), work, seed) == await one_by_one(work)


async def test_of_two_copies_in_one_hand_one_raises_an_alert(make_history):
    (first, *_) = cases(1, 5)
    other = Case(first.article, first.match, Provenance("2-0", "feed", "Another", first.origin.observed))
    reports = await judge_documents(make_history(WATCH.name), WATCH, [first, other])
    assert [report.alert for report in reports] == [True, False]
    assert reports[1].of == reports[0].id


async def test_a_document_that_is_twice_in_hand_has_one_report(make_history):
    history, (first, *_) = make_history(WATCH.name), cases(1, 5)
    one, other = await judge_documents(history, WATCH, [first, first])
    assert one == other
    assert [report async for report in history.reports()] == [one]


async def test_what_was_judged_before_stays_as_it_is_among_what_is_new(make_history):
    history, work = make_history(WATCH.name), cases(12, 6)
    before = await judged(history, work[:6])
    assert (await judge_documents(history, WATCH, work))[:6] == before
    assert [report.number async for report in history.reports()] == list(range(1, 13))


@pytest.mark.parametrize("seed", range(2))
async def test_whoever_judges_beside_the_journal_reads_as_if_one_had_judged_alone(store, seed):
    work = cases(60, seed)
    shares = [work[at::3] for at in range(3)]
    await asyncio.gather(*(judged(RedisHistory(store, WATCH.name), share, at) for at, share in enumerate(shares)))
    journal = [report async for report in RedisHistory(store, WATCH.name).reports()]
    by_document = {one.origin.document: one for one in work}
    assert [report.number for report in journal] == list(range(1, len(work) + 1))
    assert journal == await one_by_one([by_document[report.document] for report in journal])


@pytest.mark.parametrize("seed", range(3))
async def test_hits_with_one_report_more_are_those_of_a_history_that_holds_it(seed):
    work = cases(40, seed)
    asked = [subject(one) for one in work[::5]]
    history = MemoryHistory(WATCH.name)
    for one in work:
        before = await history.look_up(asked)
        (report,) = await judge_documents(history, WATCH, [one])
        entries = entries_of(report)
        expected = [hits_with(hits, about, entries) for hits, about in zip(before, asked, strict=True)]
        assert await history.look_up(asked) == expected


async def test_a_copy_in_a_draft_stands_for_the_text_of_its_original(make_history):
    history, (first, *_) = make_history(WATCH.name), cases(1, 5)
    await judged(history, [first])
    other = Case(first.article, first.match, Provenance("2-0", "feed", "Another", first.origin.observed))
    (copy,) = await judged(MemoryHistory(WATCH.name, [report async for report in history.reports()]), [other])
    draft = Draft(history)
    await draft.add(copy, subject(other).reading)
    earlier = (await draft.earlier({1, 2}))[2]
    assert (earlier.report, earlier.original.number) == (copy, 1)
    assert earlier.reading.text == first.article.text


async def test_nothing_is_written_behind_a_report_that_came_too_late(make_history):
    history, work = make_history(WATCH.name), cases(3, 7)
    (faster,) = await judged(history, work[:1])
    with pytest.raises(Superseded):
        await history.commit(*await one_by_one(work[1:]))
    assert [report async for report in history.reports()] == [faster]


async def test_a_server_that_lost_its_scripts_takes_what_was_judged_together(store):
    work = cases(30, 8)
    history = RedisHistory(store, WATCH.name)
    first = await judged(history, work[:10])
    await store.script_flush()
    assert first + await judged(history, work[10:]) == await one_by_one(work)


async def test_what_somebody_wrote_who_died_before_the_indexes_had_it_is_read_after_being_overtaken(store):
    work, history = cases(6, 9), RedisHistory(store, WATCH.name)
    expected = await one_by_one(work)
    await judged(history, work[:2])
    for report in expected[2:4]:
        await Journal(store, WATCH.name).append(report)
    with pytest.raises(Superseded):
        await history.commit(*expected[2:4])
    assert await judge_documents(history, WATCH, work[4:]) == expected[4:]


async def test_whoever_was_overtaken_goes_on_in_a_store_that_was_emptied(store):
    work, history = cases(3, 9), RedisHistory(store, WATCH.name)
    (first, *_) = await judged(history, work)
    with pytest.raises(Superseded):
        await history.commit(first)
    await store.flushall()
    assert await judged(history, work[:1]) == [first]

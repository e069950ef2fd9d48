"""The journal is the commit point: one command, refused to whoever decided on an older generation."""

import asyncio
from datetime import UTC, datetime

import pytest

from pipelines.errors import StoreError, Superseded
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.store.journal import Journal
from pipelines.store.records import pack, unpack


def report(number: int, url: str = "https://news.example/a") -> Report:
    return Report(
        watch="idlib", number=number, document="1-0", url=url, title="Сочи", outlet="Example", source="s",
        language="ru", published=None, observed=datetime(2018, 9, 17, 12, tzinfo=UTC), text="Текст.\nИ ещё.",
        verdict=Verdict.NEW_STORY, reasons=(Reason(Because.FIRST_OF_DEVELOPMENT),), story="idlib-1", alert=True,
    )  # fmt: skip


async def test_what_was_appended_is_read_back(store):
    journal = Journal(store, "idlib")
    await journal.append(report(1))
    await journal.append(report(2))
    assert [entry async for entry in journal.read()] == [report(1), report(2)]
    assert [entry.number async for entry in journal.read(after=1)] == [2]
    assert await journal.get(2) == report(2)
    assert await journal.generation() == 2


async def test_empty_journal(store):
    journal = Journal(store, "idlib")
    assert await journal.generation() == 0
    assert await journal.get(1) is None
    assert [entry async for entry in journal.read()] == []


async def test_a_second_commit_on_the_same_generation_is_refused(store):
    journal = Journal(store, "idlib")
    await journal.append(report(1, "https://a.example/"))
    with pytest.raises(Superseded):
        await journal.append(report(1, "https://b.example/"))
    assert (await journal.get(1)).url == "https://a.example/"


async def test_of_many_concurrent_commits_exactly_one_succeeds(store):
    journal = Journal(store, "idlib")
    outcomes = await asyncio.gather(
        *(journal.append(report(1, f"https://{n}.example/")) for n in range(20)), return_exceptions=True
    )
    assert sum(outcome == [] for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Superseded) for outcome in outcomes) == 19


async def test_a_forgotten_number_is_never_given_again(store):
    journal = Journal(store, "idlib")
    await journal.append(report(1))
    assert await journal.forget(1)
    assert not await journal.forget(1)
    assert await journal.generation() == 1
    with pytest.raises(Superseded):
        await journal.append(report(1))


async def test_a_long_journal_is_read_page_by_page(store):
    journal = Journal(store, "idlib")
    for number in range(1, 601):
        await journal.append(report(number))
    assert [entry.number async for entry in journal.read()] == list(range(1, 601))


def test_a_record_of_a_newer_format_says_so():
    with pytest.raises(StoreError, match="Upgrade"):
        unpack(b"9" + pack(report(1))[1:], Report)


def test_a_damaged_record_says_so():
    with pytest.raises(StoreError, match="damaged"):
        unpack(pack(report(1))[:-8], Report)

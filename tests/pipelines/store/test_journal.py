"""The journal is the commit point: one command, refused to whoever decided on an older generation."""

import asyncio
from datetime import UTC, datetime

import pytest

from pipelines.errors import StoreError, Superseded
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.store.history import RedisHistory
from pipelines.store.journal import Journal
from pipelines.store.records import pack, unpack
from pipelines.store.scripts import source_of
from tests.pipelines.stories.conftest import Desk

# A report as the first release wrote it: without `announced` and `removed`.
FIRST_RELEASE = bytes.fromhex(
    "31789c3d514d6f83300cfd2b51cea5854ad3366efb05bbf4b4a942261888166c948fd2aaea7f9f43d9a41cfcfc1c3ffbf9ae178866d4"
    "b5b69db3adde694a538b5ed7d54e776cd2841485ad8a52b8e49dc4638c73a80f07d8e315a6d9e1a1122edae850d8938749f94441c100"
    "9684e1244c6ef2212070f226d7f5889d6007342418720673f19c5a67c3285c4dc939f9dd06f4978cf5b1acde8af2bda85e4fd5b12e4b"
    "795f5919afb9fb694415b3b8b324d108511967a736a8c80251190832885aac73aa4555bda81f29661a547b5355a93e4d64597db71647"
    "5e4805b0dd5e142ee83b6bb208e1d284c8fe26598f109882aebfefda70b72e657d880df74d8717743cafee899118c166ebf4e32c16ac"
    "ff37c78bec1d38f4d23dfa8442cfb0363de7cdfcb48522fc0c0c53ef64982d3fa11f708bb9ff334d8a44919ec7db52404cd6806bd62b"
    "3e93623c99db3f4a7164bf350b560e41c38a1ebfdccfb502"
)


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


async def test_a_report_of_the_first_release_is_read_and_judged_against(store):
    await store.xadd("ww:{idlib}:journal", {b"r": FIRST_RELEASE}, id="1-0")
    # The mark of its indexes, which were folded before they had epochs.
    await store.set("ww:{idlib}:folded", "1:1")
    history = RedisHistory(store, "idlib")
    old = await history.get(1)
    assert (old.announced, old.removed, old.verdict) == ("", (), Verdict.NEW_STORY)
    copy = await Desk(history).reads(old.text, "https://b.example/1", old.title, document="2-0")
    assert (copy.number, copy.verdict, copy.of) == (2, Verdict.COPY, old.id)


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


async def test_reports_that_are_written_together_are_read_back_in_order(store):
    journal = Journal(store, "idlib")
    await store.script_flush()
    with pytest.raises(Superseded):
        # The script was lost: the first report is written without it.
        await journal.append(report(1), report(2), report(3))
    await journal.append(report(2), report(3))
    assert [entry async for entry in journal.read()] == [report(1), report(2), report(3)]


async def test_a_report_is_written_behind_the_one_it_was_decided_upon_and_no_other(store):
    journal, other = Journal(store, "idlib"), report(2, "https://other.example/")

    def overtaken(pipe, written, _):
        if written.number == 1:
            pipe.xadd(journal.key, {b"r": pack(other)}, id="2-0")
        else:
            pipe.ping()

    await store.script_load(source_of("append"))
    with pytest.raises(Superseded):
        await journal.append(report(1), report(2), report(3), behind=overtaken)
    assert [entry async for entry in journal.read()] == [report(1), other]


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

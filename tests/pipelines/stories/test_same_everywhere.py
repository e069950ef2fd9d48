"""The same articles in the same order get the same reports, on every machine and from any history."""

import asyncio
import locale
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import msgspec
import pytest

from pipelines.store.history import RedisHistory
from pipelines.stories.memory import MemoryHistory
from tests.benchmarks.newsroom import Newsroom
from tests.pipelines.stories.conftest import Desk
from tests.pipelines.stories.invented import LANGUAGES, How, Invented, Piece
from tests.pipelines.stories.test_properties import judged

ROOT = Path(__file__).parents[3]
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "PYTHONUTF8": "0"}
ELSEWHERE = {
    "another seed of hashes": {"PYTHONHASHSEED": "1"},
    "one more": {"PYTHONHASHSEED": "4294967295"},
    "a seed that is drawn, far east, another locale": {
        "PYTHONHASHSEED": "random", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8",
    },
    "far west, no tables of the time zone": {"PYTHONHASHSEED": "2", "TZ": "XYZ+11:30", "LC_ALL": "C.UTF-8"},
}  # fmt: skip


def made_up() -> list[Piece]:
    """Articles of every kind in four scripts, with claims, as they come."""
    writer = Invented(7)
    for language in LANGUAGES:
        for how in How:
            for of in range(3):
                writer.add(how, 5 * of, of, language)
    return writer.pieces


def printed() -> None:
    """Print the reports of a made-up day."""
    # As a program does that obeys its user's settings.
    locale.setlocale(locale.LC_ALL, _installed(os.environ.get("LC_ALL", "C")))
    reports = judged(made_up())
    sys.stdout.buffer.write(b"\n".join(map(msgspec.json.encode, reports)))


def _installed(name: str) -> str:
    try:
        locale.setlocale(locale.LC_ALL, name)
    except locale.Error:
        return "C"
    return name


def judged_with(settings: dict[str, str]) -> bytes:
    """Reports of a made-up day, as a new process makes them."""
    program = "from tests.pipelines.stories.test_same_everywhere import printed; printed()"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **PLAIN, **settings}, stdout=-1, check=True
    ).stdout


@pytest.fixture(scope="module")
def expected() -> bytes:
    return judged_with({})


@pytest.mark.parametrize("settings", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_reports_depend_on_no_machine(expected, settings):
    assert judged_with(settings) == expected


def test_what_is_compared_holds_all_that_a_report_may_tell(expected):
    reports = [msgspec.json.decode(line) for line in expected.splitlines()]
    assert {report["verdict"] for report in reports} >= {"copy", "revision", "new_reporting", "new_story"}
    assert any(report["conflicts"] for report in reports)
    assert {item["kind"] for report in reports for item in report["new"]} >= {"sentence", "figure"}
    assert {report["language"] for report in reports} == set(LANGUAGES)


async def test_workers_that_take_turns_on_a_store_give_the_reports_of_a_history_in_memory(store):
    pieces = made_up()
    expected = await asyncio.to_thread(judged, pieces)
    desks = [Desk(RedisHistory(store, "w")) for _ in range(3)]
    for number, (piece, report) in enumerate(zip(pieces, expected, strict=True)):
        assert report == await desks[number % len(desks)].reads(
            piece.text, piece.url, piece.title,
            document=piece.document, outlet=piece.outlet, language=piece.language, minutes=1,
        )  # fmt: skip


async def test_a_long_stream_gets_the_same_reports_from_both_histories(store):
    desks = Desk(RedisHistory(store, "w")), Desk(MemoryHistory("w"))
    for item in islice(Newsroom(3).stream(120), 120):
        one = item.article
        first, second = [
            await desk.reads(one.text, one.url, one.title, outlet=one.outlet, published=one.published) for desk in desks
        ]
        assert first == second

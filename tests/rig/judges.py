"""Judges in processes of their own, which stop where a test wants them to: before they commit, or dead.

    python -m tests.rig.judges STORE WATCH

reads articles, one JSON object a line, and writes what became of each.
"""

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipelines.report import Report, Verdict
from pipelines.store.connection import connect
from pipelines.store.history import RedisHistory
from tests.benchmarks.newsroom import Kind, Newsroom
from tests.pipelines.stories.conftest import Desk

_BANNER = "Subscribe to our newsletter for more stories like this"
_ROOT = Path(__file__).parents[2]


class Halt(StrEnum):
    """What a judge does between its first decision and the next article."""

    NOWHERE = "nowhere"
    BEFORE = "waits before it commits, to be let go"
    DEAD_BEFORE = "dies before it commits"
    DEAD_AFTER = "dies when it has committed"


@dataclass(frozen=True)
class Piece:
    """An article for a judge."""

    document: str
    url: str
    title: str
    text: str
    halt: Halt = Halt.NOWHERE


class _Halting(RedisHistory):
    """A history that halts once on the way to the journal."""

    halt = Halt.NOWHERE

    async def commit(self, *reports: Report) -> None:
        if self.halt is Halt.BEFORE:
            self.halt = Halt.NOWHERE
            _tell({"decided": [report.verdict for report in reports]})
            sys.stdin.readline()
        if self.halt is Halt.DEAD_BEFORE:
            os.kill(os.getpid(), signal.SIGKILL)
        await super().commit(*reports)
        if self.halt is Halt.DEAD_AFTER:
            os.kill(os.getpid(), signal.SIGKILL)


class Judge:
    """A judge in another process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def begin(self, piece: Piece) -> None:
        """Hand it an article; return as soon as it has decided, if it is to halt there."""
        self._tell(json.dumps(asdict(piece)))
        if piece.halt is Halt.BEFORE:
            assert "decided" in await self._answer()

    def go_on(self) -> None:
        """Let it commit what it has decided."""
        self._tell("")

    async def ended(self) -> dict[str, Any]:
        """The report that it has made."""
        return await self._answer()

    async def died(self) -> None:
        """Wait until it is dead."""
        assert await self._process.wait() == -signal.SIGKILL

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())

    async def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        found: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return found


def rounds(count: int, copies: int, *, seed: int, halt: Halt = Halt.NOWHERE) -> Iterator[list[Piece]]:
    """New texts, one a round, each as so many copies at addresses and under titles of their own, in any order."""
    chance = random.Random(seed)
    articles = (item.article for item in Newsroom(seed).stream(10 * count + 10) if item.kind is Kind.NEW)
    for number, article in zip(range(count), articles, strict=False):
        texts = (article.text, f"{_BANNER}\n{article.text}", f"{article.text}\n{_BANNER}")
        pieces = [
            Piece(f"{number}-{at}", f"https://{at}.example/{number}", f"{article.title} {at}", texts[at % 3], halt)
            for at in range(copies)
        ]
        yield chance.sample(pieces, copies)


def assert_one_alert_a_round(reports: Sequence[Report], count: int, copies: int) -> None:
    """Each round has one alert, of the report that came first, and the others are copies of it."""
    assert [report.number for report in reports] == list(range(1, count * copies + 1))
    of_round: dict[str, list[Report]] = {}
    for report in reports:
        of_round.setdefault(report.document.split("-")[0], []).append(report)
    assert len(of_round) == count
    for first, *others in of_round.values():
        assert first.alert
        assert {(other.verdict, other.alert, other.of) for other in others} == {(Verdict.COPY, False, first.id)}


@asynccontextmanager
async def judges(count: int, store: str, watch: str) -> AsyncIterator[Sequence[Judge]]:
    """So many judges for one watch, killed at the end."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(judge(store, watch)) for _ in range(count)]


@asynccontextmanager
async def judge(store: str, watch: str) -> AsyncIterator[Judge]:
    """A judge for a watch, killed at the end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.rig.judges", store, watch,
        cwd=_ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20,
    )  # fmt: skip
    try:
        yield Judge(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _serve(store: str, watch: str) -> None:
    async with connect(store) as redis:
        history = _Halting(redis, watch)
        desk = Desk(history)
        while line := await asyncio.to_thread(sys.stdin.readline):
            piece = Piece(**json.loads(line))
            history.halt = Halt(piece.halt)
            # Everybody tells the same time, so that only the address and the title differ.
            report = await desk.reads(piece.text, piece.url, piece.title, document=piece.document, minutes=0)
            _tell({"id": report.id, "verdict": report.verdict, "alert": report.alert, "of": report.of})


def _tell(what: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve(*sys.argv[1:]))

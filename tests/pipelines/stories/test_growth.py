"""Work grows with what is to be read, not with its square; what is fetched does not grow with the history.

Counted are steps of the interpreter and what is fetched, for they are the same on every machine. What C code does
within a step is clocked by `tests/benchmarks/growth.py`.
"""

import asyncio
import random
import sys
from collections.abc import Callable, Collection, Mapping
from types import FrameType
from typing import Any

import pytest

from pipelines.stories.history import Earlier
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.profile import Profile
from tests.pipelines.stories.conftest import Desk

WORDS = [
    first + second for first in ("ka", "mo", "ti", "ru", "se", "pa", "lo", "ne") for second in ("lan", "rim", "tos")
]
CHANCE = random.Random(3)
# Per part, so many of which are joined.
SHAPES: dict[str, Callable[[int], str]] = {
    "an ordinary text": lambda _: f"{' '.join(CHANCE.choices(WORDS, k=12))} {CHANCE.randint(100, 999)}.".capitalize(),
    "sentences of one word": lambda at: f"{WORDS[at % len(WORDS)]}{at}.".capitalize(),
    "one sentence again and again": lambda _: "The same words stand here again and again.",
    "numbers": lambda at: f"{1000 + at},",
    "measures": lambda at: f"The demilitarised zone is {at % 90 + 10} km wide.",
    "tolls": lambda at: f"In the town {at + 10} people were killed.",
    "dates": lambda at: f"The zone is due by {at % 28 + 1} October.",
    "quotations": lambda at: f"“We saw {at} of them,” said Mr {WORDS[at % len(WORDS)].capitalize()}.",
    "no end of a sentence": lambda at: f"and {WORDS[at % len(WORDS)]}{at}",
    "no word at all": lambda _: "-",
    "lines": lambda at: f"line {at}\n",
}  # fmt: skip
FEW = 150


def steps(work: Callable[[], Any]) -> int:
    """How many steps the interpreter takes."""
    counted = 0

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal counted
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        elif event == "opcode":
            counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return counted


def judging(parts: list[str]) -> Callable[[], None]:
    """The judging of a text, of one that it adds to, and of its page when that has changed."""
    text, more = " ".join(parts), " ".join(parts[: len(parts) // 2])

    async def read() -> None:
        desk = Desk(MemoryHistory("w"))
        await desk.reads(text, "https://a.example/", "Title")
        await desk.reads(f"{text} And one more sentence stands here at the end of it.", "https://b.example/", "Title")
        await desk.reads(more, "https://a.example/", "Title")

    return lambda: asyncio.run(read())


@pytest.mark.parametrize("part", SHAPES.values(), ids=SHAPES.keys())
def test_twice_as_long_a_text_takes_twice_as_many_steps(part):
    judging([part(at) for at in range(FEW)])()
    small, large = (steps(judging([part(at) for at in range(count)])) for count in (FEW, 2 * FEW))
    assert large < 2.5 * small


def judging_other_figures(parts: list[str]) -> Callable[[], None]:
    """The judging of a text, and of one that has other figures in it."""
    text = " ".join(parts)

    async def read() -> None:
        desk = Desk(MemoryHistory("w"))
        await desk.reads(text, "https://a.example/", "Title")
        await desk.reads(text.replace("1", "7").replace("3", "8"), "https://b.example/", "Title")

    return lambda: asyncio.run(read())


def test_a_list_is_not_compared_with_another_each_figure_with_each():
    lines = [SHAPES["lines"](at) for at in range(8 * FEW)]
    judging_other_figures(lines)()
    small, large = (steps(judging_other_figures(some)) for some in (lines[: 4 * FEW], lines))
    assert large < 2.5 * small


class Counting(MemoryHistory):
    """A history that counts what a decision fetches."""

    def __init__(self, watch: str) -> None:
        super().__init__(watch)
        self.profiles_fetched: list[int] = []
        self.reports_fetched: list[int] = []

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        self.profiles_fetched.append(len(numbers))
        return await super().profiles(numbers)

    async def earlier(self, numbers: Collection[int]) -> Mapping[int, Earlier]:
        self.reports_fetched.append(len(numbers))
        return await super().earlier(numbers)


SHARED = "About three million people live in the province, half of them displaced from other parts of the country."


async def test_a_decision_fetches_no_more_of_a_history_whose_reports_share_all_there_is():
    desk = Desk(history := Counting("w"))
    for number in range(300):
        own = [f"{' '.join(CHANCE.choices(WORDS, k=9))} {number} in Idlib.".capitalize() for _ in range(6)]
        await desk.reads("\n".join([SHARED, *own, "It was 471."]), f"https://{number}.example/", "Idlib 471")
    assert 50 < max(history.profiles_fetched) <= 24 + 96
    assert 10 < max(history.reports_fetched) <= 3 + 4 + 12 + 4

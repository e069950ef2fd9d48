"""How the judge's work grows with a text and with a history: `python -m tests.benchmarks.growth`.

    --parts N       of how many parts the shortest text is made (default 4000); others have two and four times as many
    --reports N     how many reports share all there is to share (default 500), and two and four times as many

Shown is processor time and by how much it grows each time that the size doubles: about 2 for a text, about 1 for a
decision in a history. Far more would be a case where work grows with the square.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from pipelines.stories.memory import MemoryHistory
from tests.pipelines.stories.conftest import Desk
from tests.pipelines.stories.test_growth import SHAPES, WORDS, judging

DOUBLINGS: Final = (1, 2, 4)
LAST: Final = 100
SHARED: Final = (
    "About three million people live in the province, half of them displaced from other parts of the country."
)
CHANCE: Final = random.Random(6)


def own(number: int) -> list[str]:
    """Sentences of a report that no other has."""
    return [f"{' '.join(CHANCE.choices(WORDS, k=9))} {number} of {line}.".capitalize() for line in range(6)]


# What the reports of a history have in common: title and text.
HISTORIES: Final[dict[str, Callable[[int], tuple[str, list[str]]]]] = {
    "nothing": lambda at: (" ".join(CHANCE.choices(WORDS, k=6)), own(at)),
    "a sentence": lambda at: (" ".join(CHANCE.choices(WORDS, k=6)), [SHARED, *own(at)]),
    "a title": lambda at: ("Putin and Erdogan agree on a zone around Idlib", own(at)),
    "a figure": lambda at: (" ".join(CHANCE.choices(WORDS, k=6)), [*own(at), "It was 471."]),
    "all that makes a story": lambda at: ("Putin and Erdogan agree on Idlib 471", [SHARED, *own(at), "It was 471."]),
    "the whole text": lambda _: ("Putin and Erdogan agree on Idlib 471", [SHARED, "It was 471 in the end, they said."]),
}


def seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


async def decisions(count: int, article: Callable[[int], tuple[str, list[str]]]) -> float:
    """The median time of the last decisions of so many."""
    desk, took = Desk(MemoryHistory("w")), []
    for number in range(count):
        title, sentences = article(number)
        started = time.process_time()
        await desk.reads("\n".join(sentences), f"https://outlet{number}.example/", title)
        took.append(time.process_time() - started)
    return median(took[-LAST:])


def shown(name: str, times: Sequence[float]) -> str:
    grown = ", ".join(f"{after / max(before, 1e-6):.1f}" for before, after in pairwise(times))
    return f"  {name:<30} {'  '.join(f'{1000 * each:8.1f} ms' for each in times)}   × {grown}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", type=int, default=4000)
    parser.add_argument("--reports", type=int, default=500)
    given = parser.parse_args()
    print(f"a text of {given.parts} parts and more: judged, added to, and its page read again")
    for name, part in SHAPES.items():
        works = [judging([part(at) for at in range(given.parts * times)]) for times in DOUBLINGS]
        print(shown(name, [seconds(work) for work in works]), flush=True)
    print(f"a decision among {given.reports} reports and more that share")
    for name, article in HISTORIES.items():
        times = [asyncio.run(decisions(given.reports * times, article)) for times in DOUBLINGS]
        print(shown(name, times), flush=True)


if __name__ == "__main__":
    main()

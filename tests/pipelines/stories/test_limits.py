"""No text takes the judge long, whatever a stranger writes."""

import random
import time
import tracemalloc

import pytest

from pipelines.extraction.notices import is_notice
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.reading import read
from tests.pipelines.stories.conftest import Desk

SIZE = 400_000
CHANCE = random.Random(5)
WORDS = [f"word{number}" for number in range(400)]
NASTY = {
    "stops": "." * SIZE,
    "quoted-stops": '."' * (SIZE // 2),
    "one-sentence": "Same words again and again here. " * (SIZE // 33),
    "one-line": "word " * (SIZE // 5),
    "shuffled": " ".join(" ".join(CHANCE.choices(WORDS, k=9)).capitalize() + "." for _ in range(SIZE // 70)),
    "figures": "15-20 km " * (SIZE // 9),
    "separators": "1,000" * (SIZE // 5),
    "dates": "10 October 10 " * (SIZE // 14),
    "digits": f"The zone is {'9' * SIZE} km wide and in place by {'9' * SIZE} October.",
    "measures": "The demilitarised zone is 15 km wide. " * (SIZE // 38),
    "tolls": " ".join(f"In the town {toll} people were killed." for toll in range(SIZE // 40)),
    "abbreviations": "U.S. " * (SIZE // 5),
    "marks": "а\u0301" * (SIZE // 2),
    "lines": "\n" * SIZE,
    "one-word": "x" * SIZE,
    "surrogate": "\ud800 zone " * 1000,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
async def test_a_hostile_text_is_judged_within_seconds(text):
    desk = Desk(MemoryHistory("idlib"))
    started = time.process_time()
    await desk.reads(text, "https://a.example/", "Title")
    await desk.reads(text + " And one more sentence stands here at the end of it.", "https://b.example/", "Title")
    await desk.reads(text[: len(text) // 2], "https://a.example/", "Title")
    assert time.process_time() - started < 10


def test_what_is_worked_out_of_a_text_is_bounded():
    reading = read("Title", NASTY["shuffled"], "en")
    assert len(reading.sentences) <= 4000
    assert len(reading.about.counts) <= 48
    assert len(reading.about.figures) <= 12
    assert len(reading.fingerprint.keys) <= 48
    assert len(reading.fingerprint.sketch.hashes) <= 1024


UNBROKEN = {
    "letters": "{}" + "x" * 100_000,
    "capitals": "In {}" + "X" * 100_000 + " it said",
    "digits": "{}" + "7" * 100_000 + " km",
    "separated": "{}" + ",777" * 25_000 + " people",
    "marks": "{}" + "а\u0301" * 50_000,
}


@pytest.mark.parametrize("word", UNBROKEN.values(), ids=UNBROKEN.keys())
def test_what_is_remembered_of_words_is_bounded_however_long_they_are(word):
    read_through("Word")
    tracemalloc.start()
    try:
        for number in range(12):
            read_through(word.format(number))
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 300_000


def read_through(word: str) -> None:
    reading = read("Title", f"{word} and so on. Subscribe to {word} now.", "en")
    _ = reading.fingerprint, reading.about, reading.wording.stems, reading.claims, is_notice(reading.text)

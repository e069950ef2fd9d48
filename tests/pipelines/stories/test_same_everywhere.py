"""The same articles in the same order get the same reports, whatever a Python process draws its hashes from."""

import os
import subprocess
import sys
from pathlib import Path

JUDGING = """
import asyncio
import msgspec
from pipelines.stories.memory import MemoryHistory
from tests.benchmarks.newsroom import Newsroom
from tests.pipelines.stories.conftest import Desk

async def reports():
    desk = Desk(MemoryHistory("w"))
    for item in Newsroom(3).stream(150):
        one = item.article
        yield await desk.reads(one.text, one.url, one.title, outlet=one.outlet, published=one.published)

async def main():
    async for report in reports():
        print(msgspec.json.encode(report).decode())

asyncio.run(main())
"""
ROOT = Path(__file__).parents[3]


def judged_with(seed: str) -> str:
    """Reports of a stream, as a new process makes them."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    ended = subprocess.run(
        [sys.executable, "-c", JUDGING], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return ended.stdout


def test_reports_do_not_depend_on_the_seed_of_hashes():
    reports = judged_with("1")
    assert reports.count("\n") == 150
    assert {"copy", "new_story", "new_reporting"} <= {
        line.split('"verdict":"')[1].split('"')[0] for line in reports.splitlines()
    }
    assert judged_with("2") == reports

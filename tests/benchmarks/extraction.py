"""How much faster pages are extracted by two workers than by one.

    python -m tests.benchmarks.extraction CORPUS [--most N]

CORPUS holds pages as `wirewatch extract` reads them. Rounds of one and of two workers alternate, so that what else the
machine does meets both; what is loaded once is not counted. On a busy machine the clock tells of its load; processor
time does not: what the pages take and what handing them out takes.
"""

import argparse
import asyncio
import contextlib
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import click

from pipelines.errors import ExtractionError
from pipelines.extraction.inputs import Given, read_pages
from pipelines.extraction.task import article_of
from pipelines.page import Page
from pipelines.workers import WorkerPool

ROUNDS = 3
# Pages under way for each worker.
AHEAD = 4


def processor_time(page: Page) -> float:
    """In a worker: the seconds of processor time that a page takes."""
    started = time.process_time()
    with contextlib.suppress(ExtractionError):
        article_of(page, page.url, None, datetime.now(UTC))
    return time.process_time() - started


async def clocked(pages: Sequence[Page], workers: int) -> tuple[float, float, float]:
    """Seconds on the clock, and of processor time on pages and on handing them out."""
    async with WorkerPool(workers) as pool:
        await asyncio.gather(*(pool.run(processor_time, pages[0]) for _ in range(4 * workers)))
        waiting = asyncio.Semaphore(AHEAD * workers)

        async def worked(page: Page) -> float:
            async with waiting:
                return await pool.run(processor_time, page)

        started, own = time.monotonic(), time.process_time()
        spent = await asyncio.gather(*map(worked, pages))
        return time.monotonic() - started, sum(spent), time.process_time() - own


async def main() -> None:
    parser = argparse.ArgumentParser(description="How much faster pages are extracted by two workers than by one.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--most", type=int, default=200, metavar="N", help="so many pages")
    options = parser.parse_args()
    handed = (given.content for given in read_pages([options.corpus]) if isinstance(given, Given))
    pages = [content for content in handed if isinstance(content, Page)][: options.most]
    ratios = []
    for _ in range(ROUNDS):
        alone, *_ = await clocked(pages, 1)
        together, spent, own = await clocked(pages, 2)
        ratios.append(alone / together)
        one, two, page, handing = (1000 * seconds / len(pages) for seconds in (alone, together, spent, own))
        click.echo(
            f"{len(pages)} pages  one worker {one:.1f} ms  two {two:.1f} ms  × {ratios[-1]:.2f}"
            f"  (processor: {page:.1f} ms a page, {handing:.2f} ms for handing it out)"
        )
    click.echo(f"median × {median(ratios):.2f}")


if __name__ == "__main__":
    asyncio.run(main())

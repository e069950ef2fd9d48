"""The worker pool, with real processes that hang, crash and hoard."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from pipelines.errors import ExtractionError, FetchError
from pipelines.workers import WorkerPool


def double(number: int) -> int:
    return 2 * number


def hang() -> None:
    while True:
        pass


def linger(seconds: float) -> str:
    # The work of a slow task, in its own process; no test waits by it.
    time.sleep(seconds)
    return "done"


def hoard(megabytes: int) -> int:
    return len(bytearray(megabytes * 1024 * 1024))


def abort() -> None:
    os.abort()


def refuse() -> None:
    raise FetchError("The page is not there.")


def stumble() -> None:
    raise ValueError("a bug")


def own_id() -> int:
    return os.getpid()


async def test_a_result_comes_back_as_a_value():
    async with WorkerPool(1) as pool:
        assert await pool.run(double, 21) == 42


async def test_many_tasks_share_the_workers():
    async with WorkerPool(2) as pool:
        results = await asyncio.gather(*(pool.run(double, number) for number in range(50)))
        workers = set(await asyncio.gather(*(pool.run(own_id) for _ in range(20))))
    assert results == [2 * number for number in range(50)]
    assert 1 <= len(workers) <= 2


async def test_a_task_that_hangs_is_killed_and_told():
    async with WorkerPool(1) as pool:
        with pytest.raises(ExtractionError, match=r"took longer than 0\.3 s"):
            await pool.run(hang, seconds=0.3)
        assert await pool.run(double, 1) == 2


async def test_good_tasks_do_not_wait_behind_one_that_hangs():
    async with WorkerPool(2, seconds=3) as pool:
        await pool.run(double, 0)
        hung = asyncio.create_task(pool.run(hang))
        started = time.monotonic()
        await asyncio.gather(*(pool.run(double, number) for number in range(20)))
        assert time.monotonic() - started < 2
        assert not hung.done()
        hung.cancel()


async def test_a_crash_is_told_with_its_signal():
    async with WorkerPool(1) as pool:
        with pytest.raises(ExtractionError, match="SIGABRT"):
            await pool.run(abort)
        assert await pool.run(double, 1) == 2


async def test_a_task_that_takes_too_much_memory_is_told():
    async with WorkerPool(1, megabytes=64) as pool:
        with pytest.raises(ExtractionError, match="more than 64 MB"):
            await pool.run(hoard, 512)
        assert await pool.run(hoard, 16) == 16 * 1024 * 1024


async def test_an_error_raised_on_purpose_arrives_as_it_is():
    async with WorkerPool(1) as pool:
        with pytest.raises(FetchError, match="not there"):
            await pool.run(refuse)


async def test_a_bug_in_the_task_becomes_an_extraction_error_with_its_cause():
    async with WorkerPool(1) as pool:
        with pytest.raises(ExtractionError, match="ValueError: a bug") as raised:
            await pool.run(stumble)
    assert isinstance(raised.value.__cause__, ValueError)


async def test_a_worker_that_dies_while_idle_is_replaced():
    async with WorkerPool(1) as pool:
        os.kill(await pool.run(own_id), signal.SIGKILL)
        for _ in range(3):
            try:
                assert await pool.run(double, 4) == 8
            except ExtractionError:
                continue
            break
        assert await pool.run(double, 4) == 8


async def test_closing_ends_a_busy_pool_within_a_second():
    async with WorkerPool(1, seconds=60) as pool:
        worker = await pool.run(own_id)
        busy = asyncio.create_task(pool.run(hang))
        waiting = asyncio.create_task(pool.run(double, 1))
        await asyncio.wait({busy}, timeout=0.2)
        started = time.monotonic()
    assert time.monotonic() - started < 1
    assert not psutil.pid_exists(worker)
    for task in (busy, waiting):
        with pytest.raises(ExtractionError, match="closed"):
            await task


async def test_a_cancelled_task_frees_its_worker():
    async with WorkerPool(1, seconds=60) as pool:
        await pool.run(double, 0)
        task = asyncio.create_task(pool.run(hang))
        await asyncio.wait({task}, timeout=0.3)
        task.cancel()
        assert await asyncio.wait_for(pool.run(double, 3), 10) == 6


PARENT = """
import asyncio, os, sys, time
from pipelines.workers import WorkerPool

async def main():
    async with WorkerPool(1, seconds=60) as pool:
        print(await pool.run(os.getpid), flush=True)
        await pool.run(time.sleep, 60)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as parent:
        assert parent.stdout is not None
        worker = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        assert psutil.wait_procs([worker], timeout=5)[0] == [worker]

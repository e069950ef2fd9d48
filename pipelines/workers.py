"""Processes that can be killed, for work on what strangers wrote.

An extraction that never returns can't be stopped from within Python; a process can. Each worker is a pebble pool of
its own, so that whatever kills one (in the middle of a message included) touches no other. Workers are forked from a
server that has the heavy modules loaded, limit their own memory and processor time, and end with their parent.
"""

import asyncio
import contextlib
import math
import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Overtime
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Any, Final, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from pipelines.errors import ExtractionError, WirewatchError

T = TypeVar("T")

_PRELOADED: Final = ["pipelines.extraction.preload", "pipelines.workers"]
# A worker is renewed after so many tasks: libraries' caches and a fragmented heap count against its memory limit.
_TASKS_PER_WORKER: Final = 2000
_MEGABYTE: Final = 1024 * 1024


class WorkerPool:
    """Runs functions in processes that are killed when they break their limits.

    workers: how many run at once. seconds: for one task, on the clock and of processor time.
    megabytes: of memory that tasks may take above what an idle worker has.

    An async context manager: `async with WorkerPool(2) as pool: await pool.run(function, argument)`.
    """

    def __init__(self, workers: int, seconds: float = 5.0, megabytes: int = 256) -> None:
        self._count = workers
        self._seconds = seconds
        self._megabytes = megabytes
        self._free: asyncio.LifoQueue[ProcessPool] = asyncio.LifoQueue()
        self._all: set[ProcessPool] = set()
        self._running: set[Future[Any]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        _start_forkserver()
        for _ in range(self._count):
            self._free.put_nowait(self._hire())
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        self._closed = True
        for future in tuple(self._running):
            future.cancel()
        await asyncio.gather(*(asyncio.to_thread(_dismiss, worker) for worker in self._all))
        self._all.clear()

    async def run(self, function: Callable[..., T], *args: Any, seconds: float | None = None) -> T:
        """What the function returns. It, its arguments and its result must be picklable.

        seconds: another limit of time for this task.

        Raises the WirewatchError that the function raised; ExtractionError when it crashed or broke a limit.
        """
        limit = self._seconds if seconds is None else seconds
        async with self._worker() as worker:
            if self._closed:
                raise ExtractionError("The worker pool was closed before the task could start.")
            future: Future[Any] = worker.schedule(_within_limits, (limit, function, args), timeout=limit)
            outcome = asyncio.wrap_future(future)
            self._running.add(future)
            try:
                await asyncio.wait({outcome})
            finally:
                self._running.discard(future)
                future.cancel()
        if outcome.cancelled():
            raise ExtractionError("The worker pool was closed while the task ran.")
        if (error := outcome.exception()) is not None:
            raise self._explained(error, limit)
        result: T = outcome.result()
        return result

    @contextlib.asynccontextmanager
    async def _worker(self) -> AsyncIterator[ProcessPool]:
        worker = await self._free.get()
        try:
            yield worker
        finally:
            self._free.put_nowait(worker if self._closed or worker.active else await self._replace(worker))

    def _hire(self) -> ProcessPool:
        worker = ProcessPool(
            max_workers=1,
            max_tasks=_TASKS_PER_WORKER,
            initializer=_settle,
            initargs=(self._megabytes,),
            context=multiprocessing.get_context("forkserver"),
        )
        self._all.add(worker)
        return worker

    async def _replace(self, worker: ProcessPool) -> ProcessPool:
        self._all.discard(worker)
        await asyncio.to_thread(_dismiss, worker)
        return self._hire()

    def _explained(self, error: BaseException, limit: float) -> WirewatchError:
        """The error that a caller sees for what a task died of."""
        if isinstance(error, WirewatchError):
            return error
        explained = ExtractionError(f"The extraction {_in_words(error, limit, self._megabytes)}.")
        explained.__cause__ = error
        return explained


def _in_words(error: BaseException, limit: float, megabytes: int) -> str:
    if isinstance(error, Overtime):
        return f"took longer than {limit:g} s and was stopped"
    if isinstance(error, MemoryError):
        return f"needed more than {megabytes} MB of memory and was stopped"
    if isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGXCPU:
        return f"took longer than {limit:g} s of processor time and was stopped"
    if isinstance(error, ProcessExpired) and error.exitcode is not None and error.exitcode < 0:
        return f"crashed ({signal.Signals(-error.exitcode).name})"
    return f"crashed ({type(error).__name__}: {error})"


def _start_forkserver() -> None:
    """Start the process that workers are forked from; Ctrl-C, which a terminal sends to all, is not for them."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(_PRELOADED)
    # Starting the tracker unblocks the signal, so it comes first.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _dismiss(worker: ProcessPool) -> None:
    worker.stop()  # type: ignore[no-untyped-call]
    worker.join()


def _settle(megabytes: int) -> None:
    """First thing in a worker: end at once when told, end with the parent, keep to the memory limit."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if sys.platform != "linux":
        return
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    ceiling = pages * resource.getpagesize() + megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with_parent() -> None:
    """Waits for the death of the process that owns the pool. A worker that is too busy to notice has its CPU limit."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)


def _within_limits(seconds: float, function: Callable[..., T], args: tuple[Any, ...]) -> T:
    """In the worker: run a task with its limit of processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(spent + seconds), hard))
    return function(*args)

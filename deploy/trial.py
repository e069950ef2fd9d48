"""The store's parts for a dry run: documents pass through memory, nothing is written."""

import asyncio
from collections.abc import Collection
from datetime import timedelta
from itertools import count

from pipelines.document import Document
from pipelines.store.documents import Handout
from pipelines.store.traces import Trace


class TrialQueue:
    """A `DocumentQueue` that lasts as long as its process."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._inlet: asyncio.Queue[Handout] = asyncio.Queue()
        self._open: set[str] = set()

    async def put(self, document: Document) -> str:
        """Append a document."""
        handout = Handout(f"trial-{next(self._numbers)}", document, 1)
        self._open.add(handout.id)
        await self._inlet.put(handout)
        return handout.id

    async def take(self, count: int, wait: timedelta) -> tuple[Handout, ...]:
        """The next documents, waiting up to `wait` for the first."""
        try:
            async with asyncio.timeout(wait.total_seconds()):
                first = await self._inlet.get()
        except TimeoutError:
            return ()
        return (first, *(self._inlet.get_nowait() for _ in range(min(count - 1, self._inlet.qsize()))))

    async def reclaim(self, count: int) -> tuple[Handout, ...]:
        """Nothing: nobody else holds any."""
        del count
        return ()

    async def hold(self, ids: Collection[str]) -> None:
        """Nobody else takes any."""
        del ids

    async def done(self, id: str) -> None:
        """A document's outcome is known."""
        self._open.discard(id)

    async def waiting(self) -> int:
        """Documents that are not done."""
        return len(self._open)

    async def contains(self, id: str) -> bool:
        """Whether a document is not done."""
        return id in self._open


class TrialTraces:
    """Traces that nobody keeps."""

    async def record(self, trace: Trace) -> None:
        """Let it go."""
        del trace

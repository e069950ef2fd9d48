"""A crawl that changes nothing: it reads the store and keeps what it would write to itself."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from redis.asyncio import Redis

from crawler.frontier import DUE, Frontier, Pending, fair, index_entry
from crawler.marks import Standing
from crawler.source_state import SourceState, SourceStates
from pipelines.document import Announcement, Document
from pipelines.store.traces import Trace
from pipelines.urls import host_of, url_key


class TrialFrontier(Frontier):
    """Knows what the store's frontier knows; adds, takes and finishes in memory."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self._pending: dict[str, Pending] = {}
        self._finished: set[str] = set()

    async def standings(self, announcements: Sequence[Announcement], now: datetime) -> list[Standing]:
        """As the store's; a URL that is due there is as good as new, for the real crawl would fetch it."""
        found = await super().standings(announcements, now)
        keys = [url_key(announcement.url) for announcement in announcements]
        scores = await self._redis.zmscore(DUE, [index_entry(each.url) for each in announcements]) if keys else []
        return [
            Standing.KNOWN
            if key in self._finished
            else Standing.NEW
            if standing is Standing.WAITING and score is not None and score <= now.timestamp()
            else standing
            for key, standing, score in zip(keys, found, scores, strict=True)
        ]

    async def add(self, pendings: Iterable[Pending]) -> None:
        """Keep in memory."""
        self._pending.update({pending.key: pending for pending in pendings})

    async def mark(self, announcements: Iterable[Announcement], now: datetime) -> None:
        """Keep in memory."""
        del now
        self._finished.update(url_key(announcement.url) for announcement in announcements)

    async def take(self, now: datetime, limit: int, per_host: int) -> tuple[Pending, ...]:
        """Of what was added here."""
        due = sorted((pending for pending in self._pending.values() if pending.due <= now), key=lambda each: each.due)
        chosen = fair(due, lambda each: host_of(each.announcement.url), limit, per_host)
        for pending in chosen:
            del self._pending[pending.key]
        return chosen

    async def renew(self, pendings: Iterable[Pending], until: datetime) -> None:
        """Nobody else is there to take them."""

    async def finish(self, pending: Pending, now: datetime, url: str | None = None) -> None:
        """Keep in memory."""
        del url
        self._pending.pop(pending.key, None)
        await self.mark([pending.announcement], now)

    async def revisit(self, document: Document) -> datetime | None:
        """There is no later for this crawl."""
        del document
        return None

    async def weigh(self, url: str, *, changed: bool) -> None:
        """As `revisit`."""
        del url, changed

    async def count(self, until: datetime | None = None) -> int:
        """Of what was added here."""
        return sum(until is None or pending.due <= until for pending in self._pending.values())

    async def mend(self) -> int:
        """There is nothing to mend."""
        return 0


class TrialStates(SourceStates):
    """Remembers sources for this crawl only."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self._states: dict[str, SourceState] = {}

    async def of(self, name: str) -> SourceState:
        """From this crawl, else from the store."""
        return self._states.get(name) or await super().of(name)

    async def put(self, state: SourceState) -> None:
        """Keep in memory."""
        self._states[state.name] = state


class NoTraces:
    """Keeps no traces."""

    async def record(self, trace: Trace) -> None:
        """Forget it."""

"""From journals to the outbox: every report that deserves it becomes an alert with its rows, once.

An entry is acknowledged after its rows stand in the ledger; to make them twice is to make them once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import structlog
from redis.asyncio import Redis

from alerts.alert import Alert, AlsoFor, alert_of, told
from alerts.delivery import Delivery, covered, new_delivery
from alerts.groups import Arrival, Groups, arrival_of, to_seal
from alerts.journals import Entry, Journals
from alerts.outbox import Outbox
from pipelines.report import Report
from pipelines.watch import Watch

WINDOW: Final = timedelta(seconds=3)
_RECLAIM_EVERY: Final = timedelta(seconds=5)
_SHORTEST_WAIT: Final = timedelta(milliseconds=200)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one step came to: entries read, told or not, and the alerts that were entered."""

    entries: int
    alerts: tuple[str, ...]


class Intake:
    """Takes entries of the journals and enters their alerts into the outbox."""

    def __init__(
        self,
        redis: Redis,
        watches: Sequence[Watch],
        recipients: Mapping[str, tuple[str, ...]],
        owner: str,
        clock: Callable[[], datetime],
    ) -> None:
        """recipients: by channel."""
        self._watches = {watch.name: watch for watch in watches}
        self._recipients = recipients
        self._clock = clock
        self._redis = redis
        self._journals = Journals(redis, list(self._watches), owner)
        self._groups = Groups(redis)
        self._outbox = Outbox(redis)
        self._waiting: dict[tuple[str, str], Entry] = {}
        self._reclaimed: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether a report waits for others of its document."""
        return bool(self._waiting)

    async def step(self, wait: timedelta) -> Taken:
        """Take what there is, waiting up to `wait` for it."""
        entries = await self._reclaim() or await self._journals.take(min(wait, _SHORTEST_WAIT) if self.waits else wait)
        entered = [await self._arrive(entry) for entry in entries]
        entered += [await self._settle(entry) for entry in tuple(self._waiting.values())]
        return Taken(len(entries), tuple(alert for alert in entered if alert))

    async def leave(self) -> None:
        """Give the place in the groups up; what is still in hand is left to the others."""
        await self._journals.leave()

    async def _reclaim(self) -> list[Entry]:
        now = self._clock()
        if self._reclaimed and self._reclaimed <= now < self._reclaimed + _RECLAIM_EVERY:
            return []
        self._reclaimed = now
        return [entry for entry in await self._journals.reclaim() if (entry.key, entry.id) not in self._waiting]

    async def _arrive(self, entry: Entry) -> str | None:
        report = entry.report
        if report.is_held_back_copy:
            await self._redis.sadd(_held(report.watch, report.story), report.number)
        if report.siblings:
            await self._groups.note(report.document, arrival_of(report, self._clock()))
        if not report.alert:
            await self._journals.done(entry)
            return None
        if report.siblings:
            self._waiting[entry.key, entry.id] = entry
            return None
        return await self._enter(entry, ())

    async def _settle(self, entry: Entry) -> str | None:
        """Enter a report that waited for others, if the wait is over."""
        report = entry.report
        members = await self._groups.sealed(report.document)
        if members is None:
            arrivals = await self._groups.arrivals(report.document)
            sealing = to_seal(report, arrivals or (arrival_of(report, self._clock()),), WINDOW, self._clock())
            if sealing is None:
                return None
            await self._groups.seal(report.document, sealing)
            members = await self._groups.sealed(report.document) or sealing
        entered = await self._enter(entry, members)
        del self._waiting[entry.key, entry.id]
        return entered

    async def _enter(self, entry: Entry, group: tuple[Arrival, ...]) -> str:
        report, now = entry.report, self._clock()
        if all(member.report != report.id for member in group):
            group = (arrival_of(report, now),)
        also = tuple(AlsoFor(member.watch, member.verdict) for member in group if member.report != report.id)
        alert = told(self._alert(report), await self._held_back(report), also)
        await self._outbox.enter(alert, self._rows(alert, group, now), now)
        await self._journals.done(entry)
        _log.info("alert", alert=alert.id, verdict=str(alert.verdict), also=[other.watch for other in also])
        return alert.id

    def _rows(self, alert: Alert, group: tuple[Arrival, ...], now: datetime) -> list[Delivery]:
        rows = []
        for channel in self._watches[alert.watch].channels:
            speaker = next(member for member in group if self._goes_to(member, channel, alert.watch))
            for recipient in self._recipients[channel]:
                row = new_delivery(alert.id, alert.key, channel, recipient, now)
                rows.append(row if speaker.report == alert.id else covered(row, speaker.report, now))
        return rows

    def _goes_to(self, member: Arrival, channel: str, own: str) -> bool:
        watch = self._watches.get(member.watch)
        return member.watch == own or (watch is not None and channel in watch.channels)

    def _alert(self, report: Report) -> Alert:
        try:
            return alert_of(report)
        except Exception:  # noqa: BLE001 - the boundary where one article's fault must not silence the others
            # Fail open: an article that the excerpt chokes on is told without one.
            _log.exception("no excerpt", report=report.id)
            return alert_of(replace(report, text="", spans=()))

    async def _held_back(self, report: Report) -> int:
        stories = {report.story, *report.merges}
        return sum([int(await self._redis.scard(_held(report.watch, story))) for story in sorted(stories)])


def _held(watch: str, story: str) -> str:
    """Key of the set of a story's copies (their numbers): an index of the journal."""
    return f"ww:{{{watch}}}:held:{story}"

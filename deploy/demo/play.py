"""The main job on the bundled newswire: the real parts, on a clock of their own.

At each tick of the calendar: poll every source, fetch what is new, judge it, deliver the alerts.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from alerts.alert import Alert
from alerts.channels.channel import Notice
from alerts.delivery import Delivery
from alerts.dispatcher import Dispatcher
from alerts.policy.answer import Answer, Meaning
from crawler.outcomes import FetchOutcome, FetchResult
from crawler.policy import FetchPolicy
from crawler.sources.source import Source, SourceKind
from deploy.config import Config, load
from deploy.demo.clock import Clock
from deploy.demo.content import Announces, Newswire, Site, Tick
from deploy.demo.server import Served, serve
from deploy.demo.sighting import Sighting
from deploy.demo.sites import Sites
from deploy.session import Session, open_session
from pipelines.report import Verdict
from pipelines.stages import Outcome
from pipelines.urls import canonical, host_of
from pipelines.watch import Watch
from pipelines.worker import Worker

_KINDS: Final = {
    Announces.RSS: SourceKind.FEED,
    Announces.ATOM: SourceKind.FEED,
    Announces.SITEMAP: SourceKind.SITEMAP,
    Announces.NEWS_SITEMAP: SourceKind.SITEMAP,
    Announces.SECTION: SourceKind.SECTION,
}
_DESK: Final = "desk"
_FETCHED_AT_ONCE: Final = 100
_SEND_DEADLINE: Final = timedelta(seconds=10)
_CONTACT: Final = "demo@wirewatch.example"


@dataclass(frozen=True, slots=True)
class Act:
    """What happened at one tick.

    outcomes: of the pages that were judged. sightings: of these and of those that presearch ended.
    alerts: as the channel took them. troubles: sources and pages that could not be had, in words.
    """

    tick: Tick
    outcomes: tuple[Outcome, ...]
    sightings: tuple[Sighting, ...]
    alerts: tuple[Alert, ...]
    troubles: tuple[str, ...]


class Desk:
    """A channel that keeps what it is sent for the show to print."""

    name = _DESK
    identity = ""
    recipients = ("",)

    def __init__(self) -> None:
        self._taken: list[Alert] = []

    async def send(self, alert: Alert, row: Delivery) -> Answer:
        """Keep an alert."""
        del row
        self._taken.append(alert)
        return Answer(Meaning.TAKEN, "shown")

    async def notify(self, notice: Notice) -> Answer:
        """The demonstration has no operator."""
        del notice
        return Answer(Meaning.TAKEN, "shown")

    def preview(self, alert: Alert, row: Delivery) -> str:
        """The headline."""
        del row
        return alert.headline

    def clear(self) -> tuple[Alert, ...]:
        """What came since the last time."""
        taken, self._taken = tuple(self._taken), []
        return taken


class Play:
    """A run of the newswire through a session."""

    def __init__(self, newswire: Newswire, session: Session, clock: Clock) -> None:
        self._newswire = newswire
        self._session = session
        self._clock = clock
        self._sites = {site.host: site for site in newswire.sites}
        self._headlines = {
            canonical(site.url(piece)): piece.header.headline for site in newswire.sites for piece in site.pieces
        }
        self._desk = Desk()
        watches = [replace(watch, channels=(_DESK,)) for watch in session.config.watches]
        self._dispatcher = Dispatcher(session.redis, watches, [self._desk], "demo", clock)
        self._outcomes: list[Outcome] = []
        self._worker = Worker(session.queue, session.stages, session.traces, self._outcomes.append)
        self._known: set[str] = set()

    async def acts(self) -> AsyncIterator[Act]:
        """One act per tick."""
        for tick in self._newswire.ticks:
            self._clock.move(tick.at)
            yield await self._act(tick)

    async def _act(self, tick: Tick) -> Act:
        self._outcomes.clear()
        polls = await self._session.crawler.poll(self._session.config.sources, baseline=False, now=tick.at)
        fetches: list[FetchOutcome] = []
        while fetched := await self._session.crawler.fetch_due(tick.at, _FETCHED_AT_ONCE):
            fetches += fetched
        while await self._worker.step(timedelta(0)):
            pass
        await self._dispatcher.drain(_SEND_DEADLINE)
        ended = [fetch.url for fetch in fetches if fetch.result is FetchResult.NO_CANDIDATE]
        return Act(
            tick=tick,
            outcomes=tuple(self._outcomes),
            sightings=self._worth_telling([self._ended(url) for url in ended] + self._judged()),
            alerts=self._desk.clear(),
            troubles=tuple(str(one) for one in (*polls, *fetches) if one.trouble),
        )

    def _worth_telling(self, sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
        """All but pages that were looked at again and had not changed."""
        told = [sighting for sighting in sightings if not (sighting.url in self._known and sighting.unchanged)]
        self._known.update(sighting.url for sighting in told)
        return tuple(told)

    def _ended(self, url: str) -> Sighting:
        """A page of which presearch saw that no watch can match."""
        site = self._sites[host_of(url)]
        return Sighting(url, self._headlines.get(url), site.outlet, site.language, Verdict.IRRELEVANT, alert=False)

    def _judged(self) -> list[Sighting]:
        told = []
        for outcome in self._outcomes:
            url = outcome.document.announcement.url
            site = self._sites[host_of(url)]
            if not outcome.reports:
                told.append(replace(self._ended(url), title=outcome.title))
            told += [
                Sighting(
                    url=url,
                    title=report.title,
                    outlet=site.outlet,
                    language=report.language or site.language,
                    verdict=report.verdict,
                    alert=report.alert,
                    reasons=report.reasons,
                    conflicts=report.conflicts,
                )
                for report in outcome.reports
            ]
        return told


@asynccontextmanager
async def open_play(newswire: Newswire, data: Path) -> AsyncIterator[Play]:
    """Serve the newswire and open a session on it.

    data: where the embedded server keeps its data; nothing is read from there or left in use.
    """
    clock = Clock(newswire.ticks[0].at)
    async with (
        serve(Sites(newswire), clock) as served,
        open_session(configured(newswire, served), data, clock) as session,
    ):
        yield Play(newswire, session, clock)


def shipped_watch() -> Watch:
    """The watch that the newswire is made for."""
    return load(None, {}).watch("idlib-agreement")


def configured(newswire: Newswire, served: Served) -> Config:
    """The shipped configuration with the newswire as its sources, an embedded server and no channel of its own."""
    return replace(
        load(None, {}),
        store_url=None,
        watches=(replace(shipped_watch(), channels=()),),
        sources=tuple(source for site in newswire.sites for source in _sources(site)),
        channels=(),
        fetch=FetchPolicy(
            contact=_CONTACT,
            allow_private=frozenset({served.address}),
            resolve=served.resolve,
            delay=timedelta(0),
        ),
    )


def _sources(site: Site) -> list[Source]:
    return [
        Source(
            name=f"{site.key}-{way.replace('_', '-')}",
            url=f"http://{site.host}{path}",
            kind=_KINDS[way],
            outlet=site.outlet,
            outlet_kind=site.outlet_kind,
            language=site.language,
            country=site.country,
        )
        for way, path in site.announcements.items()
    ]

"""The main job on the bundled newswire: the real parts, on a clock of their own.

At each tick of the calendar everything is done that `wirewatch crawl` does: poll, fetch, judge, deliver.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Final

from rich.console import Console

from alerts.channels.config import TerminalConfig
from alerts.delivery import Status
from crawler.outcomes import FetchResult
from crawler.policy import FetchPolicy
from crawler.sources.source import Source, SourceKind
from deploy.config import Config, load
from deploy.demo.clock import Clock
from deploy.demo.content import Announces, Newswire, Site, Tick
from deploy.demo.server import Served, serve
from deploy.demo.sighting import Sighting
from deploy.demo.sites import Sites
from deploy.errand import Errand, run_errand
from deploy.session import Session, open_session
from pipelines.report import Report, Verdict
from pipelines.stages import Outcome
from pipelines.urls import canonical, host_of
from pipelines.watch import Watch

_KINDS: Final = {
    Announces.RSS: SourceKind.FEED,
    Announces.ATOM: SourceKind.FEED,
    Announces.SITEMAP: SourceKind.SITEMAP,
    Announces.NEWS_SITEMAP: SourceKind.SITEMAP,
    Announces.SECTION: SourceKind.SECTION,
}
_TERMINAL: Final = TerminalConfig("terminal")
_CONTACT: Final = "demo@wirewatch.example"


@dataclass(frozen=True, slots=True)
class Act:
    """What happened at one tick.

    sightings: of the pages that were fetched, in the order of publication, but for those that were looked at again and
        had not changed. again: how many these were.
    delivered: alerts that the terminal channel took, by the ledger. printed: what it printed.
    troubles: sources and pages that could not be had, in words.
    """

    tick: Tick
    sightings: tuple[Sighting, ...]
    again: int
    delivered: int
    printed: str
    troubles: tuple[str, ...]


class Play:
    """A run of the newswire through a session."""

    def __init__(self, newswire: Newswire, session: Session, clock: Clock, paper: StringIO) -> None:
        """paper: what the session's terminal channel prints on."""
        self._newswire = newswire
        self._session = session
        self._clock = clock
        self._paper = paper
        self._sites = {site.host: site for site in newswire.sites}
        self._pieces = {canonical(site.url(piece)): piece for site in newswire.sites for piece in site.pieces}
        self._known: set[str] = set()

    async def acts(self) -> AsyncIterator[Act]:
        """One act per tick."""
        for tick in self._newswire.ticks:
            self._clock.move(tick.at)
            yield await self._act(tick)

    async def story(self, report: Report) -> str:
        """The story of a report, after all merges until now."""
        return await self._session.histories[report.watch].story(report.story)

    async def _act(self, tick: Tick) -> Act:
        found = await run_errand(self._session, Errand(self._session.config.sources, baseline=False))
        ended = [fetch.url for fetch in found.fetches if fetch.result is FetchResult.NO_CANDIDATE]
        seen = [self._ended(url) for url in ended] + self._judged(found.outcomes)
        told = self._worth_telling(seen)
        return Act(
            tick=tick,
            sightings=told,
            again=len(seen) - len(told),
            delivered=sum(row.status is Status.SENT for row in found.deliveries),
            printed=self._printed(),
            troubles=(
                *(str(poll) for poll in found.polls if poll.trouble),
                *(str(fetch) for fetch in found.fetches if fetch.trouble),
            ),
        )

    def _printed(self) -> str:
        printed = self._paper.getvalue()
        self._paper.seek(0)
        self._paper.truncate()
        return printed

    def _worth_telling(self, sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
        told = [sighting for sighting in sightings if not (sighting.url in self._known and sighting.unchanged)]
        self._known.update(sighting.url for sighting in told)
        return tuple(sorted(told, key=self._published))

    def _published(self, sighting: Sighting) -> datetime:
        """When the page took the form that was seen; the pages of a tick are fetched side by side, in no order."""
        piece = self._pieces.get(sighting.url)
        return piece.modified(self._clock()) if piece else self._clock()

    def _ended(self, url: str) -> Sighting:
        """A page of which presearch saw that no watch can match."""
        site, piece = self._sites[host_of(url)], self._pieces.get(url)
        headline = piece.header.headline if piece else None
        return Sighting(url, headline, site.outlet, site.language, Verdict.IRRELEVANT, alert=False)

    def _judged(self, outcomes: Sequence[Outcome]) -> list[Sighting]:
        told = []
        for outcome in outcomes:
            sighting = self._ended(outcome.document.announcement.url)
            if not outcome.reports:
                told.append(replace(sighting, title=outcome.title))
            told += [_reported(sighting, report) for report in outcome.reports]
        return told


def _reported(sighting: Sighting, report: Report) -> Sighting:
    return replace(
        sighting,
        title=report.title,
        language=report.language or sighting.language,
        verdict=report.verdict,
        alert=report.alert,
        reasons=report.reasons,
        conflicts=report.conflicts,
        report=report,
    )


@asynccontextmanager
async def open_play(newswire: Newswire, data: Path, *, width: int = 96, colours: bool = False) -> AsyncIterator[Play]:
    """Serve the newswire and open a session on it.

    data: where the embedded server keeps its data. width, colours: how alerts are printed.
    """
    clock, paper = Clock(newswire.ticks[0].at), StringIO()
    terminal = Console(file=paper, force_terminal=colours, markup=False, highlight=False, emoji=False, width=width)
    async with (
        serve(Sites(newswire), clock) as served,
        open_session(configured(newswire, served), data, clock, terminal=terminal) as session,
    ):
        yield Play(newswire, session, clock, paper)


def shipped_watch() -> Watch:
    """The watch that the newswire is made for."""
    return load(None, {}).watch("idlib-agreement")


def configured(newswire: Newswire, served: Served) -> Config:
    """The shipped configuration with the newswire as its sources, an embedded server and the terminal as channel."""
    return replace(
        load(None, {}),
        store_url=None,
        watches=(replace(shipped_watch(), channels=(_TERMINAL.name,)),),
        sources=tuple(source for site in newswire.sites for source in _sources(site)),
        channels=(_TERMINAL,),
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

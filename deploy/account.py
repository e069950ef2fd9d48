"""All that is known of one URL, gathered from the store: its way from the announcement to the delivery."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from alerts.delivery import Delivery
from alerts.outbox import Outbox
from crawler.frontier import Frontier, Known
from deploy.claims import ComparedClaim, compare_claims
from deploy.config import Config
from deploy.opening import opened_store
from pipelines.report import Because, Report, Verdict
from pipelines.store.history import RedisHistory
from pipelines.store.traces import Trace, Traces
from pipelines.stories.fingerprint import containment
from pipelines.stories.history import Earlier
from pipelines.urls import url_key


@dataclass(frozen=True, slots=True)
class Nearest:
    """The earlier report whose wording is nearest: share of the wording that stands there, 0 to 1."""

    id: str
    outlet: str
    title: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the page and what it led to.

    story, lead: the id under which its story goes on, and the headline of the report that began it.
    claims: beside those of the story. nearest: None where the story has no earlier text.
    """

    report: Report
    story: str
    lead: str | None
    nearest: Nearest | None
    claims: tuple[ComparedClaim, ...]
    deliveries: tuple[Delivery, ...]

    @property
    def unchanged(self) -> bool:
        """Whether it is another look at a page that was as before."""
        return self.report.verdict is Verdict.COPY and self.report.says(Because.SAME_URL)


@dataclass(frozen=True, slots=True)
class Account:
    """All that is known of a URL.

    known: to the crawler. trace: where its last way ended without a match.
    reports: one for each watch and look, in order.
    """

    url: str
    known: Known
    trace: Trace | None
    reports: tuple[Told, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is known."""
        return not (self.known.pending or self.known.mark or self.trace or self.reports)


async def account_of(config: Config, data: Path, url: str) -> Account:
    """What is known of a canonical URL."""
    async with opened_store(config, data) as redis:
        outbox = Outbox(redis)
        histories = [RedisHistory(redis, watch.name) for watch in config.watches]
        told = [
            await _with_its_story(history, outbox, report)
            for history in histories
            for report in await reports_of(history, url)
        ]
        return Account(url, await Frontier(redis).known(url), await Traces(redis).of(url), tuple(told))


async def reports_of(history: RedisHistory, url: str) -> list[Report]:
    """The reports of a watch that were made from a page, whichever of its addresses led there, in order."""
    found = [(report, set(map(url_key, report.addresses))) async for report in history.reports()]
    keys = {url_key(url)}.union(*(addresses for _, addresses in found if url_key(url) in addresses))
    return [report for report, addresses in found if addresses & keys]


async def _with_its_story(history: RedisHistory, outbox: Outbox, report: Report) -> Told:
    story = await history.story(report.story)
    ledger = await outbox.ledger(report.id) if report.alert else None
    # Most of a page's reports are looks that found nothing; only for a text is the journal read again.
    before = await _before(history, report, story) if report.text else ()
    claims = compare_claims(report, Earlier(report, report).reading.claims, before) if report.text else ()
    nearest = await _original(history, report) if report.of else _nearest(report, before)
    lead = await history.get(_number(story))
    return Told(report, story, lead.title if lead else None, nearest, claims, ledger.rows if ledger else ())


async def _before(history: RedisHistory, report: Report, story: str) -> Sequence[Earlier]:
    """The texts of a report's story that came before it."""
    stories: dict[str, str] = {}
    before = []
    async for other in history.reports():
        if other.number >= report.number:
            break
        if other.story not in stories:
            stories[other.story] = await history.story(other.story)
        if other.text and stories[other.story] == story:
            before.append(Earlier(other, other))
    return before


async def _original(history: RedisHistory, report: Report) -> Nearest | None:
    """The report that the judge named as the nearest, unless it was forgotten."""
    known = await history.get(_number(report.of or ""))
    return _near(known, report.containment or 0.0) if known else None


def _nearest(report: Report, before: Iterable[Earlier]) -> Nearest | None:
    """Of the story's earlier texts, the one that most of a report's wording stands in."""
    mine = Earlier(report, report).reading.fingerprint.sketch
    shares = [(containment(mine, one.reading.fingerprint.sketch)[0], one.report) for one in before]
    if not shares:
        return None
    share, known = max(shares, key=lambda pair: pair[0])
    return _near(known, share)


def _near(report: Report, share: float) -> Nearest:
    return Nearest(report.id, report.outlet or report.source, report.title, round(share, 3))


def _number(id: str) -> int:
    """The place of a report in its journal, by its id."""
    return int(id.rpartition("-")[2])

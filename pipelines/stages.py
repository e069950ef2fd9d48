"""The stages between a document and its outcome, and what happens where one of them fails.

    document ─extract→ article ─match→ matches ─judge→ reports

Fail open: a page that presearch let through and that can't be extracted becomes a report of verdict `unjudged`, never
silence. Where the histories live (Redis, memory) is the caller's choice; the way is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import structlog
from redis.exceptions import RedisError

from pipelines.article import Article, remembered
from pipelines.document import Document
from pipelines.errors import ExtractionError, InputError, WirewatchError
from pipelines.extraction.extract import extract
from pipelines.judging import Case, Provenance, judge_documents, record_unjudged
from pipelines.lessons import Lessons
from pipelines.match import Match
from pipelines.matching.matcher import Matcher
from pipelines.page import Page
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.store.documents import Handout
from pipelines.store.traces import Trace
from pipelines.stories.history import History
from pipelines.watch import Watch
from pipelines.workers import WorkerPool

# Matching and judging take their time in this process; the longest articles have a tenth of this.
_LONGEST_TEXT: Final = 1_000_000

_log = structlog.get_logger(__name__)

Extracted = tuple[Handout, Article | InputError]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document.

    id: of the document. reports: one per watch that matched. trace: where its way ended if none did.
    """

    id: str
    document: Document
    title: str | None
    reports: tuple[Report, ...]
    trace: Trace | None


class Stages:
    """The way of one document, whatever store its histories live in."""

    def __init__(
        self,
        watches: Sequence[Watch],
        histories: Mapping[str, History],
        pool: WorkerPool,
        lessons: Lessons,
        clock: Callable[[], datetime],
    ) -> None:
        """histories: by name of the watch. lessons: what hosts repeat on their pages."""
        self._watches = {watch.name: watch for watch in watches}
        self._matcher = Matcher(watches)
        self._histories = histories
        self._pool = pool
        self._lessons = lessons
        self._clock = clock

    async def extract(self, document: Document) -> Article | InputError:
        """The article of a document; an error where there is none to be had."""
        if document.failure:
            return InputError(document.failure)
        page = Page(document.url, document.body, document.content_type, document.announcement.title)
        try:
            furniture = await self._lessons.furniture(page.url)
            article = await self._pool.run(extract, page, document.fetched, furniture)
        except InputError as error:
            return error
        if len(article.text) > _LONGEST_TEXT:
            return ExtractionError(
                f"{document.url} has {len(article.text):,} characters of text, more than any article."
            )
        return replace(article, published=article.published or document.announcement.published)

    async def conclude(self, extracted: Sequence[Extracted]) -> list[Outcome]:
        """Match and judge extracted documents, in their order; all that is decided is recorded when this returns."""
        outcomes: list[Outcome] = []
        articles: list[tuple[Handout, Article]] = []
        for handout, article in extracted:
            if isinstance(article, Article):
                articles.append((handout, article))
                continue
            outcomes += await self._decided(articles)
            outcomes.append(await self._unjudged(handout, str(article)))
            articles = []
        return outcomes + await self._decided(articles)

    async def _decided(self, articles: Sequence[tuple[Handout, Article]]) -> list[Outcome]:
        try:
            return await self._decide(articles)
        except (WirewatchError, RedisError):
            raise
        except Exception as error:  # noqa: BLE001 - the boundary where one page must not stop the others
            if len(articles) > 1:
                return [outcome for one in articles for outcome in await self._decided([one])]
            # Fail open: what our own code chokes on is told unjudged.
            ((handout, _),) = articles
            _log.exception("page not judged", url=handout.document.url)
            return [await self._unjudged(handout, f"its judging failed ({type(error).__name__})")]

    async def _decide(self, articles: Sequence[tuple[Handout, Article]]) -> list[Outcome]:
        matched = [
            (handout, article, self._matcher.match(article, handout.document.announcement.source))
            for handout, article in articles
        ]
        reports: dict[tuple[str, str], Report] = {}
        for name, watch in self._watches.items():
            cases = [
                Case(article, match, _origin(handout, article, match, matches))
                for handout, article, matches in matched
                for match in matches
                if match.watch == name
            ]
            found = await judge_documents(self._histories[name], watch, cases) if cases else []
            reports |= {(name, case.origin.document): report for case, report in zip(cases, found, strict=True)}
        return [
            await self._outcome(handout, article, tuple(reports[match.watch, handout.id] for match in matches))
            for handout, article, matches in matched
        ]

    async def _outcome(self, handout: Handout, article: Article, reports: tuple[Report, ...]) -> Outcome:
        document = handout.document
        if all(report.verdict is not Verdict.COPY for report in reports):
            await self._lessons.learn(document.url, article)
        trace = None if reports else self._irrelevant(document, article)
        return Outcome(handout.id, document, article.title, reports, trace)

    async def give_up(self, handout: Handout) -> Outcome:
        """A document that was handed out too often: whoever takes it does not survive it."""
        return await self._unjudged(handout, f"its processing broke off {handout.times - 1} times")

    async def _unjudged(self, handout: Handout, error: str) -> Outcome:
        document = handout.document
        reports = [
            await record_unjudged(
                self._histories[name],
                self._watches[name],
                document,
                id=handout.id,
                error=error,
                siblings=tuple(other for other in document.watches if other != name),
            )
            for name in document.watches
            if name in self._watches
        ]
        return Outcome(handout.id, document, document.announcement.title, tuple(reports), None)

    def _irrelevant(self, document: Document, article: Article) -> Trace:
        return Trace(
            url=document.announcement.url,
            at=self._clock(),
            stage="match",
            reasons=(Reason(Because.NO_MATCH),),
            title=article.title,
            language=article.language,
            removed=remembered(article.removed),
            led_to=document.url if document.url != document.announcement.url else "",
        )


def _origin(handout: Handout, article: Article, match: Match, matches: Sequence[Match]) -> Provenance:
    """How an article came to a watch. matches: of all watches."""
    document = handout.document
    return Provenance(
        document=handout.id,
        source=document.announcement.source,
        outlet=document.outlet or article.outlet or "",
        observed=document.fetched,
        announced=document.announcement.url,
        baseline=document.announcement.baseline,
        siblings=tuple(other.watch for other in matches if other.watch != match.watch),
    )

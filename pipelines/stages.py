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
from pipelines.judging import Provenance, judge_document, record_unjudged
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

    async def conclude(self, handout: Handout, article: Article | InputError) -> Outcome:
        """Match and judge an extracted document; everything that is decided is recorded when this returns."""
        document = handout.document
        if isinstance(article, InputError):
            return await self._unjudged(handout, str(article))
        try:
            return await self._decide(handout, article)
        except (WirewatchError, RedisError):
            raise
        except Exception as error:  # noqa: BLE001 - the boundary where one page must not stop the others
            # Fail open: what our own code chokes on is told unjudged.
            _log.exception("page not judged", url=document.url)
            return await self._unjudged(handout, f"its judging failed ({type(error).__name__})")

    async def _decide(self, handout: Handout, article: Article) -> Outcome:
        document = handout.document
        matches = self._matcher.match(article, document.announcement.source)
        reports = [await self._judge(handout, article, match, matches) for match in matches]
        if all(report.verdict is not Verdict.COPY for report in reports):
            await self._lessons.learn(document.url, article)
        trace = None if matches else self._irrelevant(document, article)
        return Outcome(handout.id, document, article.title, tuple(reports), trace)

    async def give_up(self, handout: Handout) -> Outcome:
        """A document that was handed out too often: whoever takes it does not survive it."""
        return await self._unjudged(handout, f"its processing broke off {handout.times - 1} times")

    async def _judge(self, handout: Handout, article: Article, match: Match, matches: Sequence[Match]) -> Report:
        document = handout.document
        origin = Provenance(
            document=handout.id,
            source=document.announcement.source,
            outlet=document.outlet or article.outlet or "",
            observed=document.fetched,
            announced=document.announcement.url,
            baseline=document.announcement.baseline,
            siblings=tuple(other.watch for other in matches if other.watch != match.watch),
        )
        watch = self._watches[match.watch]
        return await judge_document(self._histories[match.watch], watch, article, match, origin)

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

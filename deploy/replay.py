"""Saved articles judged again in their order: an empty history, no baseline, no clock but their own dates."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from deploy.line import Line, irrelevant, line_of
from pipelines.article import Article
from pipelines.errors import InputError
from pipelines.extraction.inputs import Given, Skipped, read_pages
from pipelines.extraction.task import article_of
from pipelines.judging import Provenance, judge_document
from pipelines.match import Match
from pipelines.matching.matcher import Matcher
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.stories.memory import MemoryHistory
from pipelines.urls import canonical
from pipelines.watch import Watch
from pipelines.workers import WorkerPool

# Articles without a date, before any that has one, belong to one and the same moment.
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
_AHEAD: Final = 16


@dataclass(frozen=True, slots=True)
class Replayed:
    """One input with what became of it.

    id: as the file names it, else file and place. title, source: for people.
    """

    id: str
    url: str
    title: str
    source: str
    outcome: Report | InputError | None

    @property
    def failed(self) -> bool:
        """Whether the input could not be read."""
        return isinstance(self.outcome, InputError)


class Replay:
    """A watch's judgements over saved articles."""

    def __init__(self, watch: Watch, *, everything: bool) -> None:
        """everything: judge every article as if the watch's query were true of it.

        Raises:
            QueryError: the watch's query can't be parsed.
        """
        self._watch = watch
        self._matcher = None if everything else Matcher([watch])
        self._history = MemoryHistory(watch.name)
        self._now = _UNDATED

    async def judge(self, given: Given, article: Article | InputError) -> Replayed:
        """Judge the next input."""
        id = id_of(given)
        if isinstance(article, Article) and not (article.title or article.text):
            article = InputError(f"{given.place} holds no text, so there is nothing to judge.")
        if isinstance(article, InputError):
            return Replayed(id, given.url, "", given.source, article)
        self._now = article.published or self._now
        matches = self._match(article, given.source)
        report = await self._report(given, article, matches[0]) if matches else None
        return Replayed(id, given.url or article.url, article.title or "", given.source, report)

    async def lines(self, replayed: Iterable[Replayed]) -> list[Line]:
        """A line per input, its story final after merges."""
        inputs = list(replayed)
        names = {one.outcome.id: one.id for one in inputs if isinstance(one.outcome, Report)}
        return [await self._line(one, names) for one in inputs]

    def _match(self, article: Article, source: str) -> tuple[Match, ...]:
        if self._matcher is None:
            return (Match(self._watch.name, (), ()),)
        return self._matcher.match(article, source)

    async def _report(self, given: Given, article: Article, match: Match) -> Report:
        document, outlet = f"{given.path}:{given.number}", article.outlet or given.source
        origin = Provenance(document, given.source, outlet, observed=self._now)
        return await judge_document(self._history, self._watch, article, match, origin)

    async def _line(self, one: Replayed, names: dict[str, str]) -> Line:
        if isinstance(one.outcome, Report):
            return replace(line_of(one.outcome, await self._history.story(one.outcome.story), names), url=one.url)
        if one.outcome is None:
            return irrelevant(one.id, one.url)
        # What can't be read is not silence: a running watch would tell it.
        failed = str(Reason(Because.EXTRACTION_FAILED, str(one.outcome)))
        return Line(one.id, one.url, True, Verdict.UNJUDGED, True, None, None, (), (), (failed,))


def id_of(given: Given) -> str:
    """What an input is called: as its file names it, else by file and place."""
    return given.id or (str(given.path) if given.number == 1 else f"{given.path}:{given.number}")


async def articles(
    paths: Iterable[Path], pool: WorkerPool, skipped: Callable[[Path], None]
) -> AsyncIterator[tuple[Given, Article | InputError]]:
    """Every input of the files with its article, in order, while later ones are worked on.

    skipped: is told of files that hold no articles.
    """
    under_way: deque[tuple[Given, asyncio.Task[Article | InputError]]] = deque()
    try:
        for given in _given(paths, skipped):
            under_way.append((given, asyncio.create_task(_article(given, pool))))
            if len(under_way) > _AHEAD:
                first, task = under_way.popleft()
                yield first, await task
        while under_way:
            first, task = under_way.popleft()
            yield first, await task
    finally:
        for _, task in under_way:
            task.cancel()


def _given(paths: Iterable[Path], skipped: Callable[[Path], None]) -> Iterator[Given]:
    for handed in read_pages(paths):
        if isinstance(handed, Skipped):
            skipped(handed.path)
        else:
            yield handed


async def _article(given: Given, pool: WorkerPool) -> Article | InputError:
    content = given.content
    if isinstance(content, InputError):
        return content
    try:
        article = await pool.run(article_of, content, given.url, given.published)
    except InputError as error:
        return error
    return replace(article, url=_address(given.url or article.url), published=given.published or article.published)


def _address(url: str) -> str:
    """The canonical address; what is no address equals only itself."""
    try:
        return canonical(url) if url else ""
    except InputError:
        return url

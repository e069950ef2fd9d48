"""`wirewatch extract`: pages made clean articles."""

import asyncio
import os
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from deploy.cli.group import Place
from deploy.cli.output import console, json_line, say
from deploy.cli.removed import counted_removals
from deploy.cli.running import run
from pipelines.article import Article, Removal
from pipelines.errors import FetchError, InputError
from pipelines.extraction.inputs import Given, Skipped, Text, read_pages
from pipelines.extraction.task import article_of
from pipelines.page import Page
from pipelines.plain import one_line
from pipelines.workers import WorkerPool

# Pages that are read ahead for each worker.
_AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """One page as a line for programs; unknown is null, and so is everything where there is an error."""

    path: str | None
    url: str | None
    title: str | None = None
    authors: tuple[str, ...] | None = None
    agency: str | None = None
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None
    text: str | None = None
    removed: tuple[Removal, ...] | None = None
    error: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    section: str | None = None
    tags: tuple[str, ...] | None = None
    paywalled: bool | None = None
    live_blog: bool | None = None
    evidence: dict[str, str] | None = None


@click.command(
    epilog="""\b
Examples:
  wirewatch extract article.html
  wirewatch extract saved-pages/ --json > articles.jsonl
  wirewatch extract https://news.example/idlib
""",
)
@click.argument("inputs", metavar="FILE|DIR|URL...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each page instead of readable text.")
@click.pass_obj
def command(place: Place, inputs: tuple[str, ...], *, as_json: bool) -> None:
    """Turn pages into clean articles, on all processor cores.

    Reads .html, .htm, .mhtml, .warc, .txt and .jsonl, each also as .gz; folders recursively, sorted.
    """
    failed = run(_extract(place, inputs, as_json=as_json))
    if failed:
        sys.exit(1)


async def _extract(place: Place, inputs: tuple[str, ...], *, as_json: bool) -> int:
    """Prints every page in input order; how many could not be read."""
    told = failed = 0
    async with WorkerPool(_cores()) as pool:
        with _progress() as advance:
            async for line in _lines(place, inputs, pool):
                advance()
                told += 1
                failed += line.error is not None
                if as_json:
                    json_line(line)
                else:
                    _print(line)
    if not told:
        say("No page was found in what was given.")
    return failed


async def _lines(place: Place, inputs: tuple[str, ...], pool: WorkerPool) -> AsyncIterator[ExtractLine]:
    """A line per page in input order, while later pages are worked on."""
    under_way: deque[asyncio.Task[ExtractLine]] = deque()
    try:
        for task in _started(place, inputs, pool):
            under_way.append(task)
            if len(under_way) > _cores() * _AHEAD:
                yield await under_way.popleft()
        while under_way:
            yield await under_way.popleft()
    finally:
        for task in under_way:
            task.cancel()


def _started(place: Place, inputs: tuple[str, ...], pool: WorkerPool) -> Iterator[asyncio.Task[ExtractLine]]:
    """Work on each input, started as it is asked for."""
    for are_urls, group in groupby(inputs, key=_is_url):
        if are_urls:
            for url in group:
                yield asyncio.create_task(_from_url(place, url, pool))
        else:
            for handed in read_pages(map(Path, group)):
                if isinstance(handed, Skipped):
                    say(f"{one_line(str(handed.path))}: skipped, not a kind of file that holds pages.")
                else:
                    yield asyncio.create_task(_from_file(handed, pool))


def _is_url(argument: str) -> bool:
    return argument.lower().startswith(("http://", "https://"))


async def _from_file(given: Given, pool: WorkerPool) -> ExtractLine:
    path = str(given.path)
    if isinstance(given.content, InputError):
        return ExtractLine(path, given.url or None, error=str(given.content))
    return await _line(path, given.url, given.content, given.published, pool)


async def _from_url(place: Place, url: str, pool: WorkerPool) -> ExtractLine:
    # Both are large, and most pages come from files.
    from crawler.fetcher import fetch_page  # noqa: PLC0415
    from deploy.config import load  # noqa: PLC0415

    try:
        page = await fetch_page(url, load(place.config).fetch)
    except FetchError as error:
        return ExtractLine(None, url, error=str(error))
    return await _line(None, url, page, None, pool)


async def _line(
    path: str | None, url: str, content: Page | Text, published: datetime | None, pool: WorkerPool
) -> ExtractLine:
    try:
        article = await pool.run(article_of, content, url, published, datetime.now(UTC))
    except InputError as error:
        return ExtractLine(path, url or None, error=str(error))
    return _told(path, url, article, published)


def _told(path: str | None, url: str, article: Article, published: datetime | None) -> ExtractLine:
    return ExtractLine(
        path=path,
        url=url or article.canonical_url,
        title=article.title,
        authors=article.authors,
        agency=article.agency,
        published=article.published or published,
        modified=article.modified,
        language=article.language,
        text=article.text,
        removed=article.removed,
        canonical_url=article.canonical_url,
        outlet=article.outlet,
        section=article.section,
        tags=article.tags,
        paywalled=article.paywalled,
        live_blog=article.live_blog,
        evidence=article.evidence,
    )


def _print(line: ExtractLine) -> None:
    """A page for people: its head, its paragraphs, and what was taken out."""
    where = one_line(line.path or line.url or "")
    if line.error is not None:
        say(f"{where}: {one_line(line.error)}" if where not in line.error else one_line(line.error))
        return
    screen = console()
    screen.print(one_line(line.title or "(no title)"), style="bold")
    screen.print(" · ".join(_head(line, where)), style="dim")
    for paragraph in (line.text or "(no article on this page)").split("\n"):
        screen.print()
        screen.print(paragraph)
    if line.removed:
        screen.print(f"\nTaken out: {counted_removals(line.removed)}. --json shows the lines.", style="dim")
    if line.evidence:
        told = " · ".join(f"{name.replace('_', ' ')}: {where}" for name, where in line.evidence.items())
        screen.print(f"Told by: {told}", style="dim")
    screen.print()


def _head(line: ExtractLine, where: str) -> Iterator[str]:
    """By-line, agency, time, language and place, those that are known."""
    if line.authors:
        yield ", ".join(line.authors)
    if line.agency and line.agency not in (line.authors or ()):
        yield line.agency
    if line.published:
        yield f"{line.published.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    if line.language:
        yield line.language
    if line.paywalled:
        yield "behind a paywall"
    if line.live_blog:
        yield "live blog"
    yield where


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A count on the terminal while the results go elsewhere."""
    quiet = not sys.stderr.isatty() or sys.stdout.isatty()
    columns = (SpinnerColumn(), TextColumn("{task.completed} pages"))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)

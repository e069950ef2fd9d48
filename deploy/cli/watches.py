"""`wirewatch watches`: what is followed, whether it says what is meant, and why something matched or didn't."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.text import Text

from deploy.cli.group import Place
from deploy.cli.output import console, json_line, say, table
from deploy.cli.running import run
from deploy.cli.why import print_why
from deploy.config import load
from pipelines.article import Article
from pipelines.errors import InputError, UsageError, WirewatchError
from pipelines.extraction.extract import article_from_text, extract
from pipelines.extraction.inputs import Given, Skipped, read_pages
from pipelines.extraction.inputs import Text as PlainText
from pipelines.match import Match
from pipelines.matching.excerpt import excerpt
from pipelines.matching.explain import Explanation, explain
from pipelines.matching.lint import lint
from pipelines.matching.matcher import Matcher
from pipelines.matching.parser import parse, render
from pipelines.matching.query import All, Any, Query
from pipelines.page import Page
from pipelines.plain import one_line
from pipelines.presearch import Presearch
from pipelines.urls import host_of
from pipelines.watch import Watch


@click.group()
def command() -> None:
    """List, test and check watches."""


@command.command("list", epilog="\b\nExample:\n  wirewatch watches list")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each watch.")
@click.pass_obj
def list_(place: Place, *, as_json: bool) -> None:
    """Show all watches."""
    watches = load(place.config).watches
    if as_json:
        for watch in watches:
            json_line(_shown(watch))
        return
    rows = ((watch.name, watch.notify, ", ".join(watch.channels) or "–", watch.query) for watch in watches)
    table(("watch", "notify", "channels", "query"), rows, whole=(0,))


@command.command(epilog="\b\nExample:\n  wirewatch watches show idlib-agreement")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def show(place: Place, name: str, *, as_json: bool) -> None:
    """Show a watch: its query in canonical spelling and the concepts that it uses."""
    watch = load(place.config).watch(name)
    if as_json:
        json_line(_shown(watch))
        return
    screen = console()
    screen.print(watch.name, style="bold")
    screen.print(f"notify {watch.notify}, to {', '.join(watch.channels) or 'no channel'}", style="dim")
    screen.print()
    for line in _laid_out(parse(watch.query, watch.concepts)):
        screen.print(line)
    for concept, spellings in _used(watch).items():
        screen.print()
        screen.print(f"@{concept}", style="bold")
        screen.print(one_line(" · ".join(spellings)))


@command.command(
    epilog="""\b
Examples:
  wirewatch watches test idlib-agreement --text "A demilitarised zone around Idlib"
  wirewatch watches test idlib-agreement --url https://news.example/idlib
  wirewatch watches test idlib-agreement saved-pages/ --json
""",
)
@click.argument("name")
@click.argument("files", metavar="[FILE|DIR]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--text", help="Try this text.")
@click.option("--title", help="The headline that belongs to --text.")
@click.option("--url", "urls", metavar="URL", multiple=True, help="Fetch and try this page; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each text, with the reasons as a tree.")
@click.pass_obj
def test(  # noqa: PLR0913 - one parameter per option
    place: Place,
    name: str,
    files: tuple[Path, ...],
    text: str | None,
    title: str | None,
    urls: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Try a watch on a text, on pages or files: what matched, what did not, and why, term by term."""
    config = load(place.config)
    watch = config.watch(name)
    if text is None and not urls and not files:
        raise UsageError("There is nothing to try: give files, --text or --url.")
    failed = False
    for trial in _trials(place, files, text, title, urls):
        failed |= isinstance(trial.tried, WirewatchError)
        _tell(watch, trial, as_json=as_json)
    if failed:
        sys.exit(1)


@command.command("lint", epilog="\b\nExample:\n  wirewatch watches lint\n\nExits with 1 if something is odd.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each finding.")
@click.pass_obj
def lint_(place: Place, names: tuple[str, ...], *, as_json: bool) -> None:
    """Find terms that never match, that add nothing, that match everything, or that no source serves."""
    config = load(place.config)
    watches = tuple(config.watch(name) for name in names) or config.watches
    findings = lint(watches, {source.name: host_of(source.url) for source in config.sources})
    for finding in findings:
        if as_json:
            json_line(finding)
        else:
            console().print(Text.assemble((f"{finding.watch}  ", "dim"), one_line(f"{finding.part} {finding.message}")))
    if not as_json and not findings:
        say("Nothing is odd.")
    if findings:
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Something to try a watch on. page: None for a text."""

    where: str
    tried: Article | WirewatchError
    page: Page | None = None


def _trials(
    place: Place, files: tuple[Path, ...], text: str | None, title: str | None, urls: tuple[str, ...]
) -> Iterator[_Trial]:
    if text is not None:
        yield _Trial("--text", article_from_text(title, text))
    for url in urls:
        yield _fetched(place, url)
    for handed in read_pages(files):
        if isinstance(handed, Skipped):
            say(f"{one_line(str(handed.path))}: skipped, not a kind of file that holds pages.")
        else:
            yield _from_file(handed)


def _fetched(place: Place, url: str) -> _Trial:
    # Scrapy is large, and most trials are of texts and files.
    from crawler.fetcher import fetch_page  # noqa: PLC0415

    try:
        return _read(url, run(fetch_page(url, load(place.config).fetch)))
    except WirewatchError as error:
        return _Trial(url, error)


def _from_file(handed: Given) -> _Trial:
    where = str(handed.path) if handed.number == 1 else f"{handed.path}, number {handed.number}"
    match handed.content:
        case InputError() as error:
            return _Trial(where, error)
        case PlainText(title, text):
            return _Trial(where, article_from_text(title, text, handed.url, handed.published))
        case Page() as page:
            return _read(where, page)


def _read(where: str, page: Page) -> _Trial:
    try:
        return _Trial(where, extract(page, datetime.now(UTC)), page)
    except InputError as error:
        return _Trial(where, error, page)


def _tell(watch: Watch, trial: _Trial, *, as_json: bool) -> None:
    if isinstance(trial.tried, WirewatchError):
        error = str(trial.tried)
        if as_json:
            json_line({"input": trial.where, "watch": watch.name, "matched": None, "error": error})
        else:
            say(one_line(error if trial.where in error else f"{trial.where}: {error}"))
        return
    article = trial.tried
    found = next(iter(Matcher([watch]).match(article)), None)
    why = explain(watch, article)
    if as_json:
        json_line(_line(watch, trial, article, found, why))
    else:
        _print(watch, trial.where, article, found, why)


def _line(watch: Watch, trial: _Trial, article: Article, found: Match | None, why: Explanation) -> dict[str, object]:
    parts = {"title": article.title or "", "text": article.text}
    spans = [
        {"field": span.field, "start": span.start, "end": span.end, "text": parts[span.field][span.start : span.end]}
        for span in (found.spans if found else ())
    ]
    return {
        "input": trial.where,
        "watch": watch.name,
        "matched": found is not None,
        "title": article.title,
        "language": article.language,
        "terms": found.terms if found else (),
        "spans": spans,
        "presearch": None if trial.page is None else bool(Presearch([watch]).candidates(trial.page)),
        "why": why,
        "error": None,
    }


def _print(watch: Watch, where: str, article: Article, found: Match | None, why: Explanation) -> None:
    screen = console()
    verdict = ("matches", "green") if found else ("does not match", "yellow")
    screen.print(Text.assemble((watch.name, "bold"), " ", verdict, (f"  {one_line(where)}", "dim")))
    screen.print(Text(one_line(article.title or "(no title)"), style="dim"))
    if found:
        shown = excerpt(article.title, article.text, found.spans)
        text = Text(shown.text)
        for first, last in shown.marks:
            text.stylize("bold", first, last)
        screen.print(text)
    screen.print()
    print_why(screen, why)
    screen.print()


def _shown(watch: Watch) -> dict[str, object]:
    return {
        "name": watch.name,
        "query": render(parse(watch.query, watch.concepts)),
        "concepts": _used(watch),
        "notify": watch.notify,
        "channels": watch.channels,
    }


def _used(watch: Watch) -> dict[str, tuple[str, ...]]:
    """The concepts that the watch's query uses."""
    query = render(parse(watch.query, watch.concepts))
    names = {word.strip('()"').rpartition("@")[2] for word in query.split() if "@" in word}
    return {name: spellings for name, spellings in watch.concepts.items() if name in names}


def _laid_out(query: Query, indent: str = "") -> Iterator[str]:
    """The canonical query over several lines: alternatives and conditions each on their own."""
    if not isinstance(query, All | Any):
        yield indent + render(query)
        return
    joint = "AND" if isinstance(query, All) else "OR"
    for number, part in enumerate(query.parts):
        lead = f"{indent}{joint if number else '':<4}"
        if isinstance(query, All) and isinstance(part, Any):
            yield f"{lead}("
            yield from _laid_out(part, indent + " " * 4)
            yield f"{indent}    )"
        else:
            yield lead + render(part)

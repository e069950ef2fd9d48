"""`wirewatch backtest`: saved articles replayed through a watch."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import msgspec
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from alerts.words import reason_in_words, verdict_in_words
from deploy.cli.group import Place
from deploy.cli.output import counted, json_line, say, table, write_file
from deploy.cli.running import run
from deploy.config import load
from deploy.line import Line
from deploy.replay import Replay, Replayed
from deploy.scores import Scores, read_labels, scores
from pipelines.errors import UsageError
from pipelines.plain import one_line
from pipelines.report import Because, Reason, Report
from pipelines.watch import Watch
from pipelines.workers import WorkerPool

_EVERYTHING: Final = Watch("all", "*")
_SHOWN_REASON: Final = 48


@dataclass(frozen=True, slots=True)
class Summary:
    """A backtest in figures; labels is None where none were given."""

    inputs: int
    matched: int
    alerts: int
    stories: int
    unreadable: int
    verdicts: dict[str, int]
    labels: Scores | None


@click.command(
    epilog="""\b
Examples:
  wirewatch backtest articles.jsonl --watch idlib-agreement
  wirewatch backtest archive.warc.gz --all --json > verdicts.jsonl
  wirewatch backtest articles.jsonl --all --labels labels.jsonl --report figures.json
""",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--watch", metavar="NAME", help="The watch whose query and `notify` hold.")
@click.option("--all", "everything", is_flag=True, help="Judge every article as if it matched; needs no watch.")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each article instead of a table.")
@click.option("--labels", type=click.Path(path_type=Path), metavar="FILE", help="JSON Lines with `id` and `expect`.")
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE", help="Write the figures there as JSON.")
@click.pass_obj
def command(  # noqa: PLR0913 - one parameter per option
    place: Place,
    paths: tuple[Path, ...],
    watch: str | None,
    *,
    everything: bool,
    as_json: bool,
    labels: Path | None,
    report: Path | None,
) -> None:
    """Replay saved articles in their order and show the verdicts that they would have got.

    Reads JSON Lines (id, url, title, text or html, published, source; all but id and text or html may be missing),
    WARC, HTML and text files, each also as .gz. The history begins empty; nothing is stored and nothing is sent.
    """
    expected = read_labels(labels) if labels else None
    replay = Replay(_watch(place, watch, everything=everything), everything=everything)
    replayed, lines = run(_replay(replay, paths))
    summary = _summary(lines, replayed, scores(lines, expected) if expected is not None else None)
    if as_json:
        for line in lines:
            json_line(line)
    else:
        _print(replayed, lines)
    _say(summary, replayed)
    if report:
        write_file(report, msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")
    if summary.unreadable:
        sys.exit(1)


def _watch(place: Place, name: str | None, *, everything: bool) -> Watch:
    if everything:
        return load(place.config).watch(name) if name else _EVERYTHING
    if name is None:
        raise UsageError("Say which watch to replay with --watch NAME, or judge every article with --all.")
    return load(place.config).watch(name)


async def _replay(replay: Replay, paths: Sequence[Path]) -> tuple[list[Replayed], list[Line]]:
    def skipped(path: Path) -> None:
        say(f"{one_line(str(path))}: skipped, not a kind of file that holds articles.")

    replayed = []
    async with WorkerPool(os.cpu_count() or 1) as pool:
        with _progress() as advance:
            async for one in replay.run(paths, pool, skipped):
                replayed.append(one)
                advance()
    return replayed, await replay.lines(replayed)


def _summary(lines: Sequence[Line], replayed: Sequence[Replayed], compared: Scores | None) -> Summary:
    return Summary(
        inputs=len(lines),
        matched=sum(line.matched for line in lines),
        alerts=sum(line.alert for line in lines),
        stories=len({line.story for line in lines if line.story}),
        unreadable=sum(one.failed for one in replayed),
        verdicts=dict(Counter(str(line.verdict) for line in lines).most_common()),
        labels=compared,
    )


def _print(replayed: Sequence[Replayed], lines: Sequence[Line]) -> None:
    rows = [
        (
            "●" if line.alert else "·",
            verdict_in_words(line.verdict),
            one_line(one.source, 20),
            one.title or one.url or one.id,
            one_line(_because(one), _SHOWN_REASON),
        )
        for one, line in zip(replayed, lines, strict=True)
    ]
    if rows:
        table(("", "verdict", "source", "headline", "because"), rows, flexible=3)


def _because(one: Replayed) -> str:
    if one.outcome is None:
        return reason_in_words(Reason(Because.NO_MATCH))
    return reason_in_words(one.outcome.reasons[0]) if isinstance(one.outcome, Report) else str(one.outcome)


def _say(summary: Summary, replayed: Sequence[Replayed]) -> None:
    """The figures for people, on standard error."""
    for one in replayed:
        if one.failed:
            say(one_line(str(one.outcome)))
    verdicts = ", ".join(f"{count} {name}" for name, count in summary.verdicts.items())
    told = (counted(summary.alerts, "alert"), counted(summary.stories, "story", "stories"))
    say(f"{counted(summary.inputs, 'article')}, {summary.matched} matched, {', '.join(told)}.")
    if verdicts:
        say(f"Verdicts: {verdicts}.")
    if summary.labels:
        for line in _compared(summary.labels):
            say(line)


def _compared(compared: Scores) -> Iterator[str]:
    yield f"Labels: {compared.labelled} compared, accuracy {_figure(compared.accuracy)}."
    if compared.missing:
        yield f"{compared.missing} labels name no article."
    for name, score in compared.classes.items():
        got = ", ".join(f"{count} {other}" for other, count in compared.confusion[name].items())
        yield (
            f"  {name:<14} precision {_figure(score.precision)}  recall {_figure(score.recall)}"
            f"  F1 {_figure(score.f1)}  came out as {got}"
        )


def _figure(value: float | None) -> str:
    return "  –  " if value is None else f"{value:.3f}"


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A count on the terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles judged"))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)

"""`wirewatch backtest`: saved articles replayed through a watch."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click
import msgspec
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from alerts.links import safe_link, shown_host
from alerts.words import because_of, reason_in_words, verdict_in_words
from deploy.cli.group import Place
from deploy.cli.output import json_line, say, table, write_file
from deploy.cli.running import run
from deploy.comparison import Comparison, compare_alerts
from deploy.config import load
from deploy.line import Line
from deploy.remarks import Remarks, first_few, unmatched
from deploy.replay import Replay, Replayed, articles, id_of
from deploy.scores import Scores, read_labels, scores
from deploy.wording import counted
from pipelines.errors import UsageError
from pipelines.plain import one_line
from pipelines.report import Because, Reason, Report
from pipelines.watch import Watch
from pipelines.workers import WorkerPool

_EVERYTHING: Final = Watch("all", "*")
_SHOWN_HEADLINE: Final = 80


@dataclass(frozen=True, slots=True)
class Summary:
    """A backtest in figures; labels and comparison are None where none were asked for."""

    inputs: int
    matched: int
    alerts: int
    stories: int
    unreadable: int
    verdicts: dict[str, int]
    labels: Scores | None
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Run:
    """The inputs as one watch judged them, and their lines."""

    replayed: Sequence[Replayed]
    lines: Sequence[Line]


@click.command(
    epilog="""\b
Examples:
  wirewatch backtest articles.jsonl --watch idlib-agreement
  wirewatch backtest archive.warc.gz --all --json > verdicts.jsonl
  wirewatch backtest articles.jsonl --all --labels labels.jsonl
  wirewatch --config new.toml backtest a.jsonl --watch zone --compare old.toml
""",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--watch", metavar="NAME", help="The watch whose query and `notify` hold.")
@click.option("--all", "everything", is_flag=True, help="Judge every article as if it matched; needs no watch.")
@click.option("--json", "as_json", is_flag=True, help="A JSON line for each article instead of a table.")
@click.option("--labels", type=click.Path(path_type=Path), metavar="FILE", help="JSON Lines with `id` and `expect`.")
@click.option(
    "--compare", type=click.Path(path_type=Path), metavar="FILE",
    help="Another configuration: which of its alerts would be lost, spared, gained.",
)  # fmt: skip
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
    compare: Path | None,
    report: Path | None,
) -> None:
    """Replay saved articles in their order and show the verdicts that they would have got.

    Reads JSON Lines (id, url, title, text or html, published, source; all but id and text or html may be missing),
    WARC, HTML and text files, each also as .gz. The history begins empty; nothing is stored and nothing is sent.
    """
    expected = read_labels(labels) if labels else None
    if compare and watch is None:
        raise UsageError("Say with --watch NAME which watch of the two configurations to compare.")
    judged = [_watch(place.config, watch, everything=everything)]
    if compare:
        judged.append(_watch(compare, watch, everything=everything))
    remarks = Remarks()
    this, *others = run(_replay([Replay(one, everything=everything) for one in judged], paths, remarks))
    for remark in (*remarks.told(), *unmatched(expected or {}, {line.id for line in this.lines})):
        say(remark)
    summary = _summary(
        this,
        scores(this.lines, expected) if expected is not None else None,
        compare_alerts(this.lines, others[0].lines) if others else None,
    )
    if as_json:
        for line in this.lines:
            json_line(line)
    else:
        _print(this)
    _say(summary, this)
    if report:
        write_file(report, msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")
    if summary.unreadable:
        sys.exit(1)


def _watch(config: Path | None, name: str | None, *, everything: bool) -> Watch:
    if name is not None:
        return load(config).watch(name)
    if everything:
        return _EVERYTHING
    raise UsageError("Say which watch to replay with --watch NAME, or judge every article with --all.")


async def _replay(replays: Sequence[Replay], paths: Sequence[Path], remarks: Remarks) -> list[Run]:
    """Every input, extracted once, judged by each replay."""

    def skipped(path: Path) -> None:
        say(f"{one_line(str(path))}: skipped, not a kind of file that holds articles.")

    replayed: list[list[Replayed]] = [[] for _ in replays]
    async with WorkerPool(os.cpu_count() or 1) as pool:
        with _progress() as advance:
            async for given, article in articles(paths, pool, skipped):
                remarks.look_at(given, id_of(given))
                for replay, judged in zip(replays, replayed, strict=True):
                    judged.append(await replay.judge(given, article))
                advance()
    return [Run(judged, await replay.lines(judged)) for replay, judged in zip(replays, replayed, strict=True)]


def _summary(this: Run, compared: Scores | None, other: Comparison | None) -> Summary:
    lines = this.lines
    return Summary(
        inputs=len(lines),
        matched=sum(line.matched for line in lines),
        alerts=sum(line.alert for line in lines),
        stories=len({line.story for line in lines if line.story}),
        unreadable=sum(one.failed for one in this.replayed),
        verdicts=dict(Counter(str(line.verdict) for line in lines).most_common()),
        labels=compared,
        comparison=other,
    )


def _print(this: Run) -> None:
    rows = [
        (
            "●" if line.alert else "·",
            verdict_in_words(line.verdict),
            one.source or shown_host(safe_link(line.url)),
            one.title or one.url or one.id,
            _because(one),
        )
        for one, line in zip(this.replayed, this.lines, strict=True)
    ]
    if rows:
        table(("", "verdict", "source", "headline", "because"), rows)


def _because(one: Replayed) -> str:
    if one.outcome is None:
        return reason_in_words(Reason(Because.NO_MATCH))
    return because_of(one.outcome) if isinstance(one.outcome, Report) else str(one.outcome)


def _say(summary: Summary, this: Run) -> None:
    """The figures for people, on standard error."""
    for failure in first_few([_failure(one) for one in this.replayed if one.failed]):
        say(failure)
    verdicts = ", ".join(f"{count} {name}" for name, count in summary.verdicts.items())
    told = (counted(summary.alerts, "alert"), counted(summary.stories, "story", "stories"))
    unreadable = f" {summary.unreadable:,} could not be read." if summary.unreadable else ""
    say(f"{counted(summary.inputs, 'article')}, {summary.matched:,} matched, {', '.join(told)}.{unreadable}")
    if verdicts:
        say(f"Verdicts: {verdicts}.")
    if summary.labels:
        for line in _compared(summary.labels):
            say(line)
    if summary.comparison:
        for line in _changed(summary.comparison, {one.id: one.title or one.url for one in this.replayed}):
            say(line)


def _failure(one: Replayed) -> str:
    said = one_line(str(one.outcome))
    return said if one.id in said else f"{one.id}: {said}"


def _compared(compared: Scores) -> Iterator[str]:
    without = f", {counted(compared.unlabelled, 'article')} without" if compared.unlabelled else ""
    yield f"Labels: {compared.labelled} compared{without}, accuracy {_figure(compared.accuracy)}."
    if compared.missing:
        yield f"{counted(compared.missing, 'label names', 'labels name')} no article."
    width = max(map(len, compared.classes), default=0)
    for name, score in compared.classes.items():
        got = ", ".join(f"{count:,} {other}" for other, count in compared.confusion[name].items())
        yield (
            f"  {name:<{width}}  precision {_figure(score.precision)}  recall {_figure(score.recall)}"
            f"  F1 {_figure(score.f1)}  got {got}"
        )


def _changed(found: Comparison, headlines: Mapping[str, str]) -> Iterator[str]:
    told = f"Compared: {counted(found.alerts, 'alert')} instead of {found.instead_of:,}"
    yield f"{told}; {len(found.lost)} lost, {len(found.spared)} spared, {len(found.gained)} gained."
    for name, ids in (("lost", found.lost), ("gained", found.gained)):
        for id in ids:
            yield f"  {name:<6}  {one_line(id)}  {one_line(headlines[id], _SHOWN_HEADLINE)}".rstrip()


def _figure(value: float | None) -> str:
    return "  –  " if value is None else f"{value:.3f}"


@contextmanager
def _progress() -> Iterator[Callable[[], None]]:
    """A count on the terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.completed} articles judged"))
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("", total=None)
        yield lambda: progress.advance(task)

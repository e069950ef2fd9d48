"""How good the judge is on labelled news: `python tests/evaluation/judge.py CORPUS [PART…]`.

CORPUS is a folder with `dedup/pairs.jsonl.gz`, `dedup/stream.jsonl.gz` and `stories/*.jsonl.gz`. Texts pass the
boilerplate stage, as they do in a backtest. Parts: pairs, stream, stories, headlines; all of them if none is named.
"""

import argparse
import asyncio
import gzip
import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from pipelines.extraction.extract import article_from_text
from pipelines.judging import Provenance, judge_document
from pipelines.match import Match
from pipelines.report import Report
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Watch

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
WATCH = Watch("evaluation", "*")
RESAMPLINGS = 1000
STORIES = ("basil", "ecbplus", "allsides")


class Desk:
    """One history that articles are judged against in order."""

    def __init__(self) -> None:
        self.history = MemoryHistory(WATCH.name)
        self.now = UNDATED
        self.read = 0
        self.seconds: list[float] = []

    async def reads(self, row: dict, url: str | None = None) -> Report:
        """Judge one row of a corpus; an undated one belongs to the time of the one before it."""
        published = published_of(row)
        self.now = published or self.now
        self.read += 1
        address = row.get("url") or "" if url is None else url
        article = article_from_text(row.get("title"), row["text"], address, published)
        started = time.perf_counter()
        origin = Provenance(f"{self.read}", "", row.get("source") or "", self.now)
        report = await judge_document(self.history, WATCH, article, Match(WATCH.name, (), ()), origin)
        self.seconds.append(time.perf_counter() - started)
        return report


@dataclass(frozen=True)
class Outcome:
    """Whether something was expected and whether it came."""

    expected: bool
    got: bool


def published_of(row: dict) -> datetime | None:
    if not row.get("published"):
        return None
    published = datetime.fromisoformat(row["published"])
    return published if published.tzinfo else published.replace(tzinfo=UTC)


def rows(path: Path) -> list[dict]:
    with gzip.open(path, "rt") as stream:
        return [json.loads(line) for line in stream]


def f1(outcomes: Sequence[Outcome]) -> float:
    right = sum(one.expected and one.got for one in outcomes)
    return 2 * right / max(1, sum(one.expected for one in outcomes) + sum(one.got for one in outcomes))


def share(outcomes: Sequence[bool]) -> float:
    return sum(outcomes) / len(outcomes)


def interval(figure: Callable[[Sequence], float], data: Sequence) -> str:
    """A figure with the 95 % interval of its bootstrap."""
    chance = random.Random(1)
    drawn = sorted(figure(chance.choices(data, k=len(data))) for _ in range(RESAMPLINGS))
    return f"{figure(data):.3f} ({drawn[RESAMPLINGS // 40]:.3f} to {drawn[-RESAMPLINGS // 40]:.3f})"


def shares_of(gold: Sequence[str], found: Sequence[str]) -> list[tuple[float, float]]:
    """Precision and recall of each place of a clustering (Bagga and Baldwin 1998)."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for at, (expected, got) in enumerate(zip(gold, found, strict=True)):
        by_gold[expected].add(at)
        by_found[got].add(at)
    pairs = ((by_gold[expected], by_found[got]) for expected, got in zip(gold, found, strict=True))
    return [(len(one & other) / len(other), len(one & other) / len(one)) for one, other in pairs]


def b_cubed(shares: Sequence[tuple[float, float]]) -> float:
    """The B³ of some places of a clustering: F1 of their mean precision and recall."""
    precision, recall = (fmean(one) for one in zip(*shares, strict=True))
    return 2 * precision * recall / (precision + recall)


async def judged_pairs(pairs: Iterable[dict]) -> list[tuple[dict, Report, Report]]:
    found = []
    for pair in pairs:
        desk = Desk()
        found.append((pair, await desk.reads(pair["a"], url=""), await desk.reads(pair["b"], url="")))
    return found


async def natural_pairs(corpus: Path) -> None:
    found = await judged_pairs(rows(corpus / "dedup/pairs.jsonl.gz"))
    same = [Outcome(pair["label"] in "DU", later.of is not None) for pair, _, later in found if pair["label"] != "P"]
    silent = [Outcome(pair["label"] == "D", not later.alert) for pair, _, later in found]
    print(f"pairs   same text or not   F1 {interval(f1, same)}   of {len(same)}")
    print(f"pairs   silent or alert    F1 {interval(f1, silent)}   of {len(silent)}")


def print_stream(expect: str, kind: str, by_language: dict[str, list[bool]]) -> None:
    everything = [one for found in by_language.values() for one in found]
    languages = ", ".join(f"{language} {share(found):.3f}" for language, found in by_language.items())
    print(f"stream  {expect:<7}{kind:<11} {interval(share, everything)}   of {len(everything):<5} {languages}")


async def stream(corpus: Path) -> None:
    desk, right = Desk(), defaultdict(list)
    for row in rows(corpus / "dedup/stream.jsonl.gz"):
        report = await desk.reads(row)
        right[row["expect"], row["kind"], row["language"]].append(report.alert == (row["expect"] == "alert"))
    kinds = dict.fromkeys((expect, kind) for expect, kind, _ in sorted(right))
    for expect, kind in kinds:
        by_language = {language: found for (*of, language), found in right.items() if of == [expect, kind]}
        print_stream(expect, kind, by_language)
    for expect in dict.fromkeys(expect for expect, _ in kinds):
        by_language = defaultdict(list)
        for (expected, _, language), found in right.items():
            by_language[language] += found if expected == expect else []
        print_stream(expect, "all", by_language)
    times = sorted(desk.seconds)
    middle, slow = times[len(times) // 2] * 1e3, times[-len(times) // 100] * 1e3
    print(f"stream  decision            p50 {middle:.1f} ms, p99 {slow:.1f} ms, {len(times) / sum(times):.0f}/s")


async def stories(corpus: Path) -> None:
    for name in STORIES:
        desk = Desk()
        data = rows(corpus / f"stories/{name}.jsonl.gz")
        reports = [await desk.reads(row, url="") for row in data]
        found = [await desk.history.story(report.story) for report in reports]
        shares = shares_of([row["cluster"] for row in data], found)
        precision, recall = (fmean(one) for one in zip(*shares, strict=True))
        print(
            f"stories {name:<10} B³ {interval(b_cubed, shares)}   precision {precision:.3f}, recall {recall:.3f}, "
            f"of {len(data)}"
        )


async def headlines(corpus: Path) -> None:
    found = await judged_pairs(rows(corpus / "stories/ru_en_pairs.jsonl.gz"))
    for language in ("ru", "en"):
        outcomes = [
            Outcome(pair["label"] == "OK", one.story == other.story)
            for pair, one, other in found
            if pair["lang"] == language
        ]
        print(f"pairs   one story, {language}      F1 {interval(f1, outcomes)}   of {len(outcomes)}")


PARTS = {"pairs": natural_pairs, "stream": stream, "stories": stories, "headlines": headlines}


def _part(name: str) -> str:
    # argparse's own `choices` refuse no parts at all in Python 3.11.2.
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"there is no part {name}; parts are {', '.join(PARTS)}")
    return name


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("parts", nargs="*", type=_part, metavar="PART")
    arguments = parser.parse_args()
    if not arguments.corpus.is_dir():
        sys.exit(f"{arguments.corpus} is no folder.")
    for part in arguments.parts or PARTS:
        asyncio.run(PARTS[part](arguments.corpus))


if __name__ == "__main__":
    main()

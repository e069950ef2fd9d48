"""How good extraction is on a corpus of saved pages, beside trafilatura in the same run.

    python -m tests.evaluation.extraction CORPUS [--part dev|check|all] [--baseline] [--worst N]

CORPUS holds a folder per set with `truth.jsonl` (id, url, text; title, authors, published where known) and
`ID.html.gz`. Text score: 4-word shingles, every page with weight 1, F1 of mean precision and mean recall, as the
article-extraction-benchmark computes it, with the interval that 95 % of resamples of the pages fall into. Parts are
split by host, so that no publisher is in both. Time is the processor's, metadata included.
"""

import argparse
import gc
import gzip
import hashlib
import json
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import click
import trafilatura

from pipelines.article import Article
from pipelines.extraction.extract import extract
from pipelines.page import Page

_RESAMPLES = 400
# Every so-manyth page is read once before time is taken.
_WARMING = 10
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "´": "'", "`": "'"})


@dataclass(frozen=True)
class Sample:
    id: str
    url: str
    body: bytes
    truth: dict


@dataclass
class Score:
    """What a set's pages came to."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    exact: list[bool] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    titles: list[bool] = field(default_factory=list)
    authors: list[bool] = field(default_factory=list)
    days: list[bool] = field(default_factory=list)
    instants: list[bool] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def f1(self) -> float:
        return f1(mean(self.precisions), mean(self.recalls))

    def interval(self) -> tuple[float, float]:
        """Where F1 falls in 95 % of resamples of the pages."""
        dice, pages = random.Random(1), list(zip(self.precisions, self.recalls, strict=True))
        drawn = sorted(f1(*map(mean, zip(*dice.choices(pages, k=len(pages)), strict=True))) for _ in range(_RESAMPLES))
        return drawn[int(0.025 * _RESAMPLES)], drawn[int(0.975 * _RESAMPLES)]

    def against(self, other: "Score") -> str:
        recall = mean(self.recalls) - mean(other.recalls)
        return f"F1 {self.f1 - other.f1:+.4f}  R {recall:+.4f}  time x{self.seconds / other.seconds:.2f}"

    def line(self, name: str) -> str:
        low, high = self.interval()
        cells = [f"F1 {self.f1:.4f} ({low:.3f}-{high:.3f})"]
        cells += [f"P {mean(self.precisions):.4f}", f"R {mean(self.recalls):.4f}", f"exact {mean(self.exact):.3f}"]
        cells += [f"empty {len(self.empty)}"]
        for label, values in (
            ("title", self.titles),
            ("authors", self.authors),
            ("day", self.days),
            ("instant", self.instants),
        ):
            if values:
                cells.append(f"{label} {mean(values):.3f}")
        cells.append(f"{1000 * self.seconds / max(1, len(self.recalls)):.1f} ms")
        return f"{name:<28} {len(self.recalls):>4} pages  " + "  ".join(cells)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def shingles(text: str) -> Counter:
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def precision_recall(truth: str, text: str) -> tuple[float, float]:
    true, found = shingles(truth), shingles(text)
    common = sum((true & found).values())
    extra, missing = sum(found.values()) - common, sum(true.values()) - common
    precision = 1.0 if extra == missing == 0 else common / (common + extra) if common + extra else 0.0
    recall = 1.0 if extra == missing == 0 else common / (common + missing) if common + missing else 0.0
    return precision, recall


def plain_title(title: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", title or "").translate(_QUOTES).split())


def samples(folder: Path) -> Iterator[Sample]:
    with (folder / "truth.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            body = gzip.decompress((folder / f"{row['id']}.html.gz").read_bytes())
            yield Sample(row["id"], row.get("url") or "", body, row)


def part_of(url: str) -> str:
    """`dev` or `check`, by the host's hash."""
    host = urlsplit(url).hostname or url
    return "dev" if hashlib.sha256(host.encode()).digest()[0] % 5 < 3 else "check"


def same_day(truth: datetime, found: datetime) -> bool:
    """Whether an article is of the annotated day; of a day without zone, as the page's own zone counts."""
    return (found.astimezone(truth.tzinfo) if truth.tzinfo else found).date() == truth.date()


def read_day(told: str) -> datetime:
    """An annotator's date; a month alone is its first day."""
    return datetime.fromisoformat(told if len(told) > len("2015-11") else f"{told}-01")


def judge(score: Score, sample: Sample, article: Article) -> tuple[float, float]:
    truth = sample.truth
    precision, recall = precision_recall(truth["text"], article.text)
    score.precisions.append(precision)
    score.recalls.append(recall)
    score.exact.append(precision == recall == 1.0)
    if not article.text and truth["text"]:
        score.empty.append(sample.id)
    if truth.get("title"):
        score.titles.append(plain_title(article.title) == plain_title(truth["title"]))
    if "authors" in truth and truth["authors"] is not None:
        score.authors.append({plain_title(a) for a in article.authors} == {plain_title(a) for a in truth["authors"]})
    if truth.get("published"):
        told = read_day(truth["published"])
        score.days.append(article.published is not None and same_day(told, article.published))
        if told.tzinfo is not None:
            score.instants.append(article.published is not None and abs((article.published - told).total_seconds()) < 1)
    return precision, recall


def ours(sample: Sample) -> Article:
    return extract(Page(sample.url, sample.body, "text/html"))


def baseline(sample: Sample) -> Article:
    """trafilatura's default with metadata."""
    found = trafilatura.bare_extraction(sample.body, url=sample.url or None, include_comments=False, with_metadata=True)
    if found is None:
        return Article(sample.url, None, "")
    authors = tuple(name.strip() for name in (found.author or "").split(";") if name.strip())
    published = datetime.fromisoformat(found.date).replace(tzinfo=UTC) if found.date else None
    return Article(sample.url, found.title, found.text or "", authors, published=published)


def measure(folder: Path, part: str, method: Callable[[Sample], Article], worst: int) -> Score:
    score, ranked = Score(), []
    pages = [sample for sample in samples(folder) if part in ("all", part_of(sample.url))]
    # What is loaded once is not the pages' time, nor is what was left by another method.
    for sample in pages[::_WARMING]:
        method(sample)
    gc.collect()
    started = time.process_time()
    articles = list(map(method, pages))
    score.seconds = time.process_time() - started
    for sample, article in zip(pages, articles, strict=True):
        precision, recall = judge(score, sample, article)
        ranked.append((precision + recall, precision, recall, sample.id))
    for _, precision, recall, id in sorted(ranked)[:worst]:
        click.echo(f"    P {precision:.3f} R {recall:.3f} {id}")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description="How good extraction is on a corpus of saved pages.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("dev", "check", "all"), default="all")
    parser.add_argument("--baseline", action="store_true", help="trafilatura's default beside it")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst pages of each set")
    options = parser.parse_args()
    methods = [ours, baseline] if options.baseline else [ours]
    for folder in sorted(path.parent for path in options.corpus.glob("*/truth.jsonl")):
        scores = [measure(folder, options.part, method, options.worst if method is ours else 0) for method in methods]
        for method, score in zip(methods, scores, strict=True):
            click.echo(score.line(f"{folder.name} {method.__name__}"))
        if scores[0].empty:
            click.echo(f"    empty: {', '.join(scores[0].empty[:10])}")
        if options.baseline:
            click.echo(f"    ours against baseline: {scores[0].against(scores[1])}")


if __name__ == "__main__":
    main()

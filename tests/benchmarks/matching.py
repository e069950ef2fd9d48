"""Matching and presearch, as ratios in one run: `python -m tests.benchmarks.matching [--pages DIR]`.

A stream of pages, of which one in fifty is relevant; many watches, each of 5 to 20 words that follow Zipf's law, half
of them with a NEAR; and the inputs that are worst for them. Times are processor time.

--pages: a folder of saved pages (`*.html.gz`, recursively) to measure presearch on, instead of generated ones.
"""

import argparse
import gzip
import itertools
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import trafilatura

from deploy.config import load
from pipelines.article import Article
from pipelines.errors import InputError
from pipelines.extraction.extract import extract
from pipelines.matching.matcher import Matcher
from pipelines.page import Page
from pipelines.presearch import Presearch
from pipelines.watch import Watch

MOST_PAGES = 600
RELEVANT_EVERY = 50
RELEVANT = (
    "<p>The two presidents agreed in Sochi on a demilitarised zone around Idlib, fifteen kilometres wide, from which "
    "heavy weapons are to be withdrawn by the middle of October, an aide said after the talks.</p>"
)
VOCABULARY = 60_000
# Nobody watches for the most frequent words.
RARER_THAN = 400
WATCHES = 10_000
ARTICLES = 20
ARTICLE_WORDS = 600


def main() -> None:
    """Run all three parts and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=Path)
    folder = parser.parse_args().pages
    print("stream of pages, 2 % relevant")
    measure_stream(read_pages(folder) if folder else list(generated_pages(200)))
    print("many watches on one article")
    measure_watches()
    print("worst inputs: time for ten times the length")
    measure_worst()


def show(name: str, figure: float, unit: str) -> None:
    """One figure."""
    print(f"  {name:<52} {figure:>10.2f} {unit}")


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Processor time of the fastest of some runs."""
    best = float("inf")
    for _ in range(times):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def read_pages(folder: Path) -> list[Page]:
    """Saved pages in a random order, one of fifty made relevant."""
    files = sorted(folder.rglob("*.html.gz"))
    random.Random(1).shuffle(files)
    return [page(number, gzip.decompress(file.read_bytes())) for number, file in enumerate(files[:MOST_PAGES])]


def page(number: int, body: bytes) -> Page:
    """A page of the stream; every fiftieth gets a paragraph on the agreement amid its own."""
    if number % RELEVANT_EVERY == 0:
        paragraphs = [found.start() for found in re.finditer(rb"<p[ >]", body)]
        middle = paragraphs[len(paragraphs) // 2] if paragraphs else len(body)
        body = body[:middle] + RELEVANT.encode() + body[middle:]
    return Page(f"https://news.example/{number}", body, "text/html")


def generated_pages(count: int) -> Iterable[Page]:
    """Pages as news sites build them: navigation, scripts, an article, teasers; about 290 kB."""
    chance = random.Random(2)
    vocabulary = made_up_words(chance, 5_000)
    for number in range(count):

        def text(words: int) -> str:
            return " ".join(chance.choices(vocabulary, k=words)).capitalize() + "."

        paragraphs = "".join(
            f"<p>{text(60)} <a href='/x?a=1&amp;b=2'>{text(4)}</a> {text(20)}</p>\n" for _ in range(12)
        )
        links = "".join(
            f'<li class="nav-item"><a href="/s/{n}" title="{text(3)}">{text(4)}</a></li>' for n in range(400)
        )
        script = "".join(f'window.q.push({{"id":{n},"t":"{text(5)}"}});' for n in range(3_000))
        body = (
            f"<html><head><title>{text(7)}</title><meta property='og:title' content='{text(7)}'>"
            f"<script>{script}</script></head>"
            f"<body><nav><ul>{links}</ul></nav><article><h1>{text(7)}</h1>{paragraphs}</article>"
            f"<aside><ul>{links}</ul></aside></body></html>"
        )
        yield page(number, body.encode())


def measure_stream(pages: Sequence[Page]) -> None:
    """From raw pages to matches, against extracting every page."""
    watches = load(None).watches
    presearch, matcher = Presearch(watches), Matcher(watches)
    everything = [each.url for each in pages if matches(matcher, each)]
    candidates = [each for each in pages if presearch.candidates(each)]
    matched: list[str] = []

    def ours() -> None:
        matched[:] = [each.url for each in pages if presearch.candidates(each) and matches(matcher, each)]

    with_presearch = seconds(ours, 3)
    scan = seconds(lambda: [presearch.candidates(each) for each in pages], 3)
    extraction = seconds(lambda: [matches(matcher, each) for each in candidates], 3)
    default = seconds(lambda: [trafilatura.bare_extraction(text(each)) for each in pages])
    metadata = seconds(lambda: [trafilatura.bare_extraction(text(each), with_metadata=True) for each in pages])
    show("pages", len(pages), f"of {statistics.mean(len(each.body) for each in pages) / 1000:.0f} kB")
    show("presearch, a page", 1000 * scan / len(pages), "ms")
    show("candidates", len(candidates), f"of which {len(everything)} match")
    show("extraction and matching, a candidate", 1000 * extraction / max(1, len(candidates)), "ms")
    show("trafilatura, a page", 1000 * default / len(pages), "ms")
    show("… with metadata", 1000 * metadata / len(pages), "ms")
    show("throughput against trafilatura on every page", default / with_presearch, "×")
    show("… with metadata", metadata / with_presearch, "×")
    show("matches", len(matched), f"of {len(everything)}" + ("" if matched == everything else "  NOT THE SAME"))


def matches(matcher: Matcher, of: Page) -> bool:
    """Whether a page's article matches anything."""
    try:
        return bool(matcher.match(extract(of)))
    except InputError:
        return False


def text(of: Page) -> str:
    """A page as text, for trafilatura."""
    return of.body.decode("utf-8", "replace")


def made_up_words(chance: random.Random, count: int) -> list[str]:
    """Different words that look like words."""
    syllables = ["".join(pair) for pair in itertools.product("bcdfghklmnprstvz", "aeiou")]
    found: dict[str, None] = {}
    while len(found) < count:
        found["".join(chance.choices(syllables, k=chance.randint(2, 5)))] = None
    return list(found)


class Zipf:
    """Words as texts have them: the n-th most frequent has a share of 1/n."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = made_up_words(random.Random(3), VOCABULARY)
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def words(self, count: int, first: int = 0) -> list[str]:
        """So many words; the first most frequent ones left out."""
        offset = self._weights[first - 1] if first else 0.0
        total = self._weights[-1] - offset
        points = (offset + self._chance.random() * total for _ in range(count))
        return [self._words[self._rank(point)] for point in points]

    def _rank(self, point: float) -> int:
        low, high = 0, VOCABULARY - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._weights[middle] >= point else (middle + 1, high)
        return low

    def query(self) -> tuple[str, str]:
        """A query of 5 to 20 words in groups of up to four, half of them with a NEAR: ours, and in FTS5's language."""
        found = self.words(self._chance.randint(5, 20), first=RARER_THAN)
        groups = [found[place : place + 4] for place in range(0, len(found), 4)]
        joined = [f"({' OR '.join(group)})" for group in groups]
        if self._chance.random() < 0.5 and len(groups) > 1:
            pairs = itertools.product(groups[0], groups[1])
            near = f"({' OR '.join(f'NEAR({one} {other}, 20)' for one, other in pairs)})"
            return f"{joined[0]} NEAR/20 {' AND '.join(joined[1:])}", " AND ".join([near, *joined[2:]])
        return " AND ".join(joined), " AND ".join(joined)


def measure_watches() -> None:
    """Up to fifty thousand watches on articles, against evaluating every query and against SQLite's FTS5."""
    zipf = Zipf(4)
    queries = [zipf.query() for _ in range(WATCHES)]
    articles = [Article("", None, " ".join(zipf.words(ARTICLE_WORDS)), language="en") for _ in range(ARTICLES)]
    watches = [Watch(f"w{number}", ours, {}) for number, (ours, _) in enumerate(queries)]
    # As many words, but no article has any of them.
    elsewhere = [Watch(f"x{n}", re.sub("[a-z]+", r"\g<0>x", w.query), {}) for n, w in enumerate(watches * 4)]
    for some in (watches[:1], watches[: WATCHES // 10], watches, watches + elsewhere):
        matcher = Matcher(some)
        counts = [len(matcher.candidates(article)) for article in articles]
        took = seconds(lambda m=matcher: [m.match(article) for article in articles], 3) / ARTICLES
        show(f"an article, {len(some):,} watches", 1000 * took, f"ms, {statistics.median(counts):g} candidates")
    matcher = Matcher(watches)
    candidates = seconds(lambda: [matcher.match(article) for article in articles], 3) / ARTICLES
    every = seconds(lambda: [evaluate_all(matcher, article) for article in articles]) / ARTICLES
    fts = seconds(lambda: [fts5(article, [theirs for _, theirs in queries]) for article in articles]) / ARTICLES
    tenth = Matcher(watches[: WATCHES // 10])
    tenth_candidates = seconds(lambda: [tenth.match(article) for article in articles], 3) / ARTICLES
    tenth_every = seconds(lambda: [evaluate_all(tenth, article) for article in articles]) / ARTICLES
    show("evaluating every one of 1,000, against candidates", tenth_every / tenth_candidates, "×")
    show("evaluating every one of 10,000, against candidates", every / candidates, "×")
    show("SQLite FTS5 with 10,000 queries, against candidates", fts / candidates, "×")


def evaluate_all(matcher: Matcher, article: Article) -> int:
    """Without the percolator."""
    evaluation, _ = matcher.read(article)
    return sum(evaluation.holds(query) for query in matcher.queries)


def fts5(article: Article, queries: Iterable[str]) -> int:
    """The article as the only row of an FTS5 table, asked every query."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE a USING fts5(text)")
        database.execute("INSERT INTO a VALUES (?)", (article.text,))
        return sum(
            database.execute("SELECT count(*) FROM a WHERE a MATCH ?", (query,)).fetchone()[0] for query in queries
        )


def measure_worst() -> None:
    """Texts and pages that are made to be slow: ten times as long takes about ten times as long."""
    near = Matcher([Watch("w", "((a OR b) NEAR/900 (a OR c)) NEAR/900 ((b OR c) NEAR/900 a)", {})])
    phrase = Matcher([Watch("w", '"a a a a a a a b"', {})])
    wild = Matcher([Watch("w", "aaa* NEAR/1000 aab*", {})])
    for name, matcher, unit in (
        ("NEAR of NEARs, every word a hit", near, "a b c "),
        ("a phrase that nearly matches everywhere", phrase, "a "),
        ("a wildcard that matches every word", wild, "aaab aabc "),
        ("one word without end", near, "a"),
        ("hyphens", near, "a-"),
        ("combining marks", near, "a\u0301"),
        ("Arabic clitics", near, "وبال "),
    ):
        show(name, ratio(lambda length, m=matcher, u=unit: m.match(article_of(u, length))), "×")
    presearch = Presearch(load(None).watches)
    for name, unit in (
        ("unclosed comments", "i<!-- "),
        ("unclosed attributes", "i<a title='"),
        ("ampersands", "id&amp;amp;"),
    ):
        show(name, ratio(lambda length, u=unit: presearch.candidates(page_of(u, length))), "×")


def article_of(unit: str, length: int) -> Article:
    """An article that repeats something."""
    return Article("", None, unit * (length // len(unit)), language="en")


def page_of(unit: str, length: int) -> Page:
    """A page that repeats something, and has what makes it a candidate."""
    return Page("", f"Idlib demilitarise{unit * (length // len(unit))}".encode(), "text/html")


def ratio(work: Callable[[int], object]) -> float:
    """How many times as long ten times the length takes."""
    return seconds(lambda: work(300_000), 3) / seconds(lambda: work(30_000), 3)


if __name__ == "__main__":
    main()

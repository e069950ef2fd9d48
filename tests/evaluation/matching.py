"""How good matching is on labelled news: `python tests/evaluation/matching.py CORPUS [--pages N]`.

CORPUS is a folder with `relevance/gists.jsonl.gz` (R on the agreement, B background, N not), unrelated articles in
`relevance/background.jsonl.gz`, and saved pages, `pages/**/*.html.gz`. On the pages, queries made of their own words
are put to presearch and to the article: whatever matches must have been a candidate. Every page is tried as it is, and
once more disguised: letters written as references or escapes, tags and invisible characters inside words, in an odd
charset.

Exits with 1 below the floors.
"""

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.config import load
from pipelines.article import Article
from pipelines.errors import InputError, QueryError
from pipelines.extraction.charset import decode
from pipelines.extraction.extract import extract
from pipelines.language import detect
from pipelines.matching.matcher import Matcher
from pipelines.matching.segmentation import words
from pipelines.page import Page
from pipelines.presearch import Presearch
from pipelines.watch import Watch

FLOOR = 0.97
QUERIES_PER_PAGE = 12
SCANNED_ALONE = 2
PAGE = "https://page.example/"
# What is not text: scripts, styles, comments, tags and references.
MARKUP = re.compile(
    r"(<script\b.*?</script>|<style\b.*?</style>|<!--.*?-->|<[^>]*>|&#?\w+;?)", re.DOTALL | re.IGNORECASE
)
INTERRUPTIONS = ("<b></b>", "<i class='x'>", "<!-- > -->", "&shy;", "&zwnj;", "\u200b", "<wbr>", "&#8203;", "\u00ad")


def main() -> None:
    """Measure, print, and compare with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=100, metavar="N", help="so many pages (100)")
    given = parser.parse_args()
    fine = [relevance(given.corpus / "relevance"), soundness(given.corpus / "pages", given.pages)]
    sys.exit(0 if all(fine) else 1)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def relevance(folder: Path) -> bool:
    """The shipped watch on labelled descriptions and on unrelated articles."""
    matcher = Matcher(load(None).watches)
    found = Counter(
        (row["label"], bool(matcher.match(Article(row["url"], None, row["gist"], language=detect(row["gist"])))))
        for row in rows(folder / "gists.jsonl.gz")
    )
    hits, misses, false = found["R", True], found["R", False], found["N", True]
    unrelated = Counter(
        bool(matcher.match(Article("", row.get("title"), row["text"], language=detect(row["text"]))))
        for row in rows(folder / "background.jsonl.gz")
    )
    precision, recall = hits / ((hits + false) or 1), hits / ((hits + misses) or 1)
    print(f"gists       precision {precision:.3f}  recall {recall:.3f}  background matched {found['B', True]}")
    print(f"unrelated   matched {unrelated[True]} of {unrelated.total()}")
    return precision >= FLOOR and recall >= FLOOR and not unrelated[True]


def soundness(folder: Path, count: int) -> bool:
    """Presearch on real pages, with queries that are mostly true of them."""
    files = sorted(folder.rglob("*.html.gz"))
    chance = random.Random(11)
    asked = matched = missed = 0
    for file in chance.sample(files, min(count, len(files))):
        body = gzip.decompress(file.read_bytes())
        for page in (Page(PAGE, body), disguised(body, chance)):
            try:
                article = extract(page)
            except InputError:
                continue
            watches = list(generated(article, chance))
            hits = {match.watch for match in Matcher(watches).match(article)}
            alone = [watch for watch in watches if watch.name in hits][:SCANNED_ALONE]
            candidates = set(Presearch(watches).candidates(page))
            lost = hits - candidates | {watch.name for watch in alone if not Presearch([watch]).candidates(page)}
            for watch in (watch for watch in watches if watch.name in lost):
                print(f"MISSED      {watch.query!r} in {file}, as {page.content_type or 'served'}")
            asked, matched, missed = asked + len(watches), matched + len(hits), missed + len(lost)
    print(f"presearch   {asked} queries, {matched} matches, {missed} missed")
    return not missed


def disguised(body: bytes, chance: random.Random) -> Page:
    """The page with its words written in odd ways, in a charset that its header tells."""
    charset = chance.choice(["utf-8", "utf-16", "windows-1252", "windows-1251", "koi8-r", "iso-8859-9"])
    parts = MARKUP.split(decode(body))
    text = "".join(odd(part, chance) if number % 2 == 0 else part for number, part in enumerate(parts))
    return Page(PAGE, text.encode(charset, "xmlcharrefreplace"), f"text/html; charset={charset}")


def odd(text: str, chance: random.Random) -> str:
    """Text in which one letter of thirty is written or interrupted as HTML lets it be."""
    return "".join(
        chance.choice([f"&#{ord(letter)};", f"&#x{ord(letter):X};", f"{letter}{chance.choice(INTERRUPTIONS)}"])
        if letter.isalpha() and chance.random() < 1 / 30
        else letter
        for letter in text
    )


def generated(article: Article, chance: random.Random) -> Iterator[Watch]:
    """Watches made of an article's own words, in all the ways of the query language."""
    text = [article.text[start:end] for start, end in words(article.text)]
    title = [(article.title or "")[start:end] for start, end in words(article.title or "")]
    if not text:
        return
    for number in range(QUERIES_PER_PAGE):
        one, other = chance.choice(text + title), chance.choice(text)
        start = chance.randrange(len(text))
        query = chance.choice(
            [
                f'"{one}"', f'="{one}"', f'"{one}" OR "{other}"', f'"{one}" NEAR/9 "{other}"', f'"{one[:4]}*"',
                f'"{" ".join(text[start : start + 3])}"', f'title:"{chance.choice(title or text)}"',
            ]
        )  # fmt: skip
        watch = Watch(f"w{number}", query, {})
        try:
            Matcher([watch])
        except QueryError:
            continue
        yield watch


if __name__ == "__main__":
    main()

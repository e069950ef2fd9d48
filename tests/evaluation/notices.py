"""How many notices survive that are put among the paragraphs of saved pages, and how much of the articles is lost.

    python -m tests.evaluation.notices CORPUS [--each 3] [--part dev|check|all] [--show]

Into each page so many notices are put, as paragraphs of their own, before, amid or after the article's: in the page's
language where there are any, else in English. CORPUS is as for `tests.evaluation.extraction`.
"""

import argparse
import random
import re
import tomllib
from collections import Counter
from pathlib import Path

import click
from lxml import etree
from lxml.html import HtmlElement

from pipelines.article import Article
from pipelines.extraction.charset import decode
from pipelines.extraction.engine import parse
from pipelines.extraction.extract import article_from_text, extract
from pipelines.extraction.folding import key
from pipelines.page import Page
from pipelines.plain import one_line
from tests.evaluation.extraction import Sample, part_of, samples

_WORDINGS = tomllib.loads(Path(__file__).with_name("unseen.toml").read_text(encoding="utf-8"))
_LONG = 60
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s+|\n+")
# In words; what is shorter is a heading, a label, an item.
_SHORTEST = 5
_PARAGRAPHS = (
    "The governor opened a new bridge over the river on Tuesday, two years after the old one was closed to lorries.",
    "Engineers from three countries worked on the structure, which rests on eleven piers and carries two lanes.",
    "Residents of the eastern bank had waited for the crossing since the ferry sank, and many walked over it at once.",
    "A market is to open at its western end in spring, where farmers of the valley will sell fruit and cloth.",
)


def paragraphs_of(tree: HtmlElement, article: Article) -> list[HtmlElement]:
    """The elements that the article's paragraphs stand in."""
    wanted = {key(line) for line in article.text.split("\n") if len(line) >= _LONG}
    return [element for element in tree.iter("p") if key(element.text_content()) in wanted]


def injected(sample: Sample, article: Article, dice: random.Random, each: int) -> tuple[bytes, list[str]]:
    """The page with notices among its paragraphs, and the notices."""
    tree = parse(decode(sample.body))
    places = paragraphs_of(tree, article) if tree is not None else []
    if not places:
        return b"", []
    kinds = _WORDINGS.get(article.language or "", _WORDINGS["en"])
    notices = dice.sample([notice for wordings in kinds.values() for notice in wordings], each)
    for notice in notices:
        paragraph = etree.SubElement(places[0], "p")
        paragraph.text = notice
        dice.choice((dice.choice(places).addprevious, dice.choice(places).addnext))(paragraph)
    return etree.tostring(tree, encoding="utf-8", method="html"), notices


def recognised() -> dict[str, tuple[int, int]]:
    """Of each language and kind, how many notices are removed from a text, of how many."""
    counts: dict[str, tuple[int, int]] = {}
    for language, kinds in _WORDINGS.items():
        for kind, notices in kinds.items():
            good = sum(map(_is_removed, notices))
            for name in (language, kind, "all"):
                removed, told = counts.get(name, (0, 0))
                counts[name] = (removed + good, told + len(notices))
    return counts


def _is_removed(notice: str) -> bool:
    """Whether a notice is removed wherever in a text it stands."""
    for place in (0, len(_PARAGRAPHS) // 2, len(_PARAGRAPHS)):
        text = "\n".join((*_PARAGRAPHS[:place], notice, *_PARAGRAPHS[place:]))
        if notice in article_from_text("Bridge opened", text).text:
            return False
    return True


def lost_sentences(sample: Sample) -> tuple[int, int]:
    """Sentences of the annotated text that cleaning it removes, and all of them."""
    truth = sample.truth["text"]
    kept = key(article_from_text(sample.truth.get("title"), truth).text)
    sentences = (key(one_line(each)) for each in _SENTENCE_END.split(truth))
    told = [words for words in sentences if len(words.split()) >= _SHORTEST]
    return sum(words not in kept for words in told), len(told)


def main() -> None:
    parser = argparse.ArgumentParser(description="How many notices survive, and how much of the articles is lost.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--each", type=int, default=3, help="notices per page")
    parser.add_argument("--part", choices=("dev", "check", "all"), default="all")
    parser.add_argument("--show", action="store_true", help="list the notices that survived")
    options = parser.parse_args()
    dice = random.Random(1)
    for name, (removed, told) in recognised().items():
        click.echo(f"{name:<16} {removed} of {told} notices recognised, {removed / told:.1%}")
    for folder in sorted(path.parent for path in options.corpus.glob("*/truth.jsonl")):
        count: Counter[str] = Counter()
        for sample in samples(folder):
            if options.part not in ("all", part_of(sample.url)):
                continue
            article = extract(Page(sample.url, sample.body, "text/html"))
            lost, told = lost_sentences(sample)
            count.update({"sentences": told, "lost": lost})
            body, notices = injected(sample, article, dice, options.each)
            found = extract(Page(sample.url, body, "text/html")).text.split("\n") if notices else []
            survived = [notice for notice in notices if notice in found]
            count["put in"] += len(notices)
            count["survived"] += len(survived)
            if options.show:
                for notice in survived:
                    click.echo(f"    {notice}")
        removed = 1 - count["survived"] / max(1, count["put in"])
        share = count["lost"] / max(1, count["sentences"])
        click.echo(
            f"{folder.name:<16} {count['put in']} notices, {removed:.3%} removed; "
            f"{count['lost']} of {count['sentences']} sentences of articles lost, {share:.3%}"
        )


if __name__ == "__main__":
    main()

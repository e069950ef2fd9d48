"""How many real developments are told, and how many copies of them are not: `python -m tests.evaluation.developments`.

`developments.toml` has reports in our own words, and follow-ups that take over part of them and tell something new. All
of them run through one watch in the order of the file, each followed by copies as sites make them.
"""

import asyncio
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.extraction.extract import article_from_text
from pipelines.judging import Provenance, judge_document
from pipelines.match import Match
from pipelines.report import Report
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Watch

STORIES = Path(__file__).with_name("developments.toml")
WATCH = Watch("developments", "*")
BEGIN = datetime(2018, 11, 26, 8, tzinfo=UTC)
BANNERS = {
    "en": "You are reading an archived page. Sign up for our morning newsletter and never miss a story.",
    "ar": "اشتركوا في نشرتنا الإخبارية اليومية ليصلكم جديدنا كل صباح.",
    "tr": "Haber bültenimize abone olun, gündemi kaçırmayın.",
    "ru": "Подпишитесь на нашу рассылку и читайте новости первыми.",
}


@dataclass(frozen=True)
class Item:
    """An article of the set. kind: report, lead (a follow-up) or what sort of copy. expected: whether it is told."""

    name: str
    language: str
    kind: str
    title: str
    text: str
    expected: bool


def items() -> Iterator[Item]:
    """All articles, in order."""
    for story in tomllib.loads(STORIES.read_text())["story"]:
        name, language, sentences = story["name"], story["language"], story["text"].strip().split("\n")
        yield Item(name, language, "report", story["title"], "\n".join(sentences), expected=True)
        yield from _copies(name, language, story["title"], sentences)
        for followup in story["followup"]:
            told = _followup(followup, sentences)
            yield Item(name, language, "lead", followup["title"], "\n".join(told), expected=True)
            yield from _copies(name, language, followup["title"], told)


async def judged() -> list[tuple[Item, Report]]:
    """Every article with its report, all judged against one history."""
    history, found = MemoryHistory(WATCH.name), []
    for number, item in enumerate(items()):
        now = BEGIN + timedelta(hours=2 * number)
        outlet = f"outlet {number}"
        article = article_from_text(item.title, item.text, f"https://outlet{number}.example/{number}", now)
        origin = Provenance(f"{number}", "", outlet, now)
        found.append((item, await judge_document(history, WATCH, article, Match(WATCH.name, (), ()), origin)))
    return found


def _followup(followup: dict, sentences: Sequence[str]) -> list[str]:
    kept = [sentences[at] for at in followup["keep"]]
    after = followup.get("after", 0)
    return [*kept[:after], *followup["news"].strip().split("\n"), *kept[after:]]


def _copies(name: str, language: str, title: str, sentences: Sequence[str]) -> Iterator[Item]:
    """Copies of an article: under another title, the first two sentences, in a site's frame, as one paragraph."""
    middle = len(sentences) // 2
    for kind, heading, text in (
        ("retitled", sentences[0][:60], "\n".join(sentences)),
        ("two sentences", title, "\n".join(sentences[:2])),
        ("banner", title, "\n".join((BANNERS[language], *sentences, BANNERS[language]))),
        ("reordered", title, " ".join((*sentences[middle:], *sentences[:middle]))),
    ):
        yield Item(name, language, kind, heading, text, expected=False)


def main() -> None:
    found = asyncio.run(judged())
    kinds: defaultdict[tuple[bool, str], Counter] = defaultdict(Counter)
    for item, report in found:
        right = report.alert == item.expected
        kinds[item.expected, item.kind][right] += 1
        kinds[item.expected, f"in {item.language}"][right] += 1
        if not right:
            print(f"wrong: {item.name}, {item.kind} “{item.title}”: {report.verdict}, {report.reasons[0]}")
    for (expected, name), counts in sorted(kinds.items(), reverse=True):
        share = counts[True] / counts.total()
        print(f"developments {'told' if expected else 'silent':<7} {name:<14} {share:.3f}   of {counts.total()}")


if __name__ == "__main__":
    main()

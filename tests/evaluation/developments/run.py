"""Runs the articles of the set through the judge, each language through a watch of its own."""

from datetime import UTC, datetime, timedelta
from typing import Final

from pipelines.extraction.extract import article_from_text
from pipelines.judging import Provenance, judge_document
from pipelines.match import Match
from pipelines.report import Report
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Watch
from tests.evaluation.developments.stories import LANGUAGES, Item, items

_WATCH: Final = Watch("developments", "*")
_BEGIN: Final = datetime(2018, 11, 26, 8, tzinfo=UTC)
_APART: Final = timedelta(minutes=20)


async def judged() -> list[tuple[Item, Report]]:
    """Every article with its report.

    A language has a watch of its own: some of its stories are told in the others as well, with the same figures.
    """
    desks = {language: MemoryHistory(_WATCH.name) for language in LANGUAGES}
    return [(item, await _read(desks[item.language], item, number)) for number, item in enumerate(items())]


async def _read(desk: MemoryHistory, item: Item, number: int) -> Report:
    now = _BEGIN + number * _APART
    article = article_from_text(item.title, item.text, f"https://outlet{number}.example/{number}", now)
    origin = Provenance(f"{number}", "", f"outlet {number}", now)
    return await judge_document(desk, _WATCH, article, Match(_WATCH.name, (), ()), origin)

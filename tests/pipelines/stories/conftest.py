"""Both histories, and articles to judge."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from pipelines.article import Article
from pipelines.judging import Provenance, judge_document
from pipelines.match import Match
from pipelines.report import Report
from pipelines.store.history import RedisHistory
from pipelines.stories.history import History
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Notify, Watch

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)


class Desk:
    """Hands articles to the judge one by one, as the worker would."""

    def __init__(self, history: History, notify: Notify = Notify.REPORTING) -> None:
        self.history = history
        self.watch = Watch(history.watch, "*", notify=notify)
        self.documents = 0

    async def reads(self, text: str, url: str = "", title: str | None = None, **details) -> Report:
        """Judge an article.

        details: document, outlet, minutes (after noon), published, baseline, language, agency, canonical_url, removed.
        """
        self.documents += 1
        observed = NOON + timedelta(minutes=details.get("minutes", self.documents))
        article = Article(
            url=url, title=title, text=text, language=details.get("language", "en"),
            published=details.get("published", observed), agency=details.get("agency"),
            canonical_url=details.get("canonical_url"), removed=details.get("removed", ()),
        )  # fmt: skip
        origin = Provenance(
            document=details.get("document", f"{self.documents}-0"),
            source="feed",
            outlet=details.get("outlet", "Example"),
            observed=observed,
            baseline=details.get("baseline", False),
        )
        return await judge_document(self.history, self.watch, article, Match(self.watch.name, (), ()), origin)


@pytest.fixture(params=["memory", "redis"])
def make_history(request: pytest.FixtureRequest) -> Callable[[str], History]:
    """Makes a history of a watch, in memory and in a real server."""
    if request.param == "memory":
        return MemoryHistory
    redis = request.getfixturevalue("store")
    return lambda watch: RedisHistory(redis, watch)


@pytest.fixture
def desk(make_history: Callable[[str], History]) -> Desk:
    return Desk(make_history("idlib"))

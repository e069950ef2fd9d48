"""Documents that are ready together are concluded together, in their order, and none stops the others."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pipelines.article import Article
from pipelines.document import Announcement, Document
from pipelines.errors import ExtractionError
from pipelines.lessons import FixedLessons
from pipelines.report import Verdict
from pipelines.stages import Stages
from pipelines.store.documents import Handout
from pipelines.store.lines import HostLineStore
from pipelines.stories.history import Hits, Subject
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Watch
from pipelines.workers import WorkerPool
from tests.pipelines.stories.newswire import AGENCY, OTHER

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)
WATCHES = (Watch("idlib", "idlib"), Watch("tram", "tram"))


class Choking(MemoryHistory):
    """A history that a text chokes."""

    async def look_up(self, subjects: Sequence[Subject]) -> Sequence[Hits]:
        if any("indigestible" in subject.reading.text for subject in subjects):
            raise ValueError("indigestible")
        return await super().look_up(subjects)


def extracted(number, text):
    url = f"https://{number}.example/"
    page = Document(Announcement(url, "feed", NOON), url, b"", "text/html", f"Outlet {number}", NOON, ("idlib",))
    article = text if isinstance(text, ExtractionError) else Article(url, None, text, language="en", published=NOON)
    return Handout(f"{number}-0", page, 1), article


async def concluded(store, histories, *texts):
    """The outcomes of texts that are ready together; in the place of one may stand why there is none."""
    stages = Stages(WATCHES, histories, WorkerPool(1), FixedLessons(HostLineStore(store)), lambda: NOON)
    return await stages.conclude([extracted(number, text) for number, text in enumerate(texts, 1)])


async def test_documents_that_are_ready_together_are_concluded_in_their_order(store):
    histories = {watch.name: MemoryHistory(watch.name) for watch in WATCHES}
    outcomes = await concluded(
        store, histories, AGENCY, OTHER, ExtractionError("it is empty"), AGENCY, "Nothing that anybody wants."
    )
    assert [outcome.id for outcome in outcomes] == ["1-0", "2-0", "3-0", "4-0", "5-0"]
    assert [[(report.id, report.verdict) for report in outcome.reports] for outcome in outcomes] == [
        [("idlib-1", Verdict.NEW_STORY)],
        [("tram-1", Verdict.NEW_STORY)],
        [("idlib-2", Verdict.UNJUDGED)],
        [("idlib-3", Verdict.COPY)],
        [],
    ]
    assert [outcome.trace is not None for outcome in outcomes] == [False, False, False, False, True]


async def test_a_report_names_the_other_watches_that_its_article_matched(store):
    histories = {watch.name: MemoryHistory(watch.name) for watch in WATCHES}
    (outcome,) = await concluded(store, histories, f"{AGENCY}\n{OTHER}")
    assert [(report.watch, report.siblings) for report in outcome.reports] == [
        ("idlib", ("tram",)),
        ("tram", ("idlib",)),
    ]


async def test_what_can_not_be_judged_is_told_unjudged_and_stops_nothing_beside_it(store):
    histories = {watch.name: Choking(watch.name) for watch in WATCHES}
    outcomes = await concluded(store, histories, AGENCY, f"An indigestible text on Idlib.\n{OTHER}", AGENCY)
    assert [[report.verdict for report in outcome.reports] for outcome in outcomes] == [
        [Verdict.NEW_STORY],
        [Verdict.UNJUDGED],
        [Verdict.COPY],
    ]
    assert "ValueError" in str(outcomes[1].reports[0].reasons[0])

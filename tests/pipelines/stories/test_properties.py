"""What holds whatever comes: nothing is told twice, and nobody is judged by what has nothing to do with him."""

import asyncio
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.report import Because, Report, Verdict
from pipelines.stories.history import Frequencies, History, Hits, Subject
from pipelines.stories.memory import MemoryHistory
from pipelines.stories.story import happened, stories_of
from tests.pipelines.stories.conftest import NOON, Desk
from tests.pipelines.stories.invented import LANGUAGES, How, Invented, Piece, newsrooms

MODEST = settings(max_examples=40, deadline=None)


def judged(pieces: Iterable[Piece], history: History | None = None) -> list[Report]:
    """The reports of articles that come one after the other."""

    async def all_of_them() -> list[Report]:
        desk = Desk(history or MemoryHistory("w"))
        return [
            await desk.reads(
                piece.text, piece.url, piece.title,
                document=piece.document, outlet=piece.outlet, language=piece.language, minutes=1,
            )
            for piece in pieces
        ]  # fmt: skip

    return asyncio.run(all_of_them())


def alerted(pieces: Sequence[Piece], reports: Sequence[Report]) -> set[str]:
    return {piece.document for piece, report in zip(pieces, reports, strict=True) if report.alert}


@MODEST
@given(newsrooms(), st.data())
def test_pages_that_are_crawled_again_never_alert(pieces, data):
    end = data.draw(st.integers(1, len(pieces)), "prefix")
    last = {piece.url: piece for piece in pieces[:end]}
    space = data.draw(st.sampled_from([" ", "  ", "\u00a0", " \u200b", "\t"]), "space")
    again = [
        replace(
            piece,
            document=f"{piece.document} again",
            sentences=tuple(sentence.replace(" ", space) for sentence in piece.sentences),
        )
        for piece in last.values()
    ]
    reports = judged([*pieces[:end], *again, *again, *pieces[end:]])
    for report in reports[end : end + 2 * len(again)]:
        assert (report.verdict, report.alert) == (Verdict.COPY, False)
        assert report.says(Because.SAME_URL)
    assert [one.alert for one in reports[:end] + reports[end + 2 * len(again) :]] == [
        one.alert for one in judged(pieces)
    ]


@MODEST
@given(st.integers(0, 999), st.sampled_from(LANGUAGES))
def test_a_copy_that_mixes_what_several_have_told_is_still_one_when_it_is_crawled_again(seed, language):
    writer = Invented(seed)
    for how, of, beside in ((How.NEW, 0, 0), (How.UPDATE, 0, 0), (How.UPDATE, 0, 0), (How.MIX, 1, 2), (How.MIX, 2, 1)):
        writer.add(how, of, beside, language)
    mixed = writer.pieces[-2:]
    again = [replace(piece, document=f"{piece.document} again") for piece in mixed]
    reports = judged([*writer.pieces, *again, *again])
    assert {(report.verdict, report.alert) for report in reports[3:]} == {(Verdict.COPY, False)}


@MODEST
@given(newsrooms(), st.data())
def test_documents_that_are_delivered_again_get_the_reports_they_had(pieces, data):
    again = data.draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=6))
    reports = judged([*pieces, *again])
    made = {piece.document: report for piece, report in zip(pieces, reports, strict=False)}
    assert reports[len(pieces) :] == [made[piece.document] for piece in again]


@MODEST
@given(st.integers(0, 999), st.sampled_from(LANGUAGES), st.sampled_from([How.COPY, How.BANNER]))
def test_an_original_and_its_copy_raise_one_alert_whichever_comes_first(seed, language, how):
    writer = Invented(seed)
    pair = writer.add(How.NEW, language=language), writer.add(how)
    for order in (pair, pair[::-1]):
        assert [report.alert for report in judged(order)] == [True, False]


@MODEST
@given(
    st.integers(0, 999),
    st.sampled_from(LANGUAGES),
    st.lists(st.none() | st.integers(-400, 400), min_size=2, max_size=4),
)
def test_copies_that_come_late_or_tell_any_date_raise_no_alert(seed, language, days):
    writer = Invented(seed)
    writer.add(How.NEW, language=language)
    for _ in days[1:]:
        writer.add(How.BANNER)

    async def read() -> list[Report]:
        desk = Desk(MemoryHistory("w"))
        return [
            await desk.reads(
                piece.text, piece.url, piece.title, language=language, minutes=1,
                published=None if told is None else NOON + timedelta(days=told),
            )
            for piece, told in zip(writer.pieces, days, strict=True)
        ]  # fmt: skip

    reports = asyncio.run(read())
    assert [report.alert for report in reports] == [True, *(False for _ in days[1:])]
    (story,) = stories_of(reports)
    assert [happened(report) for report in story.reports] == sorted(map(happened, reports))
    assert story.lead == reports[0]


@MODEST
@given(
    st.tuples(*(newsrooms(range(start, start + 1000), claims=False) for start in (0, 1000, 2000))),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_independent_stories_mix_changes_no_alert(rooms, chance):
    stories = [
        [replace(piece, document=f"{at}/{piece.document}", url=f"{piece.url}/{at}") for piece in room]
        for at, room in enumerate(rooms)
    ]
    one_by_one = [piece for story in stories for piece in story]
    mixed = shuffled_together(stories, chance)
    assert alerted(mixed, judged(mixed)) == alerted(one_by_one, judged(one_by_one))


def shuffled_together(stories: Sequence[Sequence[Piece]], chance: random.Random) -> list[Piece]:
    """All pieces in any order that keeps each story's own."""
    turns = [at for at, story in enumerate(stories) for _ in story]
    chance.shuffle(turns)
    waiting = [iter(story) for story in stories]
    return [next(waiting[at]) for at in turns]


class Frozen(MemoryHistory):
    """A history whose terms are as rare as they were once: what comes in does not change it."""

    async def look_up(self, subjects: Sequence[Subject]) -> Sequence[Hits]:
        return [
            replace(hits, frequencies=Frequencies(100, dict.fromkeys(hits.frequencies.counts, 3)))
            for hits in await super().look_up(subjects)
        ]


@MODEST
@given(newsrooms(), newsrooms(range(1000, 2000), claims=False), st.randoms(use_true_random=False))
def test_unrelated_articles_from_other_hosts_change_no_verdict(pieces, others, chance):
    strange = [
        replace(piece, document=f"x{piece.document}", url=f"https://x{at}.example/", outlet="X")
        for at, piece in enumerate(others)
    ]
    alone = by_document(pieces, judged(pieces, Frozen("w")))
    mixed = shuffled_together([pieces, strange], chance)
    beside = by_document(mixed, judged(mixed, Frozen("w")))
    assert {document: beside[document] for document in alone} == alone


def by_document(pieces: Sequence[Piece], reports: Sequence[Report]) -> dict[str, Report]:
    """Reports by document, with documents in the place of numbers."""
    names = {report.id: piece.document for piece, report in zip(pieces, reports, strict=True)}

    def named(text: str) -> str:
        for id in sorted(names, key=len, reverse=True):
            text = text.replace(id, f"<{names[id]}>")
        return text

    return {
        piece.document: replace(
            report, number=0, story=named(report.story), of=report.of and named(report.of),
            merges=tuple(map(named, report.merges)),
            reasons=tuple(replace(reason, detail=named(reason.detail)) for reason in report.reasons),
            conflicts=tuple(
                replace(conflict, values=tuple(replace(value, id=named(value.id)) for value in conflict.values))
                for conflict in report.conflicts
            ),
        )
        for piece, report in zip(pieces, reports, strict=True)
    }  # fmt: skip

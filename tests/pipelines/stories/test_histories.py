"""Both histories keep one contract: the same input in the same order gives the same reports."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from pipelines.article import Article
from pipelines.document import Announcement, Document
from pipelines.errors import Superseded
from pipelines.judging import record_unjudged
from pipelines.report import Because, Verdict
from pipelines.store.history import RedisHistory
from pipelines.store.journal import Journal
from pipelines.stories.fingerprint import fingerprint
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Watch
from tests.pipelines.stories.conftest import NOON, Desk
from tests.pipelines.stories.newswire import AGENCY, ANALYSIS, OTHER, sentences


def codes(report):
    return [reason.code for reason in report.reasons]


async def a_days_work(desk):
    """Articles of every kind, in order."""
    lead = "\n".join(sentences(AGENCY)[:2])
    revised = AGENCY.replace("15 October", "20 October")
    return [
        await desk.reads(AGENCY, "https://a.example/1", "Deal on Idlib", outlet="A"),
        await desk.reads(AGENCY, "https://a.example/1", "Deal on Idlib", outlet="A"),
        await desk.reads(AGENCY, "https://b.example/7", "Putin and Erdogan agree", outlet="B"),
        await desk.reads(lead, "https://c.example/x", "Zone around Idlib", outlet="C"),
        await desk.reads(OTHER, "https://d.example/tram", "Tram line reopens", outlet="D"),
        await desk.reads(ANALYSIS, "https://e.example/e", "Idlib after Sochi: a demilitarised zone", outlet="E"),
        await desk.reads(revised, "https://a.example/1", "Deal on Idlib", outlet="A"),
        await desk.reads("", "https://f.example/", "A headline without a text", outlet="F"),
    ]


async def test_a_day_gets_the_verdicts_that_a_reader_would_give(desk):
    verdicts = [report.verdict for report in await a_days_work(desk)]
    assert verdicts[:5] == [
        Verdict.NEW_STORY, Verdict.COPY, Verdict.COPY, Verdict.COPY, Verdict.NEW_STORY,
    ]  # fmt: skip
    assert verdicts[6] is Verdict.REVISION


async def test_both_histories_give_the_same_reports(store):
    assert await a_days_work(Desk(RedisHistory(store, "w"))) == await a_days_work(Desk(MemoryHistory("w")))


async def test_an_unchanged_page_is_a_copy_because_of_its_address(desk):
    first = await desk.reads(AGENCY, "https://a.example/1")
    again = await desk.reads(AGENCY, "https://a.example/1")
    assert (again.verdict, again.alert, again.of) == (Verdict.COPY, False, first.id)
    assert [str(reason) for reason in again.reasons] == ["same_url"]


async def test_a_mended_typing_error_is_a_revision_even_after_an_unchanged_look(desk):
    first = await desk.reads(AGENCY.replace("Sochi", "Soci", 1), "https://a.example/1")
    await desk.reads(AGENCY.replace("Sochi", "Soci", 1), "https://a.example/1")
    mended = await desk.reads(AGENCY, "https://a.example/1")
    assert (mended.verdict, mended.alert, mended.story) == (Verdict.REVISION, False, first.story)
    assert Because.COSMETIC_CHANGE in codes(mended)


async def test_a_page_that_is_a_copy_is_still_one_when_it_is_crawled_again(desk):
    first = await desk.reads(AGENCY, "https://a.example/1")
    truncated = "\n".join(sentences(AGENCY)[:3])
    await desk.reads(truncated, "https://b.example/1")
    again = await desk.reads(truncated, "https://b.example/1")
    assert (again.verdict, again.of, codes(again)) == (Verdict.COPY, first.id, [Because.SAME_URL])


async def test_pages_without_an_address_are_not_the_same_page(desk):
    await desk.reads(AGENCY)
    assert (await desk.reads(OTHER)).verdict is Verdict.NEW_STORY
    assert codes(await desk.reads(AGENCY)) == [Because.SAME_TEXT]


async def test_a_copy_keeps_no_text_and_names_its_original(desk):
    first = await desk.reads(AGENCY, "https://a.example/1")
    copy = await desk.reads(AGENCY, "https://b.example/1")
    assert (copy.text, copy.of, copy.story, copy.containment) == ("", first.id, first.story, 1.0)


async def test_a_redelivered_document_gets_its_own_report_and_adds_nothing(desk):
    first = await desk.reads(AGENCY, "https://a.example/1", document="7-0")
    await desk.reads(AGENCY, "https://b.example/1", document="8-0")
    assert await desk.reads(AGENCY, "https://a.example/1", document="7-0") == first
    assert [report.number async for report in desk.history.reports()] == [1, 2]


async def test_two_copies_that_are_judged_at_once_raise_one_alert(desk):
    reports = await asyncio.gather(*(desk.reads(AGENCY, f"https://{host}.example/") for host in "abcdefgh"))
    assert sum(report.alert for report in reports) == 1
    assert sorted(report.number for report in reports) == list(range(1, 9))


async def test_two_workers_with_a_history_each_raise_one_alert(store):
    desks = [Desk(RedisHistory(store, "w")) for _ in range(4)]
    reports = await asyncio.gather(
        *(desk.reads(AGENCY, f"https://{at}.example/", document=f"{at}-0") for at, desk in enumerate(desks))
    )
    assert sum(report.alert for report in reports) == 1
    assert {report.of for report in reports if not report.alert} == {"w-1"}


async def test_a_report_that_was_decided_on_an_older_generation_is_refused(desk):
    first = await desk.reads(AGENCY, "https://a.example/1")
    with pytest.raises(Superseded):
        await desk.history.commit(replace(first, document="other"))
    assert [report.number async for report in desk.history.reports()] == [1]


async def test_a_watch_knows_nothing_of_another(make_history):
    one, other = Desk(make_history("one")), Desk(make_history("other"))
    await one.reads(AGENCY, "https://a.example/1")
    assert (await other.reads(AGENCY, "https://b.example/1")).verdict is Verdict.NEW_STORY


async def test_a_name_with_glob_characters_is_only_a_name(store):
    odd, plain = Desk(RedisHistory(store, "w.1-x_[a]*")), Desk(RedisHistory(store, "w.1-x_a"))
    await odd.reads(AGENCY, "https://a.example/1")
    await plain.reads(AGENCY, "https://a.example/1")
    await odd.history.rebuild()
    assert (await plain.reads(AGENCY, "https://b.example/1")).verdict is Verdict.COPY


async def test_the_baseline_is_judged_and_silent(desk):
    report = await desk.reads(AGENCY, "https://a.example/1", baseline=True)
    assert (report.verdict, report.alert) == (Verdict.NEW_STORY, False)
    assert Because.BASELINE in codes(report)
    assert not (await desk.reads(AGENCY, "https://b.example/1")).alert


async def test_lost_indexes_heal_before_the_next_verdict(store):
    desk = Desk(RedisHistory(store, "w"))
    await desk.reads(AGENCY, "https://a.example/1")
    async for key in store.scan_iter(match="ww:{w}:*"):
        if not key.endswith(b":journal"):
            await store.delete(key)
    assert (await desk.reads(AGENCY, "https://b.example/1")).verdict is Verdict.COPY


async def test_indexes_that_lag_behind_catch_up_before_the_next_verdict(store):
    work = await a_days_work(Desk(MemoryHistory("w")))
    desk = Desk(RedisHistory(store, "w"))
    # Whoever committed the second half died each time before the indexes had it.
    for report in work[: len(work) // 2]:
        await desk.history.commit(report)
    for report in work[len(work) // 2 :]:
        await Journal(store, "w").append(report)
    report = await desk.reads(ANALYSIS, "https://z.example/", document="99-0")
    assert (report.verdict, report.number) == (Verdict.COPY, len(work) + 1)


async def test_a_verdict_while_the_indexes_are_made_again_is_the_same(store):
    desk = Desk(RedisHistory(store, "w"))
    await a_days_work(desk)
    report, _ = await asyncio.gather(
        desk.reads(AGENCY, "https://z.example/", document="99-0"), RedisHistory(store, "w").rebuild()
    )
    assert (report.verdict, report.of) == (Verdict.COPY, "w-1")


async def test_a_report_that_another_process_forgot_is_not_remembered(store):
    desk = Desk(RedisHistory(store, "w"))
    await desk.reads(AGENCY, "https://a.example/1")
    await RedisHistory(store, "w").forget(1)
    assert (await desk.reads(AGENCY, "https://b.example/1")).verdict is Verdict.NEW_STORY


async def test_a_server_that_lost_its_scripts_is_served_all_the_same(store):
    desk = Desk(RedisHistory(store, "w"))
    await desk.reads(AGENCY, "https://a.example/1")
    await store.script_flush()
    assert (await desk.reads(OTHER, "https://b.example/1")).verdict is Verdict.NEW_STORY
    assert (await desk.reads(OTHER, "https://c.example/1")).verdict is Verdict.COPY


async def test_a_forgotten_report_is_not_compared_with_any_more(store):
    desk = Desk(RedisHistory(store, "w"))
    await desk.reads(AGENCY, "https://a.example/1")
    await desk.history.forget(1)
    fresh = Desk(RedisHistory(store, "w"))
    report = await fresh.reads(AGENCY, "https://b.example/1", document="9-0")
    assert (report.verdict, report.number) == (Verdict.NEW_STORY, 2)


async def test_a_history_in_memory_can_be_replayed_from_reports(store):
    desk = Desk(RedisHistory(store, "w"))
    work = await a_days_work(desk)
    replayed = MemoryHistory("w", work)
    following = AGENCY.replace("three million", "four million")
    expected = await desk.reads(following, "https://g.example/", document="99-0", minutes=60)
    assert await Desk(replayed).reads(following, "https://g.example/", document="99-0", minutes=60) == expected


def test_an_article_without_any_word_has_no_fingerprint_to_share():
    assert fingerprint(Article(url="", title=None, text="")).digest == b""


async def test_a_page_that_can_not_be_read_is_told_once(make_history):
    history = make_history("w")
    page = Announcement("https://a.example/1", "feed", NOON, title="Idlib")
    documents = [Document(page, page.url, b"", "", "A", NOON, ("w",)) for _ in range(2)]
    first, second = [
        await record_unjudged(history, Watch("w", "*"), document, id=f"{number}-0", error="it broke")
        for number, document in enumerate(documents)
    ]
    assert (first.verdict, first.alert) == (Verdict.UNJUDGED, True)
    assert (second.verdict, second.alert, second.of) == (Verdict.COPY, False, first.id)


STRANGE = {
    "no characters": "Idlib\0 zone\x1b[31m\x07\u202e is told of here",
    "templates": "Idlib {{7*7}} {0.__class__} %s is told of here",
    "signs": "\u0300\u0301 ... ،؛؟ 😀 \u200b\ufeff",
    "white space": " \n\t\u2028\u2029 ",
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
async def test_strange_characters_anywhere_are_judged_and_kept(desk, text):
    first = await desk.reads(f"{text}\n{AGENCY}", "https://a.example/1", text, outlet=text, document=text)
    assert first.verdict is Verdict.NEW_STORY
    again = await desk.reads(f"{text}\n{AGENCY}", "https://a.example/1", text, outlet=text)
    assert (again.verdict, codes(again)) == (Verdict.COPY, [Because.SAME_URL])
    await desk.reads(text, "https://b.example/", text)
    assert [report.number async for report in desk.history.reports()] == [1, 2, 3]


MOMENTS = {
    "year 1": datetime.min.replace(tzinfo=UTC),
    "year 9999": datetime.max.replace(tzinfo=UTC),
    "far east": datetime(2018, 9, 17, 12, tzinfo=timezone(timedelta(hours=14))),
    "far west": datetime(2018, 9, 17, 12, tzinfo=timezone(-timedelta(hours=12))),
    "before 1970": datetime(1969, 12, 31, tzinfo=UTC),
    "a year ahead": NOON + timedelta(days=365),
}


@pytest.mark.parametrize("published", MOMENTS.values(), ids=MOMENTS.keys())
async def test_a_date_of_any_time_is_judged_and_kept(desk, published):
    first = await desk.reads(AGENCY, "https://a.example/1", published=published)
    copy = await desk.reads(AGENCY, "https://b.example/1", published=published)
    assert (first.verdict, first.alert, copy.verdict, copy.alert) == (Verdict.NEW_STORY, True, Verdict.COPY, False)
    await desk.reads(ANALYSIS, "https://c.example/1", published=published)
    assert [report.number async for report in desk.history.reports()] == [1, 2, 3]

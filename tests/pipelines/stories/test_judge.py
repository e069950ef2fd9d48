"""What the judge makes of copies, news, revisions and developments. Every text is our own."""

import random
import re
from datetime import timedelta

import pytest

from pipelines.article import Removal
from pipelines.report import Because, Verdict
from pipelines.stories.memory import MemoryHistory
from pipelines.watch import Notify
from tests.pipelines.stories.conftest import NOON, Desk
from tests.pipelines.stories.newswire import AGENCY, ANALYSIS, OTHER, sentences

BANNER = (
    "This page has moved to our archive and is no longer updated by the newsroom. "
    "Home World Politics Business Sport Opinion Subscribe Sign in"
)


@pytest.fixture
def desk():
    return Desk(MemoryHistory("idlib"))


def codes(report):
    return [reason.code for reason in report.reasons]


@pytest.mark.parametrize(
    "copy",
    [
        "\n".join(sentences(AGENCY)[:2]),
        "\n".join(sentences(AGENCY)[:4]),
        "\n".join(reversed(sentences(AGENCY))),
        AGENCY.replace("\n", " "),
        AGENCY.replace("demilitarised", "Demilitarised").replace("'", "’"),
        AGENCY.replace("fighters", "gunmen").replace("Monday", "this Monday"),
        "Presidents find common ground on Idlib\n" + AGENCY,
        AGENCY + "\nFollow us",
        sentences(AGENCY)[0][:150] + " ...",
    ],
    ids=["two-sentences", "half", "reordered", "one-line", "spelling", "edited", "headline", "footer", "broken-off"],
)
async def test_a_copy_stays_silent_whatever_is_done_to_it(desk, copy):
    first = await desk.reads(AGENCY, "https://a.example/1", "Deal on Idlib")
    report = await desk.reads(copy, "https://b.example/2", "Another headline")
    assert (report.verdict, report.alert, report.of) == (Verdict.COPY, False, first.id)


@pytest.mark.parametrize(
    "news",
    [
        AGENCY.replace("15 to 20 kilometres", "15 to 25 kilometres"),
        AGENCY.replace("15 October", "20 October"),
        AGENCY.replace("twelve observation posts", "fourteen observation posts"),
        "A convoy of twenty armoured vehicles crossed the border near Reyhanli a few hours after the talks.\n" + AGENCY,
    ],
    ids=["width", "deadline", "spelled", "lead"],
)
async def test_news_in_a_known_text_is_told(desk, news):
    first = await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(news, "https://b.example/2")
    assert (report.verdict, report.alert) == (Verdict.NEW_REPORTING, True)
    assert report.story == first.story
    assert report.new


@pytest.mark.parametrize(
    "lead",
    [
        "In a province that had feared an offensive for weeks, the zone that was agreed on came as a relief.",
        "What will become of the zone, of the fighters and of their heavy weapons?",
    ],
    ids=["rephrased", "question"],
)
async def test_a_lead_that_says_the_same_in_other_words_is_no_news(desk, lead):
    first = await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(f"{lead}\n{AGENCY}", "https://b.example/2")
    assert (report.verdict, report.of) == (Verdict.COPY, first.id)


async def test_a_short_lead_of_other_things_is_news(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(
        "Israeli jets bombed an airport near Damascus overnight.\n" + AGENCY, "https://b.example/2"
    )
    assert report.verdict is Verdict.NEW_REPORTING
    assert report.new[0].text.startswith("Israeli jets")


async def test_a_clause_that_was_put_into_a_known_sentence_is_news(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    clause = ", while Israeli jets bombed ammunition depots of the Iranian guards near Damascus airport,"
    changed = AGENCY.replace("will patrol the strip together", f"will patrol{clause} the strip together")
    assert (await desk.reads(changed, "https://b.example/2")).verdict is Verdict.NEW_REPORTING


async def test_a_headline_with_a_figure_is_no_news(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    line = "Presidents agree zone, heavy weapons to leave, 14th summit ends"
    assert not (await desk.reads(f"{line}\n{AGENCY}", "https://b.example/2")).alert


async def test_a_date_that_replaces_another_is_told_whole(desk):
    await desk.reads(AGENCY + "The truce was signed on May 3, 2017 in Astana.", "https://a.example/1")
    report = await desk.reads(AGENCY + "The truce was signed on May 8, 2018 in Astana.", "https://b.example/2")
    assert (report.verdict, report.new[0].kind) == (Verdict.NEW_REPORTING, "figure")


async def test_a_toll_that_rises_is_told_though_another_report_has_the_figure(desk):
    await desk.reads(
        AGENCY + "Shelling near Jisr killed at least 6 civilians on Sunday.", "https://a.example/1", "Idlib"
    )
    await desk.reads(ANALYSIS + "At least 7 civilians drowned last year.", "https://b.example/2", "Idlib after Sochi")
    update = AGENCY + "Shelling near Jisr killed at least 7 civilians on Sunday."
    report = await desk.reads(update, "https://c.example/3", "Idlib")
    assert (report.verdict, report.new[0].kind) == (Verdict.NEW_REPORTING, "figure")


async def test_a_page_that_shows_only_a_known_headline_is_a_copy(desk):
    title = "Presidents agree on a demilitarised zone"
    first = await desk.reads(AGENCY, "https://a.example/1", title)
    report = await desk.reads("Our correspondent\nSochi ...", "https://b.example/2", title)
    assert (report.verdict, report.of) == (Verdict.COPY, first.id)


async def test_a_short_form_under_a_known_headline_is_no_stub(desk):
    title = "Exchange rates of the central bank"
    await desk.reads("Dollar 34.20, euro 37.15, rouble 0.37", "https://a.example/1", title)
    assert (await desk.reads("Dollar 34.60, euro 37.80, rouble 0.36", "https://a.example/2", title)).alert


async def test_a_text_that_runs_on_from_its_headline_is_compared_without_it(desk):
    first = await desk.reads("\n".join(sentences(AGENCY)[:3]), "https://a.example/1", "Deal on Idlib")
    title = "Presidents of Russia and Turkey find common ground at the Black Sea after weeks of fear"
    glued = f"Mon 17 Sep 2018 {title} " + " ".join(sentences(AGENCY)[:2])
    report = await desk.reads(glued, "https://b.example/2", title)
    assert (report.verdict, report.of) == (Verdict.COPY, first.id)
    assert report.containment > 0.95


async def test_a_text_that_begins_with_the_words_of_its_headline_keeps_them(desk):
    first = await desk.reads(AGENCY, "https://a.example/1", "The presidents of Russia and Turkey agreed on Monday")
    lead = "\n".join(sentences(AGENCY)[:2])
    assert (await desk.reads(lead, "https://b.example/2", "Something else")).containment == 1.0
    assert first.alert


async def test_a_changed_figure_is_told_before_and_after(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(AGENCY.replace("three million", "four million"), "https://b.example/2")
    assert report.new[0].kind == "figure"
    (reason,) = (reason for reason in report.reasons if reason.code is Because.NEW_FIGURES)
    assert "three million" in reason.detail.split("→")[0]
    assert "four million" in reason.detail.split("→")[1]


async def test_a_changing_date_line_is_no_news(desk):
    await desk.reads("SOCHI, 17 September 2018 - " + AGENCY, "https://a.example/1")
    report = await desk.reads("SOCHI, 18 September 2018 - " + AGENCY, "https://b.example/2")
    assert report.verdict is Verdict.COPY


async def test_a_template_with_other_figures_is_news_and_not_the_same_text(desk):
    form = "The bank set the rate at {} per cent on {} March and lent {} million to the market in the morning round."
    await desk.reads(form.format("4.25", 3, 800), "https://a.example/1")
    report = await desk.reads(form.format("4.50", 4, 650), "https://a.example/2")
    assert (report.alert, report.of) == (True, None)


async def test_what_a_site_says_below_everything_is_learned(desk):
    texts = [AGENCY, OTHER, ANALYSIS]
    for at, text in enumerate(texts):
        await desk.reads(text, f"https://a.example/{at}", f"Title {at}")
    verdicts = [
        (await desk.reads(f"{text}\n{BANNER}", f"https://b.example/{at}")).verdict for at, text in enumerate(texts)
    ]
    assert verdicts[-1] is Verdict.COPY


async def test_a_text_of_its_own_joins_the_development(desk):
    first = await desk.reads(AGENCY, "https://a.example/1", "Zone agreed for Idlib")
    report = await desk.reads(ANALYSIS, "https://b.example/2", "What the Idlib zone leaves open")
    assert (report.verdict, report.story, report.of) == (Verdict.NEW_REPORTING, first.story, None)


async def test_a_conflict_names_both_sides(desk):
    first = await desk.reads(AGENCY, "https://a.example/1", "Zone agreed for Idlib", outlet="Agency")
    report = await desk.reads(ANALYSIS, "https://b.example/2", "What the Idlib zone leaves open", outlet="Weekly")
    (conflict,) = report.conflicts
    assert (conflict.subject, conflict.unit) == ("zone width", "km")
    assert [(side.value, side.id, side.source) for side in conflict.values] == [
        ("15 to 20 kilometres", first.id, "Agency"),
        ("15 to 25 kilometres", report.id, "Weekly"),
    ]
    assert all(side.value in side.sentence for side in conflict.values)
    assert Because.CONFLICT in codes(report)


async def test_an_article_can_contradict_itself(desk):
    report = await desk.reads(AGENCY + "Ankara speaks of a zone 15 to 25 kilometres deep.", "https://a.example/1")
    assert [side.id for side in report.conflicts[0].values] == [report.id, report.id]


async def test_another_topic_is_another_story(desk):
    first = await desk.reads(AGENCY, "https://a.example/1", "Zone agreed for Idlib")
    report = await desk.reads(OTHER, "https://b.example/2", "Tram line reopens in Lisbon")
    assert report.verdict is Verdict.NEW_STORY
    assert report.story != first.story


async def test_a_revision_that_changes_a_fact_is_told(desk):
    first = await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(AGENCY.replace("15 to 20", "15 to 25"), "https://a.example/1")
    assert (report.verdict, report.alert, report.of) == (Verdict.REVISION, True, first.id)
    assert codes(report)[:2] == [Because.TEXT_CHANGED, Because.FACT_CHANGED]


async def test_a_cosmetic_revision_is_not(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(AGENCY.replace("stepping back from", "retreating from"), "https://a.example/1")
    assert (report.verdict, report.alert) == (Verdict.REVISION, False)
    assert Because.COSMETIC_CHANGE in codes(report)


async def test_a_changed_name_is_a_fact(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(AGENCY.replace("former Nusra Front", "former Levant Front"), "https://a.example/1")
    assert (report.verdict, report.alert) == (Verdict.REVISION, True)
    assert report.reasons[1].detail == "“Nusra” → “Levant”"


async def test_a_negation_is_a_fact(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(AGENCY.replace("would strengthen", "would not strengthen"), "https://a.example/1")
    assert (report.verdict, report.alert) == (Verdict.REVISION, True)
    assert report.reasons[0].detail == "“” → “not”"


async def test_a_cosmetic_revision_says_what_was_changed(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(AGENCY.replace("stepping back from", "retreating from"), "https://a.example/1")
    assert report.reasons[0].detail == "“stepping back” → “retreating”"


async def test_a_revised_page_that_is_crawled_again_is_unchanged(desk):
    await desk.reads(AGENCY, "https://a.example/1")
    revised = AGENCY.replace("15 to 20", "15 to 25")
    await desk.reads(revised, "https://a.example/1")
    assert codes(await desk.reads(revised, "https://a.example/1")) == [Because.SAME_URL]


async def test_an_address_that_shows_another_article_is_judged_afresh(desk):
    await desk.reads(AGENCY, "https://a.example/latest")
    assert (await desk.reads(OTHER, "https://a.example/latest")).verdict is Verdict.NEW_STORY


async def test_an_old_article_says_so(desk):
    report = await desk.reads(AGENCY, "https://a.example/1", published=NOON - timedelta(days=90))
    assert (report.verdict, report.alert) == (Verdict.NEW_STORY, True)
    assert Because.RESURFACED in codes(report)


@pytest.mark.parametrize(
    ("notify", "told"),
    [(Notify.STORIES, [True, False]), (Notify.FACTS, [True, True]), (Notify.REPORTING, [True, True])],
)
async def test_notify_decides_what_is_told(notify, told):
    desk = Desk(MemoryHistory("idlib"), notify)
    reports = [
        await desk.reads(AGENCY, "https://a.example/1", "Zone agreed for Idlib"),
        await desk.reads(ANALYSIS, "https://b.example/2", "What the Idlib zone leaves open"),
    ]
    assert [report.alert for report in reports] == told
    assert [report.says(Because.HELD_BACK_BY_NOTIFY) for report in reports] == [not each for each in told]


async def test_crawling_everything_again_tells_nothing(desk):
    pages = [
        (text, f"https://{host}.example/{at}") for at, text in enumerate([AGENCY, ANALYSIS, OTHER]) for host in "abc"
    ]
    for text, url in pages:
        await desk.reads(text, url)
    random.Random(7).shuffle(pages)
    again = [await desk.reads(text, url) for text, url in pages]
    assert not any(report.alert for report in again)
    assert {tuple(codes(report)) for report in again} == {(Because.SAME_URL,)}


async def test_an_unrelated_article_changes_no_verdict():
    work = [(AGENCY, "a"), (ANALYSIS, "b"), ("\n".join(sentences(AGENCY)[:2]), "c"), (AGENCY + BANNER, "d")]
    alone, beside = Desk(MemoryHistory("w")), Desk(MemoryHistory("w"))
    await beside.reads(OTHER, "https://z.example/tram", "Tram line reopens in Lisbon", minutes=0)
    for at, (text, host) in enumerate(work, 1):
        one = await alone.reads(text, f"https://{host}.example/", "Idlib", minutes=at)
        other = await beside.reads(text, f"https://{host}.example/", "Idlib", minutes=at)
        assert (one.verdict, one.alert, codes(one)) == (other.verdict, other.alert, codes(other))


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        (
            "The withdrawal of heavy weapons from the zone was complete on Wednesday.",
            "The withdrawal of heavy weapons from the zone was not complete on Wednesday.",
        ),
        (
            "Повстанцы в среду начали вывод тяжёлого вооружения из этой зоны.",
            "Повстанцы в среду не начали вывод тяжёлого вооружения из этой зоны.",
        ),
    ],
)
async def test_a_copy_that_says_the_opposite_is_news(desk, said, denied):
    rest = (
        " Observers from both countries drove along the line of contact for six hours. Farmers who live beside it said"
        " that they had seen lorries leave towards the north at dawn."
    )
    first = await desk.reads(said + rest, "https://a.example/1", outlet="Agency")
    second = await desk.reads(denied + rest, "https://b.example/1", outlet="Weekly")
    assert (second.verdict, second.of, second.alert) == (Verdict.NEW_REPORTING, first.id, True)
    assert second.reasons[0].code is Because.DENIED
    assert second.new[0].text == denied


async def test_a_round_up_of_what_two_stories_told_is_a_copy(desk):
    await desk.reads(OTHER, "https://a.example/tram", "Tram line reopens in Lisbon", minutes=0)
    first = await desk.reads(AGENCY, "https://b.example/idlib", "Zone agreed for Idlib")
    report = await desk.reads(f"{AGENCY}{OTHER}", "https://c.example/week", "The week")
    assert (report.verdict, report.of) == (Verdict.COPY, first.id)


async def test_a_round_up_with_a_sentence_of_its_own_is_told(desk):
    await desk.reads(OTHER, "https://a.example/tram", "Tram line reopens in Lisbon", minutes=0)
    await desk.reads(AGENCY, "https://b.example/idlib", "Zone agreed for Idlib")
    fresh = (
        "Surveyors will mark the edges of the strip with yellow barrels from Thursday, an officer announced in Hatay."
    )
    report = await desk.reads(f"{AGENCY}{OTHER}{fresh}", "https://c.example/week", "The week")
    assert (report.verdict, [one.text for one in report.new]) == (Verdict.NEW_REPORTING, [fresh])


async def test_a_report_that_takes_over_paragraphs_and_adds_a_sentence_is_new_reporting(desk):
    await desk.reads(AGENCY, "https://a.example/1", "Zone agreed for Idlib")
    fresh = (
        "Surveyors began to mark the edges of the strip with yellow barrels on Thursday while shepherds looked on.\n"
        "One barrel rolled down the slope above Jisr al-Shughur and dented a lorry that was loaded with lentils.\n"
    )
    report = await desk.reads(
        fresh + "\n".join(sentences(AGENCY)[2:5]), "https://b.example/2", "Barrels mark the zone in Idlib"
    )
    assert report.verdict is Verdict.NEW_REPORTING
    assert report.new[0].text.startswith("Surveyors began")


async def test_what_was_taken_out_of_the_original_is_no_news_in_a_copy_that_left_it_in(desk):
    line = (
        "Photographed from the hills above the town, soldiers of the seventh brigade rest beside their lorries at dusk."
    )
    first = await desk.reads(
        AGENCY, "https://a.example/1", "Zone agreed for Idlib", removed=(Removal(line, "photo_credit"),)
    )
    report = await desk.reads(f"{AGENCY}{line}", "https://b.example/2", "Zone agreed for Idlib")
    assert (report.verdict, report.of) == (Verdict.COPY, first.id)


async def test_a_text_with_other_words_here_and_there_is_a_copy(desk):
    spun = re.sub(r"\b(zone|strip|province|weapons|soldiers|told|people|range|area|line)\b", "item", AGENCY)
    first = await desk.reads(AGENCY, "https://a.example/1", "Zone agreed for Idlib")
    report = await desk.reads(spun, "https://b.example/2", "Item agreed for Idlib")
    assert (report.verdict, report.of) == (Verdict.COPY, first.id)

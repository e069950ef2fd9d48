"""A copy whose beginning tells another outcome is news."""

import pytest

from pipelines.report import Because, Verdict
from pipelines.stories.outcomes import Outcome, outcome_of, outcomes_of
from tests.pipelines.stories.newswire import AGENCY

TALKS = {
    "en": (
        "Envoys of both sides opened talks in Geneva on Tuesday that aim at a truce around the town of Harim.",
        "Envoys of both sides broke off talks in Geneva on Tuesday without a truce around the town of Harim.",
        "The hotel on the lake has been closed to guests since the weekend. Papers go from one floor to the next.",
    ),
    "ru": (
        "Суд распорядился пересчитать голоса в трёх округах на севере страны.",
        "Суд остановил пересчёт голосов в трёх округах на севере страны.",
        "Кандидат оппозиции уступила президенту немного голосов. На площадь вышли люди с фонарями.",
    ),
    "tr": (
        "Dört ülke tahılı taşıyacak ortak bir güzergâhta cuma günü anlaştı.",
        "Dört ülke tahılı taşıyacak ortak bir güzergâhta cuma günü anlaşamadı.",
        "Sigorta şirketleri planı olumlu karşıladı. Çiftçiler ucuz buğdaya kızıp köprüleri kapatmıştı.",
    ),
    "ar": (
        "أمرت المحكمة العليا في البلاد بإعادة فرز الأصوات في ثلاث دوائر شمالية.",
        "أوقفت المحكمة العليا في البلاد إعادة فرز الأصوات في ثلاث دوائر شمالية.",
        "وخسرت مرشحة المعارضة أمام الرئيس بفارق ضئيل. وتجمع الناس في الساحة يحملون الفوانيس.",
    ),
}


@pytest.mark.parametrize("language", TALKS)
async def test_a_copy_with_another_outcome_in_its_beginning_is_told(desk, language):
    before, after, rest = TALKS[language]
    first = await desk.reads(f"{before}\n{rest}", "https://a.example/1", language=language)
    second = await desk.reads(f"{after}\n{rest}", "https://b.example/2", language=language)
    assert (second.verdict, second.of) == (Verdict.NEW_REPORTING, first.id)
    assert second.reasons[0].code is Because.DENIED


async def test_an_outcome_that_the_text_told_further_below_is_an_editors_change(desk):
    text = (
        "The two presidents met on Monday for talks on Idlib in the town of Sochi.\nThey agreed on a zone in the end."
    )
    copy = (
        "The two presidents agreed on Monday in talks on Idlib in the town of Sochi.\nThey agreed on a zone in the end."
    )
    await desk.reads(text, "https://a.example/1")
    assert (await desk.reads(copy, "https://b.example/2")).verdict is Verdict.COPY


async def test_a_denial_in_mostly_known_words_is_told(desk):
    denial = "The Kremlin denied on Tuesday that any tanks would have to leave the strip."
    await desk.reads(AGENCY, "https://a.example/1")
    report = await desk.reads(f"{AGENCY}{denial}", "https://b.example/2")
    assert report.verdict is Verdict.NEW_REPORTING
    assert denial in [one.text for one in report.new]


def test_outcomes_are_told_by_the_beginnings_of_words():
    assert outcomes_of(["talks", "collapsed", "signed"]) == {Outcome.FAILED: {"collapsed"}, Outcome.SETTLED: {"signed"}}
    assert outcome_of("وتعثرت") is Outcome.FAILED
    assert outcome_of("signal") is None

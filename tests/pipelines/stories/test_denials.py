"""A denial is told, with what it answers; two statements of one actor that can't both hold are a conflict."""

import pytest

from pipelines.report import Because, Verdict
from pipelines.stories.memory import MemoryHistory
from tests.pipelines.stories.conftest import Desk

TOLD = {
    "en": (
        "Turkish forces opened fire on the village of Kafr Janna near the border on Sunday, residents said. "
        "Ankara agreed to withdraw its tanks from the village after talks with Russian officers in Hatay province. "
        "Three houses burned down and several families fled to the olive groves."
    ),
    "ru": (
        "Турецкие войска в воскресенье обстреляли деревню Кафр-Джанна у границы, рассказали жители. "
        "Анкара согласилась вывести свои танки из деревни после переговоров с российскими офицерами в провинции Хатай. "
        "Сгорели три дома, несколько семей ушли в оливковые рощи."
    ),
    "tr": (
        "Türk kuvvetleri pazar günü sınır yakınındaki Kefer Canna köyüne ateş açtı, köylüler böyle anlattı. "
        "Ankara, Hatay'da Rus subaylarla yapılan görüşmelerin ardından tanklarını köyden çekeceğini açıkladı. "
        "Üç ev yandı, birkaç aile zeytinliklere kaçtı."
    ),
    "ar": (
        "أطلقت القوات التركية النار يوم الأحد على قرية كفر جنة قرب الحدود، بحسب سكان القرية. "
        "وقالت أنقرة إن دباباتها ستنسحب من القرية بعد محادثات مع ضباط روس في محافظة هاتاي. "
        "واحترقت ثلاثة منازل وفرت عائلات إلى بساتين الزيتون."
    ),
}
DENIED = {
    "en": (
        "Residents said that Turkish forces fired on the village of Kafr Janna near the border on Sunday. "
        "Ankara denied that it had agreed to withdraw its tanks from the village after talks with Russian officers. "
        "Several families fled to the olive groves as three houses burned down."
    ),
    "ru": (
        "Жители рассказали, что турецкие войска обстреляли деревню Кафр-Джанна у границы в воскресенье. "
        "Анкара опровергла, что согласилась вывести свои танки из деревни после переговоров с российскими офицерами. "
        "Несколько семей ушли в оливковые рощи, сгорели три дома."
    ),
    "tr": (
        "Köylülerin anlattığına göre Türk kuvvetleri pazar günü sınır yakınındaki Kefer Canna köyüne ateş açtı. "
        "Ankara, Rus subaylarla yapılan görüşmelerin ardından tanklarını köyden çekeceği haberlerini yalanladı. "
        "Birkaç aile zeytinliklere kaçtı, üç ev yandı."
    ),
    "ar": (
        "قال سكان القرية إن القوات التركية أطلقت النار على قرية كفر جنة قرب الحدود يوم الأحد. "
        "ونفت أنقرة أن دباباتها ستنسحب من القرية بعد محادثات مع ضباط روس في محافظة هاتاي. "
        "وفرت عائلات إلى بساتين الزيتون واحترقت ثلاثة منازل."
    ),
}
TITLE = {
    "en": "Shots near the border village of Kafr Janna", "ru": "Стрельба у деревни Кафр-Джанна",
    "tr": "Kefer Canna köyünde ateş", "ar": "إطلاق نار على قرية كفر جنة",
}  # fmt: skip


@pytest.fixture
def desk():
    return Desk(MemoryHistory("idlib"))


async def told(desk, text, language, at):
    return await desk.reads(text, f"https://{at}.example/1", TITLE[language], outlet=at, language=language)


@pytest.mark.parametrize("language", TOLD)
async def test_a_denial_of_what_was_told_is_new_and_names_both_sentences(desk, language):
    await told(desk, TOLD[language], language, "agency")
    report = await told(desk, DENIED[language], language, "daily")
    detail = next(one.detail for one in report.reasons if one.code is Because.DENIED)
    assert report.verdict is Verdict.NEW_REPORTING
    assert report.new[0].kind == "statement"
    assert report.new[0].text in DENIED[language]
    assert " → " in detail


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("first", [TOLD, DENIED])
async def test_one_actor_who_says_and_denies_the_same_is_a_conflict(desk, language, first):
    second = DENIED if first is TOLD else TOLD
    await told(desk, first[language], language, "agency")
    report = await told(desk, second[language], language, "daily")
    (conflict,) = report.conflicts
    assert [value.source for value in conflict.values] == ["agency", "daily"]
    assert [value.sentence in text[language] for value, text in zip(conflict.values, (first, second), strict=True)]


@pytest.mark.parametrize("language", TOLD)
async def test_a_denial_that_was_told_before_is_no_news(desk, language):
    await told(desk, TOLD[language], language, "agency")
    await told(desk, DENIED[language], language, "daily")
    reordered = " ".join(reversed(DENIED[language].split(". ")))
    report = await told(desk, reordered, language, "weekly")
    assert not report.says(Because.DENIED)


async def test_a_denial_in_another_language_is_known_by_who_denies(desk):
    await told(desk, DENIED["en"], "en", "agency")
    report = await told(desk, DENIED["ru"], "ru", "daily")
    assert not report.says(Because.DENIED)


async def test_two_statements_of_one_actor_on_two_subjects_are_no_conflict(desk):
    await told(desk, TOLD["en"], "en", "agency")
    other = TOLD["en"].replace(
        "Ankara agreed to withdraw its tanks from the village after talks with Russian officers in Hatay province.",
        "Ankara denied that its soldiers had been fed badly, and praised the cooks of the garrison.",
    )
    report = await told(desk, other, "en", "daily")
    assert report.conflicts == ()


async def test_a_country_is_one_actor_however_it_is_called_and_a_ministry_is_its_countrys(desk):
    await told(desk, TOLD["en"], "en", "agency")
    turkey = DENIED["en"].replace("Ankara denied", "Turkey denied")
    assert (await told(desk, turkey, "en", "daily")).conflicts[0].subject == "statement of Turkey"
    russia = TOLD["en"].replace("Ankara agreed to withdraw its", "Russia's defence ministry agreed to withdraw the")
    other = Desk(MemoryHistory("idlib"))
    await told(other, russia, "en", "agency")
    report = await told(other, DENIED["en"].replace("Ankara denied", "Turkey's defence ministry denied"), "en", "daily")
    assert report.conflicts == ()

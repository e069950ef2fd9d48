"""What was changed on a page is told in words; what touches no fact is told from what does. In four languages."""

import pytest

from pipelines.article import Removal
from pipelines.extraction.repeats import HOST_REPEATS
from pipelines.report import Because, Verdict
from pipelines.stories.memory import MemoryHistory
from tests.pipelines.stories.conftest import Desk

PAGES = {
    "en": "The presidents of Russia and Turkey agreed to create a demilitarised zone around Idlib. It will be 15 "
    "kilometres wide. Heavy weapons will leave it by 10 October. Sergei Lavrov called the deal an important step.",
    "ru": "Президенты России и Турции договорились создать вокруг Идлиба демилитаризованную зону. Её ширина составит "
    "15 километров. Тяжёлое вооружение выведут до 10 октября. Сергей Лавров назвал соглашение важным шагом.",
    "tr": "Rusya ve Türkiye cumhurbaşkanları İdlib çevresinde silahsız bir bölge kurma konusunda anlaştı. Bölgenin "
    "genişliği 15 kilometre olacak. Ağır silahlar 10 Ekim'e kadar çekilecek. Mevlüt Çavuşoğlu anlaşmayı önemli bir "
    "adım olarak nitelendirdi.",
    "ar": "اتفق رئيسا روسيا وتركيا على إقامة منطقة منزوعة السلاح حول إدلب. سيبلغ عرض المنطقة ١٥ كيلومترا. وستسحب "
    "الأسلحة الثقيلة قبل ١٠ أكتوبر. ووصف الوزير سيرغي لافروف الاتفاق بأنه خطوة مهمة.",
}

# What a site writes below each of its articles: a sentence, a counter, a blurb that records cut.
FURNITURE = (
    "The Example Gazette does not answer for the weather in Ankara.",
    "Read 41 times today",
    f"The Example Gazette was founded in 1871 and belongs to its {'four hundred times ' * 9} four hundred readers.",
)
KNOWN = tuple(Removal(line, HOST_REPEATS) for line in FURNITURE)


async def revised(language, before, after):
    desk = Desk(MemoryHistory("idlib"))
    await desk.reads(PAGES[language], "https://a.example/1", language=language)
    return await desk.reads(PAGES[language].replace(before, after), "https://a.example/1", language=language)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "15 kilometres", "20 kilometres"),
        ("en", "10 October", "12 October"),
        ("en", "Lavrov", "Shoigu"),
        ("en", "will leave", "will not leave"),
        ("ru", "15 километров", "20 километров"),
        ("ru", "Лавров", "Шойгу"),
        ("ru", "назвал", "не назвал"),
        ("tr", "15 kilometre", "20 kilometre"),
        ("tr", "Mevlüt Çavuşoğlu", "Hulusi Akar"),
        ("tr", "çekilecek", "çekilmeyecek"),
        ("tr", "anlaştı", "anlaşmadı"),
        ("ar", "١٥", "٢٠"),
        ("ar", "لافروف", "شويغو"),
        ("ar", "وستسحب", "ولن تسحب"),
    ],
)
async def test_a_changed_fact_is_told(language, before, after):
    report = await revised(language, before, after)
    assert (report.verdict, report.alert) == (Verdict.REVISION, True)
    detail = next(reason.detail for reason in report.reasons if reason.code is Because.TEXT_CHANGED)
    assert any(word in detail.split("→")[1] for word in after.split())


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "an important step", "a big step"),
        ("en", "agreed to", "decided to"),
        ("en", "Lavrov", "Lavrow"),
        ("ru", "договорились", "согласились"),
        ("ru", "важным", "серьёзным"),
        ("tr", "anlaştı", "uzlaştı"),
        ("tr", "önemli bir adım", "büyük bir adım"),
        ("ar", "خطوة مهمة", "خطوة كبيرة"),
        ("ar", "إقامة", "إنشاء"),
    ],
)
async def test_a_cosmetic_change_is_not(language, before, after):
    report = await revised(language, before, after)
    assert (report.verdict, report.alert) == (Verdict.REVISION, False)
    assert report.says(Because.COSMETIC_CHANGE)


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("en", "15", "fifteen"), ("ru", "Её", "Ее"), ("ar", "١٥", "15")],
)
async def test_another_spelling_is_no_change_of_fact(language, before, after):
    assert not (await revised(language, before, after)).alert


async def test_a_page_is_not_revised_by_what_was_learned_of_its_host():
    desk = Desk(MemoryHistory("idlib"))
    first = await desk.reads("\n".join((PAGES["en"], *FURNITURE)), "https://a.example/1")
    again = await desk.reads(PAGES["en"], "https://a.example/1", removed=KNOWN)
    assert (again.verdict, again.alert, again.of) == (Verdict.COPY, False, first.id)


async def test_a_page_is_not_revised_by_what_was_forgotten_of_its_host():
    desk = Desk(MemoryHistory("idlib"))
    first = await desk.reads(PAGES["en"], "https://a.example/1", removed=KNOWN)
    text = "\n".join((PAGES["en"], *FURNITURE)).replace("41 times", "97 times")
    for _ in range(2):
        again = await desk.reads(text, "https://a.example/1")
        assert (again.verdict, again.alert, again.of) == (Verdict.COPY, False, first.id)


async def test_what_was_learned_of_a_host_hides_no_revision():
    desk = Desk(MemoryHistory("idlib"))
    await desk.reads("\n".join((PAGES["en"], *FURNITURE)), "https://a.example/1")
    report = await desk.reads(PAGES["en"].replace("15", "20"), "https://a.example/1", removed=KNOWN)
    assert (report.verdict, report.alert) == (Verdict.REVISION, True)
    assert all("Gazette" not in item.text for item in report.new)

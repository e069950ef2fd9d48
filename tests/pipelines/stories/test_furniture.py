"""What a host says on every page makes neither a copy nor a story, however much of a page it is."""

import pytest

from pipelines.report import Verdict
from tests.evaluation.developments.stories import report_of, stories

TEMPLATES = {
    "en": (
        "The Harbour Post has reported from the coast since 1889 and belongs to the people who write it. Our "
        "correspondents live in nineteen towns between the lighthouse and the border. Whoever wants to tell us "
        "something finds the newsroom on the second floor above the old chandlery."
    ),
    "tr": (
        "Liman Postası 1889'dan beri kıyıdan haber verir ve onu yazanların malıdır. Muhabirlerimiz fenerle sınır "
        "arasındaki on dokuz kasabada yaşar. Bize bir şey anlatmak isteyen, yazı işlerini eski halatçının üstündeki "
        "ikinci katta bulur."
    ),
    "ru": (
        "«Портовая почта» пишет о побережье с 1889 года и принадлежит тем, кто её делает. Наши корреспонденты живут в "
        "девятнадцати городках между маяком и границей. Кто хочет нам что-то рассказать, найдёт редакцию на втором "
        "этаже над старой канатной лавкой."
    ),
    "ar": (
        "تكتب صحيفة بريد المرفأ عن الساحل منذ عام 1889 وهي ملك لمن يحررونها. ويعيش مراسلونا في تسع عشرة بلدة بين "
        "المنارة والحدود. ومن أراد أن يحدثنا بأمر وجد هيئة التحرير في الطابق الثاني فوق دكان الحبال القديم."
    ),
}
LANGUAGES = sorted(TEMPLATES)
ABOVE, BELOW = "{template}\n{text}", "{text}\n{template}"


class Site:
    """A host that puts its template around every article."""

    def __init__(self, desk, language: str, page: str = BELOW) -> None:
        self.desk, self.language, self.page = desk, language, page
        self.reports = [report_of(story) for story in stories(language)]

    async def shows(self, at: int, sentences: int = 99, **details):
        """Judge its page with the beginning of a report."""
        report = self.reports[at]
        text = self.page.format(template=TEMPLATES[self.language], text="\n".join(report.sentences[:sentences]))
        url = details.pop("url", f"https://harbour.example/{at}")
        return await self.desk.reads(text, url, report.title, language=self.language, minutes=600 * at, **details)


@pytest.mark.parametrize("page", [ABOVE, BELOW], ids=["above", "below"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_copy_on_a_host_whose_template_is_known_is_silent(desk, language, page):
    site = Site(desk, language, page)
    for at in range(3):
        assert (await site.shows(at, sentences=3)).alert
    original = site.reports[4]
    first = await desk.reads(
        "\n".join(original.sentences[:3]), "https://agency.example/", original.title, language=language, minutes=2000
    )
    copy = await site.shows(4, sentences=3)
    assert (copy.verdict, copy.of) == (Verdict.COPY, first.id)


@pytest.mark.parametrize("page", [ABOVE, BELOW], ids=["above", "below"])
async def test_unrelated_pages_of_a_host_are_stories_of_their_own_once_its_template_is_known(desk, page):
    site = Site(desk, "en", page)
    found = [await site.shows(at, sentences=4) for at in (0, 2, 3, 6, 8)]
    assert all(report.alert for report in found)
    assert [report.verdict for report in found[2:]] == [Verdict.NEW_STORY] * 3


async def test_what_a_host_copied_from_its_own_pages_is_not_its_template(desk):
    site = Site(desk, "en")
    first = await site.shows(0)
    again = [await site.shows(0, url=f"https://harbour.example/again/{number}") for number in range(3)]
    assert {(report.verdict, report.of) for report in again} == {(Verdict.COPY, first.id)}


async def test_background_that_goes_from_report_to_report_leaves_them_in_their_story(desk):
    story = stories("en")[0]
    background = "\n".join(report_of(story).sentences[3:6])
    first = await desk.reads(story["text"], "https://h.example/0", story["title"])
    for number, followup in enumerate(story["followup"]):
        text = f"{followup['news'].strip()}\n{background}"
        report = await desk.reads(text, f"https://h.example/{number + 1}", followup["title"])
        assert (report.verdict, report.story) == (Verdict.NEW_REPORTING, first.story)

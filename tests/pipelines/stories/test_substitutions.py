"""A copy that puts another speaker or another day into a claim is news; one that only says it otherwise is a copy."""

import pytest

from pipelines.report import Because, Verdict
from pipelines.stories.memory import MemoryHistory
from tests.pipelines.stories.conftest import Desk

TEXTS = {
    "en": """\
Negotiators from four countries spent Sunday in a hotel above the lake and left without a common paper.
Sergei Shoigu said that the observation posts south of the highway would be emptied of heavy guns first.
Moscow rejected a proposal to let monitors of the Red Cross into the two besieged towns before winter.
The delegations agreed that the next round of talks will be held in Geneva on Tuesday, diplomats said.
Aid convoys have not reached the valley since the bridge near the mill was blown up three weeks ago.
Shopkeepers in the valley sell flour by the cup, and the bakery opens for two hours a day.
The miller's family moved in with cousins on the far side of the lake and sends bread by boat when the wind allows.
A teacher keeps the school open in the cellar of the town hall, where forty pupils share nine benches and a board.
""",
    "ru": """\
Переговорщики четырёх стран провели воскресенье в гостинице над озером и разъехались без общего документа.
Сергей Шойгу заявил, что с наблюдательных пунктов к югу от трассы первыми уберут тяжёлые орудия.
Москва отвергла предложение пустить наблюдателей Красного Креста в два осаждённых города до зимы.
Делегации договорились, что следующий раунд переговоров пройдёт в Женеве во вторник, сообщили дипломаты.
Колонны с помощью не доходят до долины с тех пор, как три недели назад взорвали мост у мельницы.
Лавочники в долине продают муку чашками, а пекарня открыта два часа в день.
Семья мельника перебралась к родственникам на другой берег озера и при хорошем ветре отправляет оттуда хлеб лодкой.
Учитель ведёт уроки в подвале ратуши, где сорок учеников делят девять скамеек и одну доску на всех.
Старики вспоминают, что в прошлую войну через перевал ходили с мулами, и говорят, что тропа ещё цела и пригодится снова.
Врач принимает больных в бывшей аптеке по утрам, а к вечеру уходит пешком в соседнее село за перевязочным материалом.
""",
    "tr": """\
Dört ülkenin müzakerecileri pazar gününü göl üstündeki bir otelde geçirdi ve ortak bir metin olmadan ayrıldı.
Sergey Şoygu, karayolunun güneyindeki gözlem noktalarından önce ağır topların çekileceğini söyledi.
Moskova, Kızılhaç gözlemcilerinin kış gelmeden kuşatılan iki kente girmesi önerisini reddetti.
Heyetler, bir sonraki görüşme turunun salı günü Cenevre'de yapılması konusunda anlaştı, diplomatlar böyle dedi.
Değirmenin yanındaki köprü üç hafta önce havaya uçurulduğundan beri vadiye yardım konvoyları ulaşamıyor.
Vadideki esnaf unu bardakla satıyor, fırın da günde iki saat açık kalıyor.
Değirmencinin ailesi gölün öbür yakasına taşındı ve rüzgâr izin verdikçe kayıkla ekmek gönderiyor.
Bir öğretmen belediye binasının bodrumunda okulu açık tutuyor, kırk öğrenci dokuz sırayı ve tek tahtayı paylaşıyor.
Yaşlılar geçen savaşta geçitten katırlarla gidildiğini hatırlıyor, patikanın hâlâ sağlam olduğunu anlatıyor.
Doktor sabahları eski eczanede hastalara bakıyor, akşama doğru sargı bezi bulmak için komşu köye yürüyor.
""",
    "ar": """\
أمضى مفاوضون من أربع دول يوم الأحد في فندق فوق البحيرة وغادروا من دون ورقة مشتركة.
وقال سيرغي شويغو إن المدافع الثقيلة ستسحب أولا من نقاط المراقبة جنوب الطريق السريع.
وقالت موسكو إن مراقبي الصليب الأحمر لن يدخلوا البلدتين المحاصرتين قبل حلول الشتاء.
واتفقت الوفود على أن تعقد الجولة المقبلة من المحادثات في جنيف يوم الثلاثاء، بحسب دبلوماسيين.
ولم تصل قوافل المساعدات إلى الوادي منذ تفجير الجسر القريب من الطاحونة قبل ثلاثة أسابيع.
ويبيع أصحاب المتاجر في الوادي الطحين بالكوب ويفتح المخبز ساعتين في اليوم.
وانتقلت عائلة الطحان إلى أقارب لها على الضفة الأخرى من البحيرة وهي ترسل الخبز بالقارب كلما سمحت الريح بذلك.
ويبقي معلم المدرسة مفتوحة في قبو دار البلدية حيث يتقاسم أربعون تلميذا تسعة مقاعد ولوحا واحدا.
ويتذكر المسنون أن الناس عبروا الممر بالبغال في الحرب الماضية ويقولون إن الدرب ما زال صالحا وسينفع مرة أخرى.
ويستقبل الطبيب مرضاه صباحا في صيدلية قديمة ثم يمشي مساء إلى القرية المجاورة بحثا عن الضمادات والأدوية.
""",
}
CHANGED = [
    ("en", "Sergei Shoigu", "Mevlut Cavusoglu"), ("en", "Moscow", "Tehran"), ("en", "on Tuesday", "on Friday"),
    ("ru", "Сергей Шойгу", "Мевлют Чавушоглу"), ("ru", "Москва", "Анкара"), ("ru", "вторник", "пятницу"),
    ("tr", "Sergey Şoygu", "Mevlüt Çavuşoğlu"), ("tr", "Moskova", "Tahran"), ("tr", "salı", "cuma"),
    ("ar", "سيرغي شويغو", "مولود جاويش"), ("ar", "موسكو", "أنقرة"), ("ar", "الثلاثاء", "الجمعة"),
]  # fmt: skip
SPUN = [
    ("en", "Sergei Shoigu", "Sergey Shoygu"), ("en", "Sergei Shoigu", "Mr Shoigu"), ("en", "Moscow", "The Kremlin"),
    ("en", "Moscow", "The Russian Federation"), ("en", "spent Sunday", "spent Saturday"),
    ("en", "Sergei Shoigu", "The Russian minister"), ("ru", "Москва", "Россия"), ("ru", "Сергей Шойгу", "С. Шойгу"),
    ("tr", "Moskova", "Rusya"), ("ar", "موسكو", "روسيا"), ("ar", "سيرغي شويغو", "سيرجي شويجو"),
]  # fmt: skip


@pytest.fixture
def desk():
    return Desk(MemoryHistory("idlib"))


async def copied(desk, language, old, new):
    text = TEXTS[language]
    assert old in text
    await desk.reads(text, "https://a.example/1", "Talks", language=language)
    return await desk.reads(text.replace(old, new), "https://b.example/1", "Talks", language=language)


@pytest.mark.parametrize(("language", "old", "new"), CHANGED)
async def test_another_speaker_or_another_day_is_told(desk, language, old, new):
    report = await copied(desk, language, old, new)
    assert report.verdict is Verdict.NEW_REPORTING
    assert report.reasons[0].code is Because.CLAIM_CHANGED
    assert new.split()[-1] in report.reasons[0].detail


@pytest.mark.parametrize(("language", "old", "new"), SPUN)
async def test_another_name_for_the_same_speaker_is_a_copy(desk, language, old, new):
    report = await copied(desk, language, old, new)
    assert report.verdict is Verdict.COPY

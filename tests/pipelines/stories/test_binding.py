"""What a figure is about is what its clause says, and a figure that counts nobody is no claim."""

import pytest

from pipelines.stories.claims import claims_of
from pipelines.stories.words import sentences_of


def claims(text):
    return [(claim.subject, claim.quantity.written) for claim in claims_of(sentences_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A convoy of around fifty armoured vehicles crossed over.", [("vehicles", "fifty")]),
        ("В колонне было 20 танков.", [("tanks", "20")]),
        ("Konvoyda yirmi tank vardı.", [("tanks", "yirmi")]),
        ("وضم الرتل خمسين آلية.", [("vehicles", "خمسين")]),
        ("Three captured fighter jets were shown.", [("aircraft", "Three")]),
        ("The raid killed 11 people, among them four children.",
         [("people killed", "11"), ("children killed", "four")]),
        ("The death toll in clashes near the edge of the zone that both had agreed on rose to 14, a monitor said.",
         [("people killed", "14")]),
        ("The number of wounded in the attack on the convoy near the town reached 52.", [("people wounded", "52")]),
        ("Число погибших при обстреле рынка в Идлибе выросло до 17.", [("people killed", "17")]),
        ("Saldırıda ölenlerin sayısı 17'ye yükseldi.", [("people killed", "17'ye")]),
        ("Depremde can kaybı 45'e çıktı.", [("people killed", "45'e")]),
        ("وصلت حصيلة القتلى في القصف على السوق إلى 35.", [("people killed", "35")]),
        ("مقتل 10 بينهم 6 جنود.", [("people killed", "10"), ("soldiers killed", "6")]),
        ("Twenty people were killed or wounded.", [("people killed or wounded", "Twenty")]),
        ("سقط 20 شخصا بين قتيل وجريح.", [("people killed or wounded", "20")]),
        ("سقوط 3 قتلى وجريح.", [("people killed", "3")]),
        ("قتل متظاهر وأصيب 40 آخرون.", [("people wounded", "40")]),
        ("They are to free the 2,000 to 3,000 detained children.", [("children detained", "2,000 to 3,000")]),
        ("Üç asker öldü.", [("soldiers killed", "Üç")]),
        ("13 kişi yaşamını yitirdi.", [("people killed", "13")]),
        ("Ещё двадцать четыре получили ранения.", [("people wounded", "двадцать четыре")]),
        ("Muhaliflerin sayısı ise 60 bin civarında.", [("fighters", "60 bin")]),
        ("ويقدر عدد مقاتلي المعارضة بنحو ستين ألفا.", [("fighters", "ستين ألفا")]),
        ("Joint patrols of both armies will begin on 20 October.", [("patrols date", "20 October")]),
        ("The buffer zone covers 2,500 square kilometres.", [("zone area", "2,500 square kilometres")]),
        ("A buffer zone is planned. It runs for 250 km along the front.", [("zone length", "250 km")]),
        ("The demilitarised area will be nine to 12 miles across.", [("zone width", "nine to 12 miles")]),
        ("Howitzers stand in the zone. They are to be withdrawn by 8 October.", []),
        ("Гаубицы начали отводить. Полностью вывести их оттуда надо до 8 октября.",
         [("weapons deadline", "8 октября")]),
        ("Moscow spoke of a buffer zone. Officials in Ankara put it at 15 to 25 kilometres.",
         [("zone width", "15 to 25 kilometres")]),
        ("Договорились о буферной зоне. Путин назвал глубину от 15 до 20 километров.",
         [("zone width", "15 до 20 километров")]),
        ("15 ila 20 kilometrelik silahsız bölge oluşturulacak.", [("zone width", "15 ila 20 kilometrelik")]),
        ("Heavy weapons, among them tanks, will be pulled out of the zone by 10 October.",
         [("weapons deadline", "10 October")]),
        ("الأسلحة الثقيلة، من دبابات وراجمات، ستسحب من المنطقة بحلول العاشر من تشرين الأول.",
         [("weapons deadline", "العاشر من تشرين الأول")]),
        ("They settled on a 15-20km wide buffer, though Turkish officials spoke of 15-25km.",
         [("zone width", "15-20km"), ("zone width", "15-25km")]),
        ("The deadline for the withdrawal of heavy weapons is 10 October.", [("weapons deadline", "10 October")]),
        ("К 10 октября надо вывести тяжёлое вооружение, а к 15 октября — создать саму зону.",
         [("weapons deadline", "10 октября"), ("zone deadline", "15 октября")]),
        ("Ağır silahlar 10 Ekim'e, radikal gruplar 15 Ekim'e kadar bölgeden çıkarılacak.",
         [("weapons deadline", "10 Ekim"), ("fighters deadline", "15 Ekim")]),
        ("سيتم سحب السلاح الثقيل قبل العاشر من أكتوبر وإخلاء المنطقة من المتشددين قبل الخامس عشر منه.",
         [("weapons deadline", "العاشر من أكتوبر"), ("fighters deadline", "الخامس عشر منه")]),
        ("After the quake, three of magnitude 5 struck.", [("magnitude", "5")]),
        ("Two students were treated for injuries and released.", [("people of a group wounded", "Two")]),
        ("وتحتفظ روسيا بعشر نقاط مراقبة.", [("Russian observation posts", "بعشر")]),
        ("Two Russian pilots died.", [("people of a group killed", "Two")]),
        ("Там живут 160 тысяч вынужденных переселенцев, из них 70 тысяч — дети.",
         [("people displaced", "160 тысяч"), ("children", "70 тысяч")]),
        ("Dozens of strikes killed at least 16 people.", [("strikes", "Dozens"), ("people killed", "16")]),
        ("The unemployment rate spiked to 14.7 percent in April.", [("unemployment", "14.7 percent")]),
    ],
)  # fmt: skip
def test_a_figure_is_told_of_what_stands_around_it(text, expected):
    assert claims(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rate was 170 people per 100,000.",
        "The toll on the bridge rose to 4 dollars.",
        "The death toll in the province has been rising since 2011.",
        "One in five people fell ill.",
        "Four out of five arrests were made there.",
        "More than three quarters of residents agreed.",
        "Yaşları 13-17 arasında değişen çocuklar oynadı.",
        "27 yaşındaki kadın konuştu.",
        "BM Mülteci Örgütünün 10.Yüksek Komiseri konuştu.",
        "Bu yıl 56'ncısı düzenlenen araç fuarı açıldı.",
        "He died about 11am on Friday.",
        "A court sentenced five to death.",
        "Each flight was with a Cessna 182T aircraft.",
        "Published 19 September 2016 Airstrikes killed nobody.",
        "Gold rose by 1% after the bank had raised the interest rate.",
        "About 60 percent are extremely interested, and interest is high with 60 percent.",
        "Interest payments take 45% of the revenue.",
        "The poll on the election was conducted on 24 April.",
        "Uzay aracı bölgeye saatte 6115 kilometre hızla çarptı.",
        "İdlib bölgesinde 15 kilometre yürüdüler.",
        "يحتاج إلى 700 إطار مدني.",
        "بلغ عدد الحالات 2600 إصابة بفيروس كورونا.",
        "The planet is 6.2 in magnitude.",
        "He was 44 when he died.",
        "Boksör 2009'da son verdiği hayatına dönüyor.",
        "66 aylık çocuklar okula başladı.",
        "Ölüme sebebiyet vermek'ten gözaltına alındı.",
        "They spoke of the 1890 Wounded Knee massacre.",
        "The states held four November votes.",
    ],
)
def test_what_counts_or_measures_nothing_is_no_claim(text):
    assert claims(text) == []

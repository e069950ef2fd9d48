"""Figures are read as four languages write them, bound to what they measure, and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories.claims import claims_of
from pipelines.stories.conflicts import contradicts
from pipelines.stories.quantities import quantities_of, tokens_of
from pipelines.stories.words import sentences_of

PIECES = (
    "zone", "зона", "bölge", "منطقة", "is", "15", "20", "١٥", "km", "миль", "to", "-", "до", "ila", "wide", "by", "not",
    "October", "октября", "Ekim", "killed", "people", "человек", "kişi", "شخصا", "مقتل", "three", "on", "bin",
    "million", "тыс.", ",", "(", ")", "half", "a", "dozens", "of", "2018", "½", "'ye", "correction", ".", "and", "و",
)  # fmt: skip


def quantities(text):
    return [(round(q.low, 1), round(q.high, 1), q.unit) for q in quantities_of(text, tokens_of(text))]


def claims(text):
    return [(claim.subject, claim.quantity.written) for claim in claims_of(sentences_of(text))]


def claim(text):
    (found,) = claims_of(sentences_of(text))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 to 20 kilometres", (15, 20, "km")),
        ("15-20 km", (15, 20, "km")),
        ("a 15–20-kilometre strip", (15, 20, "km")),
        ("between fifteen and twenty-five kilometres", (15, 25, "km")),
        ("9 to 12 miles", (14.5, 19.3, "km")),
        ("15-20 километров", (15, 20, "km")),
        ("от 15 до 20 км", (15, 20, "km")),
        ("15 ila 20 kilometre", (15, 20, "km")),
        ("من ١٥ إلى ٢٠ كيلومترا", (15, 20, "km")),
        ("500 metres", (0.5, 0.5, "km")),
        ("3,5 миллиона", (3_500_000, 3_500_000, "")),
        ("3.5 million", (3_500_000, 3_500_000, "")),
        ("15 to 20 thousand", (15_000, 20_000, "")),
        ("800.000", (800_000, 800_000, "")),
        ("٨٠٠٬٠٠٠", (800_000, 800_000, "")),
        ("1,5", (1.5, 1.5, "")),
        ("12.5 percent", (12.5, 12.5, "%")),
        ("10 October", (320, 320, "date")),
        ("October 10", (320, 320, "date")),
        ("the 10th of October", (320, 320, "date")),
        ("10 октября", (320, 320, "date")),
        ("10 Ekim", (320, 320, "date")),
        ("10 تشرين الأول", (320, 320, "date")),
        ("10 أكتوبر", (320, 320, "date")),
        ("15km to 20km", (15, 20, "km")),
        ("a 15- to 20-kilometre strip", (15, 20, "km")),
        ("15km-20km", (15, 20, "km")),
        ("between 15 and 20 people", (15, 20, "")),
        ("بين 15 و20 كيلومترا", (15, 20, "km")),
        ("15 ile 25 kilometre", (15, 25, "km")),
        ("15'er kilometre", (15, 15, "km")),
        ("20'ye yakın", (20, 20, "")),
        ("800 bin kişi", (800_000, 800_000, "")),
        ("800 тыс. человек", (800_000, 800_000, "")),
        ("800 000 человек", (800_000, 800_000, "")),
        ("٨٠٠ ألف شخص", (800_000, 800_000, "")),
        ("3 binden fazla kişi", (3_000, 3_000, "")),
        ("2 milyondan fazla kişi", (2_000_000, 2_000_000, "")),
        ("üç binin üzerinde kişi", (3_000, 3_000, "")),
        ("üç yüzden fazla kişi", (300, 300, "")),
        ("yirmi beşten fazla kişi", (25, 25, "")),
        ("beşe yükseldi", (5, 5, "")),
        ("в двух тысячах километров", (2_000, 2_000, "km")),
        ("в двухстах метрах", (0.2, 0.2, "km")),
        ("ثمان وعشرون قتيلا", (28, 28, "")),
        ("двумя миллионами долларов", (2_000_000, 2_000_000, "USD")),
        ("миллион", (1_000_000, 1_000_000, "")),
        ("مليون", (1_000_000, 1_000_000, "")),
        ("ثلاثة ملايين", (3_000_000, 3_000_000, "")),
        ("полтора миллиона", (1_500_000, 1_500_000, "")),
        ("half a million", (500_000, 500_000, "")),
        ("two hundred and fifty thousand", (250_000, 250_000, "")),
        ("iki yüz elli bin", (250_000, 250_000, "")),
        ("двести пятьдесят тысяч", (250_000, 250_000, "")),
        ("خمسة وعشرون", (25, 25, "")),
        ("خمسة عشر", (15, 15, "")),
        ("on iki", (12, 12, "")),
        ("tens of thousands", (20_000, 99_000, "")),
        ("десятки тысяч", (20_000, 99_000, "")),
        ("$5.7bn", (5_700_000_000, 5_700_000_000, "USD")),
        ("£3m", (3_000_000, 3_000_000, "GBP")),
        ("a wall 3m high", (0.0, 0.0, "km")),
        ("yüzde 60", (60, 60, "%")),
        ("mid-October", (321, 330, "date")),
        ("Oct. 10", (320, 320, "date")),
        ("10.10.2018", (320, 320, "date")),
        ("the end of 2018", (403, 403, "date")),
        ("yıl sonuna", (403, 403, "date")),
        ("نهاية العام", (403, 403, "date")),
        ("конца года", (403, 403, "date")),
        ("twenty-one", (21, 21, "")),
        ("двадцать один", (21, 21, "")),
        ("on bir", (11, 11, "")),
        ("أحد عشر", (11, 11, "")),
        ("واحد وعشرين", (21, 21, "")),
        ("وثلاثين", (30, 30, "")),
        ("38 bin 500", (38_500, 38_500, "")),
        ("bin 300 asker", (1_300, 1_300, "")),
        ("bir buçuk milyon", (1_500_000, 1_500_000, "")),
        ("onbeş kilometre", (15, 15, "km")),
        ("ikiyüz kişi", (200, 200, "")),
        ("две с половиной тысячи", (2_500, 2_500, "")),
        ("миллион двести тысяч", (1_200_000, 1_200_000, "")),
        ("около миллиона", (1_000_000, 1_000_000, "")),
        ("more than two dozen", (24, 24, "")),
        ("two and a half million", (2_500_000, 2_500_000, "")),
        ("several hundred", (200, 900, "")),
        ("несколько тысяч", (2_000, 9_000, "")),
        ("مليون ونصف المليون", (1_500_000, 1_500_000, "")),
        ("ثلاثة آلاف وخمسمئة", (3_500, 3_500, "")),
        ("مئة وخمسة وعشرين", (125, 125, "")),
        ("ستين ألفا", (60_000, 60_000, "")),
        ("مليونين و200 ألف", (2_200_000, 2_200_000, "")),
        ("ما بين خمسة عشر وعشرين كيلومترا", (15, 20, "km")),
        ("from 2,000 to 3,000", (2_000, 3_000, "")),
        ("2,500 square kilometres", (2_500, 2_500, "km2")),
        ("2 500 кв. км", (2_500, 2_500, "km2")),
        ("2 bin 500 kilometrekare", (2_500, 2_500, "km2")),
        ("2500 كيلومتر مربع", (2_500, 2_500, "km2")),
        ("250 hectares", (2.5, 2.5, "km2")),
        ("the fifteenth of October", (325, 325, "date")),
        ("twenty-first of October", (331, 331, "date")),
        ("пятнадцатому октября", (325, 325, "date")),
        ("15-го октября", (325, 325, "date")),
        ("on beş Ekim", (325, 325, "date")),
        ("Ekim'in 10", (320, 320, "date")),
        ("Ekim ayının ortasına", (321, 330, "date")),
        ("الثامن من أكتوبر", (318, 318, "date")),
        ("الخامس عشر من تشرين الأول", (325, 325, "date")),
    ],
)
def test_a_quantity_is_read(text, expected):
    assert quantities(text) == [expected]


def test_figures_of_two_units_are_no_range():
    assert quantities("0.07% or 1.47 dollars") == [(0.1, 0.1, "%"), (1.5, 1.5, "USD")]


def test_two_counts_with_and_between_are_no_range():
    assert quantities("12 soldiers and 14 civilians, 3 and 4") == [
        (12, 12, ""), (14, 14, ""), (3, 3, ""), (4, 4, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "M4", "COVID-19", "at 16:20", "½ cup", "it depends on them", "they may fall", "9" * 400, "9" * 5000,
        f"{'9' * 5000} October",
    ],
)  # fmt: skip
def test_what_is_no_number_is_none(text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 12 dead", "at least"), ("не менее 12 человек", "at least"), ("ما لا يقل عن 12 شخصا", "at least"),
        ("12'den fazla kişi", "at least"), ("up to 12 km", "at most"), ("12 kilometreye kadar", "at most"),
        ("12 kadar kişi", "about"), ("12 people or more", "at least"), ("12 or more people", "at least"),
        ("12 شخصا على الأقل", "at least"), ("ما لا يزيد عن 12 شخصا", "at most"), ("12'nin üzerinde kişi", "at least"),
        ("لا يتجاوز 12 كيلومترا", "at most"), ("12 kişiye kadar", "at most"), ("около 12 человек", "about"),
        ("yaklaşık 12 kişi", "about"), ("نحو 12 شخصا", "about"), ("12 dead", "exactly"),
    ],
)  # fmt: skip
def test_how_a_number_is_meant_is_read(text, bound):
    (found,) = quantities_of(text, tokens_of(text))
    assert found.bound == bound


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The zone will be 15 to 20 km wide.", [("zone width", "15 to 20 km")]),
        ("They agreed on a buffer of 15-25 kilometres.", [("zone width", "15-25 kilometres")]),
        ("Зона глубиной 15–20 километров появится.", [("zone width", "15–20 километров")]),
        ("15-20 kilometre genişliğinde bir bölge kurulacak.", [("zone width", "15-20 kilometre")]),
        ("منطقة منزوعة السلاح بعمق ١٥ إلى ٢٠ كيلومترا.", [("zone width", "١٥ إلى ٢٠ كيلومترا")]),
        ("They agreed on a buffer zone between rebels and the army in Idlib that is between 15 and 25 kilometres wide.",
         [("zone width", "15 and 25 kilometres")]),
        ("Heavy weapons must leave the zone by 10 October.", [("weapons deadline", "10 October")]),
        ("К 10 октября из зоны выведут тяжёлое вооружение.", [("weapons deadline", "10 октября")]),
        ("Зона вдоль линии соприкосновения вооружённой оппозиции появится к 15 октября.",
         [("zone deadline", "15 октября")]),
        ("The zone is to stand by 15 October, and heavy weapons are to go by 10 October.",
         [("zone deadline", "15 October"), ("weapons deadline", "10 October")]),
        ("By 10 October, at the Turkish president's suggestion, all heavy weapons are to be withdrawn.",
         [("weapons deadline", "10 October")]),
        ("Before the end of 2018 the M4 and M5 highways are to be open.", [("roads deadline", "end of 2018")]),
        ("A zone is planned. It is to be between 15km and 25km wide.", [("zone width", "15km and 25km")]),
        ("The zone will be nine to 12 miles (15-20 km) wide.",
         [("zone width", "nine to 12 miles"), ("zone width", "15-20 km")]),
        ("A 15 to 20-kilometre (9 to 12-mile) demilitarised zone is planned.",
         [("zone width", "15 to 20-kilometre"), ("zone width", "9 to 12-mile")]),
        ("The zone is to extend 15-20 km from the contact line.", [("zone width", "15-20 km")]),
        ("A zone with a depth of 15-20 km will part the Idlib de-escalation zone from government troops.",
         [("zone width", "15-20 km")]),
        ("A demilitarised zone of 15-20 km in the Idlib de-escalation zone.", [("zone width", "15-20 km")]),
        ("The zone stretches 250 km along the front.", [("zone length", "250 km")]),
        ("Ankara wants a safe zone 30 km deep.", [("other zone width", "30 km")]),
        ("Two days before 13 October the zone was visited.", []),
        ("He spoke of the demilitarised zone and then toured a canal that is to be 400 metres wide.", []),
        ("Behind the trench lies a zone 15 km wide.", [("zone width", "15 km")]),
        ("Turkey keeps 12 observation posts, Russia ten posts.",
         [("Turkish observation posts", "12"), ("Russian observation posts", "ten")]),
        ("У Турции в провинции 12 наблюдательных постов.", [("Turkish observation posts", "12")]),
        ("Türkiye'nin İdlib'de 12 gözlem noktası bulunuyor.", [("Turkish observation posts", "12")]),
        ("وتملك تركيا 12 نقطة مراقبة.", [("Turkish observation posts", "12")]),
        ("The shelling killed 12 people and wounded 30.", [("people killed", "12"), ("people wounded", "30")]),
        ("At least 12 people, including three children, were killed.",
         [("people killed", "12"), ("children killed", "three")]),
        ("The death toll rose to 17.", [("people killed", "17")]),
        ("Погибли 12 мирных жителей, ранены 30.", [("civilians killed", "12"), ("people wounded", "30")]),
        ("12 kişi hayatını kaybetti, 30 kişi yaralandı.", [("people killed", "12"), ("people wounded", "30")]),
        ("مقتل 12 شخصا وإصابة 30 آخرين.", [("people killed", "12"), ("people wounded", "30")]),
        ("Some 38,500 people have been displaced.", [("people displaced", "38,500")]),
        ("The leaders meet for a summit on 7 September.", [("talks date", "7 September")]),
        ("The bank raised its interest rate to 4.5 per cent.", [("interest rate", "4.5 per cent")]),
        ("Центробанк поднял ставку до 12,5 процента.", [("interest rate", "12,5 процента")]),
        ("Merkez Bankası faizi yüzde 24'e çıkardı.", [("interest rate", "24'e")]),
        ("The council approved a budget of $5.7bn.", [("budget", "5.7bn")]),
        ("A magnitude 6.7 earthquake shook the coast.", [("magnitude", "6.7")]),
        # What is not said is not claimed.
        ("The fire killed 12 sheep.", []),
        ("He was killed in 2015.", []),
        ("She died six days later.", []),
        ("They released a 98-page report for people at home.", []),
        ("Turkish troops stand 20 km north of the zone.", []),
        ("He spoke on 10 October about weapons.", []),
        ("About 3 million loaves were baked there.", []),
        ("They walked 15 km.", []),
    ],
)  # fmt: skip
def test_a_figure_is_bound_to_what_it_measures_or_counts(text, expected):
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("A zone 15 to 20 km wide.", "A zone 15 to 25 km wide.", True),
        ("A zone 15 to 20 km wide.", "A zone 9 to 12 miles wide.", False),
        ("A zone 15 to 20 km wide.", "Зона шириной 15-20 километров.", False),
        ("A zone 15 to 20 km wide.", "A zone up to 20 km wide.", False),
        ("A zone 15 to 20 km wide.", "A zone 30 km wide.", True),
        ("A zone 15 to 20 km wide.", "A zone 250 km long.", False),
        ("Weapons leave by 10 October.", "The zone is due by 15 October.", False),
        ("Weapons leave by 10 October.", "Weapons leave by 12 October.", True),
        ("The zone is due by 15 October.", "The zone is due by mid-October.", False),
        ("A zone 15 to 20 km wide.", "In 2015 it had asked for a zone 30 km wide.", False),
        ("A zone 15 to 20 km wide.", "A safe zone 30 km wide.", False),
        ("Turkey keeps 12 observation posts.", "Turkey keeps 14 observation posts.", True),
        ("Turkey keeps 12 observation posts.", "Russia keeps 10 observation posts.", False),
        ("Turkey keeps 12 observation posts.", "Turkish troops reinforced three observation posts.", False),
        ("Turkey keeps 12 observation posts.", "Two of the Turkish observation posts came under fire.", False),
        ("Turkey keeps 12 observation posts.", "Turkey is to have 8 more observation posts.", False),
        ("У Турции 12 наблюдательных постов.", "Турция усилила два наблюдательных поста.", False),
        ("Türkiye'nin 12 gözlem noktası var.", "Türkiye 3 gözlem noktasını takviye etti.", False),
        ("Heavy weapons are to leave by 10 October.", "Heavy weapons left before 8 October.", False),
        ("Heavy weapons are to leave by 10 October.", "By 5 October half the heavy weapons had been withdrawn.", False),
        ("Heavy weapons are to leave by 10 October.", "Heavy weapons were to leave by 12 October.", True),
        ("The fighters must leave by 10 October.", "The fighters had until 15 October to leave.", True),
        ("The truce lasts until 15 October.", "The truce had held until 3 October.", False),
        ("Heavy weapons are to leave by 10 October.", "Heavy weapons were withdrawn by Monday, 8 October.", False),
        ("Вооружения должны вывести до 10 октября.", "Вооружения уже вывели до 8 октября.", False),
        ("The demilitarised zone is 15 km wide.", "Korea's demilitarised zone is 4 km wide.", False),
        ("The zone is 15 to 20 km wide.", "The rebels asked for a zone 5 km wide.", False),
        ("The M4 road is 200 km long.", "The M5 road is 450 km long.", False),
        ("The raid killed 12 people.", "The raid killed 17 people.", False),
        ("About 3 million people live there.", "Some 2.5 million people live there.", False),
    ],
)
def test_claims_conflict_only_where_both_cannot_be_true(one, other, conflict):
    assert contradicts(claim(one), claim(other)) is conflict
    assert contradicts(claim(other), claim(one)) is conflict


@pytest.mark.parametrize(
    ("text", "held", "withdrawn"),
    [
        ("Correction: the zone will be 15 to 20 km wide, not 15 to 25 km.", ["15 to 20 km"], ["15 to 25 km"]),
        ("Уточнение: ширина зоны составит 15–20 км, а не 15–25 км.", ["15–20 км"], ["15–25 км"]),
        ("Düzeltme: Bölgenin genişliği 15-25 değil 15-20 kilometre olacak.", ["15-20 kilometre"], ["15-25"]),
        ("تصحيح: عرض المنطقة 15 إلى 20 كيلومترا وليس 15 إلى 25 كيلومترا.", ["15 إلى 20 كيلومترا"],
         ["15 إلى 25 كيلومترا"]),
    ],
)  # fmt: skip
def test_a_correction_withdraws_what_it_replaces(text, held, withdrawn):
    found = claims_of(sentences_of(text))
    assert [one.quantity.written for one in found if not one.withdrawn] == held
    assert [one.quantity.written for one in found if one.withdrawn] == withdrawn


def test_a_table_makes_no_more_claims_than_can_be_compared():
    table = " ".join(f"The demilitarised zone is {width} km wide." for width in range(1, 1000))
    assert len(claims_of(sentences_of(table))) == 200


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.text(max_size=20))
def test_whatever_stands_there_claims_point_to_their_sentence_and_hold_its_words(words, junk):
    text = f"{' '.join(words)} {junk}"
    sentences = {sentence.text for sentence in sentences_of(text)}
    for found in claims_of(sentences_of(text)):
        assert found.sentence in sentences
        assert " ".join(found.sentence.split()) in " ".join(text.split())
        assert found.quantity.written in found.sentence
        assert found.quantity.low <= found.quantity.high

"""What figures are about: the few things that news measures and counts most, in the words of four languages.

A word belongs to a concept if it begins with one of its stems, or is one that is marked with `=`, in the spelling of
`words.fold`; Arabic words lose their article and the particles that are written onto them first. Where several stems
fit, the longest says what the word means.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Kind(StrEnum):
    """What sort of figure a claim is; it decides when two of them contradict each other.

    MEASURE and DEADLINE are set once, FIXED counts hardly change; a TOLL grows while news goes on, and a RUNNING count
    is anybody's estimate.
    """

    MEASURE = "measure"
    DEADLINE = "deadline"
    EVENT = "event"
    FIXED = "fixed"
    TOLL = "toll"
    RUNNING = "running"


class Concept(StrEnum):
    """Something that a figure can be about."""

    WIDTH = "width"
    LENGTH = "length"
    HEIGHT = "height"
    DISTANCE = "distance"
    ZONE = "zone"
    WEAPONS = "weapons"
    ROADS = "roads"
    TRUCE = "truce"
    VOTE = "vote"
    TALKS = "talks"
    FIGHTERS = "fighters"
    SOLDIERS = "soldiers"
    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    POLICE = "police officers"
    JOURNALISTS = "journalists"
    HOSTAGES = "prisoners"
    PEOPLE = "people"
    GROUP = "people of a group"
    POSTS = "observation posts"
    PATROLS = "patrols"
    AIRCRAFT = "aircraft"
    TANKS = "tanks"
    VEHICLES = "vehicles"
    SHELLS = "shells"
    STRIKES = "strikes"
    KILLED = "killed"
    WOUNDED = "wounded"
    DISPLACED = "displaced"
    MISSING = "missing"
    DETAINED = "detained"
    FREED = "freed"
    RATE = "interest rate"
    INFLATION = "inflation"
    UNEMPLOYMENT = "unemployment"
    TURNOUT = "turnout"
    AID = "aid"
    BUDGET = "budget"
    COST = "cost"
    PRICE = "price"
    FINE = "fine"
    DEBT = "debt"
    MAGNITUDE = "magnitude"


ATTRIBUTES: Final = frozenset({Concept.WIDTH, Concept.LENGTH, Concept.HEIGHT, Concept.DISTANCE})
DUE: Final = frozenset({
    Concept.WEAPONS, Concept.TANKS, Concept.FIGHTERS, Concept.ROADS, Concept.TRUCE, Concept.TALKS, Concept.ZONE,
})  # fmt: skip
# Who or what is counted, and what happened to them.
COUNTED: Final = frozenset({
    Concept.FIGHTERS, Concept.SOLDIERS, Concept.CIVILIANS, Concept.CHILDREN, Concept.WOMEN, Concept.POLICE,
    Concept.JOURNALISTS, Concept.HOSTAGES, Concept.PEOPLE, Concept.GROUP, Concept.POSTS, Concept.PATROLS,
    Concept.AIRCRAFT, Concept.STRIKES, Concept.TANKS, Concept.VEHICLES, Concept.SHELLS,
})  # fmt: skip
FATES: Final = frozenset({
    Concept.KILLED, Concept.WOUNDED, Concept.DISPLACED, Concept.MISSING, Concept.DETAINED, Concept.FREED,
})  # fmt: skip
# What shares and what money is told of.
SHARED: Final = frozenset({Concept.RATE, Concept.INFLATION, Concept.UNEMPLOYMENT, Concept.TURNOUT})
PAID: Final = frozenset({Concept.AID, Concept.BUDGET, Concept.COST, Concept.PRICE, Concept.FINE, Concept.DEBT})

_STEMS: Final = {
    Concept.WIDTH: (
        "=wide =across width broad deep depth ширин глубин genislig genislik =genis derinlig derinlik =derin =عرض "
        "=عرضه =عرضها عمق"
    ),
    Concept.LENGTH: "=long length длин протяжен uzunlu =بطول =طوله =طولها",
    Concept.HEIGHT: "=high height =tall высот yukseklig yukseklik ارتفاع",
    Concept.DISTANCE: "=away distance расстоян удален uzaklik uzaklig mesafe مسافه =بعد",
    Concept.ZONE: (
        "=zone =zones dmz =strip buffer =belt demilitari зон полос буфер демилитариз пояс bolge tampon serit kusak "
        "silahsizlandir silahtan منطق عازل شريط حزام منزوع"
    ),
    Concept.WEAPONS: (
        "weapon =arms rocket mortar artillery howitzer =guns вооружени оружи артиллер техник гаубиц миномет silahlar "
        "silahin =silah topcu roketatar obus havan اسلح سلاح مدفعي مدافع راجمات"
    ),
    Concept.ROADS: (
        "=road =roads highway motorway =route =routes дорог трасс шоссе karayol otoyol =yolu =yollari =طريق =طريقين "
        "=طريقان =طرقات =الطرق"
    ),
    Concept.TRUCE: "truce ceasefire cessation перемири прекращен atesk هدنه =وقف",
    Concept.VOTE: (
        "=vote =votes election referendum ballot выбор голосован референдум secim oylama انتخاب استفتاء تصويت"
    ),
    Concept.TALKS: "=talks summit =meeting negotiation переговор саммит встреч gorusme zirve muzakere محادث قمه مفاوض",
    Concept.FIGHTERS: (
        "fighter militant jihadist rebel insurgent extremist radical gunm =hts боевик боец бойц террорист повстан "
        "радикал radikal militan savasci terorist muhalif cihatci مقاتل مسلح متطرف ارهابي متشدد"
    ),
    Concept.SOLDIERS: "soldier =troops servicem солдат военнослужащ =asker =askeri =askerin =askerler جندي جنود",
    Concept.CIVILIANS: "civilian sivil мирн =مدني =مدنيا =مدنيين =مدنيون",
    Concept.CHILDREN: "=child children =kids cocuk =дети =детей ребен طفل اطفال",
    Concept.WOMEN: "=women =woman kadin женщин امراه =نساء",
    Concept.POLICE: "policem =police polis полицейск شرطي =شرطه",
    Concept.JOURNALISTS: "journalist reporter gazeteci журналист صحفي صحافي",
    Concept.HOSTAGES: "hostage prisoner captive rehine mahkum заложник пленн заключенн رهين اسير اسري سجين",
    Concept.PEOPLE: (
        "=people =person =persons resident inhabitant villager =men =victims человек =людей =люди жител =kisi =kisinin "
        "=kisiyi =kisiye =insan =insanin =شخص =شخصا =شخصين =اشخاص =نسمه =انسان سكان"
    ),
    Concept.GROUP: (
        "=medic =medics =nurses =workers pilot doctor student migrant passenger teacher protester demonstrator =медики "
        "=медиков пилот летчик врач студент мигрант пассажир учител демонстрант протестующ =isci =isciler doktor "
        "ogrenci gocmen yolcu ogretmen gosterici vatandas =عمال =عنصر =عنصرا =عناصر طيار اطباء طلاب مهاجر ركاب متظاهر "
        "مواطن"
    ),
    Concept.POSTS: "=posts observation gozlem наблюдательн =مراقبه",
    Concept.PATROLS: "=patrols =patrolling devriye патрул =دوريه =دوريات",
    Concept.AIRCRAFT: "aircraft =jet =jets =plane =planes warplane helicopter ucak самолет вертолет طايره طايرات",
    Concept.TANKS: "=tank =tanks =танк =танка =танков =танки =tanki =tankin =tanklar دبابه دبابات",
    Concept.VEHICLES: (
        "vehicle =truck =trucks =lorries машин бронемашин бронетранспорт грузовик =arac =araci =aracin =aractan "
        "=araclar kamyon مركبه مركبات =اليه =اليات شاحنه شاحنات مدرعه مدرعات"
    ),
    Concept.SHELLS: "=shell =shells =снаряд =снаряда =снарядов =снаряды mermi قذيفه قذايف",
    Concept.STRIKES: "airstrike =strikes =raids =غاره =غارات =ударов",
    Concept.KILLED: (
        "=kill =kills =killed =killing =dead =died =die =dies =death =deaths =toll fatalit slain perish =погиб "
        "=погибла =погибли =погибло =погибших =погибшие =гибели =гибель убит убил =убив скончал =жертв hayatin =olen "
        "olenler =olu =olusu =olum =yitirdi =yitiren =sehit oldurul oldurdu قتل مقتل قتيل مصرع استشهد =وفاه =بحياه"
    ),
    Concept.WOUNDED: "wound injur =hurt ранен пострада ранил yarala yarali جرح جريح جرحي اصاب اصيب =مصاب",
    Concept.DISPLACED: (
        "displac =fled =flee =fleeing evacuat homeless refugee переселен беженц покинул перемещен эвакуир yerinden "
        "yerlerinden =goc =terk multeci نازح نزح نزوح تشريد مهجر لاجي"
    ),
    Concept.MISSING: "=missing пропавш =kayip مفقود",
    Concept.DETAINED: (
        "arrest =detain =detained =detains =detaining detainee detention jailed задержа арестов gozalti tutukla اعتقل "
        "معتقل اعتقال"
    ),
    Concept.FREED: "=freed =released освобожд serbest =افرج",
    Concept.RATE: "=interest ставк faiz =فايده",
    Concept.INFLATION: "inflation инфляц enflasyon تضخم",
    Concept.UNEMPLOYMENT: "unemployment jobless безработиц issizlik بطاله",
    Concept.TURNOUT: "turnout явк katilim =اقبال",
    Concept.AID: "=aid assistance grant =помощь =помощи yardim مساعد",
    Concept.BUDGET: "budget бюджет butce ميزاني موازن",
    Concept.COST: "=cost =costs =costing стоимост maliyet تكلف كلفه",
    Concept.PRICE: "price =цена =цены =цену =ценам fiyat =سعر اسعار",
    Concept.FINE: "=fine =fined =fines penalty штраф =ceza =cezasi غرام",
    Concept.DEBT: "debt =loan =loans =долг =долга =долги кредит =borc =borcu =kredi =دين ديون =قرض",
    Concept.MAGNITUDE: "magnitude магнитуд buyuklug =بقوه",
}
_PARTICLES: Final = re.compile("^(?:وال|بال|فال|كال|لل|ال|و|ب|ل|ف)(?=.{3})")
_WHOLE: Final = {
    stem[1:]: concept for concept, stems in _STEMS.items() for stem in stems.split() if stem.startswith("=")
}
_BY_STEM: Final = {
    stem: concept for concept, stems in reversed(_STEMS.items()) for stem in stems.split() if not stem.startswith("=")
}
_LENGTHS: Final = sorted({len(stem) for stem in _BY_STEM}, reverse=True)


@lru_cache(maxsize=1 << 15)
def concept_of(word: str) -> Concept | None:
    """What a word is about, None for most."""
    bare = _PARTICLES.sub("", word) if "\u0621" <= word[0] <= "\u064a" else word
    for form in dict.fromkeys((word, bare)):
        if found := _WHOLE.get(form) or next(filter(None, map(_BY_STEM.get, _beginnings(form))), None):
            return found
    return None


def _beginnings(word: str) -> Iterator[str]:
    """The beginnings of a word that are as long as some stem, the longest first."""
    return (word[:length] for length in _LENGTHS)

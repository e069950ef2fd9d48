"""What figures are about: the few things that news measures most, in the words of four languages.

A word belongs to a concept if it begins with one of its stems, in the spelling of `words.fold`; Arabic words lose their
article and the particles that are written onto them first.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Concept(StrEnum):
    """Something that a figure can be about."""

    WIDTH = "width"
    LENGTH = "length"
    HEIGHT = "height"
    DISTANCE = "distance"
    ZONE = "zone"
    WEAPONS = "weapons"
    FIGHTERS = "fighters"
    ROADS = "roads"
    TRUCE = "truce"
    VOTE = "vote"
    TALKS = "talks"


_STEMS: Final = {
    Concept.WIDTH: "wide width broad deep depth ширин глубин genislig genislik genis derinlig derinlik derin عرض عمق",
    Concept.LENGTH: "long length длин протяженн uzunlu طول",
    Concept.HEIGHT: "high height tall высот yukseklig yukseklik ارتفاع",
    Concept.DISTANCE: "away distance расстоян удален uzaklik uzaklig mesafe مسافه بعد",
    Concept.ZONE: (
        "zone zones strip buffer belt corridor demilitari зон полос буфер демилитариз коридор пояс bolge tampon serit "
        "kusak koridor silahsizlandir silahtan منطق عازل شريط حزام منزوع"
    ),
    Concept.WEAPONS: (
        "weapon arms weaponry tanks rockets mortars artillery вооружени оружи танк артиллер silahlar silahlari silahin "
        "tank topcu اسلح سلاح دبابات مدفعي"
    ),
    Concept.FIGHTERS: (
        "fighter militant jihadist rebel insurgent extremist radical боевик террорист повстан радикал militan savasci "
        "terorist muhalif cihatci مقاتل مسلح متطرف ارهابي متشدد"
    ),
    Concept.ROADS: "road highway motorway route traffic дорог трасс шоссе karayol otoyol yolu طريق طرق",
    Concept.TRUCE: "truce ceasefire cessation перемири прекращен atesk هدنه وقف",
    Concept.VOTE: "vote election referendum ballot poll выбор голосован референдум secim oylama انتخاب استفتاء تصويت",
    Concept.TALKS: "talks summit meeting negotiation переговор саммит встреч gorusme zirve muzakere محادث قمه مفاوض",
}
# Short words that others begin with are only themselves.
_WHOLE: Final = frozenset(
    ["arms", "long", "high", "tall", "away", "road", "vote", "poll", "talks", "عرض", "طول", "بعد", "وقف"]
)
_PARTICLES: Final = re.compile("^(?:وال|بال|فال|كال|لل|ال|و|ب|ل|ف)(?=.{3})")
_BY_STEM: Final = tuple((stem, concept) for concept, stems in _STEMS.items() for stem in stems.split())


@lru_cache(maxsize=1 << 14)
def concept_of(word: str) -> Concept | None:
    """What a word is about, None for most."""
    bare = _PARTICLES.sub("", word) if "\u0621" <= word[0] <= "\u064a" else word
    for form in (word, bare):
        for stem, concept in _BY_STEM:
            if form == stem or (stem not in _WHOLE and form.startswith(stem)):
                return concept
    return None

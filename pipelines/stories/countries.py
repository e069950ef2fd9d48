"""Countries by the words that tell of them: their names, peoples, capitals and seats of government."""

from functools import lru_cache
from typing import Final

from pipelines.stories.words import without_article

_STEMS: Final = {
    "Turkish": "turk ankara турец турци анкар ترك انقره",
    "Russian": "russia росси русск rus москв moscow moskova kremlin кремл روس موسكو كرملين",
    "Iranian": "iran tehran tahran иран тегеран ايران طهران",
    "Syrian": "syria damascus сири дамаск suriye سوري دمشق",
    "American": "america washington америк вашингтон abd امريك واشنطن",
    "Israeli": "israel израил israil اسرائيل",
    "Iraqi": "iraq baghdad ирак багдад irak bagdat عراق بغداد",
    "Ukrainian": "ukrain kiev kyiv украин киев ukrayna اوكران كييف",
    "French": "french france paris франц париж fransa فرنس باريس",
    "British": "british britain london британ лондон ingil londra بريطان لندن",
    "Chinese": "china chinese beijing кита пекин pekin صين بكين",
    "Palestinian": "palestin палестин filistin فلسطين",
    "Afghan": "afghan kabul афган кабул afgan افغان كابول",
}
_BY_STEM: Final = tuple((stem, country) for country, stems in _STEMS.items() for stem in stems.split())


@lru_cache(maxsize=1 << 13)
def country_of(word: str) -> str | None:
    """The country that a word in one spelling tells of, as an adjective; None for most words."""
    plain = without_article(word)
    return next((country for stem, country in _BY_STEM if plain.startswith(stem)), None)

"""Units of measure in the words of four languages, and their factors into the unit that quantities have."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts. name: of the unit that quantities have. factor: into it.

    foreign: the unit is not one of that system, so that figures in it are conversions or were converted.
    """

    name: str
    factor: float = 1.0
    foreign: bool = False


COUNT: Final = Unit("")
_STEMS: Final = (
    ("kilometrekare", Unit("km2")),
    ("kilomet километр كيلومتر", Unit("km")),
    ("метр متر امتار", Unit("km", 0.001)),
    ("долларов доллара доллар dolar دولار", Unit("USD")),
    ("евро يورو", Unit("EUR")),
    ("рубл rubl روبل", Unit("RUB")),
    ("процент", Unit("%")),
    ("hektar гектар هكتار", Unit("km2", 0.01)),
    ("тонн طن", Unit("t")),
)
_WHOLE: Final = (
    ("km kms км كم كلم كيلو", Unit("km")),
    ("m м metre metres meter meters metrelik metreye metreden", Unit("km", 0.001)),
    ("mile miles mi миль мили миля mil millik ميل ميلا اميال", Unit("km", 1.609344, foreign=True)),
    ("yard yards", Unit("km", 0.0009144, foreign=True)),
    ("feet foot ft", Unit("km", 0.0003048, foreign=True)),
    ("% percent pct процент بالميه بالمايه", Unit("%")),
    ("$ dollar dollars usd", Unit("USD")),
    ("€ euro euros avro eur", Unit("EUR")),
    ("£ pound pounds", Unit("GBP")),
    ("₺ lira lirasi lirayi ليره", Unit("TRY")),
    ("₽ руб", Unit("RUB")),
    ("km2 км2 كم2", Unit("km2")),
    ("hectare hectares", Unit("km2", 0.01)),
    ("acre acres", Unit("km2", 0.00404686, foreign=True)),
    ("tonne tonnes ton tons т", Unit("t")),
)
_BY_WORD: Final = {word: unit for words, unit in _WHOLE for word in words.split()}
_BY_STEM: Final = tuple((stem, unit) for stems, unit in _STEMS for stem in stems.split())
PER_CENT: Final = frozenset({("per", "cent"), ("في", "الميه"), ("في", "المايه")})
# What makes an area of a length: before its unit, or behind it.
_SQUARE: Final = frozenset({"square", "sq", "кв", "квадратных", "квадратный", "квадратные", "квадратного"})
_SQUARED: Final = frozenset({"مربع", "مربعا", "مربعه", "kare"})
# Signs and words that stand before the number.
BEFORE: Final = {"$": Unit("USD"), "€": Unit("EUR"), "£": Unit("GBP"), "₺": Unit("TRY"), "yuzde": Unit("%")}


def unit_at(words: Sequence[str], at: int) -> tuple[Unit | None, int]:
    """The unit that stands at a place, of one word or more, and the place after it."""
    if at + 1 < len(words) and (words[at], words[at + 1]) in PER_CENT:
        return Unit("%"), at + 2
    square = at < len(words) and words[at] in _SQUARE
    place = at + square + (square and words[at + 1 : at + 2] == ["."])
    found = unit_of(words[place]) if place < len(words) else None
    if found and found.name == "km" and (square or (place + 1 < len(words) and words[place + 1] in _SQUARED)):
        return Unit("km2", found.factor**2, found.foreign), place + (1 if square else 2)
    return (found, place + 1) if found and not square else (None, at)


@lru_cache(maxsize=1 << 13)
def unit_of(word: str) -> Unit | None:
    """The unit that a word in one spelling names, None for most."""
    if found := _BY_WORD.get(word):
        return found
    return next((unit for stem, unit in _BY_STEM if word.startswith(stem)), None)

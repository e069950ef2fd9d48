"""Units of measure in the words of four languages, and their factors into the unit that quantities have."""

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
    ("kilomet километр كيلومتر", Unit("km")),
    ("метр متر امتار", Unit("km", 0.001)),
    ("долларов доллара доллар dolar دولار", Unit("USD")),
    ("евро يورو", Unit("EUR")),
    ("рубл rubl روبل", Unit("RUB")),
    ("процент", Unit("%")),
    ("hektar гектар هكتار", Unit("ha")),
    ("тонн طن", Unit("t")),
)
_WHOLE: Final = (
    ("km kms км كم كلم كيلو", Unit("km")),
    ("m м metre metres meter meters metrelik metreye metreden", Unit("km", 0.001)),
    ("mile miles mi миль мили миля mil millik ميل ميلا اميال", Unit("km", 1.609344, foreign=True)),
    ("yard yards", Unit("km", 0.0009144, foreign=True)),
    ("feet foot ft", Unit("km", 0.0003048, foreign=True)),
    ("% percent pct процент بالمئه بالمايه بالمائه", Unit("%")),
    ("$ dollar dollars usd", Unit("USD")),
    ("€ euro euros avro eur", Unit("EUR")),
    ("£ pound pounds", Unit("GBP")),
    ("₺ lira lirasi lirayi ليره", Unit("TRY")),
    ("₽ руб", Unit("RUB")),
    ("hectare hectares", Unit("ha")),
    ("acre acres", Unit("ha", 0.404686, foreign=True)),
    ("tonne tonnes ton tons т", Unit("t")),
)
_BY_WORD: Final = {word: unit for words, unit in _WHOLE for word in words.split()}
_BY_STEM: Final = tuple((stem, unit) for stems, unit in _STEMS for stem in stems.split())
PER_CENT: Final = frozenset({("per", "cent"), ("في", "المئه"), ("في", "المايه"), ("في", "المائه")})
# Signs and words that stand before the number.
BEFORE: Final = {"$": Unit("USD"), "€": Unit("EUR"), "£": Unit("GBP"), "₺": Unit("TRY"), "yuzde": Unit("%")}


@lru_cache(maxsize=1 << 13)
def unit_of(word: str) -> Unit | None:
    """The unit that a word in one spelling names, None for most."""
    if found := _BY_WORD.get(word):
        return found
    return next((unit for stem, unit in _BY_STEM if word.startswith(stem)), None)

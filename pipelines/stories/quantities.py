"""Quantities in a sentence: numbers and ranges with their unit, in digits and in words, and dates.

Read are "15 to 20 kilometres", "15km to 20km", "15-20 км", "15 ila 20 kilometre", "من ١٥ إلى ٢٠ كيلومترا", "between
nine and twelve miles", "3,5 миллиона", "800.000", "800 bin", "two hundred thousand", "dozens", and dates.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pipelines.stories.dates import BEGINNINGS as DATE_BEGINNINGS
from pipelines.stories.dates import date_at
from pipelines.stories.numerals import BEGINNINGS, MAGNITUDES, VAGUE, spelled_at
from pipelines.stories.units import BEFORE, COUNT, PER_CENT, Unit, unit_of
from pipelines.stories.words import fold

_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\ufe00-\ufe0f"
_LETTER: Final = rf"[^\W\d_{_MARKS}]"
_TOKEN: Final = re.compile(
    rf"\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:[.,:٫٬]\d+)*|{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*|[^\s\w]"
)
_SEPARATORS: Final = str.maketrans({"٬": ",", "٫": ".", " ": None})
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
# What has more digits and separators is the number of an account or a key, and counts nothing.
_LONGEST_NUMBER: Final = 20
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DASHES: Final = frozenset("-–—−‑‐")
_TO: Final = frozenset({"to", "до", "ila", "ile", "الي", "حتي", "or", "или", "veya", "او"})
_AND: Final = frozenset({"and", "и", "ve", "و"})
_BETWEEN: Final = frozenset({"between", "между", "بين"})
_SUFFIX: Final = re.compile(r"(?:y|n|s)?(?:[aeiu]|[dt][ae]n?|l[ie]k|lu[kg]|in|un|er|ar|ser|sar|inci|uncu|si|su)")
_AT_LEAST: Final = frozenset({
    ("at", "least"), ("more", "than"), ("no", "fewer", "than"), ("over",), ("не", "менее"), ("по", "меньшей", "мере"),
    ("более",), ("больше",), ("свыше",), ("как", "минимум"), ("en", "az"), ("ما", "لا", "يقل", "عن"), ("اكثر", "من"),
})  # fmt: skip
_AT_MOST: Final = frozenset({
    ("up", "to"), ("as", "many", "as"), ("fewer", "than"), ("less", "than"), ("at", "most"), ("under",), ("до",),
    ("не", "более"), ("менее",), ("en", "fazla"), ("ما", "يصل", "الي"), ("يصل", "الي"), ("اقل", "من"), ("حتي",),
})  # fmt: skip
_ABOUT: Final = frozenset({
    ("about",), ("around",), ("some",), ("nearly",), ("almost",), ("roughly",), ("approximately",), ("estimated",),
    ("около",), ("примерно",), ("почти",), ("порядка",), ("yaklasik",), ("نحو",), ("حوالي",), ("زهاء",), ("قرابه",),
    ("ما", "يقارب"), ("ما", "يقرب", "من"),
})  # fmt: skip
_LONGEST_HEDGE: Final = 4
_TURKISH_HEDGES: Final = {"fazla": "at least", "askin": "at least", "kadar": "at most", "civarinda": "about"}
# "$300K", "£3m".
_SHORT_MAGNITUDES: Final = {"k": 1e3, "m": 1e6}
# "Tens of thousands".
_VAGUELY_MANY: Final = {"thousands": 1e3, "millions": 1e6}
_BEGINNINGS: Final = BEGINNINGS | DATE_BEGINNINGS
# Of numbers below this nobody rounds the last digit away.
_ROUNDED_FROM: Final = 100
_ABOUT_SHARE: Final = 0.2
_YEARS: Final = range(1900, 2100)


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A sentence's words, numbers and signs. words: in one spelling. spans: where each stands in the sentence."""

    words: list[str]
    spans: list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range with its unit.

    low, high: in the unit; equal for a single number. unit: `km`, `%`, `USD`, …, `date` (month × 31 + day) or "" for a
    count. written: as the sentence has it. first, last: its tokens, last excluded.
    bound: how it is meant. converted: it is written in a unit of another system ("9 to 12 miles").
    """

    low: float
    high: float
    unit: str
    written: str
    first: int
    last: int
    bound: Bound = Bound.EXACT
    converted: bool = False

    def agrees(self, other: "Quantity", tolerance: float) -> bool:
        """Whether both can be true: they differ by rounding, or one says less exactly what the other says."""
        if self.low < self.high and other.low < other.high:
            return self._close(self.low, other.low, tolerance) and self._close(self.high, other.high, tolerance)
        low, high = self.reach(tolerance)
        other_low, other_high = other.reach(tolerance)
        return low <= other_high and other_low <= high

    def same(self, other: "Quantity") -> bool:
        """Whether both tell the same number or range, but for rounding."""
        return self._close(self.low, other.low, 0.0) and self._close(self.high, other.high, 0.0)

    def reach(self, tolerance: float) -> tuple[float, float]:
        """From where to where the true number may be."""
        share = max(tolerance, _ABOUT_SHARE) if self.bound is Bound.ABOUT else tolerance
        low = 0.0 if self.bound is Bound.AT_MOST else self.low - max(share * self.low, self._rounding(self.low))
        high = self.high + max(share * self.high, self._rounding(self.high))
        return low, math.inf if self.bound is Bound.AT_LEAST else high

    def _close(self, one: float, other: float, tolerance: float) -> bool:
        return abs(one - other) <= max(
            tolerance * max(abs(one), abs(other)), self._rounding(one), self._rounding(other)
        )

    def _rounding(self, number: float) -> float:
        """How far the true number may be from a round one: half of its last digit that is not zero."""
        if self.unit == "date" or number < _ROUNDED_FROM or number != int(number):
            return 0.0
        digits = str(int(number))
        return 0.5 * 10.0 ** (len(digits) - len(digits.rstrip("0"))) if digits.endswith("0") else 0.0


def tokens_of(text: str) -> Tokens:
    """A sentence taken apart."""
    spans = [found.span() for found in _TOKEN.finditer(text)]
    return Tokens([_spelling(text[start:end]) for start, end in spans], spans)


def quantities_of(text: str, tokens: Tokens) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order.

    text: the sentence as written. tokens: of the same sentence.
    """
    words = tokens.words
    found, at = [], 0
    while at < len(words):
        word = words[at]
        if not (word[0].isdigit() or word in _BEGINNINGS) or _within_word(tokens, at):
            at += 1
            continue
        quantity = _date(words, at) or _amount(words, at)
        if quantity is None:
            at += 1
            continue
        found.append(quantity.placed(text, tokens))
        at = quantity.last
    return tuple(found)


def _within_word(tokens: Tokens, at: int) -> bool:
    """Whether a number is part of a name or a score: "M4", "COVID-19", "5-4"."""
    if not at or tokens.spans[at - 1][1] != tokens.spans[at][0]:
        return False
    before = tokens.words[at - 1]
    return before.isalpha() or (before in _DASHES and at > 1 and tokens.spans[at - 2][1] == tokens.spans[at - 1][0])


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity before it is laid over the sentence as written."""

    low: float
    high: float
    unit: Unit
    first: int
    last: int
    bound: Bound = Bound.EXACT

    def placed(self, text: str, tokens: Tokens) -> Quantity:
        written = text[tokens.spans[self.first][0] : tokens.spans[self.last - 1][1]]
        factor, foreign = self.unit.factor, self.unit.foreign
        return Quantity(
            self.low * factor, self.high * factor, self.unit.name, written, self.first, self.last, self.bound, foreign
        )


def _date(words: Sequence[str], at: int) -> _Found | None:
    found = date_at(words, at)
    return _Found(found.low, found.high, Unit("date"), at, found.end) if found else None


def _amount(words: Sequence[str], at: int) -> _Found | None:
    """A number or range and its unit, beginning at a place."""
    unit = BEFORE.get(words[at - 1]) if at else None
    low, high, after = _number(words, at)
    if low is None or high is None:
        return None
    own, counted, end = _measure(words, after, unit)
    low, high = low * own, high * own
    if top := _range_end(words, at, end, low):
        low *= top.magnitude if own == 1.0 else 1.0
        high, counted, end = top.value, top.unit or counted, top.end
    if high < low:
        return None
    return _Found(low, high, counted or COUNT, at, end, _bound(words, at - (unit is not None), end))


def _number(words: Sequence[str], at: int) -> tuple[float | None, float | None, int]:
    """The number that begins at a place, as lowest and highest, and the place after it."""
    if at >= len(words):
        return None, None, at
    word = words[at]
    if word[0].isdigit():
        # Not so 16:20, which is a time, nor a fraction sign.
        value = _value(word) if len(word) <= _LONGEST_NUMBER and _NUMBER.fullmatch(word) else None
        return value, value, at + 1 + _suffix(words, at + 1)
    if word in VAGUE:
        low, high = VAGUE[word]
        times = _VAGUELY_MANY.get(words[at + 2], 0.0) if words[at + 1 : at + 2] == ["of"] and at + 2 < len(words) else 0
        return (low * times, high * times, at + 3) if times else (low, high, at + 1)
    value, after = spelled_at(words, at)
    return value, value, after + _suffix(words, after)


def _suffix(words: Sequence[str], at: int) -> int:
    """How many tokens a Turkish ending takes that an apostrophe sets off: "20'ye"."""
    ends = at + 1 < len(words) and words[at] == "'" and _SUFFIX.fullmatch(words[at + 1])
    return 2 if ends else 0


def _value(text: str) -> float:
    """A number's value, whichever of comma and point divides thousands or decimals in its language."""
    if _THOUSANDS.fullmatch(text) and not text.startswith("0"):
        return float(re.sub(r"[.,]", "", text))
    head, _, tail = text.replace(",", ".").rpartition(".")
    return float(f"{head.replace('.', '')}.{tail}") if head else float(tail)


def _measure(words: Sequence[str], at: int, unit: Unit | None) -> tuple[float, Unit | None, int]:
    """The magnitude and unit at a place, and the place after them.

    unit: the one that stands before the number, as currencies do.
    """
    magnitude = 1.0
    if at < len(words) and (factor := MAGNITUDES.get(words[at])):
        magnitude = factor
        at += 1
        if words[at - 1] in {"тыс", "млн", "млрд"} and words[at : at + 1] == ["."]:
            at += 1
        if words[at : at + 1] == ["of"]:
            at += 1
    if unit:
        short = _SHORT_MAGNITUDES.get(words[at]) if at < len(words) else None
        return (short, unit, at + 1) if short else (magnitude, unit, at)
    place = at + 1 if at + 1 < len(words) and words[at] in _DASHES else at
    if place + 1 < len(words) and (words[place], words[place + 1]) in PER_CENT:
        return magnitude, Unit("%"), place + 2
    if place < len(words) and (found := unit_of(words[place])):
        return magnitude, found, place + 1
    return magnitude, None, at


@dataclass(frozen=True, slots=True)
class _Top:
    """The upper end of a range."""

    value: float
    magnitude: float
    unit: Unit | None
    end: int


def _range_end(words: Sequence[str], first: int, at: int, low: float) -> _Top | None:
    """The upper end of a range whose lower end has just been read; two counts with "and" between are no range."""
    joint = _joint(words, first, at)
    if joint is None:
        return None
    before = BEFORE.get(words[joint]) if joint < len(words) else None
    high, highest, after = _number(words, joint + (before is not None))
    if high is None or high != highest:
        return None
    magnitude, unit, end = _measure(words, after, before)
    if high * magnitude <= low or (unit is None and int(low) in _YEARS):
        return None
    return _Top(high * magnitude, magnitude, unit, end)


def _joint(words: Sequence[str], first: int, at: int) -> int | None:
    """The place after what joins the two ends of a range: "15-20", "15 to 20", "15- to 20-", "between 15 and 20"."""
    dashed = at < len(words) and words[at] in _DASHES
    place = at + 1 if dashed else at
    if place >= len(words):
        return None
    if words[place] in _TO:
        return place + 1 + (place + 1 < len(words) and words[place + 1] in _DASHES)
    between = any(word in _BETWEEN for word in words[max(0, first - 2) : first])
    if words[place] in _AND and (between or _measured(words, place + 1)):
        return place + 1
    return place if dashed else None


def _measured(words: Sequence[str], at: int) -> bool:
    """Whether a number with a unit of length or a share follows: "15 and 20 kilometres"."""
    high, _, after = _number(words, at)
    if high is None:
        return False
    _, unit, _ = _measure(words, after, None)
    return unit is not None and unit.name in {"km", "%"}


def _bound(words: Sequence[str], first: int, last: int) -> Bound:
    """How a number is meant, as the words before it say, or behind it in Turkish."""
    for length in range(_LONGEST_HEDGE, 0, -1):
        before = tuple(words[max(0, first - length) : first])
        for hedges, bound in ((_AT_LEAST, Bound.AT_LEAST), (_AT_MOST, Bound.AT_MOST), (_ABOUT, Bound.ABOUT)):
            if before in hedges:
                return bound
    behind = next((word for word in words[last : last + 2] if word in _TURKISH_HEDGES), None)
    return Bound(_TURKISH_HEDGES[behind]) if behind else Bound.EXACT


@lru_cache(maxsize=1 << 15)
def _spelling(word: str) -> str:
    """A token in one spelling, numbers in digits with point and comma."""
    return fold(word).translate(_SEPARATORS) or word

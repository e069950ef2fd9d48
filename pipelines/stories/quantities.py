"""Quantities in a sentence: numbers and ranges with their unit, in digits and in words, and dates.

Read are "15 to 20 kilometres", "15km to 20km", "15-20 км", "15 ila 20 kilometre", "من ١٥ إلى ٢٠ كيلومترا", "between
nine and twelve miles", "3,5 миллиона", "800.000", "800 bin", "two hundred thousand", "dozens", and dates.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipelines.stories.calendar import is_year
from pipelines.stories.dates import BEGINNINGS as DATE_BEGINNINGS
from pipelines.stories.dates import date_at
from pipelines.stories.hedges import Bound, bound_of
from pipelines.stories.numerals import BEGINNINGS, MAGNITUDES, SEVERAL, VAGUE, bare_number, half_at, joined, spelled_at
from pipelines.stories.units import BEFORE, COUNT, Unit, unit_at, unit_of
from pipelines.stories.words import LONGEST, fold, without_article

_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\ufe00-\ufe0f"
_DIED: Final = ("öldü", "ölmüş")
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
# What belongs to a number that it is written onto: "10th", "9am".
_WRITTEN_ON: Final = frozenset({"th", "st", "nd", "rd", "am", "pm", "го", "ти", "х"})
# What is written onto a number in Arabic: "and", "with", "for".
_CLITICS: Final = frozenset({"و", "ب", "ل", "ف", "بال", "ال"})
_HUNDREDS: Final = frozenset({"hundred", "yuz", "сот"})
_SUFFIX: Final = re.compile(r"(?:y|n|s)?(?:[aeiu]|[dt][ae]n?|l[ie]k|lu[kg]|in|un|er|ar|ser|sar|inci|uncu|si|su)")
# "$300K", "£3m".
_SHORT_MAGNITUDES: Final = {"k": 1e3, "m": 1e6}
# "Tens of thousands".
_VAGUELY_MANY: Final = {"thousands": 1e3, "millions": 1e6}
_BEGINNINGS: Final = BEGINNINGS | DATE_BEGINNINGS
# Of numbers below this nobody rounds the last digit away.
_ROUNDED_FROM: Final = 100
_ABOUT_SHARE: Final = 0.2
_THOUSAND: Final = 1000
# "Two thousand" and "two million" are one word in Arabic.
_DUALS: Final = frozenset({2e3, 2e6})
_ABBREVIATED: Final = frozenset({"тыс", "млн", "млрд"})


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
    return Tokens([_spelling(text[start:end][:LONGEST]) for start, end in spans], spans)


def quantities_of(text: str, tokens: Tokens) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order.

    text: the sentence as written. tokens: of the same sentence.
    """
    words = tokens.words
    found, at = [], 0
    while at < len(words):
        word = bare_number(words[at])
        if not (word[0].isdigit() or word in _BEGINNINGS) or _within_word(tokens, at) or _model(tokens, at):
            at += 1
            continue
        begun = words if word == words[at] else [*words[:at], word, *words[at + 1 :]]
        quantity = _date(begun, at) or _amount(begun, at)
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
    if before == "'":
        # A Turkish ending: "vermek'ten".
        return at > 1 and tokens.words[at - 2].isalpha() and tokens.spans[at - 2][1] == tokens.spans[at - 1][0]
    return (before.isalpha() and before not in _CLITICS) or (
        before in _DASHES and at > 1 and tokens.spans[at - 2][1] == tokens.spans[at - 1][0]
    )


def _model(tokens: Tokens, at: int) -> bool:
    """Whether letters are written onto a number that measure nothing: "182T", "6sının"."""
    if not tokens.words[at][0].isdigit() or at + 1 >= len(tokens.words):
        return False
    after = tokens.words[at + 1]
    if not after.isalpha() or tokens.spans[at][1] != tokens.spans[at + 1][0]:
        return False
    return not (unit_of(after) or after in MAGNITUDES or after in _SHORT_MAGNITUDES or after in _WRITTEN_ON)


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
    scale = _scale(words, after, unit)
    low, high = scale.of(low), scale.of(high)
    counted, end = scale.unit, scale.end
    if top := _range_end(words, at, end, low, counted):
        low *= top.shared(low) if scale.plain else 1.0
        high, counted, end = top.value, top.unit or counted, top.end
    if high < low:
        return None
    return _Found(low, high, counted or COUNT, at, end, bound_of(words, at - (unit is not None), end))


def _number(words: Sequence[str], at: int) -> tuple[float | None, float | None, int]:
    """The number that begins at a place, as lowest and highest, and the place after it."""
    if at >= len(words):
        return None, None, at
    word = words[at]
    if word[0].isdigit():
        # Not so 16:20, which is a time, nor a fraction sign.
        value = _value(word) if len(word) <= _LONGEST_NUMBER and _NUMBER.fullmatch(word) else None
        return value, value, at + 1 + _suffix(words, at + 1)
    if word in SEVERAL:
        return _several(words, at)
    if word in VAGUE:
        low, high = VAGUE[word]
        times = _VAGUELY_MANY.get(words[at + 2], 0.0) if words[at + 1 : at + 2] == ["of"] and at + 2 < len(words) else 0
        return (low * times, high * times, at + 3) if times else (low, high, at + 1)
    value, after = spelled_at(words, at)
    if value in _DUALS:
        rest, after = _rest(words, after, value / 2)
        value += rest
    return value, value, after + _suffix(words, after)


def _several(words: Sequence[str], at: int) -> tuple[float | None, float | None, int]:
    """Several hundred, a few thousand; the magnitude is left to the caller."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in _HUNDREDS:
        return 200.0, 900.0, at + 2
    return (2.0, 9.0, at + 1) if following in MAGNITUDES else (None, None, at)


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


@dataclass(frozen=True, slots=True)
class _Scale:
    """What makes a quantity of a number: it is multiplied by a factor, more is added, and it counts units.

    end: the place after it all.
    """

    factor: float
    more: float
    unit: Unit | None
    end: int

    @property
    def plain(self) -> bool:
        """Whether the number stands without a magnitude."""
        return self.factor == 1.0

    def of(self, number: float) -> float:
        """The quantity that a number makes."""
        return number * self.factor + self.more


def _scale(words: Sequence[str], at: int, unit: Unit | None) -> _Scale:
    """The magnitude and unit at a place, "million dollars", with what they are composed with, "million 200 thousand".

    unit: the one that stands before the number, as currencies do.
    """
    half = half_at(words, at)
    factor, end = _magnitude(words, at + half)
    more = 0.5 * factor if half else 0.0
    if factor > 1.0:
        rest, end = _rest(words, end, factor)
        more += rest
    if unit:
        short = _SHORT_MAGNITUDES.get(words[end]) if end < len(words) else None
        return _Scale(short, 0.0, unit, end + 1) if short else _Scale(factor, more, unit, end)
    found, after = unit_at(words, end + 1 if end + 1 < len(words) and words[end] in _DASHES else end)
    return _Scale(factor, more, found, after if found else end)


def _magnitude(words: Sequence[str], at: int) -> tuple[float, int]:
    """The magnitude at a place, 1 for none, and the place after it."""
    factor = MAGNITUDES.get(words[at]) if at < len(words) else None
    if factor is None:
        return 1.0, at
    end = at + 1 + (words[at] in _ABBREVIATED and words[at + 1 : at + 2] == ["."])
    return factor, end + (words[end : end + 1] == ["of"])


def _rest(words: Sequence[str], at: int, factor: float) -> tuple[float, int]:
    """What is added below a magnitude, and the place after it: "38 bin 500", "مليون ونصف المليون"."""
    if half := half_at(words, at):
        end = at + half
        again = end < len(words) and without_article(words[end]) in MAGNITUDES
        return factor / 2, end + again
    place = at + (words[at : at + 1] == ["و"])
    low, high, after = _number(_unjoined(words, place), place)
    if low is None or low != high or low != int(low):
        return 0.0, at
    below, end = _magnitude(words, after)
    least = 1 if words[at - 1] == "bin" else _ROUNDED_FROM
    fits = low >= least and factor == _THOUSAND if below == 1.0 else low * below < factor
    return (low * below, end) if fits and low < _THOUSAND else (0.0, at)


@dataclass(frozen=True, slots=True)
class _Top:
    """The upper end of a range."""

    value: float
    magnitude: float
    unit: Unit | None
    end: int

    def shared(self, low: float) -> float:
        """What the lower end is multiplied by as well: "15 to 20 thousand", "50 or 60,000"."""
        thousands = self.value % _THOUSAND == 0 and low < _THOUSAND < low * _THOUSAND < self.value
        return float(_THOUSAND) if thousands and self.magnitude == 1.0 else self.magnitude


def _range_end(words: Sequence[str], first: int, at: int, low: float, unit: Unit | None) -> _Top | None:
    """The upper end of a range whose lower end has just been read; two counts with "and" between are no range."""
    joint = _joint(words, first, at)
    if joint is None:
        return None
    before = BEFORE.get(words[joint]) if joint < len(words) else None
    high, highest, after = _number(_unjoined(words, joint), joint + (before is not None))
    if high is None or high != highest:
        return None
    scale = _scale(words, after, before)
    years = unit is None and scale.unit is None and is_year(words[first]) and int(words[first]) == low
    if scale.of(high) <= low or years or (unit and scale.unit and unit.name != scale.unit.name):
        return None
    return _Top(scale.of(high), scale.factor, scale.unit, scale.end)


def _unjoined(words: Sequence[str], at: int) -> Sequence[str]:
    """The words, that at a place without the Arabic "and" that is written onto a number."""
    if at >= len(words) or joined(words[at]) == words[at]:
        return words
    return [*words[:at], joined(words[at]), *words[at + 1 :]]


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
    if joined(words[place]) != words[place] and (between or _measured(_unjoined(words, place), place)):
        return place
    return place if dashed else None


def _measured(words: Sequence[str], at: int) -> bool:
    """Whether a number with a unit of length or a share follows: "15 and 20 kilometres"."""
    high, _, after = _number(words, at)
    if high is None:
        return False
    unit = _scale(words, after, None).unit
    return unit is not None and unit.name in {"km", "%"}


@lru_cache(maxsize=1 << 15)
def _spelling(word: str) -> str:
    """A token in one spelling, numbers in digits with point and comma."""
    if word[0] in "öÖ" and word.casefold().startswith(_DIED):
        # Without its dots it would be "became".
        return "olum"
    return fold(word).translate(_SEPARATORS) or word

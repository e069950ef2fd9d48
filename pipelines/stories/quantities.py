"""Quantities in a sentence: numbers and ranges with their unit, in digits and in words, and dates.

Read are "15 to 20 kilometres", "15-20 км", "15 ila 20 kilometre", "من ١٥ إلى ٢٠ كيلومترا", "between nine and twelve
miles", "3,5 миллиона", "800.000", "10 October", "October 10", "10 октября", "10 Ekim", "10 تشرين الأول".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.stories.numerals import VALUES
from pipelines.stories.words import fold

_TOKEN: Final = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+|[^\s\w]")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+")
_DASHES: Final = frozenset("-–—−‑‐")
_BETWEEN: Final = frozenset({"to", "and", "or", "до", "и", "или", "ila", "ile", "ve", "veya", "الي", "و", "او", "حتي"})
_MAGNITUDES: Final = {
    "thousand": 1e3, "million": 1e6, "millions": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
    "тыс": 1e3, "тысяч": 1e3, "тысячи": 1e3, "тысяча": 1e3, "миллион": 1e6, "миллиона": 1e6, "миллионов": 1e6,
    "млн": 1e6, "миллиард": 1e9, "миллиарда": 1e9, "миллиардов": 1e9, "млрд": 1e9,
    "bin": 1e3, "milyon": 1e6, "milyar": 1e9, "الف": 1e3, "الاف": 1e3, "مليون": 1e6, "ملايين": 1e6, "مليار": 1e9,
}  # fmt: skip
_KILOMETRES: Final = {
    "km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometres": 1.0, "kilometer": 1.0, "kilometers": 1.0, "км": 1.0,
    "километр": 1.0, "километра": 1.0, "километров": 1.0, "километрах": 1.0, "километровая": 1.0, "километровой": 1.0,
    "километровую": 1.0, "kilometrelik": 1.0, "kilometreye": 1.0, "kilometrede": 1.0, "كم": 1.0, "كلم": 1.0,
    "كيلومتر": 1.0, "كيلومترا": 1.0, "كيلومترات": 1.0, "كيلو": 1.0,
    "mile": 1.609344, "miles": 1.609344, "mi": 1.609344, "миль": 1.609344, "мили": 1.609344, "миля": 1.609344,
    "mil": 1.609344, "millik": 1.609344, "ميل": 1.609344, "ميلا": 1.609344, "اميال": 1.609344,
    "metre": 0.001, "metres": 0.001, "meter": 0.001, "meters": 0.001, "метр": 0.001, "метра": 0.001, "метров": 0.001,
    "metrelik": 0.001, "متر": 0.001, "مترا": 0.001, "امتار": 0.001, "yard": 0.0009144, "yards": 0.0009144,
    "feet": 0.0003048, "foot": 0.0003048, "ft": 0.0003048,
}  # fmt: skip
_PERCENT: Final = frozenset({"%", "percent", "pct", "процент", "процента", "процентов", "بالمئه", "بالمائه"})
_MONTHS: Final = {
    **{name: at for at, names in enumerate((
        "january jan января январь ocak يناير", "february feb февраля февраль subat فبراير شباط",
        "march mar марта март mart مارس اذار", "april apr апреля апрель nisan ابريل نيسان",
        "may мая май mayis مايو ايار", "june jun июня июнь haziran يونيو حزيران",
        "july jul июля июль temmuz يوليو تموز", "august aug августа август agustos اغسطس",
        "september sep sept сентября сентябрь eylul سبتمبر ايلول", "october oct октября октябрь ekim اكتوبر",
        "november nov ноября ноябрь kasim نوفمبر", "december dec декабря декабрь aralik ديسمبر",
    ), 1) for name in names.split()},
}  # fmt: skip
# Levantine names of two words.
_DOUBLE_MONTHS: Final = {
    ("تشرين", "الاول"): 10,
    ("تشرين", "الثاني"): 11,
    ("كانون", "الاول"): 12,
    ("كانون", "الثاني"): 1,
}
_MONTH_BEGINNINGS: Final = frozenset(first for first, _ in _DOUBLE_MONTHS)
_LAST_DAY: Final = 31
_DAYS_OF_A_MONTH: Final = 31


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign of a sentence. text: in one spelling. start, end: in the folded sentence."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or range with its unit.

    low, high: in the unit; equal for a single number. unit: `km`, `%`, `date` (month × 31 + day) or "" for a count.
    written: as the sentence has it. first, last: its tokens, last excluded.
    converted: it is written in another unit ("9 to 12 miles").
    """

    low: float
    high: float
    unit: str
    written: str
    first: int
    last: int
    converted: bool = False

    def agrees(self, other: "Quantity", tolerance: float) -> bool:
        """Whether both can be true: the same number or range but for rounding, or a number within the other's range."""
        same = _close(self.low, other.low, tolerance) and _close(self.high, other.high, tolerance)
        return same or _holds(self, other, tolerance) or _holds(other, self, tolerance)


def tokens_of(text: str) -> tuple[Token, ...]:
    """A sentence's words, numbers and signs."""
    return tuple(Token(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(fold(text)))


def quantities_of(text: str, tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """The quantities of a sentence, in order.

    text: the sentence as written. tokens: of the same sentence.
    """
    folded = fold(text)
    spelled = text if len(text) == len(folded) else folded
    found, at = [], 0
    while at < len(tokens):
        begins = tokens[at].text
        if not (begins[0].isdigit() or begins in VALUES or begins in _MONTHS or begins in _MONTH_BEGINNINGS):
            at += 1
            continue
        quantity = _date_at(tokens, at, spelled) or _amount_at(tokens, at, spelled)
        if quantity:
            found.append(quantity)
        at = quantity.last if quantity else at + 1
    return tuple(found)


def _amount_at(tokens: Sequence[Token], at: int, spelled: str) -> Quantity | None:
    """A number or range and its unit, beginning at a token."""
    low, after = _number(tokens, at)
    if low is None:
        return None
    own, _ = _magnitude(tokens, after)
    high, end = _range_end(tokens, after)
    if high is None:
        low, high, end = low * own, low * own, after + (own != 1.0)
    else:
        # "15 to 20 thousand" says thousand once; "15,000 to 20 thousand" nobody writes.
        shared, end = _magnitude(tokens, end)
        low, high = low * (own if own != 1.0 else shared), high * shared
    unit, factor, end = _unit(tokens, end)
    high = max(high, low)
    return Quantity(low * factor, high * factor, unit, _written(tokens, at, end, spelled), at, end, factor != 1.0)


def _number(tokens: Sequence[Token], at: int) -> tuple[float | None, int]:
    """The number that begins at a token, and the token after it."""
    if at >= len(tokens):
        return None, at
    text = tokens[at].text
    if text[0].isdigit():
        return _value(text), at + 1
    value = VALUES.get(text)
    if value is None:
        return None, at
    joint = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].text in _DASHES)
    following = VALUES.get(tokens[joint].text) if joint < len(tokens) else None
    if value >= 20 and value % 10 == 0 and following and following < 10:  # noqa: PLR2004 - "twenty five"
        return float(value + following), joint + 1
    return float(value), at + 1


def _value(text: str) -> float:
    """A number's value, whichever of comma and point divides thousands or decimals in its language."""
    plain = text.replace("٬", ",").replace("٫", ".")
    if _THOUSANDS.fullmatch(text) and not plain.startswith("0"):
        return float(re.sub(r"[.,]", "", plain))
    head, _, tail = plain.replace(",", ".").rpartition(".")
    return float(f"{head.replace('.', '')}.{tail}") if head else float(tail)


def _range_end(tokens: Sequence[Token], at: int) -> tuple[float | None, int]:
    """The upper end of a range whose lower end has just been read."""
    joint = at
    if joint < len(tokens) and tokens[joint].text in _MAGNITUDES:
        joint += 1
    if joint >= len(tokens) or (tokens[joint].text not in _DASHES and tokens[joint].text not in _BETWEEN):
        return None, at
    high, end = _number(tokens, joint + 1)
    if high is None or not _measured(tokens, end):
        return None, at
    return high, end


def _measured(tokens: Sequence[Token], at: int) -> bool:
    """Whether a unit or magnitude follows: two numbers with "and" between are else two counts, not a range."""
    if at < len(tokens) and tokens[at].text in _DASHES:
        at += 1
    return at < len(tokens) and (
        tokens[at].text in _MAGNITUDES or tokens[at].text in _KILOMETRES or tokens[at].text in _PERCENT
    )


def _magnitude(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    if at < len(tokens) and (factor := _MAGNITUDES.get(tokens[at].text)):
        return factor, at + 1
    return 1.0, at


def _unit(tokens: Sequence[Token], at: int) -> tuple[str, float, int]:
    """The unit at a token, the factor into the unit that quantities have, and the token after it."""
    place = at + 1 if at + 1 < len(tokens) and tokens[at].text in _DASHES else at
    if place >= len(tokens):
        return "", 1.0, at
    text = tokens[place].text
    if text in _KILOMETRES:
        return "km", _KILOMETRES[text], place + 1
    if text in _PERCENT:
        return "%", 1.0, place + 1
    return "", 1.0, at


def _date_at(tokens: Sequence[Token], at: int, spelled: str) -> Quantity | None:
    """A day of a month, beginning at a token: "10 October", "October 10"."""
    day, month, end = _day(tokens, at), *_month(tokens, at + 1)
    if day is None or month is None:
        month, end = _month(tokens, at)
        day = _day(tokens, end) if month is not None else None
        end += 1
    if day is None or month is None:
        return None
    ordinal = float(month * _DAYS_OF_A_MONTH + day)
    return Quantity(ordinal, ordinal, "date", _written(tokens, at, end, spelled), at, end)


def _day(tokens: Sequence[Token], at: int) -> int | None:
    if at >= len(tokens) or not tokens[at].text.isdigit():
        return None
    day = int(tokens[at].text)
    return day if 1 <= day <= _LAST_DAY else None


def _month(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The month at a token, and the token after it; None where there is none."""
    if at >= len(tokens):
        return None, at
    text = tokens[at].text
    if at + 1 < len(tokens) and (month := _DOUBLE_MONTHS.get((text, tokens[at + 1].text))):
        return month, at + 2
    # "of" and ordinal endings: "the 10th of October".
    if text in {"th", "st", "nd", "rd", "of", "числа"}:
        return _month(tokens, at + 1)
    return _MONTHS.get(text), at + 1


def _written(tokens: Sequence[Token], first: int, last: int, spelled: str) -> str:
    return spelled[tokens[first].start : tokens[last - 1].end]


def _close(one: float, other: float, tolerance: float) -> bool:
    return abs(one - other) <= tolerance * max(abs(one), abs(other))


def _holds(span: Quantity, number: Quantity, tolerance: float) -> bool:
    """Whether a single number lies within a range."""
    if number.low != number.high or span.low == span.high:
        return False
    return span.low * (1 - tolerance) <= number.low <= span.high * (1 + tolerance)

"""Days as four languages tell them: "10 October", "October 10", "10 تشرين الأول", "mid-October"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.stories.calendar import MONTHS, MONTHS_OF_TWO_WORDS, NUMBER_OF_MONTH, TURKISH_MONTHS, is_year
from pipelines.stories.numerals import spelled_at

_PARTS: Final = {
    "early": (1, 10), "mid": (11, 20), "middle": (11, 20), "late": (21, 31), "end": (21, 31), "начале": (1, 10),
    "началу": (1, 10), "середине": (11, 20), "середины": (11, 20), "конца": (21, 31), "концу": (21, 31),
    "конце": (21, 31), "середина": (11, 20), "منتصف": (11, 20), "اوايل": (1, 10), "مطلع": (1, 10), "نهايه": (21, 31),
    "اواخر": (21, 31),
}  # fmt: skip
_PARTS_BEHIND: Final = {
    "basi": (1, 10), "basina": (1, 10), "basinda": (1, 10), "ortasi": (11, 20), "ortasina": (11, 20),
    "ortasinda": (11, 20), "ortalarinda": (11, 20), "ortalarina": (11, 20), "sonu": (21, 31), "sonuna": (21, 31),
    "sonunda": (21, 31),
}  # fmt: skip
_THE_YEAR: Final = frozenset({"year", "года", "году", "العام", "عام", "السنه"})
_LINKS: Final = frozenset({
    "th", "st", "nd", "rd", "of", "the", "числа", "го", "ого", "е", "this", "-", "этого", "شهر", "هذا", "من",
})  # fmt: skip
# "Ekim ayının ortası", "Ekim'in 10'u".
_TURKISH_LINKS: Final = frozenset({"ayi", "ayinin", "'", "in", "un"})
_ORDINALS: Final = {
    name: at
    for at, names in enumerate((
        "first первого первое الاول", "second второго второе الثاني", "third третьего третье الثالث",
        "fourth четвертого четвертое الرابع", "fifth пятого пятое الخامس", "sixth шестого шестое السادس",
        "seventh седьмого седьмое السابع", "eighth восьмого восьмое الثامن", "ninth девятого девятое التاسع",
        "tenth десятого десятое العاشر", "eleventh одиннадцатого", "twelfth двенадцатого", "thirteenth тринадцатого",
        "fourteenth четырнадцатого", "fifteenth пятнадцатого пятнадцатое", "sixteenth шестнадцатого",
        "seventeenth семнадцатого", "eighteenth восемнадцатого", "nineteenth девятнадцатого",
        "twentieth двадцатого двадцатое العشرين",
    ), 1)
    for name in (*names.split(), *(one.replace("ого", "ому") for one in names.split()))
}  # fmt: skip
_OF_IT: Final = "منه"
_SAME_MONTH: Final = ([_OF_IT], ["th"], ["st"], ["nd"], ["rd"])
_TEENS: Final = frozenset({"عشر", "عشره"})
_TENS: Final = {"twenty": 20, "двадцать": 20, "thirty": 30, "тридцать": 30}
_THIRTIETH: Final = {"thirtieth": 30, "тридцатого": 30, "الثلاثين": 30}
_MOST_LINKS: Final = 3
_IN_FIGURES: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?:19|20)\d\d")
# "15 may have died" tells no day.
_AFTER_MAY: Final = frozenset({
    "and", "or", "to", "in", "at", "on", "as", "for", "by", "when", "after", "before", "until", "the", "with", "from",
})  # fmt: skip
_LAST_DAY: Final = 31
_DIGITS_OF_A_DAY: Final = 2
_DAYS_OF_A_MONTH: Final = 31
_LAST_MONTH: Final = 12
_TEN: Final = 10

# Words at which a date may begin; digits begin one as well.
BEGINNINGS: Final = frozenset({
    *MONTHS, *_PARTS, "yil", *_ORDINALS, *_THIRTIETH,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Date:
    """A day, or the days that a part of a month may mean. low, high: month × 31 + day. end: the place after it."""

    low: float
    high: float
    end: int


def date_at(words: Sequence[str], at: int) -> Date | None:
    """The date that begins at a place, without its year; None where there is none."""
    found = _in_figures(words, at) or _day_of_month(words, at) or _month_and_day(words, at) or _part(words, at)
    return found or _of_the_same_month(words, at)


def _in_figures(words: Sequence[str], at: int) -> Date | None:
    """10.10.2018, as it is written where the day comes first."""
    found = _IN_FIGURES.fullmatch(words[at])
    if not found or not 1 <= int(found[2]) <= _LAST_MONTH:
        return None
    return _dated(int(found[2]), int(found[1]), at + 1)


def _day_of_month(words: Sequence[str], at: int) -> Date | None:
    day, after = _day(words, at)
    if day is None:
        return None
    month, end = _month(words, _linked(words, after))
    return _dated(month, day, end) if month else None


def _of_the_same_month(words: Sequence[str], at: int) -> Date | None:
    """A day of the month that was told last: "by 10 October … by the 15th", "الخامس عشر منه"."""
    day, after = _day(words, at)
    if day is None or words[after : after + 1] not in _SAME_MONTH:
        return None
    following = words[after + 1] if after + 1 < len(words) else "."
    if words[after] != _OF_IT and following.isalpha() and following not in _AFTER_MAY:
        # "The 15th century".
        return None
    months = (_month(words, place)[0] for place in range(at - 1, -1, -1))
    month = next(filter(None, months), None)
    return _dated(month, day, after + 1) if month else None


def _month_and_day(words: Sequence[str], at: int) -> Date | None:
    """October 10; and where no day follows, a part of the month in Turkish: "Ekim ortası"."""
    month, end = _month(words, at)
    if month and words[end : end + 1] == ["."]:
        end += 1
    while month and end < len(words) and words[end] in _TURKISH_LINKS:
        end += 1
    if not month or end >= len(words):
        return None
    if day := _figure(words[end]):
        return _dated(month, day, end + 1)
    if days := _PARTS_BEHIND.get(words[end]):
        return Date(_ordinal(month, days[0]), _ordinal(month, days[1]), end + 1)
    return None


def _part(words: Sequence[str], at: int) -> Date | None:
    """The middle of October, the end of the year."""
    if words[at] == "yil" and at + 1 < len(words) and words[at + 1] in {"sonu", "sonuna"}:
        return _dated(_LAST_MONTH, _LAST_DAY, at + 2)
    days = _PARTS.get(words[at])
    if days is None:
        return None
    after = _linked(words, at + 1)
    month, end = _month(words, after)
    if month:
        return Date(_ordinal(month, days[0]), _ordinal(month, days[1]), end)
    if days[1] != _LAST_DAY or after >= len(words):
        return None
    if words[after] in _THE_YEAR:
        year = after + 1 < len(words) and is_year(words[after + 1])
        return _dated(_LAST_MONTH, _LAST_DAY, after + (2 if year else 1))
    return _dated(_LAST_MONTH, _LAST_DAY, after + 1) if is_year(words[after]) else None


def _dated(month: int, day: int, end: int) -> Date:
    ordinal = _ordinal(month, day)
    return Date(ordinal, ordinal, end)


def _ordinal(month: int, day: int) -> float:
    return float(month * _DAYS_OF_A_MONTH + day)


def _day(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The day at a place, in figures or in words, and the place after it."""
    word = words[at]
    if day := _figure(word) or _THIRTIETH.get(word):
        return day, at + 1
    if ordinal := _ORDINALS.get(word):
        return _teen(words, at, ordinal)
    unit = at + 1 + (words[at + 1 : at + 2] == ["-"])
    if word in _TENS and unit < len(words) and words[unit] in _ORDINALS:
        return _TENS[word] + _ORDINALS[words[unit]], unit + 1
    value, after = spelled_at(words, at)
    # In Turkish days are read out as plain numbers: "on beş Ekim".
    turkish = after < len(words) and words[after] in TURKISH_MONTHS
    return (int(value), after) if value and turkish and value <= _LAST_DAY else (None, at)


def _teen(words: Sequence[str], at: int, ordinal: int) -> tuple[int, int]:
    """In Arabic ten, or twenty, follows the unit: "the fifth ten", "the fifth and the twentieth"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in _TEENS:
        return ordinal + _TEN, at + 2
    return (ordinal + 2 * _TEN, at + 2) if following == "والعشرين" else (ordinal, at + 1)


def _figure(word: str) -> int | None:
    short = len(word) <= _DIGITS_OF_A_DAY and word.isdigit()
    return int(word) if short and 1 <= int(word) <= _LAST_DAY else None


def _linked(words: Sequence[str], at: int) -> int:
    """The place after what may stand between the parts of a date: "the 10th of October"."""
    end = at
    while end < len(words) and end < at + _MOST_LINKS and words[end] in _LINKS:
        end += 1
    return end


def _month(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The month at a place, and the place after it; None where there is none."""
    if at >= len(words):
        return None, at
    if at + 1 < len(words) and (month := MONTHS_OF_TWO_WORDS.get((words[at], words[at + 1]))):
        return month, at + 2
    following = words[at + 1] if at + 1 < len(words) else "."
    if words[at] == "may" and following.isalpha() and following not in _AFTER_MAY:
        return None, at
    return NUMBER_OF_MONTH.get(words[at]), at + 1

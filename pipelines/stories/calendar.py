"""Which words of a text tell dates and times: a template's date line changes every day, and is no news."""

from collections.abc import Sequence
from typing import Final

# In English, Russian and Arabic, in the spelling of `words.fold`.
_MONTHS: Final = (
    "january jan январь января январе يناير", "february feb февраль февраля феврале فبراير شباط",
    "march mar март марта марте مارس اذار", "april apr апрель апреля апреле ابريل نيسان",
    "may май мая мае مايو ايار", "june jun июнь июня июне يونيو حزيران",
    "july jul июль июля июле يوليو تموز", "august aug август августа августе اغسطس اب",
    "september sep sept сентябрь сентября сентябре سبتمبر ايلول",
    "october oct октябрь октября октябре اكتوبر", "november nov ноябрь ноября ноябре نوفمبر",
    "december dec декабрь декабря декабре ديسمبر",
)  # fmt: skip
_TURKISH: Final = "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik"
# Levantine names of two words.
MONTHS_OF_TWO_WORDS: Final = {
    ("تشرين", "الاول"): 10, ("تشرين", "الثاني"): 11, ("كانون", "الاول"): 12, ("كانون", "الثاني"): 1,
}  # fmt: skip
_DAYS: Final = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun today yesterday tomorrow
понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье сегодня вчера завтра
pazartesi sali carsamba persembe cuma cumartesi pazar bugun dun yarin
الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد اليوم امس غدا
"""
_CLOCK: Final = "am pm gmt utc est edt bst cet cest msk gmt+3 saat"

TURKISH_MONTHS: Final = {name: at for at, name in enumerate(_TURKISH.split(), 1)}
NUMBER_OF_MONTH: Final = {
    **{name: at for at, names in enumerate(_MONTHS, 1) for name in names.split()},
    **TURKISH_MONTHS,
}
MONTHS: Final = frozenset({*NUMBER_OF_MONTH, *(first for first, _ in MONTHS_OF_TWO_WORDS)})
DAYS: Final = frozenset(_DAYS.split())
_BESIDE: Final = MONTHS | frozenset(_CLOCK.split())
_REACH: Final = 2
_YEARS: Final = range(1800, 2100)
_LONGEST_PART: Final = 4


def tells_time(words: Sequence[str], at: int) -> bool:
    """Whether a figure is part of a date or of a time of day."""
    word = words[at]
    if ":" in word:
        return True
    around = words[max(0, at - _REACH) : at + _REACH + 1]
    if any(other in _BESIDE for other in around):
        return True
    if len(word) > _LONGEST_PART or not word.isdigit():
        return False
    return sum(other.isdigit() for other in around) >= _REACH + 1 and any(is_year(other) for other in around)


def is_year(word: str) -> bool:
    """Whether a word looks like a year of our time."""
    return len(word) == _LONGEST_PART and word.isdigit() and int(word) in _YEARS

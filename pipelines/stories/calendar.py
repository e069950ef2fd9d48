"""Which words of a text tell dates and times: a template's date line changes every day, and is no news."""

from collections.abc import Sequence
from typing import Final

_MONTHS: Final = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
كانون شباط اذار نيسان ايار حزيران تموز اب ايلول تشرين
"""
_DAYS: Final = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun today yesterday tomorrow
понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье сегодня вчера завтра
pazartesi sali carsamba persembe cuma cumartesi pazar bugun dun yarin
الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد اليوم امس غدا
"""
_CLOCK: Final = "am pm gmt utc est edt bst cet cest msk gmt+3 saat"

MONTHS: Final = frozenset(_MONTHS.split())
DAYS: Final = frozenset(_DAYS.split())
_BESIDE: Final = MONTHS | frozenset(_CLOCK.split())
_REACH: Final = 2
_YEARS: Final = range(1900, 2100)
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

"""Numbers as four languages spell them, alone and composed: "twenty-five", "iki yüz bin", "خمسة وعشرون", "полтора".

Magnitudes follow each other in what is composed: "38 bin 500", "миллион двести тысяч", "ثلاثة آلاف وخمسمئة".

`SPELLED` is what makes "three", "üç", "три" and "ثلاثة" the word "3" before texts are compared. One is left out: it is
an article or a pronoun more often than a number.
"""

from collections.abc import Container, Sequence
from typing import Final

_ENGLISH: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_TURKISH: Final = {
    "iki": 2, "uc": 3, "dort": 4, "bes": 5, "alti": 6, "yedi": 7, "sekiz": 8, "dokuz": 9, "on": 10, "yirmi": 20,
    "otuz": 30, "kirk": 40, "elli": 50, "altmis": 60, "yetmis": 70, "seksen": 80, "doksan": 90,
}  # fmt: skip
_RUSSIAN: Final = {
    "два": 2, "две": 2, "двух": 2, "двое": 2, "три": 3, "трех": 3, "трое": 3, "четыре": 4, "четырех": 4, "пять": 5,
    "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8, "девять": 9, "девяти": 9,
    "десять": 10, "десяти": 10, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13, "четырнадцать": 14,
    "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19, "двадцать": 20,
    "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80,
    "девяносто": 90,
}  # fmt: skip
_ARABIC: Final = {
    "اثنان": 2, "اثنين": 2, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6,
    "سبعه": 7, "سبع": 7, "ثمانيه": 8, "ثماني": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشرين": 20, "عشرون": 20,
    "ثلاثين": 30, "ثلاثون": 30, "اربعين": 40, "اربعون": 40, "خمسين": 50, "خمسون": 50, "ستين": 60, "ستون": 60,
    "سبعين": 70, "سبعون": 70, "ثمانين": 80, "ثمانون": 80, "تسعين": 90, "تسعون": 90,
}  # fmt: skip
_UNITS: Final = dict(list(_TURKISH.items())[:8])
# Cases and large numbers: read where figures are compared, but texts are not laid over each other by them.
_COMPOSED: Final = {
    "hundred": 100, "yuz": 100, "yuzu": 100, "сто": 100, "ста": 100, "двести": 200, "двухсот": 200, "триста": 300,
    "трехсот": 300, "четыреста": 400, "четырехсот": 400, "пятьсот": 500, "пятисот": 500, "шестьсот": 600,
    "шестисот": 600, "семьсот": 700, "восемьсот": 800, "восьмисот": 800, "девятьсот": 900, "двум": 2, "двумя": 2,
    "трем": 3, "тремя": 3, "четырем": 4, "четверо": 4, "пятеро": 5, "шестеро": 6, "семеро": 7, "одиннадцати": 11,
    "двенадцати": 12, "тринадцати": 13, "четырнадцати": 14, "пятнадцати": 15, "шестнадцати": 16, "семнадцати": 17,
    "восемнадцати": 18, "девятнадцати": 19, "двадцати": 20, "тридцати": 30, "сорока": 40, "пятидесяти": 50,
    "шестидесяти": 60, "семидесяти": 70, "восьмидесяти": 80, "девяноста": 90, "полмиллиона": 500_000,
    "ميه": 100, "مايه": 100, "ميتي": 200, "ميتا": 200, "ميتان": 200, "ميتين": 200, "مايتي": 200,
    "مايتان": 200, "ثلاثميه": 300, "ثلاثمايه": 300, "اربعميه": 400, "اربعمايه": 400, "خمسميه": 500, "خمسمايه": 500,
    "ستميه": 600, "ستمايه": 600, "سبعميه": 700, "سبعمايه": 700, "ثمانميه": 800, "ثمانمايه": 800, "تسعميه": 900,
    "تسعمايه": 900, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2, "عشر": 10, "الفي": 2000, "الفا": 2000,
    "مليونا": 2_000_000, "مليوني": 2_000_000, "مليونان": 2_000_000, "مليونين": 2_000_000, "الفان": 2000,
    "الفين": 2000, "семисот": 700, "двадцатью": 20, "пятнадцатью": 15, "десятью": 10, "пятью": 5, "ikisi": 2,
    "ucu": 3, "dordu": 4, "besi": 5, "altisi": 6, "yedisi": 7, "sekizi": 8, "dokuzu": 9,
    "ikiden": 2, "ucten": 3, "dortten": 4, "besten": 5, "altidan": 6, "yediden": 7, "sekizden": 8, "dokuzdan": 9,
    "ikiye": 2, "uce": 3, "dorde": 4, "bese": 5, "altiya": 6, "yediye": 7, "sekize": 8, "dokuza": 9,
    "yirmiden": 20, "otuzdan": 30, "kirktan": 40, "elliden": 50, "altmistan": 60, "yetmisten": 70, "seksenden": 80,
    "doksandan": 90, "yirmiye": 20, "otuza": 30, "kirka": 40, "elliye": 50, "altmisa": 60, "yetmise": 70,
    "seksene": 80, "doksana": 90, "двухстах": 200, "трехстах": 300, "четырехстах": 400, "пятистах": 500,
    "шестистах": 600, "семистах": 700, "восьмистах": 800, "девятистах": 900, "ثمان": 8,
    # Many write Turkish numbers in one word.
    **{ten + unit: _TURKISH[ten] + _UNITS[unit] for ten in _TURKISH.keys() - _UNITS.keys() for unit in _UNITS},
    **{unit + "yuz": 100 * _UNITS[unit] for unit in _UNITS},
}  # fmt: skip
_BASIC: Final = {**_ENGLISH, **_RUSSIAN, **_ARABIC, **_TURKISH}

VALUES: Final = {**_BASIC, **_COMPOSED}
# In all cases: "3 binden fazla", "в двух тысячах", "двумя миллионами".
MAGNITUDES: Final = {
    word: value
    for value, words in (
        (1e3, "thousand тыс тысяча тысячи тысячу тысяче тысячей тысяч тысячам тысячами тысячах"),
        (1e3, "bin bini bine binden binin binlik الف الفا الاف الالاف"),
        (1e6, "million mln mn млн миллион миллиона миллиону миллионом миллионе миллионов миллионам миллионами"),
        (1e6, "миллионах milyon milyonu milyona milyondan milyonun milyonluk مليون مليونا ملايين الملايين"),
        (1e9, "billion bn млрд миллиард миллиарда миллиарду миллиардом миллиарде миллиардов миллиардам миллиардами"),
        (1e9, "миллиардах milyar milyari milyara milyardan milyarin milyarlik مليار مليارا مليارات"),
        (1e12, "trillion триллион триллиона триллионов trilyon trilyondan تريليون"),
        (10.0, "десяток десятка десятков"),
        (12.0, "dozen duzine"),
        (100.0, "сотни сотен ميات"),
    )
    for word in words.split()
}
# What is counted without being told exactly: "dozens" is from two of them to nine.
VAGUE: Final = {
    "dozens": (24, 99), "scores": (40, 99), "tens": (20, 99), "hundreds": (200, 999), "thousands": (2e3, 99_999),
    "десятки": (20, 99), "десятков": (20, 99), "сотни": (200, 999), "сотен": (200, 999), "onlarca": (20, 99),
    "yuzlerce": (200, 999), "binlerce": (2e3, 99_999), "عشرات": (20, 99), "ميات": (200, 999),
}  # fmt: skip
# Not numbers by themselves: "half a million", "полтора миллиона", "one million" and "a million".
_BEFORE_MAGNITUDE: Final = {
    "quarter": 0.25, "четверть": 0.25, "ceyrek": 0.25, "ربع": 0.25, "half": 0.5, "yarim": 0.5, "نصف": 0.5,
    "полтора": 1.5, "полторы": 1.5, "полутора": 1.5, "one": 1.0, "a": 1.0, "bir": 1.0, "один": 1.0, "одного": 1.0,
}  # fmt: skip
# "Several hundred" is from two of them to nine.
SEVERAL: Final = frozenset({"several", "few", "несколько", "нескольких", "birkac", "بضعه", "عده"})
# "Around a million": a magnitude alone is one of it, as a hedge tells where other forms of the word mean many.
_ONE_OF: Final = frozenset({"миллион", "مليون", "الف"})
_ONE_HEDGED: Final = frozenset({"миллиона", "тысячи", "миллиарда"})
_HEDGES: Final = frozenset({"около", "более", "больше", "свыше", "до", "почти", "менее", "порядка"})
# "Two and a half million", behind the number; in Arabic behind the magnitude.
_HALVES: Final = (("and", "a", "half"), ("с", "половиной"), ("bucuk",), ("ونصف",))
# "on" is a preposition in English, and "alti" a place below in Turkish: they stay words when texts are compared.
_AMBIGUOUS: Final = frozenset({"on", "alti", "kirk"})
SPELLED: Final = {word: str(value) for word, value in _BASIC.items() if word not in _AMBIGUOUS}
# One is a number where tens stand beside it: "twenty-one", "yirmi bir", "أحد عشر", "واحد وعشرين".
_ONES: Final = frozenset({"one", "один", "одна", "одного", "одну", "bir"})
_ARABIC_ONES: Final = frozenset({"احد", "احدي", "واحد", "واحده"})
# Words at which a spelled number may begin.
BEGINNINGS: Final = frozenset(
    {*VALUES, *VAGUE, *_BEFORE_MAGNITUDE, *SEVERAL, *_ONE_OF, *_ONE_HEDGED, *_ARABIC_ONES, "bin"}
)
# Words without which a sentence spells no number.
MENTIONS: Final = (VALUES.keys() | VAGUE.keys() | MAGNITUDES.keys()) - _AMBIGUOUS

# Behind a unit only: "yüzden" alone means "because of".
_HUNDREDS: Final = frozenset({"hundred", "yuz", "yuzu", "yuze", "yuzden", "yuzun", "ميه", "مايه"})
_HYPHENS: Final = frozenset("-‐‑")
_TEN: Final = 10
_TWENTY: Final = 20
_HUNDRED: Final = 100
_PREFIX: Final = "و"
_PARTICLES: Final = ("و", "ب", "ل")


def spelled_at(words: Sequence[str], at: int) -> tuple[float | None, int]:
    """The number that is spelled in words from a place on, and the place after it; magnitudes are left to the caller.

    "on" and its like count only before another Turkish number.
    """
    word = words[at]
    if word in _BEFORE_MAGNITUDE:
        return _fraction(words, at)
    if _is_one_magnitude(words, at):
        return 1.0, at
    ambiguous = word in _AMBIGUOUS and not _is(words, at + 1, _TURKISH.keys() | {"bin", "milyon", "bir"})
    total = 1 if word in _ARABIC_ONES else VALUES.get(word)
    if total is None or ambiguous:
        return None, at
    at += 1
    while (step := _continued(words, at, total)) is not None:
        total, at = step
    return (float(total), at) if total > 1 else (None, at)


def _fraction(words: Sequence[str], at: int) -> tuple[float | None, int]:
    """Half a million, a quarter of a million; but not the million of "three quarters of a million"."""
    after = at + 1 + _is(words, at + 1, {"of"})
    after += _is(words, after, {"a"})
    scaled = _is(words, after + half_at(words, after), MAGNITUDES) and not (at and words[at - 1] == "of")
    return (_BEFORE_MAGNITUDE[words[at]], after) if scaled else (None, at)


def _is_one_magnitude(words: Sequence[str], at: int) -> bool:
    """Whether a magnitude stands for one of it: "миллион", "более тысячи", "bin 300"."""
    word = words[at]
    if word in _ONE_OF or (word in _ONE_HEDGED and at and words[at - 1] in _HEDGES):
        return True
    following = words[at + 1] if word == "bin" and at + 1 < len(words) else ""
    return following in _TURKISH or _is_below_thousand(following)


def half_at(words: Sequence[str], at: int) -> int:
    """How many words from a place on say "and a half", 0 where none do."""
    return next((len(half) for half in _HALVES if tuple(words[at : at + len(half)]) == half), 0)


def joined(word: str) -> str:
    """A word without the Arabic "and" that is written onto its number: "وعشرين"."""
    return word[1:] if word.startswith(_PREFIX) and word[1:] in VALUES else word


def bare_number(word: str) -> str:
    """A word without the Arabic particle that is written onto its number: "وثلاثين", "بعشر", "لخمسة"."""
    return word[1:] if word.startswith(_PARTICLES) and word[1:] in VALUES else word


def _is_below_thousand(word: str) -> bool:
    return word.isdigit() and len(word) <= len(str(_HUNDRED))


def _continued(words: Sequence[str], at: int, total: int) -> tuple[int, int] | None:
    """The number with its next word, and the place after that; None where it ends."""
    if _is(words, at, _HUNDREDS) and total < _HUNDRED:
        return total * _HUNDRED, at + 1
    place = at + 1 if _is(words, at, _HYPHENS) or (_is(words, at, {"and", "و"}) and total >= _HUNDRED) else at
    if place >= len(words):
        return None
    word = words[place]
    if word.startswith(_PREFIX) and VALUES.get(word[1:], _HUNDRED) < _HUNDRED:
        return _with_and(total, VALUES[word[1:]], place + 1)
    value = 1 if word in _ONES else VALUES.get(word)
    if value is None or value >= _HUNDRED or (value == 1 and total % _HUNDRED < _TEN):
        return None
    if word in {"عشر", "عشره"} and total < _TEN and place == at:
        return total + _TEN, place + 1
    tens = total % _HUNDRED
    after_hundreds = tens == 0
    after_tens = tens % _TEN == 0 and value < _TEN and (tens >= _TWENTY or words[at - 1] == "on")
    fits = after_hundreds or after_tens
    return (total + value, place + 1) if fits else None


def _with_and(total: int, value: int, end: int) -> tuple[int, int] | None:
    """In Arabic units come before tens, "five and twenty"; "fifteen and twenty" are two numbers."""
    below = total % _HUNDRED
    tens = value >= _TWENTY
    return (total + value, end) if below == 0 or (below < _TEN and tens) else None


def _is(words: Sequence[str], at: int, among: Container[str]) -> bool:
    return at < len(words) and words[at] in among

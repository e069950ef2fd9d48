"""How a number is meant: exactly, at least, at most or about, as the words around it say in four languages."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final


class Bound(StrEnum):
    """How a number is meant."""

    EXACT = "exactly"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ABOUT = "about"


_AT_LEAST: Final = frozenset({
    ("at", "least"), ("more", "than"), ("no", "fewer", "than"), ("no", "less", "than"),
    ("not", "less", "than"), ("upwards", "of"),
    ("in", "excess", "of"), ("exceeding",), ("over",), ("не", "менее"), ("не", "меньше"), ("по", "меньшей", "мере"),
    ("более",), ("более", "чем"), ("больше",), ("свыше",), ("минимум",), ("превышает",), ("en", "az"), ("asgari",),
    ("ما", "لا", "يقل", "عن"), ("لا", "تقل", "عن"), ("لا", "يقل", "عن"), ("اكثر", "من"), ("ازيد", "من"),
    ("يزيد", "عن"), ("يزيد", "علي"), ("تزيد", "عن"), ("تزيد", "علي"), ("يفوق",),
})  # fmt: skip
_AT_MOST: Final = frozenset({
    ("up", "to"), ("as", "many", "as"), ("fewer", "than"), ("less", "than"), ("at", "most"), ("under",), ("до",),
    ("no", "more", "than"), ("not", "more", "than"), ("a", "maximum", "of"), ("не", "более"), ("не", "более", "чем"),
    ("не", "больше"), ("максимум",), ("менее",), ("менее", "чем"), ("меньше",), ("en", "fazla"), ("en", "cok"),
    ("azami",), ("ما", "يصل", "الي"), ("يصل", "الي"), ("تصل", "الي"), ("اقل", "من"), ("حتي",), ("لا", "يزيد", "عن"),
    ("لا", "يزيد", "علي"), ("لا", "تزيد", "عن"), ("لا", "تزيد", "علي"), ("لا", "يتجاوز"), ("لا", "تتجاوز"),
})  # fmt: skip
_ABOUT: Final = frozenset({
    ("about",), ("around",), ("some",), ("nearly",), ("almost",), ("roughly",), ("approximately",), ("estimated",),
    ("near",), ("close", "to"), ("около",), ("примерно",), ("примерно", "из"), ("приблизительно",), ("почти",),
    ("порядка",), ("yaklasik",), ("yaklasik", "olarak"), ("takriben",), ("نحو",), ("بنحو",), ("حوالي",), ("زهاء",),
    ("قرابه",), ("تقريبا",), ("ما", "يناهز"), ("يناهز",),
    ("ما", "يقارب"), ("ما", "يقرب", "من"),
})  # fmt: skip
# "До 17" is seventeen at most; what rose or fell "до 17" came to seventeen.
_TO: Final = "до"
_CAME: Final = ("вырос", "возрос", "увеличил", "поднял", "снизил", "сократил", "уменьшил", "упал")
_CAME_REACH: Final = 3
_LONGEST_HEDGE: Final = 4
_TURKISH_HEDGES: Final = {
    "fazla": Bound.AT_LEAST, "askin": Bound.AT_LEAST, "uzerinde": Bound.AT_LEAST, "kadar": Bound.AT_MOST,
    "civarinda": Bound.ABOUT, "dolayinda": Bound.ABOUT, "yakin": Bound.ABOUT,
}  # fmt: skip
# "20'ye kadar" is twenty at most, "20 kadar" about twenty.
_UP_TO: Final = "kadar"
_DATIVE: Final = ("ye", "ya", "ne", "na", "e", "a")
# Behind the number, in other languages.
_BEHIND: Final[dict[tuple[str, ...], Bound]] = {
    ("or", "more"): Bound.AT_LEAST, ("at", "least"): Bound.AT_LEAST, ("at", "most"): Bound.AT_MOST,
    ("or", "so"): Bound.ABOUT, ("и", "более"): Bound.AT_LEAST, ("или", "более"): Bound.AT_LEAST,
    ("علي", "الاقل"): Bound.AT_LEAST, ("علي", "الاكثر"): Bound.AT_MOST,
}  # fmt: skip
_BEHIND_REACH: Final = 2


def bound_of(words: Sequence[str], first: int, last: int) -> Bound:
    """How a number is meant, as the words before it say, or behind it in Turkish."""
    near = words[max(0, first - _CAME_REACH) : first]
    if near[-1:] == [_TO] and any(word.startswith(_CAME) for word in near):
        return Bound.EXACT
    for length in range(_LONGEST_HEDGE, 0, -1):
        before = tuple(words[max(0, first - length) : first])
        for hedges, bound in ((_AT_LEAST, Bound.AT_LEAST), (_AT_MOST, Bound.AT_MOST), (_ABOUT, Bound.ABOUT)):
            if before in hedges:
                return bound
    behind = (_BEHIND.get(tuple(words[at : at + _BEHIND_REACH])) for at in (last, last + 1))
    return next(filter(None, behind), None) or _turkish_bound(words, last) or Bound.EXACT


def _turkish_bound(words: Sequence[str], last: int) -> Bound | None:
    """How a number is meant by the words behind it: "12'den fazla", "12'ye kadar", "12 kadar"."""
    for at in range(last, min(len(words), last + _BEHIND_REACH)):
        if words[at] == _UP_TO and not words[at - 1].endswith(_DATIVE):
            return Bound.ABOUT
        if bound := _TURKISH_HEDGES.get(words[at]):
            return bound
    return None

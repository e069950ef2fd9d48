"""The words around a figure: where its clause begins and ends, and what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.stories.concepts import Concept, concept_of
from pipelines.stories.quantities import Quantity

# How many words around a figure may say what it measures.
REACH: Final = 9
NEAR: Final = 4
LONGEST_BEFORE: Final = 1000
SPANS: Final = frozenset({
    "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minutes", "times", "лет",
    "года", "год", "дней", "дня", "часов", "раз", "раза", "gun", "yil", "saat", "ay", "kez", "ايام", "سنوات", "سنه",
    "اعوام", "ساعات", "ساعه", "اشهر", "مرات", "عام", "عاما", "летний", "летняя", "летней", "летнего", "летнему",
    "летнюю", "летних", "yas", "yasinda", "yasindaki", "yasinin", "yasini", "yaslarinda", "yasli", "yasindan",
})  # fmt: skip
# Where a clause ends.
BREAKS: Final = frozenset({
    ";", "(", ")", ":", "–", "—", ",", "،", "while", "whereas", "but", "and", "тогда", "и", "а", "ancak", "ve", "بينما",
    "فيما", "و", "according", "بحسب", "حسب", "وفق", "وفقا",
})  # fmt: skip
INCLUDING: Final = frozenset({
    "including", "among", "include", "включая", "среди", "числе", "aralarinda", "بينهم", "منهم", "بينها", "ضمنهم",
})  # fmt: skip
PART: Final = frozenset({"of", "из", "من"})
# In Arabic a truce is a "stop of fire"; other things are stopped as well.
_STOP: Final = "وقف"
_FIRE: Final = "اطلاق"
STRIPPED: Final = ("منزوعه", "منزوع")


@dataclass(frozen=True, slots=True)
class Setting:
    """A quantity among the words that may say what it is about.

    start, end: where the neighbouring quantities end and begin. before: the sentence that this one follows.
    """

    words: Sequence[str]
    quantity: Quantity
    start: int
    end: int
    before: str


def clause(words: Sequence[str], quantity: Quantity) -> tuple[int, int]:
    """Where the clause of a quantity begins and ends."""
    return clause_start(words, quantity.first), clause_end(words, quantity.last)


def clause_end(words: Sequence[str], at: int) -> int:
    """Where the clause ends that a place stands in."""
    while at < len(words) and words[at] not in BREAKS:
        at += 1
    return at


def clause_start(words: Sequence[str], at: int) -> int:
    """Where the clause begins that a place stands in."""
    while at > 0 and words[at - 1] not in BREAKS:
        at -= 1
    return at


def concepts_in(words: Sequence[str], start: int, end: int) -> list[Concept]:
    """What the words of a stretch are about, in order. In Arabic a demilitarised zone is one "stripped of arms"."""
    found = []
    for at in range(max(0, start), min(end, len(words))):
        concept = concept_of(words[at])
        disarmed = concept is Concept.WEAPONS and at and words[at - 1].endswith(STRIPPED)
        stopped = words[at].endswith(_STOP) and not "".join(words[at + 1 : at + 2]).endswith(_FIRE)
        if concept and not disarmed and not stopped:
            found.append(concept)
    return found


def stretch(words: Sequence[str], start: int, end: int) -> list[str]:
    """The words from a place to another, as far as there are any."""
    return list(words[max(0, start) : max(0, end)])

"""What the words around a figure say that it measures or counts.

Lengths are of an attribute and an object ("zone width", `lengths.py`), dates of what is due by then ("weapons
deadline") or takes place ("talks date", `deadlines.py`), money and shares of what they are told of ("interest rate"),
counts of who or what is counted and what became of them ("civilians killed", `counts.py`).
"""

from typing import Final

from pipelines.stories.clauses import PART, Setting, clause, concepts_in
from pipelines.stories.concepts import PAID, SHARED, Concept, Kind
from pipelines.stories.counts import Count
from pipelines.stories.deadlines import Day
from pipelines.stories.lengths import Length
from pipelines.stories.words import without_article

# Money and shares: "an interest rate that the bank raised to 5 %", "$12 million in aid".
_VALUE_BEHIND: Final = 8
_VALUE_AHEAD: Final = 3
_RATES: Final = frozenset({"rate", "rates"})
_QUAKES: Final = ("quake", "earthq", "землетряс", "толч", "deprem", "sarsinti", "زلزال", "هزه", "ريختر")


class Value(Setting):
    """Money, a share, or a number that may be an earthquake's."""

    __slots__ = ()

    def subject(self) -> tuple[str, Kind] | None:
        """What money or a share is told of: the nearest such word of the clause, first behind, then ahead."""
        first, last = self.quantity.first, self.quantity.last
        start, end = clause(self.words, self.quantity)
        behind = reversed(concepts_in(self.words, max(start, self.start, first - _VALUE_BEHIND), first))
        ahead = concepts_in(self.words, last, min(end, self.end, last + _VALUE_AHEAD))
        share = self.quantity.unit == "%"
        if share and not PART.isdisjoint(self.words[last : last + 1]):
            # "45 % of the revenue" is a share of something else.
            return None
        told = (*behind, *ahead)
        thing = next((one for one in told if one in (SHARED if share else PAID)), None)
        if thing is Concept.RATE and "interest" in self.words and _RATES.isdisjoint(self.words[start:end]):
            # What people are interested in.
            return None
        if thing is Concept.PRICE and Concept.RATE in told:
            # In Arabic interest is the price of money.
            return None
        return (str(thing), Kind.RUNNING) if thing else None

    def magnitude(self) -> tuple[str, Kind] | None:
        """How strong an earthquake was: "magnitude 6.7", "a 6.7-magnitude quake"."""
        last = self.quantity.last
        # "Three of magnitude 5" counts quakes.
        end = last if not PART.isdisjoint(self.words[last : last + 1]) else last + 2
        if Concept.MAGNITUDE not in concepts_in(self.words, self.quantity.first - 2, end):
            return None
        shaken = any(word.startswith(_QUAKES) for word in map(without_article, self.words))
        return (str(Concept.MAGNITUDE), Kind.RUNNING) if shaken else None


def subject_of(setting: Setting) -> tuple[str, Kind] | None:
    """What a quantity is about, None if its sentence does not say."""
    given = setting.words, setting.quantity, setting.start, setting.end, setting.before
    match setting.quantity.unit:
        case "km":
            return Length(*given).measure()
        case "km2":
            return Length(*given).area()
        case "date":
            return Day(*given).subject()
        case "":
            return Value(*given).magnitude() or Count(*given).subject()
        case _:
            return Value(*given).subject()

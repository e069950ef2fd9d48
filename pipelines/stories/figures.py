"""Whether figures that are written otherwise tell the same: "forty-two" and 42, 25 тысяч and 25 000, 8 km, 5 miles."""

from collections.abc import Collection
from math import isclose
from typing import Final

from pipelines.stories.calendar import is_year
from pipelines.stories.quantities import Quantity, quantities_of, tokens_of
from pipelines.stories.words import LONGEST_SENTENCE, Sentence, words_of

_DATE: Final = "date"
# How far a conversion may be from what it converts.
_ROUNDING: Final = 0.05


def says_as_much(figures: Collection[str], sentence: Sentence, before: Sentence) -> bool:
    """Whether an earlier sentence tells the quantities that some figures of a sentence are part of.

    figures: words of the sentence, in one spelling. What is part of no quantity, such as a score, tells another thing.
    """
    known = _quantities(before)
    if not known:
        return False
    told: dict[bool, set[str]] = {True: set(), False: set()}
    for quantity in _quantities(sentence):
        same = any(_same(quantity, other) for other in known)
        # Dates are compared without their year.
        told[same].update(word for word in words_of(quantity.written) if not is_year(word) or word in before.words)
    return (told[True] - told[False]).issuperset(figures)


def replaces(figures: Collection[str], sentence: Sentence, before: Sentence, *, dates: bool) -> bool:
    """Whether a sentence has a quantity where the earlier one has another of its kind, whatever stands around them.

    figures: words that its quantity has one of, in one spelling. dates: whether they tell days, else amounts.
    """
    mine, theirs = _quantities(sentence), _quantities(before)
    added = {
        one.unit
        for one in mine
        if (one.unit == _DATE) == dates
        and not any(_same(one, other) for other in theirs)
        and not set(words_of(one.written)).isdisjoint(figures)
    }
    gone = {one.unit for one in theirs if not any(_same(one, other) for other in mine)}
    return not added.isdisjoint(gone)


def _quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    return quantities_of(sentence.text, tokens_of(sentence.text)) if len(sentence) <= LONGEST_SENTENCE else ()


def _same(one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit:
        return False
    if one.converted != other.converted:
        return one.agrees(other, _ROUNDING)
    return isclose(one.low, other.low) and isclose(one.high, other.high)

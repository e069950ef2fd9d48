"""Words that tell how something came out: it failed or was stopped, or it was settled. In four languages.

A report whose beginning is changed in such a word tells the opposite of what it told before, whatever else it kept.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pipelines.stories.words import without_conjunction


class Outcome(StrEnum):
    """How something came out."""

    FAILED = "failed"
    SETTLED = "settled"


# Beginnings of words, in the spelling of `words.fold`.
_BEGINNINGS: Final = {
    Outcome.FAILED: (
        "fail stall halt suspend postpon cancel collaps reject refus abandon deadlock stalemate overturn annul revok "
        "scrapp without delay block veto froze stop denied denies deny "
        "провал сорва срыв прерва приостанов останов отмен отлож тупик отказа отверг замороз безрезультат заблокир "
        "опроверг отрица "
        "basarisiz durdur askiya ertele iptal tikan reddet vazgec sonucsuz cikmaz engelle yalanla "
        "فشل تفشل يفشل اخفق تخفق تعثر اوقف الغي الغت انهار انهيار رفض ترفض تعليق ارجا عرقل جمد دون نفي نفت"
    ),
    Outcome.SETTLED: (
        "agreed signed sealed approv adopted ratif resum endors "
        "договорил согласова подпис одобр утверди ратифици возобнов достиг "
        "anlasti imzala onayla uzlas "
        "اتفق توصل وافق اقر استانف صادق"
    ),
}
_TOLD_BY: Final = tuple((outcome, tuple(words.split())) for outcome, words in _BEGINNINGS.items())


def outcomes_of(words: Iterable[str]) -> dict[Outcome, set[str]]:
    """The words that tell an outcome, by the outcome that they tell."""
    found: dict[Outcome, set[str]] = {}
    for word in words:
        if outcome := outcome_of(word):
            found.setdefault(outcome, set()).add(word)
    return found


@lru_cache(maxsize=1 << 13)
def outcome_of(word: str) -> Outcome | None:
    """The outcome that a word in one spelling tells, None for most."""
    bare = without_conjunction(word)
    return next((outcome for outcome, told in _TOLD_BY if word.startswith(told) or bare.startswith(told)), None)

"""Claims: figures bound to what they measure or count, each with the sentence that it was read from.

Nothing is inferred: a figure whose sentence does not say what it is about (`binding.py`) is no claim.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipelines.stories.binding import subject_of
from pipelines.stories.calendar import is_year
from pipelines.stories.clauses import INCLUDING, Setting, stretch
from pipelines.stories.concepts import COUNTED, Kind
from pipelines.stories.dates import BEGINNINGS as DATE_BEGINNINGS
from pipelines.stories.lengths import PLACED
from pipelines.stories.numerals import MENTIONS, SPELLED, bare_number
from pipelines.stories.quantities import Quantity, quantities_of, tokens_of
from pipelines.stories.words import LONGEST_SENTENCE, Sentence

# A text with more claims is a table, and claims are compared each with each.
_MOST: Final = 200
_RESTATES: Final = frozenset({"(", "or", "или", "veya", "yani", "او", "اي", "[", "/"})
_REPLACES: Final = frozenset({"not", "instead", "rather", "не", "вместо", "degil", "yerine", "وليس", "وليست", "بدلا"})
_RESTATING: Final = 3
_AMONG_REACH: Final = 8
# What is no longer claimed: "an earlier version said …", "not … but", "instead of …".
_CORRECTION: Final = re.compile(
    r"earlier version|previous version|\bcorrection\b|\bcorrected\b|ранее сообщалось|предыдущей версии|исправлен"
    r"|уточнен|duzeltme|duzeltil|düzeltme|düzeltil|önceki sürüm|تصحيح|تصويب|نسخة سابقة",
    re.IGNORECASE,
)
_NOT: Final = frozenset({
    "not", "instead", "rather", "originally", "previously", "earlier", "mistakenly", "wrongly", "erroneously", "said",
    "stated", "не", "вместо", "ошибочно", "ранее", "говорилось", "yanlislikla", "وليس", "وليست",
    "بدلا", "ذكرت", "خطا", "لا",
})  # fmt: skip
# Behind a figure these are told of it; "not" and its like are told of what follows.
_NOT_BEHIND: Final = frozenset({
    "degil", "yerine", "yanlislikla", "mistakenly", "wrongly", "erroneously", "originally", "ошибочно", "خطا",
})  # fmt: skip
_NOT_REACH: Final = 7
# However far before the figure: "an earlier version of this article gave the depth of the zone as …".
_FORMER: Final = frozenset({"earlier", "previous", "предыдущей", "ранее", "onceki", "سابقه", "السابقه"})
_BEFORE_YEAR: Final = frozenset({"in", "since", "of", "в", "с", "عام", "سنه", "منذ"})
_DIGIT: Final = re.compile(r"\d")
# A sentence without a digit and without any of these makes no claim.
_FIGURES: Final = frozenset(MENTIONS | DATE_BEGINNINGS | set(SPELLED.values()))


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with what it measures.

    subject: "zone width", "weapons deadline". sentence: as written.
    withdrawn: the sentence says that it was wrong. year: of another time that the sentence speaks of, None for now.
    """

    subject: str
    kind: Kind
    quantity: Quantity
    sentence: str
    withdrawn: bool = False
    year: str | None = None


def claims_of(sentences: Iterable[Sentence]) -> tuple[Claim, ...]:
    """The claims of a text, in order, at most `_MOST`."""
    found: list[Claim] = []
    before = ""
    for sentence in sentences:
        if len(sentence) <= LONGEST_SENTENCE and _tells_figures(sentence):
            found += _read(sentence.text, before)
        before = sentence.text
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _tells_figures(sentence: Sentence) -> bool:
    words = sentence.words
    if _DIGIT.search(sentence.text) is not None or not _FIGURES.isdisjoint(words):
        return True
    return any(bare_number(word) is not word for word in words)


def _read(text: str, before: str) -> Iterator[Claim]:
    """The claims of a sentence. before: the sentence that it follows, for what a pronoun takes up."""
    tokens = tokens_of(text)
    words, quantities = tokens.words, _shared(tokens.words, quantities_of(text, tokens))
    last: tuple[Quantity, tuple[str, Kind]] | None = None
    for at, quantity in enumerate(quantities):
        start = quantities[at - 1].last if at else 0
        end = quantities[at + 1].first if at + 1 < len(quantities) else len(words)
        bound = _restated(words, last, quantity) or subject_of(Setting(words, quantity, start, end, before))
        bound = _among(words, last, quantity, bound) or _overlapping(words, last, quantity)
        if bound:
            withdrawn = _withdrawn(words, quantity, start, correction=_CORRECTION.search(text) is not None)
            yield Claim(*bound, quantity, text, withdrawn, _other_year(words, quantity))
            last = quantity, bound


def _shared(words: Sequence[str], quantities: Sequence[Quantity]) -> list[Quantity]:
    """Quantities, of which one that another replaces has its unit: "15-25 değil 15-20 kilometre"."""
    found = list(quantities)
    for at, (one, following) in enumerate(pairwise(quantities)):
        between = stretch(words, one.last, following.first)
        replaced = not _REPLACES.isdisjoint(between) and len(between) <= _RESTATING
        if replaced and not one.unit and following.unit == "km" and not following.converted:
            found[at] = replace(one, unit=following.unit)
    return found


def _restated(
    words: Sequence[str], last: tuple[Quantity, tuple[str, Kind]] | None, quantity: Quantity
) -> tuple[str, Kind] | None:
    """What a quantity is about that says the last one in other units, "nine to 12 miles (15-20 km)", or replaces it."""
    if last is None or last[0].unit != quantity.unit:
        return None
    between = stretch(words, last[0].last, quantity.first)
    links = _RESTATES if last[0].converted != quantity.converted else _REPLACES
    return last[1] if len(between) <= _RESTATING and not links.isdisjoint(between) else None


def _overlapping(
    words: Sequence[str], last: tuple[Quantity, tuple[str, Kind]] | None, quantity: Quantity
) -> tuple[str, Kind] | None:
    """What a range is of that overlaps with the last one: "a zone 15-20km wide, though officials spoke of 15-25km"."""
    if last is None or {last[0].unit, quantity.unit} != {"km"} or quantity.low == quantity.high:
        return None
    overlaps = quantity.low < last[0].high and last[0].low < quantity.high
    elsewhere = not PLACED.isdisjoint(stretch(words, quantity.last, quantity.last + 2))
    return last[1] if overlaps and last[1][1] is Kind.MEASURE and not elsewhere else None


def _among(
    words: Sequence[str],
    last: tuple[Quantity, tuple[str, Kind]] | None,
    quantity: Quantity,
    bound: tuple[str, Kind] | None,
) -> tuple[str, Kind] | None:
    """What became of some of those who were counted before: "killed 11 people, among them four children"."""
    if not bound or not last or bound[1] is not Kind.RUNNING or last[1][1] is not Kind.TOLL or quantity.unit:
        return bound
    between = stretch(words, last[0].last, quantity.first)
    if len(between) > _AMONG_REACH or INCLUDING.isdisjoint(between):
        return bound
    counted = max((one for one in COUNTED if last[1][0].startswith(one)), key=len)
    return f"{bound[0]}{last[1][0].removeprefix(counted)}", Kind.TOLL


def _withdrawn(words: Sequence[str], quantity: Quantity, start: int, *, correction: bool) -> bool:
    """Whether the sentence says that a figure was wrong."""
    before = _since_break(stretch(words, start, quantity.first))
    after = stretch(words, quantity.last, quantity.last + 2)
    if correction:
        return not (
            _NOT.isdisjoint(before[-_NOT_REACH:]) and _NOT_BEHIND.isdisjoint(after) and _FORMER.isdisjoint(before)
        )
    return before[-1:] in (["not"], ["не"], ["وليس"]) or after[:1] == ["degil"] or before[-2:] == ["rather", "than"]


def _since_break(words: Sequence[str]) -> list[str]:
    """The words behind the last colon or semicolon."""
    breaks = [at for at, word in enumerate(words) if word in {":", ";"}]
    return list(words[breaks[-1] + 1 :] if breaks else words)


def _other_year(words: Sequence[str], quantity: Quantity) -> str | None:
    """A year that a sentence speaks of, told without a day or month: "in 2015 it had asked for a zone of …"."""
    years = (
        word
        for at, word in enumerate(words)
        if at and is_year(word) and words[at - 1] in _BEFORE_YEAR and not quantity.first <= at < quantity.last
    )
    return next(years, None)

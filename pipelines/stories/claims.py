"""Claims: figures bound to what they measure, and where reports contradict each other on one.

A claim points to the sentence that it was read from; nothing is inferred. What is bound: lengths to the attribute and
object they measure ("zone width"), deadlines to what is due by then. Two claims
conflict if they are about the same subject and can't both be true: conversions and roundings agree, and so does a
number within the other's range.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.stories.concepts import Concept, concept_of
from pipelines.stories.quantities import Quantity, Token, quantities_of, tokens_of
from pipelines.stories.words import Sentence, fold

# How many words around a figure may say what it measures.
_REACH: Final = 9
_NEAR: Final = 4
# Kilometres given in whole miles are off by up to this much.
_ROUNDING: Final = 0.1
_CLAUSE_ENDS: Final = frozenset({";", "(", ")", ":", "while", "whereas", "but", "тогда", "ancak", "بينما", "فيما"})
_CLAUSE_JOINTS: Final = frozenset({",", "،", "and", "и", "а", "ve"})
_DEADLINE: Final = frozenset({
    "by", "until", "before", "till", "deadline", "due", "than", "к", "до", "позднее", "kadar", "once", "tarihine",
    "بحلول", "قبل", "حتي", "موعد", "اقصاه",
})  # fmt: skip
_PLACED: Final = frozenset({
    "from", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "outside", "inside",
    "off", "от", "севернее", "южнее", "восточнее", "западнее", "северу", "югу", "востоку", "западу", "kuzey", "guney",
    "dogu", "bati", "kuzeyinde", "guneyinde", "dogusunda", "batisinda", "uzakta", "شمال", "جنوب", "شرق", "غرب", "عن",
})  # fmt: skip
_OBJECTS: Final = (Concept.ZONE, Concept.ROADS)
_ATTRIBUTES: Final = (Concept.WIDTH, Concept.LENGTH, Concept.HEIGHT, Concept.DISTANCE)
_DUE: Final = frozenset({
    Concept.WEAPONS, Concept.FIGHTERS, Concept.ROADS, Concept.TRUCE, Concept.VOTE, Concept.TALKS, Concept.ZONE,
})  # fmt: skip
# A sentence that tells of a correction repeats what is no longer claimed.
_RETRACTION: Final = re.compile(
    "earlier version|previous version|correction|corrected|предыдущей версии|исправлен|уточнен|duzeltme|duzeltil"
    "|تصحيح|تصويب"
)
_STRIPPED: Final = ("منزوعه", "منزوع")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with what it measures. subject: "zone width", "weapons deadline"."""

    subject: str
    quantity: Quantity
    sentence: str


def claims_of(sentences: Iterable[Sentence]) -> tuple[Claim, ...]:
    """The claims of a text, in order."""
    return tuple(
        claim
        for sentence in sentences
        if any(word[0].isdigit() for word in sentence.words)
        for claim in _read(sentence)
    )


def contradicts(one: Claim, other: Claim) -> bool:
    """Whether two claims can't both be true."""
    if one.subject != other.subject or one.quantity.unit != other.quantity.unit:
        return False
    return not one.quantity.agrees(other.quantity, 0.0 if one.quantity.unit == "date" else _ROUNDING)


def _read(sentence: Sentence) -> Iterator[Claim]:
    if _RETRACTION.search(fold(sentence.text)):
        return
    tokens = tokens_of(sentence.text)
    for quantity in quantities_of(sentence.text, tokens):
        if subject := _subject(tokens, quantity):
            yield Claim(subject, quantity, sentence.text)


def _subject(tokens: Sequence[Token], quantity: Quantity) -> str | None:
    """What a quantity measures, None if the words around it don't say."""
    if quantity.unit == "km":
        return _measure(tokens, quantity)
    if quantity.unit == "date":
        return _deadline(tokens, quantity)
    return None


def _measure(tokens: Sequence[Token], quantity: Quantity) -> str | None:
    """The attribute and object of a length."""
    if any(token.text in _PLACED for token in tokens[quantity.last : quantity.last + 2]):
        return None
    near = _concepts(tokens, quantity.first - _NEAR, quantity.last + _NEAR)
    around = _concepts(tokens, quantity.first - _REACH, quantity.last + _REACH)
    attribute = next((concept for concept in _ATTRIBUTES if concept in near), None)
    thing = next((concept for concept in _OBJECTS if concept in around), None)
    if attribute is Concept.DISTANCE or thing is None:
        return None
    # What is said of a zone without more, "a zone of 15 km", is how wide it is.
    return f"{thing} {attribute or Concept.WIDTH}"


def _deadline(tokens: Sequence[Token], quantity: Quantity) -> str | None:
    """What is due by a date, as its clause or the one before it says."""
    before = tokens[max(0, quantity.first - _NEAR) : quantity.first]
    after = tokens[quantity.last : quantity.last + _NEAR]
    if not any(token.text in _DEADLINE for token in (*before, *after)):
        return None
    start, end = _clause(tokens, quantity)
    while True:
        due = _due(_concepts(tokens, start, end))
        if due or start <= 0:
            return f"{due} deadline" if due else None
        start = _clause_start(tokens, start - 1)


def _due(concepts: Sequence[Concept]) -> Concept | None:
    """What is due of the things that a clause names: arms that leave a zone, else what it names first."""
    named = [concept for concept in concepts if concept in _DUE]
    return Concept.WEAPONS if Concept.WEAPONS in named else next(iter(named), None)


def _clause(tokens: Sequence[Token], quantity: Quantity) -> tuple[int, int]:
    end = quantity.last
    while end < len(tokens) and tokens[end].text not in _CLAUSE_ENDS and tokens[end].text not in _CLAUSE_JOINTS:
        end += 1
    return _clause_start(tokens, quantity.first), end


def _clause_start(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and tokens[at - 1].text not in _CLAUSE_ENDS and tokens[at - 1].text not in _CLAUSE_JOINTS:
        at -= 1
    return at


def _concepts(tokens: Sequence[Token], start: int, end: int) -> list[Concept]:
    """What the words of a stretch are about, in order. In Arabic a demilitarised zone is one "stripped of arms"."""
    found = []
    for at in range(max(0, start), min(end, len(tokens))):
        concept = concept_of(tokens[at].text)
        if concept and not (concept is Concept.WEAPONS and at and tokens[at - 1].text.endswith(_STRIPPED)):
            found.append(concept)
    return found

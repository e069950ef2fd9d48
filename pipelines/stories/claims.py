"""Claims: figures bound to what they measure or count, each with the sentence that it was read from.

Nothing is inferred: a figure whose sentence does not say what it is about is no claim. What is bound: lengths to the
attribute and object they measure ("zone width"), dates to what is due by then ("weapons deadline") or takes place
("talks date"), counts to who or what is counted and what became of them ("civilians killed", "Turkish observation
posts").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pipelines.stories.concepts import ATTRIBUTES, COUNTED, DUE, FATES, Concept, concept_of
from pipelines.stories.dates import BEGINNINGS as DATE_BEGINNINGS
from pipelines.stories.numerals import MENTIONS, SPELLED
from pipelines.stories.quantities import Quantity, quantities_of, tokens_of
from pipelines.stories.stopwords import STOPWORDS
from pipelines.stories.words import Sentence

# How many words around a figure may say what it measures.
_REACH: Final = 9
_NEAR: Final = 4
# What has more words is no sentence.
_LONGEST: Final = 300
_NOUN_REACH: Final = 5
_FATE_REACH: Final = 7
# A date within so many words from the beginning is said of what follows.
_FRONTED: Final = 3
_PRONOUN_REACH: Final = 3
_LONGEST_BEFORE: Final = 1000
_PRONOUNS: Final = frozenset({
    "it", "its", "this", "that", "which", "она", "он", "его", "ее", "это", "bu", "bunun", "onun", "وهي", "وهو", "ويبلغ",
    "وتبلغ", "عرضها", "عمقها", "هي",
})  # fmt: skip
_SPANS: Final = frozenset({
    "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minutes", "times", "лет",
    "года", "год", "дней", "дня", "часов", "раз", "раза", "gun", "yil", "saat", "ay", "kez", "ايام", "سنوات", "سنه",
    "اعوام", "ساعات", "ساعه", "اشهر", "مرات", "عام", "عاما", "летний", "летняя", "летней", "летнего", "летнему",
    "летнюю", "летних",
})  # fmt: skip
_FUNCTION_WORDS: Final = STOPWORDS | {"others", "اخرين", "اخرون", "других", "kadar"}
_ARTICLES: Final = frozenset({"the", "these", "those", "its", "his", "her", "their", "our", "other", "more", "new"})
_RESTATES: Final = frozenset({"(", "or", "или", "veya", "yani", "او", "اي", "[", "/"})
_RESTATING: Final = 3
# Where a clause ends.
_BREAKS: Final = frozenset({
    ";", "(", ")", ":", "–", "—", ",", "،", "while", "whereas", "but", "and", "тогда", "и", "а", "ancak", "ve", "بينما",
    "فيما", "و",
})  # fmt: skip
_INCLUDING: Final = frozenset({"including", "among", "include", "включая", "среди", "aralarinda", "بينهم", "منهم"})
_DEADLINE: Final = frozenset({
    "by", "until", "before", "till", "deadline", "due", "than", "к", "до", "позднее", "kadar", "once", "tarihine",
    "بحلول", "قبل", "حتي", "موعد", "اقصاه",
})  # fmt: skip
# Deadlines that are moved are told by both dates; neither contradicts the other.
_MOVED: Final = frozenset({
    "extended", "extend", "extension", "postponed", "delayed", "delay", "moved", "продлен", "продлили", "отложен",
    "перенесен", "uzatildi", "ertelendi", "تمديد", "تاجيل",
})  # fmt: skip
_PLACED: Final = frozenset({
    "from", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "outside", "inside",
    "off", "of", "от", "севернее", "южнее", "восточнее", "западнее", "северу", "югу", "востоку", "западу", "kuzey",
    "guney", "dogu", "bati", "kuzeyinde", "guneyinde", "dogusunda", "batisinda", "uzakta", "شمال", "جنوب", "شرق",
    "غرب", "عن",
})  # fmt: skip
_PLACES_BEFORE: Final = frozenset({"within", "пределах", "بعد", "مسافه"})
# Zones of other kinds than the one between two fronts are other things.
_OTHER_ZONES: Final = frozenset({
    "safe", "security", "exclusion", "fly", "economic", "escalation", "war", "time", "безопасности", "эскалации",
    "guvenli", "guvenlik", "ucusa", "catismasizlik", "امنه", "التصعيد", "خفض", "حظر",
})  # fmt: skip
_OWNERS: Final = {
    "Turkish": "turk турец турци ترك",
    "Russian": "russia росси русск rus روس",
    "Iranian": "iran иран ايران",
    "Syrian": "syria сири suriye سوري",
    "American": "america америк abd امريك",
    "Israeli": "israel израил israil اسرائيل",
    "Iraqi": "iraq ирак irak عراق",
    "Ukrainian": "ukrain украин ukrayna اوكران",
    "French": "french france франц fransa فرنس",
    "British": "british britain британ ingil بريطان",
    "Chinese": "china chinese кита صين",
    "Palestinian": "palestin палестин filistin فلسطين",
    "Afghan": "afghan афган afgan افغان",
}
_BY_OWNER: Final = tuple((stem, owner) for owner, stems in _OWNERS.items() for stem in stems.split())
_STRIPPED: Final = ("منزوعه", "منزوع")
# What is no longer claimed: "an earlier version said …", "not … but", "instead of …".
_CORRECTION: Final = re.compile(
    r"earlier version|previous version|\bcorrection\b|\bcorrected\b|ранее сообщалось|предыдущей версии|исправлен"
    r"|уточнен|duzeltme|duzeltil|düzeltme|düzeltil|önceki sürüm|تصحيح|تصويب|نسخة سابقة",
    re.IGNORECASE,
)
_NOT: Final = frozenset({
    "not", "instead", "rather", "originally", "previously", "earlier", "mistakenly", "wrongly", "erroneously", "said",
    "stated", "не", "вместо", "ошибочно", "ранее", "говорилось", "degil", "yerine", "yanlislikla", "وليس", "وليست",
    "بدلا", "ذكرت", "خطا", "لا",
})  # fmt: skip
_NOT_REACH: Final = 7
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR: Final = frozenset({"in", "since", "of", "в", "с", "عام", "سنه", "منذ"})


# A sentence without a figure and without any of these makes no claim.
_FIGURES: Final = frozenset(MENTIONS | DATE_BEGINNINGS | set(SPELLED.values()))


_DIGIT: Final = re.compile(r"\d")


class Kind(StrEnum):
    """What sort of figure a claim is; it decides when two of them contradict each other.

    MEASURE and DEADLINE are set once, FIXED counts hardly change; a TOLL grows while news goes on, and a RUNNING count
    is anybody's estimate.
    """

    MEASURE = "measure"
    DEADLINE = "deadline"
    EVENT = "event"
    FIXED = "fixed"
    TOLL = "toll"
    RUNNING = "running"


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
    """The claims of a text, in order."""
    found: list[Claim] = []
    before = ""
    for sentence in sentences:
        if len(sentence) <= _LONGEST and _tells_figures(sentence):
            found += _read(sentence.text, before)
        before = sentence.text
    return tuple(found)


def _tells_figures(sentence: Sentence) -> bool:
    return _DIGIT.search(sentence.text) is not None or not _FIGURES.isdisjoint(sentence.words)


def _read(text: str, before: str) -> Iterator[Claim]:
    """The claims of a sentence. before: the sentence that it follows, for what a pronoun takes up."""
    tokens = tokens_of(text)
    words, quantities = tokens.words, quantities_of(text, tokens)
    last: tuple[Quantity, tuple[str, Kind]] | None = None
    for at, quantity in enumerate(quantities):
        start = quantities[at - 1].last if at else 0
        end = quantities[at + 1].first if at + 1 < len(quantities) else len(words)
        bound = _restated(words, last, quantity) or _Binding(words, quantity, start, end, before).subject()
        if bound:
            withdrawn = _withdrawn(words, quantity, start, correction=_CORRECTION.search(text) is not None)
            yield Claim(*bound, quantity, text, withdrawn, _other_year(words, quantity))
            last = quantity, bound


def _restated(
    words: Sequence[str], last: tuple[Quantity, tuple[str, Kind]] | None, quantity: Quantity
) -> tuple[str, Kind] | None:
    """What a quantity is about that says the last one in other units: "nine to 12 miles (15-20 km)"."""
    if last is None or last[0].unit != quantity.unit or last[0].converted == quantity.converted:
        return None
    between = _stretch(words, last[0].last, quantity.first)
    return last[1] if len(between) <= _RESTATING and not _RESTATES.isdisjoint(between) else None


class _Binding:
    """A quantity among the words that may say what it is about."""

    def __init__(self, words: Sequence[str], quantity: Quantity, start: int, end: int, before: str) -> None:
        """start, end: where the neighbouring quantities end and begin. before: the sentence that this one follows."""
        self._words = words
        self._quantity = quantity
        self._start = start
        self._end = end
        self._before = before

    def subject(self) -> tuple[str, Kind] | None:
        """What the quantity is about, None if its sentence does not say."""
        if self._quantity.unit == "km":
            return self._measure()
        if self._quantity.unit == "date":
            return self._date()
        return self._count() if not self._quantity.unit else None

    def _measure(self) -> tuple[str, Kind] | None:
        """The attribute and object of a length."""
        words, first, last = self._words, self._quantity.first, self._quantity.last
        near = _concepts(words, first - _NEAR, last + _NEAR)
        attribute = next((concept for concept in near if concept in ATTRIBUTES), None)
        if attribute is Concept.DISTANCE or (attribute is None and self._tells_a_place()):
            return None
        around = _concepts(words, first - _REACH, last + _REACH)
        thing = _thing(around) or (self._taken_up() if attribute else None)
        if thing is None:
            return None
        # What is said of a zone without more, "a zone of 15 km", is how wide it is.
        attribute = attribute or (Concept.WIDTH if thing is Concept.ZONE else Concept.LENGTH)
        other = thing is Concept.ZONE and self._another_zone()
        return f"{'other ' if other else ''}{thing} {attribute}", Kind.MEASURE

    def _taken_up(self) -> Concept | None:
        """What the sentence before is about, where this one begins with a pronoun: "It is to be 15 km wide"."""
        if _PRONOUNS.isdisjoint(_stretch(self._words, 0, _PRONOUN_REACH)):
            return None
        before = tokens_of(self._before).words if len(self._before) <= _LONGEST_BEFORE else ()
        return _thing(_concepts(before, 0, len(before)))

    def _tells_a_place(self) -> bool:
        first, last = self._quantity.first, self._quantity.last
        after = _stretch(self._words, last, last + 2)
        return not _PLACED.isdisjoint(after) or not _PLACES_BEFORE.isdisjoint(_stretch(self._words, first - 2, first))

    def _another_zone(self) -> bool:
        """Whether the nearest zone is called a safe one, one without flights, and so on."""
        first, last = self._quantity.first, self._quantity.last
        return not _OTHER_ZONES.isdisjoint(_stretch(self._words, first - _REACH, last + _REACH))

    def _date(self) -> tuple[str, Kind] | None:
        """What is due by a date, or takes place then, as its clause or the one before it says."""
        first, last = self._quantity.first, self._quantity.last
        before = _stretch(self._words, first - _NEAR, first)
        after = _stretch(self._words, last, last + _NEAR)
        start, end = _clause(self._words, self._quantity)
        if _DEADLINE.isdisjoint((*before, *after)):
            return self._event(start, end)
        due = _due(_concepts(self._words, start, end)) or self._due_nearby(start, end)
        return (f"{due} deadline", self._firmness()) if due else None

    def _due_nearby(self, start: int, end: int) -> Concept | None:
        """What is due as the clauses around say: the following ones for a date that begins its sentence."""
        fronted = self._quantity.first <= _FRONTED
        while fronted and end < self._end:
            following = _clause_end(self._words, end + 1)
            if due := _due(_concepts(self._words, end, min(following, self._end))):
                return due
            end = following
        while start > 0:
            previous = _clause_start(self._words, start - 1)
            if due := _due(_concepts(self._words, previous, start)):
                return due
            start = previous
        return None

    def _event(self, start: int, end: int) -> tuple[str, Kind] | None:
        event = next((one for one in _concepts(self._words, start, end) if one in {Concept.VOTE, Concept.TALKS}), None)
        return (f"{event} date", Kind.EVENT) if event else None

    def _firmness(self) -> Kind:
        return Kind.EVENT if not _MOVED.isdisjoint(self._words) else Kind.DEADLINE

    def _count(self) -> tuple[str, Kind] | None:
        """Who or what is counted, and what became of them."""
        who, after_noun = self._noun()
        if _YEAR.fullmatch(self._quantity.written) and after_noun != self._quantity.last + 1:
            return None
        fate = self._fate(after_noun) if who or self._stands_alone() else None
        if fate:
            return f"{who or Concept.PEOPLE} {fate}", Kind.TOLL
        if who is Concept.POSTS:
            owner = self._owner()
            return f"{owner} {who}" if owner else str(who), Kind.FIXED if owner else Kind.RUNNING
        return (str(who), Kind.RUNNING) if who else None

    def _noun(self) -> tuple[Concept | None, int]:
        """What is counted: the first such word after the number; and the place after it."""
        at = self._quantity.last
        for place in range(at, min(self._end, at + _NOUN_REACH)):
            text = self._words[place]
            if text in _BREAKS or text in _SPANS or (text in _FUNCTION_WORDS and place > at and text not in _ARTICLES):
                break
            concept = concept_of(text)
            if concept in COUNTED:
                return concept, place + 1
            if concept in FATES:
                break
        return None, at

    def _stands_alone(self) -> bool:
        """Whether no noun follows that is counted instead of people: "killed 12", not "killed 12 sheep"."""
        if self._quantity.last >= len(self._words):
            return True
        following = self._words[self._quantity.last]
        if following.isalpha():
            return (following in _FUNCTION_WORDS and following not in _SPANS) or concept_of(following) in FATES
        return following != "-"

    def _fate(self, after: int) -> Concept | None:
        """What became of those who are counted: the nearest word that says so in the clause."""
        first = self._quantity.first
        ahead = self._nearest_fate(range(after, min(self._end, after + _FATE_REACH)))
        behind = self._nearest_fate(range(first - 1, max(self._start, first - _FATE_REACH) - 1, -1))
        if ahead is None and behind is None:
            return self._fate_after_aside(after)
        # In "kills 3 wounds 20" the second verb belongs to the second number.
        of_the_next = ahead is not None and ahead == self._end - 1 < len(self._words) - 1
        if behind is not None and (ahead is None or of_the_next or first - behind < ahead - after + 1):
            return concept_of(self._words[behind])
        return concept_of(self._words[ahead]) if ahead is not None else None

    def _nearest_fate(self, places: Iterable[int]) -> int | None:
        """The first of some places that says what became of people, unless the clause ends before it."""
        for place in places:
            text = self._words[place]
            if text in _BREAKS:
                return None
            if concept_of(text) in FATES:
                return place
        return None

    def _fate_after_aside(self, after: int) -> Concept | None:
        """The fate behind an aside: "12 people, including three children, were killed"."""
        words = self._words
        if after + 1 >= len(words) or words[after] not in {",", "،"} or words[after + 1] not in _INCLUDING:
            return None
        closing = next((at for at in range(after + 2, len(words)) if words[at] in {",", "،"}), None)
        if closing is None:
            return None
        return next((one for one in _concepts(words, closing, closing + _NEAR) if one in FATES), None)

    def _owner(self) -> str | None:
        """Whose the things counted are, as the nearest word of the clause says."""
        first, last = self._quantity.first, self._quantity.last
        behind = range(first - 1, max(self._start, first - _REACH) - 1, -1)
        for places in (range(last, min(self._end, last + _NEAR)), behind):
            for place in places:
                text = self._words[place]
                if text in _BREAKS:
                    break
                if owner := _owner_of(text):
                    return owner
        return None


def _due(concepts: Sequence[Concept]) -> Concept | None:
    """What is due of the things that a clause names: arms that leave a zone, else what it names first."""
    named = [concept for concept in concepts if concept in DUE]
    return Concept.WEAPONS if Concept.WEAPONS in named else next(iter(named), None)


def _withdrawn(words: Sequence[str], quantity: Quantity, start: int, *, correction: bool) -> bool:
    """Whether the sentence says that a figure was wrong."""
    before = _stretch(words, max(start, quantity.first - _NOT_REACH), quantity.first)
    after = _stretch(words, quantity.last, quantity.last + 2)
    if correction:
        return not _NOT.isdisjoint((*before, *after))
    return before[-1:] in (["not"], ["не"], ["وليس"]) or after[:1] == ["degil"] or before[-2:] == ["rather", "than"]


def _other_year(words: Sequence[str], quantity: Quantity) -> str | None:
    """A year that a sentence speaks of, told without a day or month: "in 2015 it had asked for a zone of …"."""
    years = (
        word
        for at, word in enumerate(words)
        if at and _YEAR.fullmatch(word) and words[at - 1] in _BEFORE_YEAR and not quantity.first <= at < quantity.last
    )
    return next(years, None)


def _thing(concepts: Sequence[Concept]) -> Concept | None:
    """The object that lengths are told of."""
    return next((one for one in (Concept.ZONE, Concept.ROADS) if one in concepts), None)


def _clause(words: Sequence[str], quantity: Quantity) -> tuple[int, int]:
    return _clause_start(words, quantity.first), _clause_end(words, quantity.last)


def _clause_end(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] not in _BREAKS:
        at += 1
    return at


def _clause_start(words: Sequence[str], at: int) -> int:
    while at > 0 and words[at - 1] not in _BREAKS:
        at -= 1
    return at


def _concepts(words: Sequence[str], start: int, end: int) -> list[Concept]:
    """What the words of a stretch are about, in order. In Arabic a demilitarised zone is one "stripped of arms"."""
    found = []
    for at in range(max(0, start), min(end, len(words))):
        concept = concept_of(words[at])
        if concept and not (concept is Concept.WEAPONS and at and words[at - 1].endswith(_STRIPPED)):
            found.append(concept)
    return found


def _stretch(words: Sequence[str], start: int, end: int) -> list[str]:
    return list(words[max(0, start) : max(0, end)])


@lru_cache(maxsize=1 << 13)
def _owner_of(word: str) -> str | None:
    """The country that a word tells of."""
    bare = word.removeprefix("ال")
    return next((owner for stem, owner in _BY_OWNER if bare.startswith(stem)), None)

"""What the words around a figure say that it measures or counts.

Lengths are of an attribute and an object ("zone width"), dates of what is due by then ("weapons deadline") or takes
place ("talks date"), money and shares of what they are told of ("interest rate"), counts of who or what is counted and
what became of them ("civilians killed", "Turkish observation posts").
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Final

from pipelines.stories.concepts import ATTRIBUTES, COUNTED, DUE, FATES, PAID, SHARED, Concept, concept_of
from pipelines.stories.quantities import Quantity, tokens_of
from pipelines.stories.stopwords import STOPWORDS

# How many words around a figure may say what it measures.
_REACH: Final = 9
_NEAR: Final = 4
_FAR: Final = 20
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
# A date by which something was done is no date by which it has to be: "by 5 October half of them had been withdrawn".
_DONE: Final = frozenset({
    "already", "been", "completed", "had", "held", "left", "pulled", "was", "were", "withdrew", "уже", "вывели",
    "выведено", "покинули", "завершен", "был", "была", "было", "были", "cekildi", "tamamlandi", "ayrildi", "انسحب",
    "انسحبت", "انسحبوا", "سحبت", "اكتمل", "اكتملت", "كانت",
})  # fmt: skip
_OBLIGED: Final = frozenset({
    "to", "must", "should", "shall", "will", "would", "may", "due", "deadline", "agreed", "agreement", "deal",
    "planned", "должны", "должен", "должна", "должно", "срок", "договорились", "gerekiyor", "gereken", "gerekiyordu",
    "zorunda", "يجب", "المقرر", "موعد", "مهله", "اتفاق", "الاتفاق",
})  # fmt: skip
_PLACED: Final = frozenset({
    "from", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "outside", "inside",
    "behind", "ahead", "off", "от", "севернее", "южнее", "восточнее", "западнее", "северу", "югу", "востоку", "западу",
    "kuzey", "guney", "dogu", "bati", "kuzeyinde", "guneyinde", "dogusunda", "batisinda", "uzakta", "شمال", "جنوب",
    "شرق", "غرب", "عن",
})  # fmt: skip
_ALONG: Final = frozenset({
    "along", "stretch", "stretches", "stretching", "stretched", "вдоль", "протянулась", "протянется", "boyunca",
    "uzanan", "طول", "يمتد", "تمتد",
})  # fmt: skip
_PLACES_BEFORE: Final = frozenset({"within", "пределах", "بعد", "مسافه"})
# Other things that news gives lengths of, beside a zone in the same sentence.
_OTHER_THINGS: Final = (
    "canal", "crater", "trench", "ditch", "bridge", "tunnel", "wall", "fence", "river", "pipeline", "hole", "канал",
    "воронк", "транше", "рвом", "мост", "тоннел", "туннел", "стен", "забор", "трубопровод", "kanal", "krater", "hendek",
    "kopru", "tunel", "duvar", "boru", "قناه", "حفره", "خندق", "جسر", "نفق", "جدار", "انبوب",
)  # fmt: skip
# Zones of other kinds than the one between two fronts are other things.
_OTHER_ZONES: Final = frozenset({
    "safe", "security", "exclusion", "fly", "economic", "escalation", "war", "time", "безопасности", "эскалации",
    "guvenli", "guvenlik", "ucusa", "catismasizlik", "امنه", "التصعيد", "خفض", "حظر",
})  # fmt: skip
_ELSEWHERE: Final = (
    "kore", "коре", "كوري", "cypr", "кипр", "kibris", "قبرص", "golan", "голан", "جولان", "donbas", "донбас", "دونباس",
    "euphrat", "евфрат", "firat", "فرات",
)  # fmt: skip
# What somebody wants is not what was agreed.
_WANTED: Final = (
    "asked", "demand", "proposal", "propos", "sought", "want", "предл", "просил", "требов", "хот", "istedi", "istiyor",
    "oner", "talep", "طالب", "اقترح", "مقترح",
)  # fmt: skip
_BETWEEN_FRONTS: Final = (
    "demilitari", "dmz", "buffer", "демилитариз", "буфер", "silahsiz", "silahtan", "tampon", "منزوع", "عازل",
)  # fmt: skip
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
# All that somebody has is counted where the words say that it is theirs, not where they tell of some of it.
_HAVING: Final = frozenset({
    "has", "have", "had", "keep", "keeps", "maintain", "maintains", "operate", "operates", "its", "their", "s", "all",
    "у", "имеет", "все", "всех", "ее", "nin", "var", "bulunuyor", "tum", "تملك", "تمتلك", "لدي", "لديها", "جميع", "كل",
})  # fmt: skip
_MORE: Final = frozenset({
    "more", "new", "another", "additional", "further", "еще", "новых", "дополнительных", "yeni", "daha", "جديده",
    "اضافيه", "اخري",
})  # fmt: skip
_PART: Final = frozenset({"of", "из", "من"})
_STRIPPED: Final = ("منزوعه", "منزوع")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")


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


class Binding:
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
        return self._value() if self._quantity.unit else self._magnitude() or self._count()

    def _value(self) -> tuple[str, Kind] | None:
        """What money or a share is told of: the nearest such word of the clause, first behind, then ahead."""
        start, end = _clause(self._words, self._quantity)
        behind = reversed(_concepts(self._words, max(start, self._start), self._quantity.first))
        ahead = _concepts(self._words, self._quantity.last, min(end, self._end))
        things = SHARED if self._quantity.unit == "%" else PAID
        thing = next((one for one in (*behind, *ahead) if one in things), None)
        return (str(thing), Kind.RUNNING) if thing else None

    def _magnitude(self) -> tuple[str, Kind] | None:
        """How strong an earthquake was: "magnitude 6.7", "a 6.7-magnitude quake"."""
        beside = _concepts(self._words, self._quantity.first - 2, self._quantity.last + 2)
        return (str(Concept.MAGNITUDE), Kind.RUNNING) if Concept.MAGNITUDE in beside else None

    def _measure(self) -> tuple[str, Kind] | None:
        """The attribute and object of a length."""
        words, first, last = self._words, self._quantity.first, self._quantity.last
        beyond = _beyond_aside(words, last)
        near = [*_concepts(words, first - _NEAR, last + _NEAR), *_concepts(words, beyond, beyond + 2)]
        attribute = next((concept for concept in near if concept in ATTRIBUTES), None)
        if attribute is Concept.DISTANCE or (attribute is None and self._tells_a_place()) or self._of_another_thing():
            return None
        reach = _REACH if attribute else _NEAR
        around = [*_concepts(words, first - reach, last + reach), *_concepts(words, beyond, beyond + _NEAR)]
        thing = _thing(around) or (self._told_of_before() if attribute else None)
        if thing is Concept.ZONE and attribute is None:
            # What is said of a zone without more, "a zone of 15 km", is how wide it is.
            attribute = Concept.LENGTH if self._runs_along() else Concept.WIDTH
        if thing is None or attribute is None:
            return None
        if thing is Concept.ROADS:
            # There are many.
            return f"{thing} {attribute}", Kind.RUNNING
        if self._another_zone():
            return f"other {thing} {attribute}", Kind.MEASURE
        if self._wanted():
            return f"wanted {thing} {attribute}", Kind.RUNNING
        return f"{thing} {attribute}", Kind.MEASURE

    def _wanted(self) -> bool:
        """Whether the clause tells what somebody asks for: "the rebels asked for a zone 5 km wide"."""
        start, _ = _clause(self._words, self._quantity)
        return any(word.startswith(_WANTED) for word in self._words[start : self._quantity.first])

    def _of_another_thing(self) -> bool:
        """Whether another thing than a zone or road stands nearer: "in the zone, a trench three metres deep"."""
        words, first, last = self._words, self._quantity.first, self._quantity.last

        def nearest(places: Iterable[int]) -> int:
            return min((max(first - at, at - last + 1) for at in places), default=_FAR)

        around = range(max(0, first - _REACH), min(len(words), last + _NEAR))
        others = (at for at in around if words[at].removeprefix("ال").startswith(_OTHER_THINGS))
        things = (at for at in around if concept_of(words[at]) in {Concept.ZONE, Concept.ROADS})
        return nearest(others) < nearest(things)

    def _runs_along(self) -> bool:
        """Whether a single length tells how far something runs: "the zone stretches 250 km along the front"."""
        first, last = self._quantity.first, self._quantity.last
        single = self._quantity.low == self._quantity.high
        return single and not _ALONG.isdisjoint(stretch(self._words, first - _NEAR, last + _NEAR))

    def _told_of_before(self) -> Concept | None:
        """What a width is of that stands farther off: "a zone between the rebels and the army that is 15 km wide"."""
        return _thing(_concepts(self._words, self._quantity.first - _FAR, self._quantity.first)) or self._taken_up()

    def _taken_up(self) -> Concept | None:
        """What the sentence before is about, where this one begins with a pronoun: "It is to be 15 km wide"."""
        if _PRONOUNS.isdisjoint(stretch(self._words, 0, _PRONOUN_REACH)):
            return None
        before = tokens_of(self._before).words if len(self._before) <= _LONGEST_BEFORE else ()
        return _thing(_concepts(before, 0, len(before)))

    def _tells_a_place(self) -> bool:
        """Whether a length tells where something is: "20 km north of the zone", but not "a zone of 15-20 km from …"."""
        words, first, last = self._words, self._quantity.first, self._quantity.last
        if self._quantity.low < self._quantity.high and Concept.ZONE in _concepts(words, first - _NEAR, first):
            return False
        after = stretch(words, last, last + 2)
        return not _PLACED.isdisjoint(after) or not _PLACES_BEFORE.isdisjoint(stretch(words, first - 2, first))

    def _another_zone(self) -> bool:
        """Whether the length is of a zone of another kind or country, not of the one between two fronts."""
        words, first, last = self._words, self._quantity.first, self._quantity.last
        around = range(max(0, first - _REACH), min(len(words), last + _REACH))
        bare = [words[at].removeprefix("ال") for at in around]
        if any(word.startswith(_ELSEWHERE) for word in bare):
            return True
        if any(word.startswith(_BETWEEN_FRONTS) for word in bare):
            return False
        zones = [at for at in around if concept_of(words[at]) is Concept.ZONE]
        nearest = min(zones, key=lambda at: max(first - at, at - last), default=0)
        return not _OTHER_ZONES.isdisjoint((*stretch(words, nearest - 1, nearest), *words[nearest + 1 : nearest + 2]))

    def _date(self) -> tuple[str, Kind] | None:
        """What is due by a date, or takes place then, as its clause or the one before it says."""
        first, last = self._quantity.first, self._quantity.last
        near = range(max(0, first - _NEAR), min(len(self._words), last + _NEAR))
        start, end = _clause(self._words, self._quantity)
        if start == first > 0 and self._words[start - 1] == ",":
            # "By Monday, 8 October".
            start = _clause_start(self._words, start - 1)
        if not any(self._words[at] in _DEADLINE and not self._counts_from(at) for at in near):
            return self._event(start, end)
        due = _due(_concepts(self._words, start, end)) or self._due_nearby(start, end)
        return (f"{due} deadline", self._firmness(start, end)) if due else None

    def _counts_from(self, at: int) -> bool:
        """Whether a word tells how long before a date something was: "two days before 13 October"."""
        return at > 0 and self._words[at - 1] in _SPANS

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

    def _firmness(self, start: int, end: int) -> Kind:
        """How firm a deadline is that a clause tells: not if it was moved, or what was due had been done by then."""
        clause = self._words[start:end]
        done = not _DONE.isdisjoint(clause) and _OBLIGED.isdisjoint(clause)
        return Kind.EVENT if done or not _MOVED.isdisjoint(self._words) else Kind.DEADLINE

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
            return f"{owner} {who}" if owner else str(who), Kind.FIXED if owner and self._whole() else Kind.RUNNING
        return (str(who), Kind.RUNNING) if who else None

    def _whole(self) -> bool:
        """Whether all are counted that there are: "Turkey has 12 posts", not "2 of the posts" nor "8 more posts"."""
        start, end = _clause(self._words, self._quantity)
        first, last = self._quantity.first, self._quantity.last
        partial = not _PART.isdisjoint(self._words[last : last + 1]) or not _MORE.isdisjoint(
            self._words[max(start, first - 1) : last + 1]
        )
        around = (*self._words[max(start, self._start) : first], *self._words[last : min(end, self._end)])
        return not partial and not _HAVING.isdisjoint(around)

    def _noun(self) -> tuple[Concept | None, int]:
        """What is counted: the first such word after the number; and the place after it."""
        at = self._quantity.last
        if self._words[at : at + 1] == ["-"]:
            # A "98-page report" counts pages.
            return None, at
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
        if ahead is not None and ahead == self._end - 1 < len(self._words) - 1:
            # In "kills 3 wounds 20" the second verb belongs to the second number.
            return concept_of(self._words[behind]) if behind is not None else None
        if behind is not None and (ahead is None or first - behind < ahead - after + 1):
            return concept_of(self._words[behind])
        return concept_of(self._words[ahead]) if ahead is not None else self._fate_after_aside(after)

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


def _beyond_aside(words: Sequence[str], at: int) -> int:
    """The place after what stands in brackets from a place on: "nine to 12 miles (15-20 km) wide"."""
    if words[at : at + 1] != ["("]:
        return at
    return next((place + 1 for place in range(at, min(len(words), at + _REACH)) if words[place] == ")"), at)


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


def stretch(words: Sequence[str], start: int, end: int) -> list[str]:
    """The words from a place to another, as far as there are any."""
    return list(words[max(0, start) : max(0, end)])


@lru_cache(maxsize=1 << 13)
def _owner_of(word: str) -> str | None:
    """The country that a word tells of."""
    bare = word.removeprefix("ال")
    return next((owner for stem, owner in _BY_OWNER if bare.startswith(stem)), None)

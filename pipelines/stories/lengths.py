"""What a length or an area is of: an attribute and an object, "zone width"."""

from collections.abc import Iterable, Sequence
from typing import Final

from pipelines.stories.clauses import LONGEST_BEFORE, NEAR, REACH, Setting, clause, concepts_in, stretch
from pipelines.stories.concepts import ATTRIBUTES, Concept, Kind, concept_of
from pipelines.stories.quantities import tokens_of
from pipelines.stories.words import without_article

_FAR: Final = 20
_PRONOUN_REACH: Final = 3
_PRONOUNS: Final = frozenset({
    "it", "its", "this", "that", "which", "она", "он", "его", "ее", "это", "bu", "bunun", "onun", "وهي", "وهو", "ويبلغ",
    "وتبلغ", "عرضها", "عمقها", "هي",
})  # fmt: skip
_OBJECTS: Final = frozenset({"it", "this", "его", "ее", "onu", "bunu", "بانها", "بانه", "قدرها", "حددها"})
PLACED: Final = frozenset({
    "from", "north", "south", "east", "west", "northwest", "northeast", "southwest", "southeast", "outside", "inside",
    "behind", "ahead", "off", "от", "севернее", "южнее", "восточнее", "западнее", "северу", "югу", "востоку", "западу",
    "kuzey", "guney", "dogu", "bati", "kuzeyinde", "guneyinde", "dogusunda", "batisinda", "uzakta", "شمال", "جنوب",
    "شرق", "غرب", "عن",
})  # fmt: skip
_ALONG: Final = frozenset({
    "along", "stretch", "stretches", "stretching", "stretched", "вдоль", "протянулась", "протянется", "boyunca",
    "uzanan", "طول", "يمتد", "تمتد",
})  # fmt: skip
_PER_HOUR: Final = frozenset(
    {"hour", "час", "часу", "hizla", "hiz", "hizi", "الساعه", "speed", "скоростью", "saatte", "بسرعه"}
)
# Words for a zone that mean any region unless the sentence says which.
_ANY_REGION: Final = ("bolge", "منطق")
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


class Length(Setting):
    """A length or an area."""

    __slots__ = ()

    def measure(self) -> tuple[str, Kind] | None:
        """The attribute and object of a length."""
        words, first, last = self.words, self.quantity.first, self.quantity.last
        beyond = _beyond_aside(words, last)
        near = [*concepts_in(words, first - NEAR, last + NEAR), *concepts_in(words, beyond, beyond + 2)]
        attribute = next((concept for concept in near if concept in ATTRIBUTES), None)
        if attribute is None and self._runs_along():
            attribute = Concept.LENGTH
        if (
            self._is_speed()
            or attribute is Concept.DISTANCE
            or (attribute is None and self._tells_a_place())
            or self._of_another_thing()
        ):
            return None
        reach = REACH if attribute else NEAR
        around = [*concepts_in(words, first - reach, last + reach), *concepts_in(words, beyond, beyond + NEAR)]
        thing = _thing(around) or (self._told_of_before() if attribute else None)
        if thing is Concept.ZONE and attribute is None:
            # What is said of a zone without more, "a zone of 15 km", is how wide it is.
            attribute = Concept.WIDTH if self._names_a_zone(first - _FAR, last + _FAR) else None
        if thing is None and (attribute is Concept.WIDTH or self._put_at()) and self._zone_before():
            thing, attribute = Concept.ZONE, Concept.WIDTH
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

    def area(self) -> tuple[str, Kind] | None:
        """The zone that an area is of."""
        first, last = self.quantity.first, self.quantity.last
        thing = _thing(concepts_in(self.words, first - REACH, last + NEAR)) or self._taken_up()
        plain = thing is Concept.ZONE and self._names_a_zone(first - REACH, last + REACH)
        return (f"{thing} area", Kind.MEASURE) if plain and not self._another_zone() else None

    def _is_speed(self) -> bool:
        """Whether a length is what something goes in an hour."""
        first, last = self.quantity.first, self.quantity.last
        return not _PER_HOUR.isdisjoint(stretch(self.words, first - _PRONOUN_REACH, last + _PRONOUN_REACH))

    def _names_a_zone(self, start: int, end: int) -> bool:
        """Whether a stretch tells of a zone, and not of a region that some languages have the same word for."""
        around = [without_article(word) for word in stretch(self.words, start, end)]
        zones = [word for word in around if concept_of(word) is Concept.ZONE]
        plain = any(not word.startswith(_ANY_REGION) for word in zones) or not zones
        return plain or any(word.startswith(_BETWEEN_FRONTS) for word in around)

    def _wanted(self) -> bool:
        """Whether the clause tells what somebody asks for: "the rebels asked for a zone 5 km wide"."""
        start, _ = clause(self.words, self.quantity)
        return any(word.startswith(_WANTED) for word in self.words[start : self.quantity.first])

    def _of_another_thing(self) -> bool:
        """Whether another thing than a zone or road stands nearer: "in the zone, a trench three metres deep"."""
        words, first, last = self.words, self.quantity.first, self.quantity.last

        def nearest(places: Iterable[int]) -> int:
            return min((max(first - at, at - last + 1) for at in places), default=_FAR)

        around = range(max(0, first - REACH), min(len(words), last + NEAR))
        others = (at for at in around if without_article(words[at]).startswith(_OTHER_THINGS))
        things = (at for at in around if concept_of(words[at]) in {Concept.ZONE, Concept.ROADS})
        return nearest(others) < nearest(things)

    def _runs_along(self) -> bool:
        """Whether a single length tells how far something runs: "the zone stretches 250 km along the front"."""
        first, last = self.quantity.first, self.quantity.last
        single = self.quantity.low == self.quantity.high
        return single and not _ALONG.isdisjoint(stretch(self.words, first - NEAR, last + NEAR))

    def _told_of_before(self) -> Concept | None:
        """What a width is of that stands farther off: "a zone between the rebels and the army that is 15 km wide"."""
        return _thing(concepts_in(self.words, self.quantity.first - _FAR, self.quantity.first)) or self._taken_up()

    def _taken_up(self) -> Concept | None:
        """What the sentence before is about, where this one begins with a pronoun: "It is to be 15 km wide"."""
        if _PRONOUNS.isdisjoint(stretch(self.words, 0, _PRONOUN_REACH)):
            return None
        before = tokens_of(self.before).words if len(self.before) <= LONGEST_BEFORE else ()
        return _thing(concepts_in(before, 0, len(before)))

    def _put_at(self) -> bool:
        """Whether a range is told of something named before: "Ankara put it at 15 to 25 km"."""
        first = self.quantity.first
        told = not _OBJECTS.isdisjoint(stretch(self.words, first - _PRONOUN_REACH, first))
        return told and self.quantity.low < self.quantity.high

    def _zone_before(self) -> bool:
        """Whether the sentence before tells of a zone between two fronts, and the length could be its width."""
        if self.quantity.low < 1.0 or len(self.before) > LONGEST_BEFORE:
            return False
        before = tokens_of(self.before).words
        named = any(without_article(word).startswith(_BETWEEN_FRONTS) for word in before)
        return named and Concept.ZONE in concepts_in(before, 0, len(before))

    def _tells_a_place(self) -> bool:
        """Whether a length tells where something is: "20 km north of the zone", but not "a zone of 15-20 km from …"."""
        words, first, last = self.words, self.quantity.first, self.quantity.last
        if self.quantity.low < self.quantity.high and Concept.ZONE in concepts_in(words, first - NEAR, first):
            return False
        after = stretch(words, last, last + 2)
        return not PLACED.isdisjoint(after) or not _PLACES_BEFORE.isdisjoint(stretch(words, first - 2, first))

    def _another_zone(self) -> bool:
        """Whether the length is of a zone of another kind or country, not of the one between two fronts."""
        words, first, last = self.words, self.quantity.first, self.quantity.last
        around = range(max(0, first - REACH), min(len(words), last + REACH))
        plain = [without_article(words[at]) for at in around]
        if any(word.startswith(_ELSEWHERE) for word in plain):
            return True
        if any(word.startswith(_BETWEEN_FRONTS) for word in plain):
            return False
        zones = [at for at in around if concept_of(words[at]) is Concept.ZONE]
        nearest = min(zones, key=lambda at: max(first - at, at - last), default=0)
        return not _OTHER_ZONES.isdisjoint((*stretch(words, nearest - 1, nearest), *words[nearest + 1 : nearest + 2]))


def _beyond_aside(words: Sequence[str], at: int) -> int:
    """The place after what stands in brackets from a place on: "nine to 12 miles (15-20 km) wide"."""
    if words[at : at + 1] != ["("]:
        return at
    return next((place + 1 for place in range(at, min(len(words), at + REACH)) if words[place] == ")"), at)


def _thing(concepts: Sequence[Concept]) -> Concept | None:
    """The object that lengths are told of."""
    return next((one for one in (Concept.ZONE, Concept.ROADS) if one in concepts), None)

"""What is due by a date, or takes place then."""

from collections.abc import Sequence
from typing import Final

from pipelines.stories.calendar import MONTHS
from pipelines.stories.clauses import (
    LONGEST_BEFORE,
    NEAR,
    REACH,
    SPANS,
    Setting,
    clause,
    clause_end,
    clause_start,
    concepts_in,
    stretch,
)
from pipelines.stories.concepts import DUE, Concept, Kind, concept_of
from pipelines.stories.quantities import tokens_of

_EVENT_REACH: Final = 6
# A date within so many words from the beginning is said of what follows.
_FRONTED: Final = 3
# What makes a deadline of a date, before it and behind it.
_UNTIL: Final = frozenset({
    "by", "until", "before", "till", "deadline", "due", "later", "к", "до", "позднее", "срок", "gec", "بحلول", "قبل",
    "حتي", "موعد", "اقصاه",
})  # fmt: skip
# What leaves a zone, leaves it by the date.
_FROM: Final = frozenset({
    "from", "out", "leave", "leaves", "left", "leaving", "vacate", "quit", "из", "покинуть", "покинут", "من", "مغادره",
    "يغادروا", "مغادرتهم",
})  # fmt: skip
_ABLATIVE: Final = ("den", "dan")
# What names a deadline anywhere before it in its clause.
_NAMED: Final = frozenset({
    "deadline", "срок", "завершиться", "завершится", "завершить", "завершена", "tarih", "tarihi", "موعد", "مهله",
})  # fmt: skip
_DASHES: Final = frozenset("–—:")
_UNTIL_BEHIND: Final = frozenset({"deadline", "kadar", "dek", "once", "tarihine"})
_PLACES_OF_EVENTS: Final = frozenset({Concept.VOTE, Concept.TALKS})
_BEGUN: Final = frozenset({Concept.PATROLS, Concept.TRUCE})
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
_SURVEYS: Final = ("poll", "survey", "опрос", "anket", "استطلاع")
_BEFORE_DUE: Final = frozenset({
    "it", "they", "them", "those", "these", "их", "они", "она", "оно", "он", "bunlar", "bunlarin", "onlar", "منها",
    "انها", "سحبها", "اخراجها",
})  # fmt: skip


class Day(Setting):
    """A date."""

    __slots__ = ()

    def subject(self) -> tuple[str, Kind] | None:
        """What is due by a date, or takes place then, as its clause or the one before it says."""
        first, last = self.quantity.first, self.quantity.last
        start, end = clause(self.words, self.quantity)
        if start == first > 0 and self.words[start - 1] == ",":
            # "By Monday, 8 October".
            start = clause_start(self.words, start - 1)
        before = range(max(0, first - NEAR), first)
        until = any(self.words[at] in _UNTIL and not self._counts_from(at) for at in before)
        behind = stretch(self.words, last, last + NEAR)
        named = not _NAMED.isdisjoint(self.words[start:end])
        if not (until or named or self._shares_its_end()) and _UNTIL_BEHIND.isdisjoint(behind):
            return self._event(start, end)
        due = self._due_since_last(start, end) or _due(self._things(start, end))
        due = due or self._due_nearby(start, end) or self._due_before(start, end)
        return (f"{due} deadline", self._firmness(start, end)) if due else None

    def _due_since_last(self, start: int, end: int) -> Concept | None:
        """What is due of the things named since another date: Arabic may have no mark between two clauses."""
        date_before = not MONTHS.isdisjoint(stretch(self.words, self.start - _FRONTED, self.start))
        return _due(self._things(max(start, self.start), end)) if date_before else None

    def _things(self, start: int, end: int) -> list[Concept]:
        """What a clause names, without a zone that something leaves by then."""
        named = concepts_in(self.words, start, end)
        zones = [at for at in range(start, end) if concept_of(self.words[at]) is Concept.ZONE]
        left = all(self._is_left(at) for at in zones)
        return [one for one in named if one is not Concept.ZONE] if left else named

    def _is_left(self, at: int) -> bool:
        """Whether something is to go from a place: "will be pulled out of the zone"."""
        return not _FROM.isdisjoint(stretch(self.words, at - NEAR, at)) or self.words[at].endswith(_ABLATIVE)

    def _shares_its_end(self) -> bool:
        """Whether a later date has what makes a deadline of both: "10 Ekim'e, gruplar 15 Ekim'e kadar"."""
        last = self.quantity.last
        dative = stretch(self.words, last, last + 3)
        return dative[:1] == ["'"] and dative[1:] in (["e", ","], ["a", ","]) and "kadar" in self.words[last:]

    def _counts_from(self, at: int) -> bool:
        """Whether a word tells how long before a date something was: "two days before 13 October"."""
        return at > 0 and self.words[at - 1] in SPANS

    def _due_nearby(self, start: int, end: int) -> Concept | None:
        """What is due as the clauses around say: the following ones for a date that begins its sentence."""
        # "By 10 October, all arms …", "а к 15 октября — создать зону".
        dashed = self.quantity.first - start <= _FRONTED and not _DASHES.isdisjoint(self.words[end : end + 1])
        fronted = self.quantity.first <= _FRONTED or dashed
        while fronted and end < self.end:
            following = clause_end(self.words, end + 1)
            if due := _due_aside(self._things(end, min(following, self.end))):
                return due
            end = following
        while start > 0:
            previous = clause_start(self.words, start - 1)
            if due := _due_aside(self._things(previous, start)):
                return due
            start = previous
        return None

    def _due_before(self, start: int, end: int) -> Concept | None:
        """What the sentence before names as the only thing that can be due, where this one takes it up."""
        if _BEFORE_DUE.isdisjoint(self.words[start:end]) or len(self.before) > LONGEST_BEFORE:
            return None
        before = tokens_of(self.before).words
        named = {one for one in concepts_in(before, 0, len(before)) if one in DUE}
        return _due_aside(list(named)) if len(named) == 1 else None

    def _event(self, start: int, end: int) -> tuple[str, Kind] | None:
        """What takes place on a date: beside it, or begun then as its clause says."""
        first, last = self.quantity.first, self.quantity.last
        beside = concepts_in(self.words, max(start, first - _EVENT_REACH), min(end, last + NEAR))
        clause = concepts_in(self.words, start, end)
        before = concepts_in(self.words, first - REACH, first)
        surveyed = any(word.startswith(_SURVEYS) for word in self.words)
        found = [one for one in beside if one in _PLACES_OF_EVENTS and not (surveyed and one is Concept.VOTE)]
        found += [one for one in (*clause, *before) if one in _BEGUN]
        return (f"{found[0]} date", Kind.EVENT) if found else None

    def _firmness(self, start: int, end: int) -> Kind:
        """How firm a deadline is that a clause tells: not if it was moved, or what was due had been done by then."""
        clause = self.words[start:end]
        done = not _DONE.isdisjoint(clause) and _OBLIGED.isdisjoint(clause)
        return Kind.EVENT if done or not _MOVED.isdisjoint(self.words) else Kind.DEADLINE


def _due(concepts: Sequence[Concept]) -> Concept | None:
    """What is due of the things that a clause names: arms that leave a zone, else what it names first."""
    named = [Concept.WEAPONS if concept is Concept.TANKS else concept for concept in concepts if concept in DUE]
    return Concept.WEAPONS if Concept.WEAPONS in named else next(iter(named), None)


def _due_aside(concepts: Sequence[Concept]) -> Concept | None:
    """What is due of the things that another clause names; talks and votes are more often where something was said."""
    return _due([concept for concept in concepts if concept not in _PLACES_OF_EVENTS])

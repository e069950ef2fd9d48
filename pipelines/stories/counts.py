"""Who or what is counted, and what became of them: "civilians killed", "Turkish observation posts"."""

import re
from collections.abc import Iterable
from typing import Final

from pipelines.stories.calendar import is_year
from pipelines.stories.clauses import (
    BREAKS,
    INCLUDING,
    NEAR,
    PART,
    REACH,
    SPANS,
    Setting,
    clause,
    clause_start,
    concepts_in,
    stretch,
)
from pipelines.stories.concepts import COUNTED, FATES, Concept, Kind, concept_of
from pipelines.stories.countries import country_of
from pipelines.stories.stopwords import STOPWORDS
from pipelines.stories.words import without_article

_NOUN_REACH: Final = 3
_FATE_REACH: Final = 7
_FATE_BEHIND: Final = 5
_FUNCTION_WORDS: Final = STOPWORDS | {
    "others", "получили", "получил", "получило", "других", "kadar", "civarinda", "dolayinda", "اخرين", "اخرون",
}  # fmt: skip
_ARTICLES: Final = frozenset({
    "the", "these", "those", "its", "his", "her", "their", "our", "other", "more", "new", "them", "whom", "них",
    "которых", "منهم",
})  # fmt: skip
# All that somebody has is counted where the words say that it is theirs, not where they tell of some of it.
_HAVING: Final = frozenset({
    "has", "have", "had", "keep", "keeps", "maintain", "maintains", "operate", "operates", "its", "their", "s", "all",
    "у", "имеет", "все", "всех", "ее", "nin", "var", "bulunuyor", "tum", "تملك", "تمتلك", "لدي", "لديها", "جميع", "كل",
})  # fmt: skip
_MORE: Final = frozenset({
    "more", "new", "another", "additional", "further", "еще", "новых", "дополнительных", "yeni", "daha", "جديده",
    "اضافيه", "اخري",
})  # fmt: skip
# Numbers that name something, and rates: "day 27", "aged 12", "170 per 100,000", "one in five".
_LABELS: Final = frozenset({
    "aged", "age", "article", "resolution", "no", "number", "page", "chapter", "room", "day", "per", "every", "каждые",
    "каждый", "номер", "статья", "статьи", "резолюция", "каждых", "her", "madde", "sayili", "يوم", "رقم", "ماده",
    "القرار", "لكل", "كل",
})  # fmt: skip
_NUMBER_OF: Final = ("number", "число", "численност", "количество", "sayisi", "عدد", "تعداد")
# What a number comes to, before it or, in Turkish, behind: "rose to 14", "17'ye yükseldi".
_COMES_TO: Final = (
    "rose", "rise", "risen", "climb", "increas", "grew", "grow", "reach", "jump", "stand", "stood", "swell", "вырос",
    "возрос", "увеличил", "достиг", "составил", "превысил", "поднял", "yuksel", "cikti", "ulasti", "artti", "asti",
    "buldu", "ارتفع", "وصل", "بلغ", "زاد",
)  # fmt: skip
_COMES_REACH: Final = 4
_TOLL: Final = frozenset({"toll", "حصيله", "الحصيله", "kaybi"})
# Ages and spans of time by their beginnings, as Turkish has many endings.
_SPAN_STEMS: Final = ("yil", "yas", "saat", "dakika", "hafta", "aylik", "gunluk")
_AGES: Final = ("yas", "aged", "ages", "возраст", "اعمار")
_FRACTIONS: Final = frozenset({
    "quarters", "quarter", "thirds", "fifths", "tenths", "четверти", "трети", "ceyrek", "ceyregi", "ارباع", "اثلاث",
    "اخماس",
})  # fmt: skip
_HOURS: Final = frozenset({"am", "pm"})
_ORDINAL: Final = re.compile("[iu]?n[ciu]")
_OTHERS: Final = frozenset({"others", "other", "других", "другие", "digerleri", "اخرون", "اخرين"})
_SINGLE: Final = frozenset({"جريح", "قتيل"})
_BETWEEN: Final = frozenset({"بين"})
_LONG_DASHES: Final = frozenset("–—")
_FATE_NOUNS: Final = (
    "refugee", "evacuee", "detainee", "беженц", "переселен", "multeci", "نازح", "لاجي", "معتقل", "قتيل", "قتلي", "جريح",
    "جرحي",
)  # fmt: skip
_FATE_NOUN_REACH: Final = 3
# Fates that are counted together: "killed or wounded".
_CASUALTIES: Final = frozenset({Concept.KILLED, Concept.WOUNDED})
_SENTENCED: Final = ("sentenc", "приговор", "idam", "اعدام", "بالاعدام")
_PER: Final = frozenset({"per", "لكل"})
_PER_REACH: Final = 4
_OUT_OF: Final = frozenset({"in", "of", "из"})
_ONE: Final = frozenset({"one", "out", "один", "одного", "каждый"})
_EITHER: Final = frozenset({"or", "and", "и", "или", "ve", "veya", "ya", "و", "او"})
# Where a disease is told of, those whom it struck are not wounded; in Arabic one word means both.
_DISEASES: Final = (
    "virus", "covid", "epidemic", "pandemic", "вирус", "эпидеми", "пандеми", "salgin", "pandemi", "كورونا", "فيروس",
    "كوفيد", "تفشي", "جايحه", "وبا",
)  # fmt: skip
# What nobody kills or frees, though it is counted.
_THINGS: Final = frozenset({
    Concept.POSTS, Concept.PATROLS, Concept.AIRCRAFT, Concept.STRIKES, Concept.TANKS, Concept.VEHICLES, Concept.SHELLS,
})  # fmt: skip
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_STOPS: Final = frozenset('.,;:!?)(،؛؟…"”»')


class Count(Setting):
    """A number without a unit."""

    __slots__ = ()

    def subject(self) -> tuple[str, Kind] | None:
        """Who or what is counted, and what became of them."""
        if self._names_or_rates():
            return None
        who, after_noun = self._noun()
        if who is None:
            who = self._numbered()
        number = self.words[self.quantity.first]
        year = is_year(number) and int(number) == self.quantity.low
        if year and (after_noun != self.quantity.last + 1 or who is not Concept.PEOPLE):
            return None
        told = who or self._stands_alone() or self._is_fate_of_people() or self._is_come_to()
        fate = self._fate(after_noun) or self._toll() if told and who not in _THINGS else None
        if fate:
            # Six teachers are some of all who died, and no earlier toll of them.
            return f"{who or Concept.PEOPLE} {fate}", Kind.RUNNING if who is Concept.GROUP else Kind.TOLL
        if who is Concept.POSTS:
            owner = self._owner()
            return f"{owner} {who}" if owner else str(who), Kind.FIXED if owner and self._whole() else Kind.RUNNING
        return (str(who), Kind.RUNNING) if who else None

    def _names_or_rates(self) -> bool:
        """Whether a number names something or tells a rate, and counts nobody."""
        words, first, last = self.words, self.quantity.first, self.quantity.last
        if not self.quantity.low.is_integer() or not _LABELS.isdisjoint(words[max(0, first - 1) : first]):
            return True
        if not _PER.isdisjoint(words[last : last + _PER_REACH]):
            return True
        if any(word.startswith(_AGES) for word in words[max(0, first - 1) : first]) or self._is_ordinal_or_hour():
            return True
        before = stretch(words, first - 2, first - 1)
        of = not _OUT_OF.isdisjoint(words[max(0, first - 1) : first])
        return of and any(word.isdigit() or word in _ONE for word in before)

    def _is_ordinal_or_hour(self) -> bool:
        """Whether a number is an ordinal, "10. Yıl", "56'ncı", an hour of the day, or the numerator of a fraction."""
        after = stretch(self.words, self.quantity.last, self.quantity.last + 3)
        if not after:
            return False
        if after[0] in _HOURS or after[0] in _FRACTIONS or after in (["a", ".", "m"], ["p", ".", "m"]):
            return True
        ordinal = after[0] == "'" and len(after) > 1 and _ORDINAL.match(after[1]) is not None
        return ordinal or (after[0] == "." and len(after) > 1 and after[1].isalpha())

    def _whole(self) -> bool:
        """Whether all are counted that there are: "Turkey has 12 posts", not "2 of the posts" nor "8 more posts"."""
        start, end = clause(self.words, self.quantity)
        first, last = self.quantity.first, self.quantity.last
        partial = not PART.isdisjoint(self.words[last : last + 1]) or not _MORE.isdisjoint(
            self.words[max(start, first - 1) : last + 1]
        )
        around = (*self.words[max(start, self.start) : first], *self.words[last : min(end, self.end)])
        return not partial and not _HAVING.isdisjoint(around)

    def _noun(self) -> tuple[Concept | None, int]:
        """What is counted: the first such word after the number; and the place after it."""
        at = self.quantity.last
        if self.words[at : at + 1] == ["-"]:
            # A "98-page report" counts pages.
            return None, at
        # "Из них 70 тысяч — дети".
        at += not _LONG_DASHES.isdisjoint(self.words[at : at + 1])
        reach = _NOUN_REACH
        for place in range(at, self.end):
            text = self.words[place]
            if self._ends_noun(text, first=place == at) or not reach:
                break
            reach -= text not in _FUNCTION_WORDS and text != "-"
            concept = concept_of(text)
            if concept in COUNTED and _ARABIC.match(text):
                return (concept, place + 1) if place == at or concept is Concept.POSTS else (None, at)
            if concept in COUNTED:
                return self._head(concept, place)
            if concept in FATES:
                return self._noun_behind_fate(place) or (None, at)
        return None, at

    def _ends_noun(self, text: str, *, first: bool) -> bool:
        """Whether nothing behind a word is counted by the number before it."""
        if text in BREAKS or text in SPANS or text in INCLUDING or text.startswith(_SPAN_STEMS):
            return True
        return text in _FUNCTION_WORDS and not first and text not in _ARTICLES

    def _numbered(self) -> Concept | None:
        """Whose number it is that the clause tells: "muhaliflerin sayısı 60 bin", "عدد المقاتلين ستون ألفا"."""
        first = self.quantity.first
        start = max(clause_start(self.words, first), self.start, first - REACH)
        at = next((at for at in range(start, first) if self.words[at].startswith(_NUMBER_OF)), None)
        if at is None or not self._stands_alone():
            return None
        return next((one for one in concepts_in(self.words, at - 2, at + NEAR) if one in COUNTED), None)

    def _head(self, concept: Concept, place: int) -> tuple[Concept, int]:
        """The last of two nouns: three fighter jets are aircraft."""
        following = concept_of(self.words[place + 1]) if place + 1 < self.end else None
        named = following in COUNTED and following is not Concept.PEOPLE
        return (following, place + 2) if following and named else (concept, place + 1)

    def _noun_behind_fate(self, place: int) -> tuple[Concept, int] | None:
        """Who is counted in "3,000 detained children"; and the place of what became of them."""
        concept = concept_of(self.words[place + 1]) if place + 1 < self.end else None
        return (concept, place) if concept in COUNTED and concept else None

    def _stands_alone(self) -> bool:
        """Whether no noun follows that is counted instead of people: "killed 12", not "killed 12 sheep"."""
        if self.quantity.last >= len(self.words):
            return True
        following = self.words[self.quantity.last]
        if following.isalpha():
            plain = following in _FUNCTION_WORDS or following in INCLUDING
            return (plain and following not in SPANS and following != "when") or concept_of(following) in FATES
        return following in _STOPS

    def _is_fate_of_people(self) -> bool:
        """Whether those who are counted are called by what became of them: "160 тысяч вынужденных переселенцев"."""
        words = stretch(self.words, self.quantity.last, min(self.end, self.quantity.last + _FATE_NOUN_REACH))
        return any(word.startswith(_FATE_NOUNS) for word in words) and BREAKS.isdisjoint(words[:1])

    def _fate(self, after: int) -> str | None:
        """What became of those who are counted: the nearest word that says so in the clause."""
        place = self._place_of_fate(after)
        if place is None:
            return None
        fate = concept_of(self.words[place])
        if fate is Concept.KILLED and any(word.startswith(_SENTENCED) for word in self.words):
            return None
        if fate is Concept.WOUNDED and any(without_article(word).startswith(_DISEASES) for word in self.words):
            return None
        both = {fate, self._other_fate(place) if fate in _CASUALTIES else None}
        return " or ".join(one for one in Concept if one in both)

    def _toll(self) -> str | None:
        """The fate that the sentence tells a number of, however far before it, which comes to this one.

        "The death toll in clashes near the edge of the zone rose to 14."
        """
        first, last = self.quantity.first, self.quantity.last
        near = (*self.words[max(0, first - _COMES_REACH) : first], *self.words[last : last + _COMES_REACH])
        opens = self.words[:1] if self.words and _ARABIC.match(self.words[0]) else ()
        if not any(word.startswith(_COMES_TO) for word in (*near, *opens)):
            return None
        fates = (self._told_number(at) for at in range(first - 1, -1, -1))
        return next((str(fate) for fate in fates if fate), None)

    def _told_number(self, at: int) -> Concept | None:
        """The fate of which a word, with its neighbours, tells the number: "число погибших", "death toll"."""
        around = self.words[max(0, at - NEAR) : at + NEAR]
        if self.words[at] in _TOLL:
            return next((fate for word in around if (fate := concept_of(word)) in _CASUALTIES), Concept.KILLED)
        fate = concept_of(self.words[at])
        counted = any(word.startswith(_NUMBER_OF) for word in around)
        return fate if counted and fate in _CASUALTIES else None

    def _is_come_to(self) -> bool:
        """Whether the verb of a Turkish clause follows, of which the number is what it comes to."""
        return any(word.startswith(_COMES_TO) for word in self.words[self.quantity.last : self.quantity.last + 1])

    def _place_of_fate(self, after: int) -> int | None:
        first = self.quantity.first
        ahead = self._nearest_fate(range(after, min(self.end, after + _FATE_REACH)))
        behind = self._nearest_fate(range(first - 1, max(self.start, first - _FATE_BEHIND) - 1, -1))
        if ahead is not None and ahead == self.end - 1 < len(self.words) - 1:
            # In "kills 3 wounds 20" the second verb belongs to the second number.
            return behind
        if behind is not None and (ahead is None or first - behind < ahead - after + 1):
            return behind
        return ahead if ahead is not None else self._fate_after_aside(after)

    def _other_fate(self, place: int) -> Concept | None:
        """The other of two fates that are told of one number: "20 killed or wounded", "بين قتيل وجريح"."""
        words = self.words
        step = -1 if place < self.quantity.first else 1
        beside = place + step
        others = not _OTHERS.isdisjoint(words[self.quantity.last : self.quantity.last + 1])
        if not 0 <= beside < len(words) or others:
            return None
        if words[beside] in _EITHER:
            beside += step
        elif not words[place if step < 0 else beside].startswith("و"):
            return None
        if not 0 <= beside < len(words) or (step > 0 and beside + 1 == self.end < len(words)):
            return None
        between = not _BETWEEN.isdisjoint(words[: max(beside, self.quantity.first)])
        if words[beside].removeprefix("و") in _SINGLE and not between:
            # "Three dead and one wounded".
            return None
        other = concept_of(words[beside])
        return other if other in _CASUALTIES else None

    def _nearest_fate(self, places: Iterable[int]) -> int | None:
        """The first of some places that says what became of people, unless the clause ends before it."""
        for place in places:
            text = self.words[place]
            if text in BREAKS:
                return None
            if concept_of(text) in FATES:
                return place
        return None

    def _fate_after_aside(self, after: int) -> int | None:
        """The fate behind an aside: "12 people, including three children, were killed"."""
        words = self.words
        if after + 1 >= len(words) or words[after] not in {",", "،"} or words[after + 1] not in INCLUDING:
            return None
        closing = next((at for at in range(after + 2, len(words)) if words[at] in {",", "،"}), None)
        if closing is None:
            return None
        places = range(closing, min(len(words), closing + NEAR))
        return next((at for at in places if concept_of(words[at]) in FATES), None)

    def _owner(self) -> str | None:
        """Whose the things counted are, as the nearest word of the clause says."""
        first, last = self.quantity.first, self.quantity.last
        behind = range(first - 1, max(self.start, first - REACH) - 1, -1)
        for places in (range(last, min(self.end, last + NEAR)), behind):
            for place in places:
                text = self.words[place]
                if text in BREAKS:
                    break
                if owner := country_of(text):
                    return owner
        return None

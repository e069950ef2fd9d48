"""Who says what: named actors with what they do in words, and speech that is quoted.

In English, Russian and Turkish an actor is a run of capitalised words beside a verb of speech, or the office of one;
in Arabic, which has no capitals, the words between such a verb and the particle that what was said begins with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Final

from pipelines.stories.calendar import DAYS, MONTHS
from pipelines.stories.stopwords import STOPWORDS
from pipelines.stories.words import Sentence, fold, words_of


class Act(StrEnum):
    """What somebody does by speaking."""

    SAID = "said"
    ANNOUNCED = "announced"
    DENIED = "denied"
    AGREED = "agreed"
    REJECTED = "rejected"
    CONFIRMED = "confirmed"
    WARNED = "warned"
    DEMANDED = "demanded"


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words. actor: as named, "" where a quotation names nobody. quote: "" if it is not quoted."""

    actor: str
    act: Act
    quote: str
    sentence: str


_VERBS: Final = {
    Act.SAID: (
        "said says told stated added noted stressed explained argued replied insisted claimed сказал сказала сказали "
        "сообщил сообщила сообщили сообщило отметил отметила подчеркнул подчеркнула добавил добавила пояснил рассказал "
        "уточнил указал передает soyledi dedi belirtti kaydetti ifade vurguladi aktardi konustu ekledi قال قالت وقال "
        "وقالت اضاف واضاف واضافت اوضح واوضح ذكر وذكر صرح وصرح شدد وشدد اشار واشار"
    ),
    Act.ANNOUNCED: (
        "announced announces declared unveiled объявил объявила объявили объявило заявил заявила заявили заявило "
        "duyurdu acikladi ilan اعلن اعلنت واعلن واعلنت"
    ),
    Act.DENIED: (
        "denied denies отрицает отрицал отрицала опроверг опровергла опровергли опровергло опровергает yalanladi نفي "
        "نفت ونفي ونفت ينفي تنفي"
    ),
    Act.AGREED: "agreed accepted договорились согласился согласилась anlasti kabul وافق وافقت ووافق اتفق اتفقت",
    Act.REJECTED: (
        "rejected rejects refused dismissed отверг отвергла отказался отказалась reddetti رفض رفضت ورفض ورفضت"
    ),
    Act.CONFIRMED: "confirmed confirms подтвердил подтвердила подтвердили dogruladi teyit اكد اكدت واكد واكدت",
    Act.WARNED: "warned warns threatened предупредил предупредила пригрозил uyardi حذر حذرت وحذر وحذرت هدد",
    Act.DEMANDED: "demanded urged ordered призвал призвала потребовал cagirdi istedi دعا دعت ودعا ودعت طالب طالبت",
}
_ACT: Final = {verb: act for act, verbs in _VERBS.items() for verb in verbs.split()}
# Where the verb ends the sentence, its actor begins it.
_TURKISH: Final = frozenset({
    "soyledi", "dedi", "belirtti", "kaydetti", "ifade", "vurguladi", "aktardi", "konustu", "duyurdu", "acikladi",
    "ilan", "yalanladi", "anlasti", "kabul", "reddetti", "dogruladi", "teyit", "uyardi", "cagirdi", "istedi", "ekledi",
})  # fmt: skip
# Turkish verbs of two words: "kabul etti", not "kabul edildi".
_WITH_ETTI: Final = frozenset({"ifade", "ilan", "kabul", "teyit"})
_ETTI: Final = frozenset({"etti", "ettiler", "ediyor", "eden", "etmisti"})
# "Talep ettiğini belirten Erdoğan": the participle stands before its actor.
_PARTICIPLES: Final = frozenset({
    "belirten", "soyleyen", "vurgulayan", "kaydeden", "aciklayan", "anlatan", "ekleyen", "eden", "diyen", "ileten",
})  # fmt: skip
_NOBODY: Final = STOPWORDS | DAYS | MONTHS | {"bunu", "bu", "об", "это"}
_ARABIC_CLAUSES: Final = frozenset({
    "ان", "انه", "انها", "بان", "بانه", "خلال", "في", "عن", "علي", "انهم", "لوكاله", "للصحفيين", "امس", "اليوم",
})  # fmt: skip
_ARABIC_TITLES: Final = frozenset({
    "رييس", "الرييس", "وزير", "الوزير", "المتحدث", "متحدث", "باسم", "الناطق", "ناطق", "وزاره", "مسوول", "مصدر",
})  # fmt: skip
# Who has no name but an office: "Russia's president said", "the UN's humanitarian office said".
ROLES: Final = frozenset({
    "president", "minister", "ministry", "leader", "spokesman", "spokeswoman", "spokesperson", "official", "officials",
    "office", "agency", "government", "army", "commander", "command", "envoy", "ambassador", "adviser", "secretary",
    "general", "chief", "council", "parliament", "police", "monitor", "bakanligi", "sozcusu", "ordusu", "hukumeti",
})  # fmt: skip
# Behind a title these begin what was said, not a name.
_NO_NAME: Final = frozenset({"وجود", "صحه", "اي", "ما", "نيه", "تقارير", "انباء", "مزاعم", "علمها", "علاقتها"})
_LONGEST_NAME: Final = 3
_SHORT_OBJECT: Final = 8
_AGAINST: Final = frozenset({Act.DENIED, Act.REJECTED})
_LONGEST_ROLE: Final = 3
_PARTICLES: Final = frozenset({"bin", "ibn", "van", "von", "de", "del", "da", "of", "el", "al"})
_PREFIXED: Final = re.compile(r"(?:al|el|ad|as|ash|at|az)-[A-Z]")
# "According to", and its like.
_SOURCES: Final = {("according", "to"), ("по", "словам"), ("по", "данным"), ("по", "сообщению"), ("по", "информации")}
_ARABIC_SOURCES: Final = frozenset({"بحسب", "وبحسب", "وفق", "حسب", "وحسب"})
_ADVERBIALS: Final = frozenset({"on", "in", "at", "after", "during", "late", "early", "earlier", "again"})
_LONGEST_ACTOR: Final = 8
_AUXILIARIES: Final = frozenset({"has", "have", "had", "also", "again", "later", "too", "снова", "также", "вновь"})
_FEWEST_QUOTED: Final = 4
_TITLE: Final = 3
_QUOTED: Final = re.compile('“([^“”]{8,600})”|«([^«»]{8,600})»|"([^"]{8,600})"|„([^„“”]{8,600})[“”]')
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?|[.,;:()«»“”\"—–،؛]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_QUOTES: Final = frozenset('"“”«»')
_CLOSING: Final = frozenset('.,;:()"“”«»—–')
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_SUFFIXED: Final = re.compile(r"['’][a-zçğıöşü]+$")


def statement_of(sentence: Sentence) -> Statement | None:
    """What a sentence says that somebody said, None if it tells of nobody's words."""
    quote = _quote(sentence.text)
    if not quote and _SPEAKING.isdisjoint(sentence.words):
        return None
    words = _WORD.findall(sentence.text)
    for actor, act in (*_spoken(words), *_attributed(words)):
        return Statement(actor, act, quote, sentence.text)
    return Statement("", Act.SAID, quote, sentence.text) if quote else None


def _quote(text: str) -> str:
    """The longest stretch in quotation marks that says something; a name or a term in them is no speech."""
    found = ("".join(groups) for groups in _QUOTED.findall(text))
    return max((one for one in found if len(words_of(one)) >= _FEWEST_QUOTED), key=len, default="")


def _spoken(words: list[str]) -> Iterator[tuple[str, Act]]:
    """Actors beside verbs of speech."""
    for at, word in enumerate(words):
        spelled = fold(word).rstrip(".-'")
        act = _ACT.get(spelled)
        if act is None:
            continue
        if _ARABIC.search(word):
            actor = _arabic_actor(words, at)
        elif spelled in _TURKISH:
            actor = _turkish_actor(words, at, spelled)
        else:
            actor = _run_before(words, at) or _run_after(words, at)
        if actor := _named(actor):
            yield actor, act
    yield from _participles(words)


def _attributed(words: list[str]) -> Iterator[tuple[str, Act]]:
    """Actors that something is attributed to: "according to UNICEF", "по словам Лаврова", "BM'ye göre"."""
    for at in range(len(words) - 1):
        first = fold(words[at])
        if (first, fold(words[at + 1])) in _SOURCES:
            start = at + 2 + (fold(words[at + 2]) == "the" if at + 2 < len(words) else 0)
            actor = _run_from(words, start)
        elif fold(words[at + 1]) == "gore":
            actor = _POSSESSIVE.sub("", _SUFFIXED.sub("", _run_before(words, at + 1, suffixed=True)))
        elif first in _ARABIC_SOURCES:
            actor = " ".join(takewhile(str.isalpha, words[at + 1 : at + 1 + _TITLE]))
        else:
            continue
        if actor := _named(actor):
            yield actor, Act.SAID


def _named(actor: str) -> str:
    """An actor without words that name nobody at its beginning; "" if nothing else is left."""
    parts = actor.split()
    while parts and fold(parts[0]) in _NOBODY:
        parts = parts[1:]
    return " ".join(parts) if len(parts) > 1 or "".join(parts).removesuffix(".")[1:] else ""


def _arabic_actor(words: list[str], at: int) -> str:
    """The words between a verb and the particle that follows its actor; without one, a name alone."""
    following = words[at + 1 : at + 2 + _LONGEST_ACTOR]
    for place, word in enumerate(following):
        if fold(word) in _ARABIC_CLAUSES or word == ":" or word in _QUOTES:
            return " ".join(takewhile(lambda part: fold(part) not in _NO_NAME, following[:place]))
        if word == "،" and place <= _LONGEST_NAME:
            # What stands between commas behind a name is an office.
            return " ".join(following[:place])
        if not word.isalpha():
            break
    return _arabic_name(following) if at == 0 else ""


def _arabic_name(words: list[str]) -> str:
    """A title, as far as it goes, and the words without an article behind it: "المتحدث باسم الكرملين دميتري بيسكوف"."""
    titled = list(takewhile(lambda word: fold(word) in _ARABIC_TITLES or fold(word).startswith("ال"), words))
    name = takewhile(_is_arabic_name, words[len(titled) :])
    longest = _LONGEST_NAME if titled else 1
    return " ".join((*titled, *list(name)[:longest]))


def _is_arabic_name(word: str) -> bool:
    return word.isalpha() and not fold(word).startswith("ال") and fold(word) not in _NO_NAME


def _turkish_actor(words: list[str], at: int, verb: str) -> str:
    """The name directly before a verb, or that the sentence begins with and a comma sets off."""
    if verb in _WITH_ETTI and (at + 1 >= len(words) or fold(words[at + 1]) not in _ETTI):
        return ""
    if directly := _run_before(words, at):
        return directly
    run = _run_from(words, 0)
    end = len(run.split())
    # "Ankara haberleri yalanladı" has no comma.
    set_off = words[end : end + 1] == [","] or (_ACT[verb] in _AGAINST and at - end <= _SHORT_OBJECT)
    return run if run and set_off and not _SUFFIXED.search(run) else ""


def _participles(words: list[str]) -> Iterator[tuple[str, Act]]:
    for at, word in enumerate(words):
        actor = _named(_run_from(words, at + 1)) if fold(word) in _PARTICIPLES else ""
        if actor and not _SUFFIXED.search(actor):
            yield actor, Act.SAID


def _run_before(words: list[str], at: int, *, suffixed: bool = False) -> str:
    """The name directly before a verb: "Sergei Shoigu said", "Sergei Shoigu, said"; with the office it stands for.

    suffixed: the name may carry an ending.
    """
    end = _before_adverbial(words, at)
    role = end
    while role > 0 and end - role < _LONGEST_ROLE and words[role - 1].islower() and words[role - 1].isalpha():
        role -= 1
    office = role < end and fold(words[end - 1]) in ROLES
    end_of_name = role if office else end
    start = _start_of_run(words, end_of_name)
    name = words[start:end_of_name]
    if not name or (not office and not suffixed and _SUFFIXED.search(name[-1])):
        return ""
    return " ".join(words[start:end] if office else name)


def _before_adverbial(words: list[str], at: int) -> int:
    """The place after an actor, before what may stand between it and its verb: "has again", a day, a closing comma."""
    end = at
    while end > 1 and (words[end - 1] in _AUXILIARIES or (words[end - 1].islower() and words[end - 1].endswith("ly"))):
        end -= 1
    if end > 2 and fold(words[end - 1]) in DAYS and words[end - 2] in _ADVERBIALS:  # noqa: PLR2004 - "on Tuesday"
        end -= 2
    return (
        end - 1 if end > 1 and words[end - 1] == "," and "," in words[max(0, end - _LONGEST_ACTOR) : end - 1] else end
    )


def _start_of_run(words: list[str], end: int) -> int:
    start = end
    while start > 0 and end - start < _LONGEST_ACTOR and _in_name(words, start - 1, start < end):
        start -= 1
    while start < end and fold(words[start]) in _PARTICLES:
        start += 1
    return start


def _in_name(words: list[str], at: int, inside: bool) -> bool:  # noqa: FBT001
    word = words[at]
    if word[0].isupper() or _PREFIXED.match(word):
        return True
    return inside and word in _PARTICLES and at > 0 and words[at - 1][0].isupper()


def _run_after(words: list[str], at: int) -> str:
    """The name after a verb, titles in small letters left out: "said the minister Sergei Shoigu".

    In English that order follows speech, and nothing but a point or a circumstance follows the name.
    """
    start = at + 1
    while start < len(words) and start - at <= _TITLE and words[start][0].islower():
        start += 1
    run = _run_from(words, start)
    if not fold(words[at]).isascii() or not run:
        return run
    end = start + len(run.split())
    closed = end >= len(words) or words[end] in _CLOSING or words[end] in _ADVERBIALS
    return run if closed and at > 0 and words[at - 1] in _CLOSING else ""


def _run_from(words: list[str], start: int) -> str:
    end = start
    while end < len(words) and end - start < _LONGEST_ACTOR and _in_name(words, end, end > start):
        end += 1
    return " ".join(words[start:end])


# The verbs that say that what is told is not so.
DENYING: Final = frozenset(_VERBS[Act.DENIED].split())
_SPEAKING: Final = _ACT.keys() | _PARTICIPLES | _ARABIC_SOURCES | {"according", "словам", "данным", "gore"}

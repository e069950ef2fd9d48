"""Who says what: named actors with what they do in words, and speech that is quoted.

In English, Russian and Turkish an actor is a run of capitalised words beside a verb of speech; in Arabic, which has no
capitals, the words between such a verb and the particle that what was said begins with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
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
        "said says told stated added noted stressed сказал сказала сказали сообщил сообщила сообщили отметил отметила "
        "подчеркнул добавил пояснил soyledi dedi belirtti kaydetti ifade vurguladi aktardi konustu قال قالت وقال وقالت "
        "اضاف واضاف واضافت اوضح واوضح ذكر وذكر صرح وصرح"
    ),
    Act.ANNOUNCED: (
        "announced announces declared unveiled объявил объявила объявили заявил заявила заявили duyurdu acikladi ilan "
        "اعلن اعلنت واعلن واعلنت"
    ),
    Act.DENIED: "denied denies отрицает отрицал опроверг опровергла yalanladi نفي نفت ونفي ونفت",
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
    "ilan", "yalanladi", "anlasti", "kabul", "reddetti", "dogruladi", "teyit", "uyardi", "cagirdi", "istedi",
})  # fmt: skip
_NOBODY: Final = STOPWORDS | DAYS | MONTHS
_ARABIC_CLAUSES: Final = frozenset(
    {"ان", "انه", "انها", "بان", "خلال", "في", "عن", "علي", "انهم", "لوكاله", "للصحفيين"}
)
_LONGEST_ACTOR: Final = 8
_FEWEST_QUOTED: Final = 4
_TITLE: Final = 2
_QUOTED: Final = re.compile('“([^“”]{8,600})”|«([^«»]{8,600})»|"([^"]{8,600})"|„([^„“”]{8,600})[“”]')
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?|[,;:()«»“”\"]")
_ARABIC: Final = re.compile("[\u0621-\u064a]")


def statement_of(sentence: Sentence) -> Statement | None:
    """What a sentence says that somebody said, None if it tells of nobody's words."""
    quote = _quote(sentence.text)
    if not quote and _ACT.keys().isdisjoint(sentence.words):
        return None
    for actor, act in _spoken(_WORD.findall(sentence.text)):
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
        else:
            actor = _run_before(words, at) or _beginning(words, spelled) or _run_after(words, at)
        if actor and not all(fold(part) in _NOBODY for part in actor.split()):
            yield actor, act


def _arabic_actor(words: list[str], at: int) -> str:
    """The words between a verb and the particle that follows its actor."""
    following = words[at + 1 : at + 2 + _LONGEST_ACTOR]
    end = next(
        (place for place, word in enumerate(following) if fold(word) in _ARABIC_CLAUSES or not word.isalpha()), 0
    )
    return " ".join(following[:end])


def _run_before(words: list[str], at: int) -> str:
    """The capitalised words directly before a verb: "Sergei Shoigu said"."""
    start = at
    while start > 0 and at - start < _LONGEST_ACTOR and words[start - 1][0].isupper():
        start -= 1
    return " ".join(words[start:at])


def _beginning(words: list[str], verb: str) -> str:
    """The name that a Turkish sentence begins with; a single capital there is everybody's."""
    run = _run_from(words, 0) if verb in _TURKISH else ""
    return run if " " in run else ""


def _run_after(words: list[str], at: int) -> str:
    """The capitalised words after a verb, titles in small letters left out: "said the minister Sergei Shoigu"."""
    start = at + 1
    while start < len(words) and start - at <= _TITLE and words[start][0].islower():
        start += 1
    return _run_from(words, start)


def _run_from(words: list[str], start: int) -> str:
    end = start
    while end < len(words) and end - start < _LONGEST_ACTOR and words[end][0].isupper():
        end += 1
    return " ".join(words[start:end])

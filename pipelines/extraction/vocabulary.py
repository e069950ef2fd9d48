"""What the words of a line speak of: sites' notices have a vocabulary of their own.

The terms stand in `wordings/LANGUAGE.toml`, table `[terms]`, by what they are:

    you, we, page        the reader, the site, and what of it is meant ("this article")
    act                  what the reader is asked to do, or what is done for him
    trade                what notices are about besides
    label                what points to another report ("read also")
    picture, source      words of picture credits, and of others
    by, author, role     what stands before a journalist's name, at once and with a colon; their posts
    agency               wire services and picture agencies
    vague, grammar       words of any text: they speak for nothing
    telling              words of reports: who said it, when it was
    REASON               what the notices that are removed for this reason are about

`cook*` is any word that begins so; a closing `!` marks a sign: a word that is rare outside of notices. Languages in
Latin letters are looked up together, for a notice may be of another language than the article around it.
"""

import functools
import itertools
import operator
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

from pipelines.extraction.folding import fold

# In the order in which they are asked where a line speaks of several alike.
TOPICS: Final = (
    "cookie_notice",
    "browser_notice",
    "archive_banner",
    "newsletter_prompt",
    "app_prompt",
    "paywall",
    "challenge",
    "share_bar",
    "related",
    "read_more",
    "copyright",
    "live_furniture",
)
_OTHERS: Final = (
    *("you", "we", "page", "act", "trade", "label", "picture", "role", "by", "author", "source", "agency"),
    *("vague", "grammar", "telling"),
)
_BITS: Final = {name: 1 << place for place, name in enumerate((*_OTHERS, *TOPICS))}
_SIGN_BITS: Final = {topic: 1 << (len(_BITS) + place) for place, topic in enumerate(TOPICS)}

YOU: Final = _BITS["you"]
WE: Final = _BITS["we"]
PAGE: Final = _BITS["page"]
ACT: Final = _BITS["act"]
TRADE: Final = _BITS["trade"]
LABEL: Final = _BITS["label"]
PICTURE: Final = _BITS["picture"]
ROLE: Final = _BITS["role"]
BY: Final = _BITS["by"]
AUTHOR: Final = _BITS["author"]
SOURCE: Final = _BITS["source"]
AGENCY: Final = _BITS["agency"]
VAGUE: Final = _BITS["vague"]
GRAMMAR: Final = _BITS["grammar"]
# Whatever topic a word belongs to, and whatever topic it is a sign of.
TOPIC: Final = sum(_BITS[topic] for topic in TOPICS)
SIGN: Final = sum(_SIGN_BITS.values())
# The bit of a topic and that of its signs, in the order of TOPICS.
TOPIC_BITS: Final = tuple((_BITS[topic], _SIGN_BITS[topic]) for topic in TOPICS)

_LATIN: Final = ("en", "de", "fr", "es", "tr")
_MEMORY: Final = 1 << 16
# No word of the vocabulary is longer; what is remembered of a stranger's words is bounded.
_LONGEST: Final = 64
# What Arabic writes together with the word that follows.
_PREFIXES: Final = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "لل", "ول", "وب", "كال")
# Letters of the shortest stem.
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms of some languages with their bits; stems by their first letters."""

    words: Mapping[str, int]
    stems: Mapping[str, Sequence[tuple[str, int]]]

    def bits(self, word: str) -> int:
        """What a folded word is, as a word and by all beginnings of it."""
        found = self.words.get(word, 0)
        for stem, bits in self.stems.get(word[:_SHORTEST], ()):
            if word.startswith(stem):
                found |= bits
        return found


def marks(word: str) -> int:
    """What a folded word is: bits of this module, 0 for a word that notices don't use."""
    return _marks(word[:_LONGEST])


@functools.lru_cache(_MEMORY)
def _marks(word: str) -> int:
    first = word[:1]
    if first < "\u0370":
        return _lexicon(_LATIN).bits(word)
    if "\u0400" <= first <= "\u04ff":
        return _lexicon(("ru",)).bits(word)
    arabic = _lexicon(("ar",))
    found = arabic.bits(word)
    for prefix in () if found else _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            found |= arabic.bits(word[len(prefix) :])
    return found


def marks_of(words: Iterable[str]) -> int:
    """What a line's folded words are together."""
    return functools.reduce(operator.or_, map(marks, words), 0)


def topic_bit(topic: str) -> int:
    """The bit of a topic's words; 0 where it is none of TOPICS."""
    return _BITS[topic] if topic in TOPICS else 0


@functools.cache
def _lexicon(languages: tuple[str, ...]) -> Lexicon:
    words: defaultdict[str, int] = defaultdict(int)
    stems: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for term, bits in itertools.chain.from_iterable(map(_terms, languages)):
        if term.endswith("*"):
            stem = fold(term[:-1])
            stems[stem[:_SHORTEST]].append((stem, bits))
        else:
            words[fold(term)] |= bits
    return Lexicon(dict(words), dict(stems))


def _terms(language: str) -> Iterator[tuple[str, int]]:
    """Every term of a language with what it is."""
    for name, terms in wordings_of(language)["terms"].items():
        for term in terms.split():
            yield (term[:-1], _BITS[name] | _SIGN_BITS[name]) if term.endswith("!") else (term, _BITS[name])


@functools.cache
def wordings_of(language: str) -> Mapping[str, Any]:
    """The file of a language's wordings."""
    source = resources.files("pipelines.extraction") / "wordings" / f"{language}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))

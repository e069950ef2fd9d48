"""Inflections: which words of a language are forms of one word.

Snowball's algorithms (Porter 2001) by language, a light stemmer for Arabic after Larkey, Ballesteros and Connell
(light10, 2002) whose prefixes are told apart as clitics. The script of the word comes before the language of the
text, so that "Идлиб" in an English article inflects as Russian.
"""

from functools import cache
from typing import Final

import regex
import Stemmer

from pipelines.matching.folding import fold

_SNOWBALL: Final = {
    "az": "turkish", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
}  # fmt: skip
# Every language whose inflections are known.
LANGUAGES: Final = tuple(sorted({"ar", *_SNOWBALL}))
_SCRIPTS: Final = (
    ("latin", regex.compile(r"\p{Latin}")),
    ("arabic", regex.compile(r"\p{Arabic}")),
    ("cyrillic", regex.compile(r"\p{Cyrillic}")),
    ("greek", regex.compile(r"\p{Greek}")),
    ("armenian", regex.compile(r"\p{Armenian}")),
    ("devanagari", regex.compile(r"\p{Devanagari}")),
    ("tamil", regex.compile(r"\p{Tamil}")),
)
# The language whose inflections a script has where the text's own language is written otherwise.
_OF_SCRIPT: Final = {
    "latin": "en", "arabic": "ar", "cyrillic": "ru", "greek": "el", "armenian": "hy", "devanagari": "hi", "tamil": "ta",
}  # fmt: skip
_NOT_LATIN: Final = frozenset({"el", "fa", "hi", "hy", "ne", "ru", "ta"})
# Whose inflections count in Latin letters where the language of the text is unknown.
_UNKNOWN: Final = ("en", "tr", "fr", "de", "es", "it", "pt", "nl")

_DOTTED: Final = str.maketrans({"I": "ı", "İ": "i"})
_PERSIAN: Final = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
_ENGLISH_SPELLING: Final = (
    (regex.compile(r"(?<=\w{3})is(?=(?:e[ds]?|ers?|ing|ations?|able)$)"), "iz"),
    (regex.compile(r"(?<=\w{2}l)ys(?=(?:e[ds]?|ers?|ing)$)"), "yz"),
    (regex.compile(r"(?<=\w{2})our(?=(?:s|ed|ing|al|able|ful|ite|ites|hood|hoods|ly)?$)"), "or"),
    (regex.compile(r"(?<=\w{2})tre(?=s?$)"), "ter"),
    (regex.compile(r"(?<=^(?:def|off|lic|pret))enc(?=es?$)"), "ens"),
)
_ARABIC_SUFFIXES: Final = (
    "تهما", "تهم", "تها", "تين", "تان", "هما", "هم", "ها", "ان", "ات", "ون", "ين", "نا", "ته", "تي", "يه", "ه", "ي",
)  # fmt: skip
_SHORTEST: Final = 3


def languages_for(word: str, language: str | None) -> tuple[str, ...]:
    """Whose inflections a word has in a text of that language (ISO 639-1, None where unknown)."""
    script = next((name for name, letters in _SCRIPTS if letters.search(word)), "")
    if script == "arabic":
        return ("fa",) if language == "fa" else ("ar",)
    if script == "latin":
        return _latin(language)
    own = _OF_SCRIPT.get(script)
    if script == "devanagari" and language == "ne":
        return ("ne",)
    return (own,) if own else ()


def _latin(language: str | None) -> tuple[str, ...]:
    if language is None:
        return _UNKNOWN
    return (language,) if language in _SNOWBALL and language not in _NOT_LATIN else ("en",)


def stem(word: str, language: str) -> str:
    """The stem that all forms of a word share, folded. The word is in lower case, whole or folded."""
    if language == "ar":
        return arabic_stem(fold(word))
    if language == "en":
        word = _american(word)
    elif language == "fa":
        word = word.translate(_PERSIAN)
    return fold(_snowball(_SNOWBALL[language]).stemWord(word))


def lower(word: str, language: str) -> str:
    """The word in lower case as its language does it: Turkish and Azeri have a dotless i."""
    return word.translate(_DOTTED).lower() if language in {"tr", "az"} else word.lower()


def arabic_stem(folded: str) -> str:
    """A folded Arabic word without its endings: feminine, dual, plural, nisba, pronouns."""
    for suffix in _ARABIC_SUFFIXES:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= _SHORTEST:
            folded = folded[: -len(suffix)]
    return folded


def without_clitics(folded: str) -> tuple[str, ...]:
    """What an Arabic word can be once its clitics are taken off: و ف, then ب ك ل, then ال (with ل: لل)."""
    bare = [folded]
    if folded[:1] in "وف":
        bare.append(folded[1:])
    for word in tuple(bare):
        if word[:1] in "بكل":
            bare.append(word[1:])
        if word.startswith("لل"):
            bare.append(word[2:])
    bare += [word[2:] for word in tuple(bare) if word.startswith("ال")]
    return tuple(dict.fromkeys(word for word in bare if len(word) >= _SHORTEST or word == folded))


def _american(word: str) -> str:
    """One spelling for British and American English: demilitarised, colour, centre, defence."""
    for pattern, replacement in _ENGLISH_SPELLING:
        word = pattern.sub(replacement, word)
    return word


@cache
def _snowball(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm, 0)

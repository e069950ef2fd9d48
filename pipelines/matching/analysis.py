"""What a written word counts as: its readings and its stems, in a text of one language.

A *reading* is a folded spelling that the word stands for: itself without apostrophes and hyphens, "idlib" for
"İdlib'de" and "d'Idlib", "ادلب" for "وبإدلب". Every reading is a part of the folded word: presearch rests on that.

A word of a query matches a word of a text when a reading of the text's word is the query's word, or when the two share
a stem and the text's word begins with the *root* of the query's word, the letters that the query's word and its stem
have in common. The root keeps stemmers honest ("ge-" is no inflection) and is the evidence that presearch looks for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pipelines.matching.folding import APOSTROPHE, APOSTROPHES, HYPHEN, fold, visible
from pipelines.matching.stemming import languages_for, lower, stem, without_clitics

# What French, Italian and Catalan elide before a vowel.
_ELIDED: Final = frozenset({
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu",
    "un", "dell", "all", "dall", "nell", "sull", "coll", "quest", "quell", "sant", "tutt",
})  # fmt: skip
# Tells a stem from a reading.
STEM: Final = "\0"
_MOST_CACHED: Final = 1 << 16
# A longer run of letters is no word that has forms.
_LONGEST_WORD: Final = 64
_SHORTEST_HEAD: Final = 2
_SHORTEST_ROOT: Final = 3
_ARTICLE: Final = "ال"


@dataclass(frozen=True, slots=True)
class Forms:
    """What a word of a text counts as.

    keys: under which it is found: its readings, and its stems with `STEM` before them.
    """

    readings: tuple[str, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a word of a query looks for: one of the readings, or a stem on a word that begins with the stem's root.

    stems: pairs of stem, with `STEM` before it, and root.
    prefix: the readings need only begin the text's word, and there are no stems.
    """

    readings: tuple[str, ...]
    stems: tuple[tuple[str, str], ...] = ()
    prefix: bool = False


class Analyzer:
    """Analyses the words of texts and queries in one language; remembers the words it has seen.

    language: ISO 639-1 code, None where it is unknown or mixed.
    """

    def __init__(self, language: str | None) -> None:
        self.language = language
        self._seen: dict[str, Forms] = {}

    def forms(self, word: str) -> Forms:
        """What a word of a text, as written, counts as."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= _MOST_CACHED:
                self._seen.clear()
            known = self._seen[word] = self._analyse(word)
        return known

    def _analyse(self, word: str) -> Forms:
        languages = self._inflections(word)
        readings = _readings(fold(word))
        if "ar" in languages:
            readings = _unique(bare for reading in readings for bare in without_clitics(reading))
        spellings = ((each, (*readings, *_unfolded(word, each, _readings))) for each in languages)
        stems = (STEM + stem(spelled, each) for each, spelled_so in spellings for spelled in spelled_so)
        return Forms(readings, (*readings, *_unique(stems)))

    def _inflections(self, word: str) -> tuple[str, ...]:
        return languages_for(word, self.language) if len(word) <= _LONGEST_WORD else ()

    def wanted(self, word: str, *, exact: bool = False, prefix: bool = False) -> Wanted:
        """What a word of a query, as written, looks for."""
        if exact or prefix:
            return Wanted((_bare(fold(word)).replace(APOSTROPHE, ""),), prefix=prefix)
        readings = _asked(fold(word))
        pairs: dict[tuple[str, str], None] = {}
        for language in self._inflections(word):
            for spelled in (*readings, *_unfolded(word, language, _asked)):
                found = stem(spelled, language)
                pairs |= {(STEM + found, root): None for root in _roots(readings, found)}
        return Wanted(readings, tuple(pairs))


def _bare(spelled: str) -> str:
    """Without the hyphens of compounds and the full stops of U.N.; those of figures stay."""
    bare = spelled.replace(HYPHEN, "")
    return bare if any(letter.isdigit() for letter in bare) else bare.replace(".", "")


def _readings(spelled: str) -> tuple[str, ...]:
    """What a word of a text stands for, its apostrophes and hyphens taken apart."""
    parts = _bare(spelled).split(APOSTROPHE)
    if len(parts) == 1:
        return (parts[0],)
    name = parts[1] if parts[0] in _ELIDED else parts[0]
    return _unique(("".join(parts), name) if len(name) >= _SHORTEST_HEAD else ("".join(parts),))


def _asked(spelled: str) -> tuple[str, ...]:
    """What a word of a query stands for: without what is elided before it, and without an Arabic article."""
    parts = _bare(spelled).split(APOSTROPHE)
    if len(parts) > 1 and (parts[0] in _ELIDED or parts[1:] == ["s"]):
        parts = parts[1:] if parts[0] in _ELIDED else parts[:1]
    whole = "".join(parts)
    bare = whole.removeprefix(_ARTICLE)
    return _unique((bare, whole) if len(bare) >= _SHORTEST_ROOT else (whole,))


def _unfolded(word: str, language: str, read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The readings with their marks on, which stemmers know how to use; none where there are no marks."""
    if word.isascii() or language == "ar":
        return ()
    spelled = lower(visible(word), language)
    return read("".join(APOSTROPHE if letter in APOSTROPHES else letter for letter in spelled))


def _roots(readings: tuple[str, ...], found: str) -> set[str]:
    """What readings and a stem of theirs begin with in common, where it is long enough to mean something."""
    roots = {(reading, _common_beginning(reading, found)) for reading in readings}
    return {root for reading, root in roots if root and len(root) >= min(_SHORTEST_ROOT, len(reading))}


def _common_beginning(one: str, other: str) -> str:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return one[:length]


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))

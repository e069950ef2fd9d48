"""One spelling for what readers take as one word, whatever the letters' case, marks and forms.

`fold` works letter by letter: what it makes of a text contains what it makes of every word in it. Presearch rests on
that. It joins compatibility forms (ﬁ, Arabic presentation forms, full width), case, Turkish dotted and dotless i,
diacritics of Latin, Greek, Cyrillic (ё is е, but й stays), Hebrew and Arabic, the forms of alef, hamza, ya, kaf and
ta marbuta, Arabic digits, typographic quotes and hyphens; it drops tatweel and every invisible character.
"""

import re
import unicodedata
from typing import Final

import regex

APOSTROPHE: Final = "'"
HYPHEN: Final = "-"

# Soft hyphen, zero-width and direction characters, variation selectors, tags: they change no word.
INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE: Final = regex.compile(f"[{INVISIBLE}]+")
# Marks that readers leave out: general diacritics, Hebrew points, Arabic vowels and Quranic signs. Marks of Indic and
# South-East Asian scripts are letters.
_OPTIONAL_MARK: Final = regex.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0898-\u089f\u08ca-\u08e1\u08e3-\u08ff\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# What stands inside words: apostrophes, the Hebrew geresh and gershayim, the Catalan middle dot.
APOSTROPHES: Final = "'`´ʹʻʼʽˈʾʿ‘’‛′＇՚׳״ꞌ·"
HYPHENS: Final = r"\-‐‑‒–—−﹣－־᠆⁃"
_LETTERS: Final = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
    "ə": "e", "ς": "σ",
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ئ": "ي", "ؤ": "و",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۂ": "ه", "ۃ": "ه", "ک": "ك", "ڪ": "ك",
    "ـ": "", "ء": "",
}  # fmt: skip
_KEPT: Final = frozenset("йїў")


class _FoldTable(dict[int, str]):
    """What each code point folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_letter(chr(code))
        return folded


def _fold_letter(letter: str) -> str:
    if letter in APOSTROPHES:
        return APOSTROPHE
    if letter in HYPHENS:
        return HYPHEN
    if _INVISIBLE.match(letter):
        return ""
    spelled = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", letter).casefold())
    return "".join(_fold_part(part) for part in spelled)


def _fold_part(part: str) -> str:
    if part in _KEPT:
        return part
    if part in _LETTERS:
        return _LETTERS[part]
    if (digit := unicodedata.digit(part, None)) is not None:
        return str(digit)
    bare = _OPTIONAL_MARK.sub("", unicodedata.normalize("NFD", part))
    return "".join(_LETTERS.get(letter, letter) for letter in bare)


_TABLE: Final = _FoldTable()


def visible(text: str) -> str:
    """The text without invisible characters, composed (NFC)."""
    return unicodedata.normalize("NFC", text if text.isascii() else _INVISIBLE.sub("", text))


def fold(text: str) -> str:
    """The text in its one spelling. Idempotent."""
    return text.lower() if text.isascii() and "`" not in text else visible(text).translate(_TABLE)


def bones(text: str) -> str:
    """The folded text without marks and without what may stand inside a word and count for nothing there.

    The latter are apostrophes, hyphens, full stops, whatever no reader sees, and all that extraction takes for it.
    Every letter goes its own way: what `bones` makes of a text contains what it makes of any of its words, even one
    that such characters cut in two.
    """
    # Many times as fast as str.translate, and characters outside ASCII have no byte in common with those in it.
    bare = text.encode("utf-8", "surrogatepass").translate(_LOWER, _BONELESS).decode("utf-8", "surrogatepass")
    return bare if bare.isascii() else _NOT_ASCII.sub(_bare_run, bare)


def _bare_run(found: re.Match[str]) -> str:
    return found[0].translate(_BONES)


def bare_letter(code: int) -> str:
    """What `bones` makes of one code point: mostly one letter or none, several for ß and ﬁ."""
    letter = chr(code)
    if not letter.isprintable() and letter not in _SPACES:
        return ""
    decomposed = unicodedata.normalize("NFD", _fold_letter(letter)).translate(_BONELESS_LETTERS)
    if decomposed.isascii():
        return decomposed
    return "".join(part for part in decomposed if unicodedata.category(part) not in _MARKS)


class _BonesTable(dict[int, str]):
    """What each code point is in `bones`, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        bare = self[code] = bare_letter(code)
        return bare


# Begins with a class, not with a repetition: only then does `re` skip quickly to where it can match.
_NOT_ASCII: Final = re.compile("[^\x00-\x7f](?: ?[^\x00-\x7f]++)*")
_MARKS: Final = frozenset({"Mn", "Me"})
_SPACES: Final = frozenset("\t\n\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000").union(
    map(chr, range(0x2000, 0x200B))
)
_BONELESS: Final = bytes((*range(9), *range(11, 13), *range(14, 32), 127, *b"-'.`"))
_LOWER: Final = bytes(range(256)).lower()
# The same for single letters, which are folded already.
_BONELESS_LETTERS: Final = dict.fromkeys(_BONELESS)
_BONES: Final = _BonesTable()

r"""Looks for words in a page's bytes, however the page interrupts and spells them, in one pass.

A page can write "Idlib" as `Id<b>lib</b>`, `&#73;dlib`, `Id&shy;lib`, `\u0049dlib` or `ＩＤＬＩＢ`, and a decoder,
parser or extractor makes the word of it. RE2 (Cox 2010) turns all those spellings of all words into one automaton
that reads each byte once, in time linear in the page whatever it holds. What it says no to does not stand in the page;
what it says yes to may not stand there either (a comment may end at any later "-->").
"""

from __future__ import annotations

import html.entities
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

import re2
import regex

from pipelines.matching.folding import bare_letter

# Together, the letters that are looked for must not be more than these, common beginnings counted once. So many, a
# hundred words or more, make an automaton that takes a second to build and 150 MB.
MOST_LETTERS: Final = 600
# Only so many of a word are looked for: fewer say less, more cost more and hardly exclude more.
_LONGEST: Final = 8
# The most that the automaton may take. Where its budget is too small for its program, RE2 is a hundred times as slow.
_MEMORY: Final = 512 * 1024 * 1024
# All but ideographs, which are spelled in one way, surrogates, and what no page holds between the letters of a word.
_CODES: Final = (
    range(0x3400), range(0x4DC0, 0x4E00), range(0xA000, 0xD800), range(0xE000, 0x20000), range(0x2F800, 0x2FA20),
)  # fmt: skip
# What is found in words: `segmentation` takes no other symbol for a part of them.
_IN_WORDS: Final = regex.compile(r"[\p{L}\p{M}\p{N}\p{WB=ALetter}\p{WB=Katakana}]+")
# From here on, what counts for nothing is told in ranges that may take in some letters: they cost a second look.
_ROUGH: Final = 0x700
_ROUGHLY: Final = 256

# An ampersand, itself escaped any number of times.
_AMPERSAND: Final = r"(?:&|\\u0026)(?:(?:amp|AMP|#0*38|#[xX]0*26);?)*"
# Markup that is over soon, so that the automaton forgets it: a tag to the first ">" or to the first that no attribute's
# value holds; a comment to its first "-->", or "--!>", as parsers differ.
_DASHES: Final = "--+(?:!--+)*"
_TAG: Final = "|".join((
    "<[^>]*>",
    r"""<[a-zA-Z/!?][^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*>""",
    "<!--(?:[^-]|-[^-]|--+[^->])*--+>",
    f"<!--(?:[^-]|-[^-]|{_DASHES}[^->!]|{_DASHES}![^->]|{_DASHES}!-[^-])*{_DASHES}!?>",
    "<!---?>",
))  # fmt: skip
# Elements that extraction takes out with all that they hold, and that may stand amid a word: ruby's readings, what is
# not text. What closes them is not told apart: hardly any word is cut in two so.
REMOVED: Final = (
    "audio", "canvas", "iframe", "math", "noscript", "picture", "rp", "rt", "script", "style", "svg", "template",
    "time", "video",
)  # fmt: skip
_ELEMENT: Final = rf"<(?i:{'|'.join(REMOVED)})(?:[\s/][^>]*)?>(?s:.)*</[a-zA-Z][^>]*>"
# What may stand before a Latin letter that begins a word: no other such letter, unless it ends an escape or a reference
# that needs no semicolon.
_UNCLOSED: Final = "|".join(sorted(name for name in html.entities.html5 if not name.endswith(";")))
_BEFORE: Final = (
    r"(?:\A|[^a-zA-Z]|\\[a-zA-Z]|\\u[0-9a-fA-F]{4}"
    rf"|(?:[&;]|\\u0026)(?:{_UNCLOSED}|#[0-9]{{1,9}}|#[xX][0-9a-fA-F]{{1,8}}))"
)


def fits(words: Collection[str]) -> bool:
    """Whether there are words to scan for, and not too many."""
    beginnings = {word[:length] for word in words for length in range(1, min(len(word), _LONGEST) + 1)}
    return 0 < len(beginnings) <= MOST_LETTERS


class ByteScan:
    """Tells of pages in UTF-8 whether any of some words may stand in them.

    words: what words of a page can begin with, as `folding.bones` spells it; none of them empty, few enough that they
    fit. One that does not begin with a Latin letter is found inside words too: after Arabic clitics, among ideographs.
    """

    def __init__(self, words: Iterable[str]) -> None:
        options = re2.Options()
        options.max_mem = _MEMORY
        options.never_capture = True
        options.log_errors = False
        at_start, anywhere = _Tree(), _Tree()
        for word in words:
            (at_start if _is_latin(word[0]) else anywhere).add(word[:_LONGEST])
        patterns = []
        if at_start.next:
            patterns.append(_BEFORE + _pattern(at_start))
        if anywhere.next:
            patterns += [_pattern(anywhere), *_cut_in_two(anywhere)]
        self._search = re2.compile("|".join(patterns), options).search

    def may_hold(self, body: bytes) -> bool:
        """False where none of the words stands in the page, however it is written. The page is in UTF-8."""
        return self._search(body) is not None


class _Tree:
    """Words that begin in the same way, letter by letter: without a next one, the word is over."""

    def __init__(self) -> None:
        self.next: dict[str, _Tree] = {}

    def add(self, word: str) -> None:
        """One more word. A longer one says nothing more than the one that it begins with."""
        place = self
        for letter in word:
            known = place.next.get(letter)
            if known and not known.next:
                return
            following = known or _Tree()
            place.next[letter] = following
            place = following
        place.next.clear()

    def after(self, letters: str) -> _Tree | None:
        """Where the words go on after the letters, or where they are over before; None where no word has them."""
        place = self
        for letter in letters:
            if not place.next:
                break
            if letter not in place.next:
                return None
            place = place.next[letter]
        return place


def _pattern(words: _Tree) -> str:
    """A pattern of the words.

    A character of several letters ends it whatever follows (ß, ﬁ, Arabic ligatures), or the pattern would double with
    each; only syllables of Hangul, which are all alike in this, go on.
    """
    spellings = _spellings()
    ways = []
    for letter, rest in sorted(words.next.items()):
        ways.append(spellings.of(letter) + _rest(rest))
        for letters in spellings.several.get(letter, ()):
            after = words.after(letters)
            if after is not None:
                ways.append(spellings.of(letters) + (_rest(after) if _is_syllable(letters) else ""))
    return f"(?:{'|'.join(ways)})"


def _rest(words: _Tree) -> str:
    return _spellings().gap + _pattern(words) if words.next else ""


def _cut_in_two(words: _Tree) -> Iterator[str]:
    """Patterns of characters of several letters of which only the last begin a word."""
    spellings = _spellings()
    for letters in chain.from_iterable(spellings.several.values()):
        if any(words.after(letters[start:]) is not None for start in range(1, len(letters))):
            yield spellings.of(letters)


@dataclass(frozen=True, slots=True)
class _Spellings:
    """How pages can write letters.

    patterns: bones of one letter or several → a pattern of one character, entity or escape that has them.
    several: those of more than one letter, by their first.
    gap: a pattern of what may stand between two letters of a word and count for nothing.
    """

    patterns: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    gap: str

    def of(self, letters: str) -> str:
        """The pattern of the letters; that of an ideograph is made when it is asked for."""
        return self.patterns.get(letters) or _spelled(letters, (ord(letters),), ())


@cache
def _spellings() -> _Spellings:
    codes: defaultdict[str, list[int]] = defaultdict(list)
    for code in chain.from_iterable(_CODES):
        if (letters := _letters(chr(code))) is not None:
            codes[letters].append(code)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in html.entities.html5.items():
        if (letters := _letters(value)) is not None:
            names[letters].append(name.removesuffix(";"))
    patterns = {
        letters: _spelled(letters, codes.get(letters, ()), names.get(letters, ()))
        for letters in sorted({*codes, *names} - {""})
    }
    several: defaultdict[str, list[str]] = defaultdict(list)
    for letters in patterns:
        if len(letters) > 1:
            several[letters[0]].append(letters)
    return _Spellings(patterns, {first: tuple(found) for first, found in several.items()}, _gap(codes[""], names[""]))


def _letters(written: str) -> str | None:
    """The bones of what one character or entity writes; None for a symbol of several letters, which is in no word."""
    letters = "".join(bare_letter(ord(letter)) for letter in written)
    return letters if len(letters) <= 1 or _IN_WORDS.fullmatch(written) else None


def _spelled(letters: str, codes: Iterable[int], names: Iterable[str]) -> str:
    """A pattern of the characters of those codes, or the entities of those names, that stand for the letters."""
    known = {*codes, *map(ord, letters if len(letters) == 1 else "")}
    references = sorted(set(names))
    parts = []
    if known:
        parts = [f"[{_ranges(known)}]", *sorted(map(_escaped, known))]
        # Sorted, so that RE2 joins those that begin alike.
        references.append(f"#0*(?:{'|'.join(sorted(map(str, known)))})")
        references.append(f"#[xX]0*(?i:{'|'.join(sorted(f'{code:x}' for code in known))})")
    parts.append(f"{_AMPERSAND}(?:{'|'.join(references)});?")
    return f"(?:{'|'.join(parts)})"


def _gap(codes: Iterable[int], names: Iterable[str]) -> str:
    ignored = f"[{_ranges(codes, _ROUGHLY)}\\x{{20000}}-\\x{{10ffff}}]"
    reference = rf"{_AMPERSAND}(?:#[0-9]{{1,9}}|#[xX][0-9a-fA-F]{{1,8}}|{'|'.join(sorted(set(names)))});?"
    return rf"(?:{ignored}|{_TAG}|{_ELEMENT}|{reference}|\\u[0-9a-fA-F]{{4}})*"


def _ranges(codes: Iterable[int], roughly: int = 1) -> str:
    """Code points as ranges of a character class; above `_ROUGH`, neighbours so far apart share a range."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code - ranges[-1][1] <= (roughly if code >= _ROUGH else 1):
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in ranges)


def _escaped(code: int) -> str:
    """How JSON and JavaScript escape a character."""
    units = chr(code).encode("utf-16-be").hex()
    return "".join(rf"\\u(?i:{units[place : place + 4]})" for place in range(0, len(units), 4))


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _is_syllable(letters: str) -> bool:
    return "\u1100" <= letters[0] <= "\u11ff"

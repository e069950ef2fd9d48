r"""Looks for letters in a page's bytes, however the page interrupts and spells them, in one pass.

A page can write "Idlib" as `Id<b>lib</b>`, `&#73;dlib`, `Id&shy;lib`, `\u0049dlib` or `ＩＤＬＩＢ`, and a decoder,
parser or extractor makes the word of it. RE2 (Cox 2010) turns all those spellings of all letters into one automaton
that reads each byte once, in time linear in the page whatever it holds. What it says no to does not stand in the page;
what it says yes to may not stand there either (a comment may end at any later "-->").
"""

import html.entities
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

import re2

from pipelines.matching.folding import bare_letter

# Together, the letters that are looked for must not be more than these.
MOST_LETTERS: Final = 150
# Only so many of a word are looked for: fewer say less, more cost more and hardly exclude more.
_LONGEST: Final = 8
# The most that the automaton may take. Where its budget is too small for its program, RE2 is a hundred times as slow.
_MEMORY: Final = 256 * 1024 * 1024
# All but ideographs, which are spelled in one way, surrogates, and what no page holds between the letters of a word.
_CODES: Final = (
    range(0x3400), range(0x4DC0, 0x4E00), range(0xA000, 0xD800), range(0xE000, 0x20000), range(0x2F800, 0x2FA20),
)  # fmt: skip
# From here on, what counts for nothing is told in ranges that may take in some letters: they cost a second look.
_ROUGH: Final = 0x700
_ROUGHLY: Final = 32

# An ampersand, itself escaped up to twice.
_AMPERSAND: Final = r"(?:&|\\u0026)(?:(?:amp|AMP|#0*38|#[xX]0*26);?){0,3}"
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


def fits(letters: Collection[str]) -> bool:
    """Whether there are letters to scan for, and not too many."""
    return 0 < sum(len(each[:_LONGEST]) for each in letters) <= MOST_LETTERS


class ByteScan:
    """Tells of pages in UTF-8 whether any of some letters may stand in them.

    letters: as `folding.bones` spells them, none of them empty, few enough that they fit.
    """

    def __init__(self, letters: Iterable[str]) -> None:
        spellings = _spellings()
        options = re2.Options()
        options.max_mem = _MEMORY
        options.never_capture = True
        options.log_errors = False
        gap = spellings.gap()
        patterns = sorted({_pattern(each[:_LONGEST], spellings, gap) for each in letters})
        self._search = re2.compile("|".join(patterns), options).search

    def may_hold(self, body: bytes) -> bool:
        """False where none of the letters stands in the page, however it is written. The page is in UTF-8."""
        return self._search(body) is not None


@dataclass(frozen=True, slots=True)
class _Spellings:
    """How pages can write letters.

    codes, names: bones → the code points, and the named entities, that have them. Of one letter or of several.
    """

    codes: Mapping[str, tuple[int, ...]]
    names: Mapping[str, tuple[str, ...]]

    def of(self, letters: str) -> str:
        """A pattern of one character, entity or escape that stands for the letters."""
        itself = (ord(letters),) if len(letters) == 1 else ()
        codes = tuple(dict.fromkeys((*itself, *self.codes.get(letters, ()))))
        names = self.names.get(letters, ())
        parts = [_class(codes)] if codes else []
        references = [*(f"#0*{code}" for code in codes), *(f"#[xX]0*(?i:{code:x})" for code in codes), *names]
        if references:
            parts.append(f"{_AMPERSAND}(?:{'|'.join(references)});?")
        parts += [_escaped(code) for code in codes]
        return f"(?:{'|'.join(parts)})" if parts else ""

    def gap(self) -> str:
        """A pattern of what may stand between two letters of a word and count for nothing."""
        ignored = f"[{_ranges(self.codes[''], _ROUGHLY)}\\x{{20000}}-\\x{{10ffff}}]"
        reference = rf"{_AMPERSAND}(?:#[0-9]{{1,9}}|#[xX][0-9a-fA-F]{{1,8}}|{'|'.join(self.names[''])});?"
        return rf"(?:{ignored}|{_TAG}|{reference}|\\u[0-9a-fA-F]{{4}})*"

    def several(self) -> Iterator[str]:
        """The bones of more than one letter that one character or entity has."""
        return (letters for letters in {*self.codes, *self.names} if len(letters) > 1)


@cache
def _spellings() -> _Spellings:
    codes: defaultdict[str, list[int]] = defaultdict(list)
    for code in chain.from_iterable(_CODES):
        codes[bare_letter(code)].append(code)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in html.entities.html5.items():
        names["".join(bare_letter(ord(letter)) for letter in value)].append(name.removesuffix(";"))
    return _Spellings(
        {letters: tuple(found) for letters, found in codes.items()},
        {letters: tuple(dict.fromkeys(found)) for letters, found in names.items()},
    )


def _pattern(letters: str, spellings: _Spellings, gap: str) -> str:
    """A pattern of the letters, written one by one or several in one character (ß, ﬁ, Arabic ligatures)."""
    pieces: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for place, letter in enumerate(letters):
        pieces[place, place + 1].append(spellings.of(letter))
    for together in spellings.several():
        if set(letters).isdisjoint(together):
            continue
        for span in _overlaps(together, letters):
            pieces[span].append(spellings.of(together))
    rest = {len(letters): ""}
    for place in range(len(letters) - 1, -1, -1):
        ways = (
            f"(?:{'|'.join(written)}){gap + rest[end] if rest[end] else ''}"
            for (start, end), written in pieces.items()
            if start == place
        )
        rest[place] = f"(?:{'|'.join(ways)})"
    return rest[0]


def _overlaps(together: str, letters: str) -> set[tuple[int, int]]:
    """Where several letters in one character cover some of the letters: inside, or over an edge."""
    found = set()
    for offset in range(1 - len(together), len(letters)):
        start, end = max(offset, 0), min(offset + len(together), len(letters))
        if letters[start:end] == together[start - offset : end - offset]:
            found.add((start, end))
    return found


def _class(codes: Iterable[int]) -> str:
    return f"[{_ranges(codes)}]"


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

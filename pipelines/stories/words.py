"""Text as the judge reads it: sentences, and words in one spelling.

Words lose case, diacritics and the variants of Arabic and Turkish letters; digits of every script become 0-9.
Sentences keep their own wording, so that whatever is said of an article can point at what it says.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.stories.numerals import SPELLED

# What is remembered of words takes no more room than so many characters each: a longer one is taken for several.
LONGEST: Final = 64
_WORD: Final = re.compile(
    rf"[^\W\d_]{{1,{LONGEST}}}|\d{{1,{LONGEST}}}(?:[.,:\u066b\u066c]\d{{1,{LONGEST}}}){{0,{LONGEST}}}"
)
_DIGIT: Final = re.compile(r"\d")
_MARKS: Final = re.compile(
    "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\ufe00-\ufe0f]"
)
# Scripts without spaces between words: every character is a word of its own.
_UNSPACED: Final = re.compile("([\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff])")
_SPELLING: Final = {
    "ı": "i", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ۀ": "ه", "ٱ": "ا", "ß": "ss", "ø": "o",
    "ł": "l", "’": "'", "‘": "'", "ʼ": "'",
    **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0, 0x0966, 0xFF10) for digit in range(10)},
}  # fmt: skip
# Most letters have no other spelling: to look for those that do is faster than `str.translate`.
_VARIANT: Final = re.compile(f"[{''.join(_SPELLING)}]")
_ARTICLE: Final = "ال"
_CONJUNCTIONS: Final = ("و", "ف")
# Whatever comes after so many sentences, or so many characters, is no news article any more.
MOST: Final = 2000
MOST_CHARACTERS: Final = 200_000
# What has more words is no sentence, and its figures are not compared each with each.
LONGEST_SENTENCE: Final = 300
_SEPARATORS: Final = str.maketrans("", "", ".,\u066b\u066c")
_CLOSING: Final = "\"'”’»›)] "
_FULL_STOPS: Final = ".!?؟。۔！？:"
_PLAIN_STOPS: Final = ".。۔"
_BROKEN_OFF: Final = ("...", "…")
# A line of its own that is no longer than a headline is one: a re-titled copy is a copy.
_LONGEST_HEADLINE: Final = 12
# Agencies and mail programs wrap their lines; a text is wrapped if so much of its lines begin in mid-sentence.
_WIDEST: Final = 90
_BROKEN_SHARE: Final = 0.3
_FULL_LINE: Final = 0.75
# Begins at the first of several full stops only and never goes back, so that a million of them take a million steps.
# What stands before it is looked at behind it: a search that begins with a set of letters is the fast one.
_END: Final = re.compile(
    r"[.!?؟…。۔！？](?:(?<=[.!?؟…。۔])(?<![.!?؟…。۔].)[.!?؟…。۔]*+[\"'”’»›)\]]*+(?:\s++|$)|(?<=[。！？]))"
)
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s(\"“«'])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]|Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Cpl|Capt|Adm|Sen|Rep|Gov"
    r"|Prof|Rev|Hon|Pres|Messrs|vs|No|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mt|Ft"
    r"|им|тыс|млн|млрд|руб|долл|проф|акад|ген|гос|Doç|Yrd|Av|Sn|Uz|Alb|Gnl)\.$"
)
_LONGEST_ABBREVIATION: Final = 14
# What a name must follow on, in the next line too.
_TITLE: Final = re.compile(
    r"(?:^|\s)(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Cpl|Capt|Adm|Sen|Rep|Gov|Prof|Rev|им|ген|проф|акад|Doç|Yrd|Av|Sn)\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence.

    text: as written. words: in one spelling. closed: it ends with a full stop or its like, and does not break off.
    prose: it stands in a paragraph that is no headline.
    """

    text: str
    words: tuple[str, ...]
    closed: bool
    prose: bool

    def __len__(self) -> int:
        return len(self.words)


def fold(text: str) -> str:
    """The text in one spelling: case, diacritics, letter variants and digits of every script made one."""
    if text.isascii():
        return text.lower()
    marked = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    # й is a letter of its own, not an и with a mark on it.
    plain = _VARIANT.sub(_spelled, _MARKS.sub("", marked.replace("и\u0306", "й")))
    return _UNSPACED.sub(r" \1 ", plain)


def _spelled(variant: re.Match[str]) -> str:
    return _SPELLING[variant[0]]


def without_article(word: str) -> str:
    """A word in one spelling without the Arabic article that is written onto it."""
    return word.removeprefix(_ARTICLE)


def without_conjunction(word: str) -> str:
    """A word in one spelling without the Arabic "and" or "so" that is written onto it."""
    return word[1:] if word.startswith(_CONJUNCTIONS) else word


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in one spelling.

    A number is one word, in digits and without separators, so that "6,000", "6.000" and "6000" are the same.
    """
    folded = fold(text)
    words = _WORD.findall(folded)
    if _DIGIT.search(folded):
        words = [word.translate(_SEPARATORS) if word[0].isdigit() else word for word in words]
    return tuple(map(SPELLED.get, words, words))


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text's first `MOST_CHARACTERS`, in order, at most about `MOST`; none without a word."""
    found: list[Sentence] = []
    for paragraph in _paragraphs(text[:MOST_CHARACTERS]):
        if len(found) >= MOST:
            break
        pieces = [(piece, words) for piece in _split(paragraph)[:MOST] if (words := words_of(piece))]
        prose = sum(len(words) for _, words in pieces) > _LONGEST_HEADLINE or _is_statement(paragraph)
        found += (Sentence(piece, words, _closed(piece), prose) for piece, words in pieces)
    return tuple(found)


def _paragraphs(text: str) -> Iterator[str]:
    """The lines of a text, those joined that a width or a link broke in mid-sentence."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    width = _width(lines)
    paragraph: list[str] = []
    for number, line in enumerate(lines):
        # The first line may be a headline.
        if paragraph and not _continues(paragraph[-1], line, width if number > 1 else 0):
            yield " ".join(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield " ".join(paragraph)


def _width(lines: list[str]) -> int:
    """The width to which a text is wrapped, in characters; 0 if it is not."""
    width = max(map(len, lines), default=0)
    if width > _WIDEST:
        return 0
    broken = sum(line[:1].islower() for line in lines)
    return width if broken >= _BROKEN_SHARE * len(lines) else 0


def _continues(line: str, following: str, width: int) -> bool:
    """Whether a sentence goes on in the following line."""
    end = line[-_LONGEST_ABBREVIATION:]
    if _TITLE.search(end) or (following[0].islower() and _ABBREVIATION.search(end)):
        return True
    if line.rstrip(_CLOSING)[-1:] in _FULL_STOPS:
        return False
    return following[0].islower() or (width > 0 and len(line) >= _FULL_LINE * width)


def _is_statement(paragraph: str) -> bool:
    """Whether a short paragraph is a sentence: headlines have no full stop."""
    end = paragraph.rstrip(_CLOSING)
    return end[-1:] in _PLAIN_STOPS and not end.endswith("..") and not paragraph[0].islower()


def _closed(piece: str) -> bool:
    end = piece.rstrip(_CLOSING)
    return end[-1:] in _FULL_STOPS and not end.endswith(_BROKEN_OFF)


def _split(line: str) -> list[str]:
    pieces, start = [], 0
    for end in _END.finditer(line):
        if end.end() < len(line) and not _ends_sentence(line, end):
            continue
        if piece := line[start : end.end()].strip():
            pieces.append(piece)
        start = end.end()
    if rest := line[start:].strip():
        pieces.append(rest)
    return pieces


def _ends_sentence(line: str, end: re.Match[str]) -> bool:
    """Not after an abbreviation or an initial, nor before a small letter."""
    following = line[end.end() : end.end() + 3].lstrip("\"'“‘«‹([—–- ")
    if following[:1].islower():
        return False
    before = line[max(0, end.start() - _LONGEST_ABBREVIATION) : end.start() + 1]
    return _ABBREVIATION.search(before) is None

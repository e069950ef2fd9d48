"""The second stage: what is left in an article's text and isn't the article.

Takes the lines that the engine found and gives back those that are the article's, with every removal and its reason.
Wordings stand in `notices`; here is what needs more than a look at one line: the title repeated, by-lines and dates
above the text, captions that repeat, headlines under a "related" header.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipelines.article import Removal
from pipelines.extraction.composition import composed, pointer, subjects
from pipelines.extraction.credits import OF_CREDITS, is_byline, is_picture_credit, is_signature
from pipelines.extraction.dates import parse_time
from pipelines.extraction.folding import fold, key, words_only
from pipelines.extraction.notices import reason_of
from pipelines.extraction.repeats import HOST_REPEATS, line_key
from pipelines.extraction.vocabulary import marks_of

# Lines from the top that may be title, by-line, date or kicker; and from the end that may be credits and copyright.
_TOP: Final = 6
_TAIL: Final = 6
# A shorter line is no paragraph.
_PARAGRAPH: Final = 90
_BYLINE: Final = 120
# A shorter title may stand at the end of a line by chance, and a kicker is short.
_TITLE: Final = 20
_KICKER: Final = 40
# A shorter line may be said twice, and so may questions, items of lists and rows of tables.
_CAPTION: Final = 40
_LISTED: Final = re.compile(r"^[-|•]|[?؟:|]\s*$")
_LONGEST_CAPTION: Final = 160
_MOST_REPEATED: Final = 2
# A longer list of links is what the article is about.
_MOST_RELATED: Final = 6
# A report points to few others; what a pointer begins with, in words.
_MOST_POINTERS: Final = 3
_BEGINNING: Final = 2
_LONGEST_HEADLINE: Final = 120
_NO_HEADLINE: Final = re.compile(r"[.!:;؟]\s*$|^\S+(?:\s+\S+)?$")
_QUOTED: Final = re.compile(r"""^\W{0,3}["'].{25,}["']""")
_SAID: Final = re.compile(
    r"\b(?:said|says|told|according to|announced|argued|wrote|added|dit|affirme|declare|selon|sagte|sagt|erklarte"
    r"|laut|dijo|segun|afirmo|dedi|soyledi|acikladi|gore|belirtti|заявил\w*|сообщил\w*|сказал\w*|отметил\w*"
    r"|рассказал\w*|по словам|قال|قالت|اعلن|اعلنت|اضاف|صرح|وفقا|ذكر)\b"
)
_BY: Final = re.compile(
    r"^\W*(?:by|von|par|por|yazan|haber|автор|авторы|текст|بقلم|كتب|كتبت|اعداد|تحرير|posted by|written by|reported by"
    r"|story by|words by|published by|ein beitrag von|muhabir)\b\s*:?\s*\S.{2,100}$"
)
_VERBAL_END: Final = re.compile(r"[.!?؟。]\s*$")
_DATE_LABEL: Final = re.compile(
    r"^\W*(?:published|updated|last (?:updated|modified)|posted|first published|modified|created|date|stand"
    r"|veroffentlicht|aktualisiert|publie|mis a jour|modifie|publicado|actualizado|yayinlanma|guncelleme|giris"
    r"|son guncelleme|опубликовано|обновлено|дата|نشر|تاريخ النشر|اخر تحديث|تم النشر)\b.{0,90}\d.{0,40}$"
)
_DATE_WORDS: Final = 8
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)|(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article before its text is cleaned.

    titles: the spellings of its title. links: the texts of the page's links, as keys. furniture: lines that its host
    repeats (`repeats.line_key`).
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    links: frozenset[str] = frozenset()
    furniture: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A line with all that rules look at.

    text: as it stands. folded: for wordings. key: its words alone. bits: what these are (`vocabulary`).
    top, tail: lines from either end, from 0.
    """

    text: str
    folded: str
    key: str
    bits: int
    top: int
    tail: int


def clean(lines: Iterable[str], known: Known) -> tuple[list[str], list[Removal]]:
    """The article's own lines, and what was taken out between them, both in order."""
    all_lines = [line for line in lines if line]
    reasons = _reasons(_looked_at(all_lines), known)
    kept = [line for line, reason in zip(all_lines, reasons, strict=True) if reason is None]
    removed = [Removal(line, reason) for line, reason in zip(all_lines, reasons, strict=True) if reason is not None]
    return kept, removed


def _looked_at(lines: list[str]) -> list[Line]:
    last = len(lines) - 1
    return [_line(text, top, last - top) for top, text in enumerate(lines)]


def _line(text: str, top: int, tail: int) -> Line:
    folded = fold(text)
    words = words_only(folded)
    return Line(text, folded, words, marks_of(words.split()), top, tail)


def _reasons(lines: list[Line], known: Known) -> list[str | None]:
    """A reason per line that goes, None for one that stays."""
    titles = {key(title) for title in known.titles if title}
    authors = {key(author) for author in known.authors}
    heading = _headed_at(lines, titles)
    repeated = _repeated(lines)
    reasons: list[str | None] = []
    seen: set[str] = set()
    related = 0
    body = False
    for line in lines:
        reason = _by_itself(line, titles, authors, heading=heading, body=body)
        if reason is None and _is_furniture(line, known.furniture):
            reason = HOST_REPEATS
        if reason is None and 0 < related <= _MOST_RELATED and (line.key in known.links or _is_headline(line)):
            reason = "related_headline"
        if reason is None and line.key in seen and line.key in repeated:
            reason = "repeated_line"
        related = related + 1 if reason in ("related", "related_headline") else 0
        body = body or (reason is None and len(line.text) >= _PARAGRAPH)
        seen.add(line.key)
        reasons.append(reason)
    return _without_own_pointers(lines, _composed(lines, reasons))


def _by_itself(line: Line, titles: set[str], authors: set[str], *, heading: int, body: bool) -> str | None:
    """The reason that lies in a line and its place, whatever stands around it.

    heading: where the title stands. body: whether a paragraph came before.
    """
    if line.top < heading:
        return "above_title"
    above = None if body or line.top >= heading + _TOP else _above_text(line, titles, authors)
    return _notice(line) or above or _below_text(line, authors) or _credit(line)


def _is_furniture(line: Line, furniture: frozenset[str]) -> bool:
    """Whether its host repeats a line, unless somebody is quoted."""
    return bool(furniture) and line_key(line.key, len(line.text)) in furniture and not _reported(line)


def _headed_at(lines: list[Line], titles: set[str]) -> int:
    """Where the title stands as a line with nothing but menus above it; 0 where it doesn't."""
    for line in lines:
        if line.key in titles:
            return line.top
        if len(line.text) >= _PARAGRAPH and _VERBAL_END.search(line.text):
            return 0
    return 0


def _notice(line: Line) -> str | None:
    """The reason that lies in the wording, unless somebody is quoted."""
    reason = reason_of(line.text, line.folded, line.bits, tail=line.tail < _TAIL)
    if reason is None and pointer(line.text):
        reason = "read_more"
    return None if reason is None or _reported(line) else reason


def _composed(lines: list[Line], reasons: list[str | None]) -> list[str | None]:
    """The reasons, with those that lie in words together; not for what the article itself is about."""
    found = [None if reason else _told_together(line) for line, reason in zip(lines, reasons, strict=True)]
    if not any(found):
        return reasons
    own = subjects(
        line.bits
        for line, reason in zip(lines, reasons, strict=True)
        if reason is None and len(line.text) >= _PARAGRAPH
    )
    return [reason or (None if new in own else new) for reason, new in zip(reasons, found, strict=True)]


def _told_together(line: Line) -> str | None:
    """The reason that lies in the words together, unless somebody is quoted."""
    reason = composed(line.text, line.key.split(), line.bits)
    return None if reason is None or _reported(line) else reason


def _without_own_pointers(lines: list[Line], reasons: list[str | None]) -> list[str | None]:
    """The reasons; pointers that all begin alike are the article's own way: a round-up of reviews, a list of links."""
    beginnings = [
        " ".join(line.key.split()[:_BEGINNING]) if reason == "read_more" else ""
        for line, reason in zip(lines, reasons, strict=True)
    ]
    counts = Counter(beginnings)
    return [
        None if begins and counts[begins] > _MOST_POINTERS else reason
        for begins, reason in zip(beginnings, reasons, strict=True)
    ]


def _credit(line: Line) -> str | None:
    """By-lines and picture credits, wherever they stand."""
    if not line.bits & OF_CREDITS:
        return None
    return "byline" if is_byline(line.text) else "photo_credit" if is_picture_credit(line.text) else None


def _reported(line: Line) -> bool:
    """Whether somebody is quoted: then it is the article's, whatever it is about."""
    return bool(_QUOTED.search(line.folded)) or (len(line.text) > _PARAGRAPH and bool(_SAID.search(line.folded)))


def _above_text(line: Line, titles: set[str], authors: set[str]) -> str | None:
    """Title, by-line, date and name above the first paragraph."""
    if not line.key:
        return None
    if line.key in titles or any(_with_kicker(line.key, title) for title in titles):
        return "repeated_title"
    return "byline" if _is_byline(line, authors) else "date_line" if _is_date(line) else None


def _with_kicker(words: str, title: str) -> bool:
    """Whether a line is the title behind a few words of a kicker, which may be fused to it ("Latest NewsLeaders …")."""
    return len(title) >= _TITLE and words.endswith(title) and len(words) - len(title) <= _KICKER


def _repeated(lines: list[Line]) -> frozenset[str]:
    """Lines that stand twice as captions do. Where many are, it is the article's own way: an interview, a catalogue."""
    counts = Counter(
        line.key for line in lines if _CAPTION <= len(line.text) <= _LONGEST_CAPTION and not _LISTED.search(line.text)
    )
    repeated = frozenset(words for words, count in counts.items() if count > 1)
    return repeated if len(repeated) <= _MOST_REPEATED else frozenset()


def _is_headline(line: Line) -> bool:
    """Whether a line under a header of related reports is worded as the title of one."""
    return len(line.text) <= _LONGEST_HEADLINE and line.text[:1].isalpha() and not _NO_HEADLINE.search(line.text)


def _below_text(line: Line, authors: set[str]) -> str | None:
    """By-line and name under the text."""
    return "byline" if line.tail < _TAIL and line.top > 0 and _is_byline(line, authors) else None


def _is_byline(line: Line, authors: set[str]) -> bool:
    """Whether a line above or below the text names who wrote it."""
    if len(line.text) > _BYLINE or _VERBAL_END.search(line.text):
        return False
    return line.key in authors or bool(_BY.match(line.folded)) or is_signature(line.text)


def _is_date(line: Line) -> bool:
    """Whether a line holds nothing but a date or a time."""
    if len(line.text) > _PARAGRAPH or "|" in line.text or not _CLOCK.search(line.text):
        return False
    if _DATE_LABEL.match(line.folded):
        return True
    return len(line.key.split()) <= _DATE_WORDS and parse_time(line.text.strip("-– ")) is not None

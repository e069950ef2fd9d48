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
from pipelines.extraction.dates import parse_time
from pipelines.extraction.folding import fold, key, words_only
from pipelines.extraction.notices import reason_of

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
_BY_NAMES: Final = re.compile(
    r"(?:By|BY|Von|Par|Por|Written by|Posted by|Reported by|Story by|Words by|Text by|Published by|Ein Beitrag von)\s+"
    r"([^,|.;:!?]+)(?:[,|].{0,50})?$"
)
_BETWEEN_NAMES: Final = frozenset(
    {"and", "und", "et", "y", "e", "de", "da", "di", "von", "van", "der", "den", "al", "bin", "&"}
)
_NAMES: Final = 100
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

    titles: the spellings of its title. links: the texts of the page's links, as keys.
    """

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    links: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A line with all that rules look at.

    text: as it stands. folded: for wordings. key: its words alone. top, tail: lines from either end, from 0.
    """

    text: str
    folded: str
    key: str
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
    folded = map(fold, lines)
    return [
        Line(text, plain, words_only(plain), number, last - number)
        for number, (text, plain) in enumerate(zip(lines, folded, strict=True))
    ]


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
        if reason is None and 0 < related <= _MOST_RELATED and line.key in known.links:
            reason = "related_headline"
        if reason is None and line.key in seen and line.key in repeated:
            reason = "repeated_line"
        related = related + 1 if reason in ("related", "related_headline") else 0
        body = body or (reason is None and len(line.text) >= _PARAGRAPH)
        seen.add(line.key)
        reasons.append(reason)
    return reasons


def _by_itself(line: Line, titles: set[str], authors: set[str], *, heading: int, body: bool) -> str | None:
    """The reason that lies in a line and its place, whatever stands around it.

    heading: where the title stands. body: whether a paragraph came before.
    """
    if line.top < heading:
        return "above_title"
    above = None if body or line.top >= heading + _TOP else _above_text(line, titles, authors)
    return _notice(line) or above or _below_text(line, authors) or ("byline" if _is_byline(line.text) else None)


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
    reason = reason_of(line.text, line.folded, tail=line.tail < _TAIL)
    return None if reason is None or _reported(line) else reason


def _reported(line: Line) -> bool:
    """Whether somebody is quoted: then it is the article's, whatever it is about."""
    return bool(_QUOTED.search(line.folded)) or (len(line.text) > _PARAGRAPH and bool(_SAID.search(line.folded)))


def _above_text(line: Line, titles: set[str], authors: set[str]) -> str | None:
    """Title, by-line, date and name above the first paragraph."""
    if not line.key:
        return None
    if line.key in titles or any(_with_kicker(line.key, title) for title in titles):
        return "repeated_title"
    if (
        len(line.text) <= _BYLINE
        and not _VERBAL_END.search(line.text)
        and (line.key in authors or _BY.match(line.folded))
    ):
        return "byline"
    return "date_line" if _is_date(line) else None


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


def _below_text(line: Line, authors: set[str]) -> str | None:
    """The author's name under the text."""
    return "byline" if line.tail < _TAIL and line.top > 0 and line.key in authors else None


def _is_byline(text: str) -> bool:
    """Whether a line is "By" and names, wherever it stands: all its words are names or stand between names."""
    match = _BY_NAMES.match(text)
    if match is None or len(text) > _NAMES:
        return False
    words = match[1].split()
    named = [word for word in words if word.lower() not in _BETWEEN_NAMES]
    return len(named) > 1 and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in named)


def _is_date(line: Line) -> bool:
    """Whether a line holds nothing but a date or a time."""
    if len(line.text) > _PARAGRAPH or "|" in line.text or not _CLOCK.search(line.text):
        return False
    if _DATE_LABEL.match(line.folded):
        return True
    return len(line.key.split()) <= _DATE_WORDS and parse_time(line.text.strip("-– ")) is not None

"""The few lines of an article that show why it matched."""

from dataclasses import dataclass
from typing import Final

from pipelines.match import Field, Span
from pipelines.plain import plain

LIMIT: Final = 300
_ELLIPSIS: Final = "…"
# How far a cut may move to fall between words, and how much of the excerpt leads up to the first mark.
_SLACK: Final = 24
_LEAD: Final = 5

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article on one line, safe to show.

    text: with an ellipsis where the article goes on.
    marks: what matched, ranges of the excerpt's text in code points, in order, without overlap.
    """

    text: str
    marks: tuple[Range, ...]


def excerpt(title: str | None, text: str, spans: tuple[Span, ...], limit: int = LIMIT) -> Excerpt:
    """The stretch of the text with the most different matched words; of the headline where there is no text.

    spans: as `Match.spans` has them. limit: most code points of the excerpt, ellipses included.
    """
    field, source = (Field.TEXT, text) if text.strip() else (Field.TITLE, title or "")
    line, marks = _one_line(source, [(span.start, span.end) for span in spans if span.field is field])
    if len(line) <= limit:
        return Excerpt(line, tuple(marks))
    start, end = _window(line, marks, limit - 2 * len(_ELLIPSIS))
    before = _ELLIPSIS if start else ""
    after = _ELLIPSIS if end < len(line) else ""
    shift = len(before) - start
    kept = (
        (max(first, start) + shift, min(last, end) + shift) for first, last in marks if first < end and last > start
    )
    return Excerpt(f"{before}{line[start:end]}{after}", tuple(kept))


def _one_line(source: str, marks: list[Range]) -> tuple[str, list[Range]]:
    """`pipelines.plain.one_line`, and where the marks are in it."""
    line: list[str] = []
    places: list[int] = []
    for letter in source:
        places.append(len(line))
        shown = plain(letter)
        if not shown.isspace():
            line.extend(shown)
        elif line and line[-1] != " ":
            line.append(" ")
    places.append(len(line))
    whole = "".join(line).rstrip()
    moved = ((places[first], min(places[last], len(whole))) for first, last in marks)
    return whole, [(first, last) for first, last in moved if first < last]


def _window(line: str, marks: list[Range], width: int) -> Range:
    """The stretch to show: begins at a sentence or a word, a little before the richest group of marks."""
    if not marks:
        return 0, _word_end(line, width)
    best = _richest(line, marks, width)
    start = _sentence_start(line, max(0, marks[best][0] - width // _LEAD), marks[best][0])
    start = min(start, max(0, len(line) - width))
    if start and not line[start - 1].isspace():
        start = _word_start(line, start, marks[best][0])
    return start, _word_end(line, start + width)


def _richest(line: str, marks: list[Range], width: int) -> int:
    """The first mark of the group that has the most different words within the width; the first such group."""
    reach = width - width // _LEAD
    best, most = 0, 0
    last = 0
    counts: dict[str, int] = {}
    for first, (begin, _) in enumerate(marks):
        while last < len(marks) and marks[last][1] <= begin + reach:
            word = line[slice(*marks[last])].casefold()
            counts[word] = counts.get(word, 0) + 1
            last += 1
        if len(counts) > most:
            best, most = first, len(counts)
        word = line[slice(*marks[first])].casefold()
        if counts.get(word, 0) <= 1:
            counts.pop(word, None)
        else:
            counts[word] -= 1
        last = max(last, first + 1)
    return best


def _sentence_start(line: str, earliest: int, latest: int) -> int:
    """Where a sentence begins between the two places, else the first of them."""
    for stop in (". ", "! ", "? ", "؟ ", "… ", "。"):
        found = line.find(stop, earliest, latest)
        if found >= 0:
            return found + len(stop)
    return earliest


def _word_start(line: str, place: int, latest: int) -> int:
    found = line.find(" ", place, min(place + _SLACK, latest))
    return place if found < 0 else found + 1


def _word_end(line: str, place: int) -> int:
    if place >= len(line):
        return len(line)
    found = line.rfind(" ", place - _SLACK, place + 1)
    return place if found < 0 else found

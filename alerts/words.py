"""Every code that reaches a person, in words; the one place where they are said."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from pipelines.plain import one_line
from pipelines.report import Because, Conflict, Reason, Report, Verdict
from pipelines.stories.words import words_of

_LONGEST_DETAIL: Final = 240
_LONGEST_SIDE: Final = 200
# How a reason tells a sentence beside what became of it: “before” → “after”.
_BECAME: Final = "” → “"
_STOPPED: Final = (".”", "…”", "!”", "?”", "؟”", "…")

VERDICT_IN_WORDS: Final = {
    Verdict.IRRELEVANT: "Irrelevant",
    Verdict.COPY: "Copy",
    Verdict.REVISION: "Revision",
    Verdict.SAME_FACTS: "Same facts",
    Verdict.NEW_REPORTING: "New reporting",
    Verdict.NEW_STORY: "New story",
    Verdict.UNJUDGED: "Unjudged",
}

IN_WORDS: Final = {
    Because.NO_MATCH: "The watch's query is not true of it",
    Because.SAME_URL: "The same page, unchanged",
    Because.SAME_TEXT: "The same text as an earlier report",
    Because.CONTAINED: "Its text stands in an earlier report",
    Because.SYNDICATED: "Taken over from an agency or another outlet",
    Because.TEXT_CHANGED: "The page's text has changed",
    Because.FACT_CHANGED: "What the page tells has changed",
    Because.COSMETIC_CHANGE: "The change touches no fact",
    Because.NOTHING_NEW: "A text of its own that adds no fact",
    Because.NEW_SENTENCES: "Says what no earlier report said",
    Because.NEW_FIGURES: "Has figures that no earlier report had",
    Because.DENIED: "Says the opposite of an earlier report",
    Because.CLAIM_CHANGED: "Copies an earlier report, but claims something else",
    Because.CONFLICT: "Contradicts an earlier report",
    Because.CONFLICT_CONFIRMED: "Confirms one side of an open conflict",
    Because.CONFLICT_CORRECTED: "Corrects a figure that was told before",
    Because.SAME_DEVELOPMENT: "On a development already known",
    Because.FIRST_OF_DEVELOPMENT: "First report of this development",
    Because.FIRST_IN_LANGUAGE: "First report of this development in its language",
    Because.SPLITS_OFF: "Leads on to a story of its own",
    Because.MERGES: "Shows that two stories are one",
    Because.BASELINE: "Held back: first contact with its source",
    Because.HELD_BACK_BY_NOTIFY: "Held back: the watch asks for less than this",
    Because.RESURFACED: "An old article that has come up again",
    Because.EXTRACTION_FAILED: "The page could not be read, so nobody has judged it",
}


# Reports that add to what was known, and what they may add, the most telling first.
_ADDING: Final = frozenset({Verdict.NEW_REPORTING, Verdict.REVISION, Verdict.SAME_FACTS})
_FIGURES: Final = frozenset({"figure", "date"})
_NEWS: Final = (
    Because.CONFLICT_CORRECTED, Because.DENIED, Because.FACT_CHANGED, Because.CONFLICT, Because.NEW_FIGURES,
    Because.CONFLICT_CONFIRMED,
)  # fmt: skip


def verdict_in_words(verdict: Verdict) -> str:
    """A verdict as a label ("New reporting")."""
    return VERDICT_IN_WORDS[verdict]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence without its full stop. evidence: what it rests on, perhaps in another script; "" for none."""

    words: str
    evidence: str = ""

    def __str__(self) -> str:
        return f"{self.words}: {self.evidence}" if self.evidence else self.words

    @property
    def stop(self) -> str:
        """The full stop, "" where a quotation ends with one."""
        return "" if self.evidence.endswith(_STOPPED) else "."

    @property
    def gist(self) -> str:
        """The evidence alone, and without its quotation marks where it is one quotation."""
        one = self.evidence.count("“") == 1 and self.evidence.startswith("“") and self.evidence.endswith("”")
        return self.evidence[1:-1] if one else self.evidence or self.words

    def within(self, limit: int) -> str:
        """The gist in few code points: of a change that is too long for them, only what it came to."""
        _, became, after = self.evidence.partition(_BECAME)
        short = after.removesuffix("”") if became and len(self.gist) > limit else self.gist
        return one_line(short, limit)


def reason_in_words(reason: Reason) -> str:
    """A reason as a sentence without its full stop, with its evidence where there is any."""
    return str(said_of(reason))


def said_of(reason: Reason) -> Said:
    """A reason as a sentence with its evidence beside it."""
    return Said(IN_WORDS[reason.code], _shortened(one_line(reason.detail)).rstrip("."))


def _shortened(detail: str) -> str:
    """A detail in a few lines; of a change both sides are shown."""
    before, became, after = detail.partition(_BECAME)
    if not became or len(detail) <= _LONGEST_DETAIL:
        return one_line(detail, _LONGEST_DETAIL)
    return f"{one_line(before, _LONGEST_SIDE)}{_BECAME}{one_line(after.removesuffix('”'), _LONGEST_SIDE)}”"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: the value in the words of the first that holds it, all who hold it, and its sentence."""

    value: str
    holders: tuple[str, ...]
    sentence: str

    def __str__(self) -> str:
        return f"{self.value} ({', '.join(self.holders)})"


def sides_of(conflict: Conflict) -> tuple[Side, ...]:
    """Every side of a conflict once.

    "15–20 километров" and "15 to 20 kilometres" are one side: their figures are the same.
    """
    sides: dict[tuple[str, ...], Side] = {}
    for one in conflict.values:
        figures = tuple(word for word in words_of(one.value) if word[0].isdigit()) or (one.value,)
        side = sides.setdefault(figures, Side(one.value, (), one.sentence))
        holder = one.source or one.id
        if holder not in side.holders:
            sides[figures] = replace(side, holders=(*side.holders, holder))
    return tuple(sides.values())


def sides_in_words(conflict: Conflict) -> str:
    """Every side of a conflict with all who hold it."""
    return " against ".join(map(str, sides_of(conflict)))


def news_of(report: Report) -> Said | None:
    """What is new in a report, in one line; None where its headline is what is new."""
    if report.verdict not in _ADDING:
        return None
    found = {reason.code: reason for reason in reversed(report.reasons)}
    opened = _opened(report)
    if report.conflicts and not opened:
        found.pop(Because.CONFLICT, None)
    code = next((code for code in _NEWS if code in found), None)
    if code is Because.CONFLICT and opened:
        values = " against ".join(side.value for side in sides_of(opened[0]))
        return Said("Sources disagree", one_line(f"{opened[0].subject}, {values}", _LONGEST_DETAIL))
    if code is not None:
        return said_of(found[code])
    # In a language that is new to its story, every sentence is new: only figures tell more than the headline.
    told = _FIGURES if report.says(Because.FIRST_IN_LANGUAGE) else None
    items = [item.text for item in report.new if told is None or item.kind in told]
    return Said(IN_WORDS[Because.NEW_SENTENCES], f"“{one_line(items[0], _LONGEST_DETAIL)}”") if items else None


def because_of(report: Report) -> str:
    """Why a report was judged as it was, in one line: what is new in it, else the first reason; "" without any."""
    said = news_of(report) or next(map(said_of, report.reasons), None)
    return str(said or "")


def _opened(report: Report) -> tuple[Conflict, ...]:
    """The conflicts that a report is the first to show, without those in which it only takes a side."""
    taken = [reason.detail for reason in report.reasons if reason.code is Because.CONFLICT_CONFIRMED]
    return tuple(
        conflict
        for conflict in report.conflicts
        if not any(detail.startswith(f"{conflict.subject}: ") for detail in taken)
    )


def notes_of(report: Report) -> tuple[Said, ...]:
    """The reasons of a report that neither its news nor its conflicts tell already."""
    news = news_of(report)
    told = {Because.CONFLICT} if report.conflicts else set()
    if news and news.words == IN_WORDS[Because.NEW_SENTENCES]:
        told.add(Because.NEW_SENTENCES)
    if report.says(Because.FACT_CHANGED):
        told.add(Because.TEXT_CHANGED)
    return tuple(said for reason in report.reasons if reason.code not in told and (said := said_of(reason)) != news)


def time_in_words(time: datetime) -> str:
    """A time as people read it anywhere ("17 Sep 2018, 19:40 UTC")."""
    utc = time.astimezone(UTC)
    return f"{utc.day} {_MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"


def copies_in_words(count: int) -> str:
    """How many copies were held back; "" for none."""
    return "" if count == 0 else f"{count} {'copy' if count == 1 else 'copies'} held back"


# strftime("%b") follows the locale of the process; alerts don't.
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

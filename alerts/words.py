"""Every code that reaches a person, in words; the one place where they are said."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from pipelines.plain import one_line
from pipelines.report import Because, Conflict, Reason, Verdict
from pipelines.stories.words import words_of

_LONGEST_DETAIL: Final = 240

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
    Because.CONFLICT: "Contradicts an earlier report",
    Because.CONFLICT_CONFIRMED: "Confirms one side of an open conflict",
    Because.CONFLICT_CORRECTED: "Corrects a figure that was told before",
    Because.SAME_DEVELOPMENT: "On a development already known",
    Because.FIRST_OF_DEVELOPMENT: "First report of this development",
    Because.FIRST_IN_LANGUAGE: "First report of this development in its language",
    Because.SPLITS_OFF: "Leads away from a story",
    Because.MERGES: "Shows that two stories are one",
    Because.BASELINE: "Held back: first contact with its source",
    Because.HELD_BACK_BY_NOTIFY: "Held back: the watch asks for less than this",
    Because.RESURFACED: "An old article that has come up again",
    Because.EXTRACTION_FAILED: "The page could not be read, so nobody has judged it",
}


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


def reason_in_words(reason: Reason) -> str:
    """A reason as a sentence without its full stop, with its evidence where there is any."""
    return str(said_of(reason))


def said_of(reason: Reason) -> Said:
    """A reason as a sentence with its evidence beside it."""
    return Said(IN_WORDS[reason.code], one_line(reason.detail, _LONGEST_DETAIL).rstrip("."))


def sides_in_words(conflict: Conflict) -> str:
    """Every side of a conflict once, in the words of the first that holds it, with all who hold it.

    "15–20 километров" and "15 to 20 kilometres" are one side: their figures are the same.
    """
    values: dict[tuple[str, ...], str] = {}
    holders: dict[tuple[str, ...], dict[str, None]] = {}
    for one in conflict.values:
        figures = tuple(word for word in words_of(one.value) if word[0].isdigit()) or (one.value,)
        values.setdefault(figures, one.value)
        holders.setdefault(figures, {})[one.source or one.id] = None
    return " against ".join(f"{value} ({', '.join(holders[figures])})" for figures, value in values.items())


def time_in_words(time: datetime) -> str:
    """A time as people read it anywhere ("17 Sep 2018, 19:40 UTC")."""
    utc = time.astimezone(UTC)
    return f"{utc.day} {_MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"


def copies_in_words(count: int) -> str:
    """How many copies were held back; "" for none."""
    return "" if count == 0 else f"{count} {'copy' if count == 1 else 'copies'} held back"


# strftime("%b") follows the locale of the process; alerts don't.
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

"""The alert: what a person is told of a report, the same on every channel."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from alerts.links import safe_link, shown_host
from alerts.words import (
    Said,
    Side,
    copies_in_words,
    news_of,
    notes_of,
    said_of,
    sides_of,
    time_in_words,
    verdict_in_words,
)
from pipelines.matching.excerpt import excerpt
from pipelines.plain import one_line
from pipelines.report import Conflict, Report, Verdict

EXCERPT_LIMIT: Final = 300
_HEADLINE_LIMIT: Final = 300
_OUTLET_LIMIT: Final = 80
_SENTENCE_LIMIT: Final = 240
_NEWS_LIMIT: Final = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an excerpt; marked if it is what the watch's query found."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class AlsoFor:
    """Another watch that the same document raised an alert for."""

    watch: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources disagree on ("zone width"), every side with its outlets and sentence."""

    subject: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """What is told. Every text is on one line and free of control characters; channels add their own escaping.

    id: of the report. key: unlike that of any other alert of any installation; the same whenever it is made again.
    headline: at most 300 code points. outlet: the outlet, or the host where it is not known.
    published: as the page says; observed: when the page was fetched. UTC.
    news: what is new, None where the headline is. notes: the reasons that neither news nor disagreements tell.
    reasons: all, in words. agency: that the article is from, "" if unknown.
    excerpt: at most `EXCERPT_LIMIT` code points in all.
    link: safe to offer, None where the address is not. host: where it leads, in punycode.
    held_back: copies of its story that stayed silent so far.
    also: other watches that this one message speaks for.
    """

    id: str
    key: str
    watch: str
    story: str
    headline: str
    outlet: str
    published: datetime | None
    observed: datetime
    verdict: Verdict
    reasons: tuple[Said, ...]
    excerpt: tuple[Piece, ...]
    link: str | None
    host: str
    language: str | None = None
    held_back: int = 0
    also: tuple[AlsoFor, ...] = ()
    agency: str = ""
    news: Said | None = None
    notes: tuple[Said, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def label(self) -> str:
        """The verdict in words."""
        return verdict_in_words(self.verdict)

    @property
    def when(self) -> str:
        """When it was published, or what is known instead."""
        if self.published is not None:
            return time_in_words(self.published)
        return f"no date, seen {time_in_words(self.observed)}"

    @property
    def watches(self) -> tuple[str, ...]:
        """Every watch that it speaks for, its own first."""
        return (self.watch, *(other.watch for other in self.also))

    @property
    def copies(self) -> str:
        """The copies held back, in words; "" for none."""
        return copies_in_words(self.held_back)

    @property
    def others(self) -> str:
        """The other watches, in words; "" for none."""
        said = ", ".join(f"{other.watch} ({verdict_in_words(other.verdict).lower()})" for other in self.also)
        return f"Also for {said}" if said else ""

    @property
    def told(self) -> tuple[Said, ...]:
        """All that is said beneath the article: the reasons, the copies, the other watches."""
        return (*self.notes, *(Said(words) for words in (self.copies, self.others) if words))

    @property
    def subject(self) -> str:
        """What is new and the headline, on one line."""
        if self.news is None:
            return self.headline
        return f"{self.news.within(_NEWS_LIMIT)} | {self.headline}"

    @property
    def byline(self) -> str:
        """The outlet, and the agency that the article is from."""
        known = not self.agency or self.agency.casefold() in self.outlet.casefold()
        return self.outlet if known else f"{self.outlet}, from {self.agency}"


def alert_of(report: Report) -> Alert:
    """The alert that a report raises, before it is known what else its message tells."""
    link = safe_link(report.url)
    return Alert(
        id=report.id,
        key=_key(report),
        watch=report.watch,
        story=report.story,
        headline=one_line(report.title or "", _HEADLINE_LIMIT) or "(no headline)",
        outlet=one_line(report.outlet, _OUTLET_LIMIT) or shown_host(link) or "unknown outlet",
        published=report.published,
        observed=report.observed,
        verdict=report.verdict,
        reasons=tuple(said_of(reason) for reason in report.reasons),
        excerpt=_excerpt(report),
        link=link,
        host=shown_host(link),
        language=report.language,
        agency=one_line(report.agency or "", _OUTLET_LIMIT),
        news=news_of(report),
        notes=notes_of(report),
        disagreements=tuple(map(_disagreement, report.conflicts)),
    )


def told(alert: Alert, held_back: int, also: tuple[AlsoFor, ...]) -> Alert:
    """The alert as it is sent."""
    return replace(alert, held_back=held_back, also=also)


def _disagreement(conflict: Conflict) -> Disagreement:
    sides = (
        Side(
            one_line(side.value, _OUTLET_LIMIT),
            tuple(one_line(holder, _OUTLET_LIMIT) for holder in side.holders),
            one_line(side.sentence, _SENTENCE_LIMIT),
        )
        for side in sides_of(conflict)
    )
    return Disagreement(one_line(conflict.subject, _OUTLET_LIMIT), tuple(sides))


def _key(report: Report) -> str:
    identity = f"{report.id}\n{report.document}\n{report.url}\n{report.observed.isoformat()}"
    return hashlib.sha256(identity.encode(errors="surrogatepass")).hexdigest()[:20]


def _excerpt(report: Report) -> tuple[Piece, ...]:
    if not report.text:
        return ()
    found = excerpt(report.title, report.text, report.spans, EXCERPT_LIMIT)
    pieces, position = [], 0
    for start, end in found.marks:
        pieces += [Piece(found.text[position:start]), Piece(found.text[start:end], marked=True)]
        position = end
    pieces.append(Piece(found.text[position:]))
    return tuple(piece for piece in pieces if piece.text)

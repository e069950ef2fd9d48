"""The report: a match with its verdict, the record that everything after the judge rests on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pipelines.article import Removal
from pipelines.match import Span
from pipelines.watch import Notify


class Verdict(StrEnum):
    """What a report is, compared with all that its watch already holds."""

    IRRELEVANT = "irrelevant"
    COPY = "copy"
    REVISION = "revision"
    SAME_FACTS = "same_facts"
    NEW_REPORTING = "new_reporting"
    NEW_STORY = "new_story"
    UNJUDGED = "unjudged"


class Because(StrEnum):
    """Why a verdict was reached, or an alert raised or held back. `IN_WORDS` says each to a person."""

    NO_MATCH = "no_match"
    SAME_URL = "same_url"
    SAME_TEXT = "same_text"
    CONTAINED = "contained"
    SYNDICATED = "syndicated"
    TEXT_CHANGED = "text_changed"
    FACT_CHANGED = "fact_changed"
    COSMETIC_CHANGE = "cosmetic_change"
    NOTHING_NEW = "nothing_new"
    NEW_SENTENCES = "new_sentences"
    NEW_FIGURES = "new_figures"
    DENIED = "denied"
    CLAIM_CHANGED = "claim_changed"
    CONFLICT = "conflict"
    CONFLICT_CONFIRMED = "conflict_confirmed"
    CONFLICT_CORRECTED = "conflict_corrected"
    SAME_DEVELOPMENT = "same_development"
    FIRST_OF_DEVELOPMENT = "first_of_development"
    FIRST_IN_LANGUAGE = "first_in_language"
    SPLITS_OFF = "splits_off"
    MERGES = "merges"
    BASELINE = "baseline"
    HELD_BACK_BY_NOTIFY = "held_back_by_notify"
    RESURFACED = "resurfaced"
    EXTRACTION_FAILED = "extraction_failed"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with its evidence.

    detail: the evidence in words ("98 % of its text stands in …"), "" where the code says it all.
    """

    code: Because
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}" if self.detail else str(self.code)


@dataclass(frozen=True, slots=True)
class NewItem:
    """Something that no earlier report of the story had: the sentence or claim, and its kind.

    kind: `sentence`, `figure`, `date`, `quote`, `statement`, …
    """

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One side of a conflict: the value as written, the report that has it, its outlet and sentence."""

    value: str
    id: str
    source: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reports, or one report with itself, disagree on one subject ("zone width", unit "km")."""

    subject: str
    unit: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One match with its verdict, as it stands in the watch's journal for good.

    watch, number: its place in the journal; numbers count from 1 without a gap.
    document: id of the document it was made from; tells a redelivery from a re-crawl.
    announced: the address that its source gave where that led on to another one, else "".
    url, canonical_url, title, outlet, source, language, published: of the article. source is the configured name.
    observed: when the page was fetched, UTC.
    text: the cleaned article, "" for copies (it stands in the report that `of` names).
    digest: of a copy's words, in hex, so that the same page is known again; "" where the text is kept.
    spans, terms: what matched, offsets into title and text.
    verdict, reasons, new, conflicts: the judgement.
    story: id of its story. merges: stories that this report showed to be the same as `story`.
    of: id of the nearest earlier report of the same lineage.
    containment: share of its sketch that stands in `of`, 0 to 1.
    alert: whether it is told to people. siblings: other watches that the same document matched.
    removed: what cleaning took out of the article, as much as a reader of its way needs.
    """

    watch: str
    number: int
    document: str
    url: str
    title: str | None
    outlet: str
    source: str
    language: str | None
    published: datetime | None
    observed: datetime
    text: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    story: str
    alert: bool
    spans: tuple[Span, ...] = ()
    terms: tuple[str, ...] = ()
    new: tuple[NewItem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    merges: tuple[str, ...] = ()
    of: str | None = None
    containment: float | None = None
    canonical_url: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()
    removed: tuple[Removal, ...] = ()
    announced: str = ""
    digest: str = ""

    @property
    def id(self) -> str:
        """`WATCH-NUMBER`, unique in the store; the alert that it raises has the same id."""
        return f"{self.watch}-{self.number}"

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses under which its page was read."""
        return tuple(address for address in (self.url, self.announced) if address)

    @property
    def is_held_back_copy(self) -> bool:
        """Whether it is a copy at another address, and not only another look at a page that was judged before."""
        return self.verdict is Verdict.COPY and not self.says(Because.SAME_URL)

    def says(self, code: Because) -> bool:
        """Whether a reason is among its reasons."""
        return any(reason.code is code for reason in self.reasons)


_ALERTS: dict[Notify, frozenset[Verdict]] = {
    Notify.STORIES: frozenset({Verdict.NEW_STORY}),
    Notify.FACTS: frozenset({Verdict.NEW_STORY, Verdict.NEW_REPORTING}),
    Notify.REPORTING: frozenset({Verdict.NEW_STORY, Verdict.NEW_REPORTING, Verdict.SAME_FACTS}),
}


def deserves_alert(verdict: Verdict, reasons: tuple[Reason, ...], notify: Notify) -> bool:
    """Whether a report of this verdict is told under the watch's `notify`.

    A revision is told where it changed a fact and `notify` is not `stories`; `unjudged` always; `copy` never.
    """
    if verdict is Verdict.UNJUDGED:
        return True
    if verdict is Verdict.REVISION:
        changed = any(reason.code is Because.FACT_CHANGED for reason in reasons)
        return changed and notify is not Notify.STORIES
    return verdict in _ALERTS[notify]

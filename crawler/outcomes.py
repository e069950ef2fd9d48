"""What became of a poll or a fetch, told by its code and in words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from crawler.failure import NO_NEWS, Failure
from crawler.schedule import Due
from crawler.sources.source import Source, SourceKind


class PollResult(StrEnum):
    """What a poll brought."""

    NEWS = "news"
    NOTHING_NEW = "nothing_new"
    NOT_MODIFIED = "not_modified"
    BASELINE = "baseline"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """One poll of one source.

    entries: URLs that the source told of. new: those that were accepted for fetching, `changed` among them.
    passed_over: old entries of a first contact that were taken as known without fetching them.
    trouble: what went wrong, in words. due: the next poll. took: seconds.
    """

    source: Source
    result: PollResult
    kind: SourceKind | None = None
    entries: int = 0
    new: int = 0
    changed: int = 0
    passed_over: int = 0
    failure: Failure | None = None
    trouble: str = ""
    due: Due | None = None
    took: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether the source was reached and read."""
        return self.result is not PollResult.FAILED

    def __str__(self) -> str:
        match self.result:
            case PollResult.FAILED:
                return self.trouble
            case PollResult.NOT_MODIFIED:
                return "not modified"
            case PollResult.NOTHING_NEW:
                return f"nothing new among {self.entries:,}"
            case PollResult.BASELINE:
                rest = f"; {self.passed_over:,} older ones are taken as known" if self.passed_over else ""
                return f"first contact: {self.new:,} of {self.entries:,} are read as baseline{rest}"
            case PollResult.NEWS:
                changed = f", {self.changed:,} changed" if self.changed else ""
                return f"{self.new - self.changed:,} new of {self.entries:,}{changed}"


class FetchResult(StrEnum):
    """What became of a page."""

    QUEUED = "queued"
    NO_CANDIDATE = "no_candidate"
    DEFERRED = "deferred"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """One fetch of one page.

    document: its id in the stream, if it got there. watches: those that may match, of a page that can't be had by its
    headline alone.
    retry: when a deferred page is tried again, None if nobody will.
    """

    url: str
    source: str
    result: FetchResult
    document: str | None = None
    watches: tuple[str, ...] = ()
    failure: Failure | None = None
    trouble: str = ""
    retry: datetime | None = None

    @property
    def missed(self) -> bool:
        """Whether what may be a page of news is had by nobody any more."""
        return self.result is FetchResult.GIVEN_UP and self.failure not in NO_NEWS

    def __str__(self) -> str:
        match self.result:
            case FetchResult.QUEUED:
                return f"fetched; may match {', '.join(self.watches)}"
            case FetchResult.NO_CANDIDATE:
                return "fetched; no watch can match"
            case FetchResult.DEFERRED:
                return f"{self.trouble} Tried again at {self.retry:%Y-%m-%d %H:%M} UTC." if self.retry else self.trouble
            case FetchResult.GIVEN_UP:
                told = f" Its headline may match {', '.join(self.watches)}, so that is told." if self.watches else ""
                # Whoever gave the URL by hand sees that.
                return f"{self.trouble} Given up.{told}" if self.source else self.trouble

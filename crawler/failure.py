"""Why a fetch failed, and how much patience that deserves."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from pipelines.errors import FetchError, ForbiddenAddress


class Failure(StrEnum):
    """What went wrong with a fetch."""

    BAD_URL = "bad_url"
    FORBIDDEN_ADDRESS = "forbidden_address"
    ROBOTS_FORBIDS = "robots_forbids"
    ROBOTS_UNREADABLE = "robots_unreadable"
    HOST_BUSY = "host_busy"
    INTERRUPTED = "interrupted"
    NOT_FOUND = "not_found"
    GONE = "gone"
    REFUSED = "refused"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    TIMEOUT = "timeout"
    UNKNOWN_HOST = "unknown_host"
    NO_CONNECTION = "no_connection"
    UNTRUSTED = "untrusted"
    BROKEN_OFF = "broken_off"
    TOO_LARGE = "too_large"
    UNDECODABLE = "undecodable"
    BAD_REDIRECT = "bad_redirect"
    REDIRECT_LOOP = "redirect_loop"
    NOT_A_PAGE = "not_a_page"
    EMPTY = "empty"
    CHALLENGE = "challenge"
    UNREADABLE = "unreadable"


class Patience(StrEnum):
    """How long a failure is tried again."""

    NONE = "none"
    SHORT = "short"
    LONG = "long"


_NONE: Final = frozenset({
    Failure.BAD_URL, Failure.FORBIDDEN_ADDRESS, Failure.ROBOTS_FORBIDS, Failure.NOT_FOUND, Failure.GONE,
    Failure.TOO_LARGE, Failure.BAD_REDIRECT, Failure.REDIRECT_LOOP, Failure.NOT_A_PAGE,
})  # fmt: skip
# What was announced is no address of a page of news: nobody misses it.
NO_NEWS: Final = frozenset({Failure.BAD_URL, Failure.FORBIDDEN_ADDRESS})
# The host was not even asked.
NOTHING_TRIED: Final = frozenset({Failure.HOST_BUSY, Failure.INTERRUPTED})
_SHORT: Final = frozenset({Failure.REFUSED, Failure.EMPTY, Failure.UNDECODABLE})


class FetchFailed(FetchError):
    """A fetch that failed for a known reason.

    not_before: the host asks to be left alone until then, UTC.
    """

    def __init__(self, message: str, failure: Failure, not_before: datetime | None = None) -> None:
        super().__init__(message)
        self.failure = failure
        self.not_before = not_before


def failure_of(error: FetchError) -> Failure:
    """The reason that an error stands for."""
    if isinstance(error, FetchFailed):
        return error.failure
    return Failure.FORBIDDEN_ADDRESS if isinstance(error, ForbiddenAddress) else Failure.BAD_URL


def patience(failure: Failure) -> Patience:
    """How long to go on trying: not at all, a few times, or for days."""
    if failure in _NONE:
        return Patience.NONE
    return Patience.SHORT if failure in _SHORT else Patience.LONG

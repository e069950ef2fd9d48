"""What a server's answer means. Pure."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crawler.failure import Failure, FetchFailed
from pipelines.retry_after import retry_after

_NOT_MODIFIED: Final = 304
_BY_STATUS: Final = {
    401: (Failure.REFUSED, "wants a login"),
    402: (Failure.REFUSED, "wants a payment"),
    403: (Failure.REFUSED, "refuses us"),
    404: (Failure.NOT_FOUND, "is not there"),
    408: (Failure.TIMEOUT, "took too long"),
    410: (Failure.GONE, "is gone for good"),
    429: (Failure.RATE_LIMITED, "asks us to slow down"),
    451: (Failure.REFUSED, "is withheld for legal reasons"),
}
_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml")
# What is no text, whatever the header says: PDF, PNG, JPEG, GIF, ZIP and Office, RIFF, MP4.
_NO_TEXT: Final = re.compile(rb"%PDF-|\x89PNG|\xff\xd8\xff|GIF8|PK\x03\x04|RIFF|.{4}ftyp", re.DOTALL)
# The words of interstitials that stand in for a page with status 200; none of them occurs in an article's markup.
_CHALLENGE: Final = re.compile(
    rb"<title>\s*(?:Just a moment\.\.\.|Attention Required! \| Cloudflare|Access denied|Pardon Our Interruption"
    rb"|Please Wait\.\.\. \| Cloudflare|Security check|Are you a robot\?|Human Verification|DDoS-Guard)\s*</title>"
    rb"|window\._cf_chl_opt|/cdn-cgi/challenge-platform/h/[a-z]/orchestrate|_Incapsula_Resource\?|geo\.captcha-delivery\.com"
    rb"|px-captcha|/_sec/verify\?provider=|AwsWafIntegration\.saveReferrer",
    re.IGNORECASE,
)
_CHALLENGE_LOOKED_AT: Final = 30_000


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it later whether a page has changed; empty where it gave none."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A server's answer.

    url: where it came from in the end. body: content encoding undone; empty where nothing changed.
    unchanged: the page is still the one that the validators stand for.
    """

    url: str
    body: bytes
    content_type: str = ""
    validators: Validators = Validators()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, the headers that matter, and the body of a response."""

    url: str
    status: int
    body: bytes
    content_type: str = ""
    content_encoding: str = ""
    etag: str = ""
    last_modified: str = ""
    retry_after: str = ""


def read_answer(answer: Answer, now: datetime) -> Fetched:
    """What was fetched.

    Raises:
        FetchFailed: the answer is none.
    """
    if answer.status == _NOT_MODIFIED:
        return Fetched(answer.url, b"", unchanged=True)
    if not 200 <= answer.status < 300:  # noqa: PLR2004 - a class of status codes
        raise _refused(answer, now)
    if answer.content_encoding not in {"", "identity"}:
        raise FetchFailed(
            f"{answer.url} comes as {answer.content_encoding[:40]!r}, which we did not ask for.", Failure.UNDECODABLE
        )
    if not answer.body.strip():
        raise FetchFailed(f"{answer.url} is empty.", Failure.EMPTY)
    return Fetched(answer.url, answer.body, answer.content_type, Validators(answer.etag, answer.last_modified))


def check_page(fetched: Fetched) -> None:
    """Make sure that an answer can be an article's page.

    Raises:
        FetchFailed: it is another kind of file, or a challenge that stands in for the page.
    """
    kind = fetched.content_type.partition(";")[0].strip().lower()
    if kind and kind not in _PAGES and kind != "application/octet-stream":
        raise FetchFailed(f"{fetched.url} is no page but {kind[:60]}.", Failure.NOT_A_PAGE)
    if _NO_TEXT.match(fetched.body[:16]):
        raise FetchFailed(f"{fetched.url} is no page but a document or an image.", Failure.NOT_A_PAGE)
    check_challenge(fetched)


def check_challenge(fetched: Fetched) -> None:
    """Make sure that an answer is not a test for browsers.

    Raises:
        FetchFailed: it is.
    """
    if _CHALLENGE.search(fetched.body[:_CHALLENGE_LOOKED_AT]):
        raise FetchFailed(f"{fetched.url} shows a challenge for browsers instead of the page.", Failure.CHALLENGE)


def _refused(answer: Answer, now: datetime) -> FetchFailed:
    failure, words = _BY_STATUS.get(answer.status) or (
        (Failure.SERVER_ERROR, "has trouble") if answer.status >= 500 else (Failure.REFUSED, "refuses us")  # noqa: PLR2004
    )
    pause = retry_after(answer.retry_after, now) if answer.status in {429, 503} else None
    return FetchFailed(f"{answer.url} {words} (status {answer.status}).", failure, now + pause if pause else None)

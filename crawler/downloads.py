"""Scrapy's download errors as ours."""

import zlib
from typing import Final

import aiohttp
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

# The very modules that Scrapy decompresses with; which they are depends on the interpreter.
from scrapy.utils._compression import brotli, zstd  # type: ignore[attr-defined]

from crawler.failure import Failure, FetchFailed
from pipelines.plain import one_line

_UNDECODABLE: Final = (EOFError, OSError, zlib.error, brotli.error, zstd.ZstdError)
# ValueError: URLs that the HTTP client can't read.
DOWNLOAD_ERRORS: Final = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
    aiohttp.ClientError,
    ValueError,
    *_UNDECODABLE,
)
_FAILURES: Final[tuple[tuple[type[Exception], Failure, str], ...]] = (
    (CannotResolveHostError, Failure.UNKNOWN_HOST, "its host is not known to the name server"),
    (DownloadTimeoutError, Failure.TIMEOUT, "it took too long"),
    (DownloadCancelledError, Failure.TOO_LARGE, "it is larger than permitted"),
    (IgnoreRequest, Failure.TOO_LARGE, "it is larger than permitted once decompressed"),
    (DownloadConnectionRefusedError, Failure.NO_CONNECTION, "no connection"),
    (ResponseDataLossError, Failure.BROKEN_OFF, "the connection broke off"),
    (UnsupportedURLSchemeError, Failure.BAD_URL, "its URL can't be fetched"),
    (NotSupported, Failure.BAD_URL, "its URL can't be fetched"),
    (DownloadFailedError, Failure.BROKEN_OFF, "the server's answer is broken"),
    (aiohttp.InvalidURL, Failure.BAD_URL, "its URL can't be fetched"),
    (aiohttp.ClientError, Failure.BROKEN_OFF, "the server's answer is broken"),
    (UnicodeError, Failure.BAD_URL, "its host name can't be right"),
    (ValueError, Failure.BAD_URL, "its URL can't be fetched"),
    *((kind, Failure.UNDECODABLE, "its compression is broken") for kind in _UNDECODABLE),
)


def explained(error: Exception, url: str) -> FetchFailed:
    """One of `DOWNLOAD_ERRORS` as the failure it stands for."""
    if isinstance(error.__cause__, aiohttp.ClientSSLError):
        detail = one_line(str(error.__cause__), 200)
        return FetchFailed(f"{url}: its certificate or encryption can't be trusted ({detail}).", Failure.UNTRUSTED)
    failure, words = next((failure, words) for kind, failure, words in _FAILURES if isinstance(error, kind))
    return FetchFailed(f"{url}: {words}.", failure)

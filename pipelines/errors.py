"""Every error that Wirewatch raises on purpose.

    WirewatchError
    ├── UsageError             the command or its arguments can't be right          (exit 2)
    ├── ConfigError            the configuration can't be right: file, key, remedy  (exit 2)
    │   └── QueryError         a watch's query can't be parsed: position, remedy
    ├── StoreError             the store can't be used                              (exit 1)
    │   ├── StoreUnavailable   it does not answer; worth trying again
    │   ├── StoreUnsafe        its settings or version would lose alerts
    │   └── Superseded         somebody committed first: read and decide again
    ├── InputError             a page or file can't be read                         (exit 1)
    │   └── ExtractionError    a page was read, its extraction failed for good
    └── FetchError             a URL can't be fetched                               (exit 1)
        └── ForbiddenAddress   its address is private: no socket was opened

An error says what, where and what to do next, in one sentence that a user can read. It chains its cause.
"""


class WirewatchError(Exception):
    """Root of all errors raised on purpose; its message is fit for a user's eyes."""

    exit_code = 1


class UsageError(WirewatchError):
    """The command or its arguments can't be right."""

    exit_code = 2


class ConfigError(WirewatchError):
    """The configuration can't be right; names the file, the key, the value and the remedy."""

    exit_code = 2


class QueryError(ConfigError):
    """A query can't be parsed.

    position: offset in the query where it went wrong, in code points from 0.
    """

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


class StoreError(WirewatchError):
    """The store can't be used."""


class StoreUnavailable(StoreError):
    """The server does not answer; worth trying again."""


class StoreUnsafe(StoreError):
    """The server's settings or version would lose alerts."""


class Superseded(StoreError):
    """Another process committed to the watch first: read again and decide again."""


class InputError(WirewatchError):
    """A page or file can't be read."""


class ExtractionError(InputError):
    """The extraction of a page failed for good: it crashed, or broke its limits of time or memory."""


class FetchError(WirewatchError):
    """A URL can't be fetched."""


class ForbiddenAddress(FetchError):
    """The address of a URL is private, loopback, reserved or on a refused port: no socket was opened."""

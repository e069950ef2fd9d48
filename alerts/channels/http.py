"""One POST to an address that is a secret: no redirect is followed, no error tells the address."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import aiohttp

from alerts.channels.reach import why_unreachable
from pipelines.errors import ConfigError
from pipelines.retry_after import retry_after
from pipelines.secret import Secret

_SECONDS: Final = 20.0
_MOST_READ: Final = 2048
_SHORTEST_SECRET: Final = 6


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered. body: its beginning. retry_after: as it asked, if it did."""

    status: int
    body: str
    retry_after: timedelta | None


@dataclass(frozen=True, slots=True)
class NoReply:
    """That there was no answer, and why, in words."""

    words: str


class Endpoint:
    """Where JSON is posted to."""

    def __init__(self, channel: str, key: str, url: Secret, ca_file: Path | None) -> None:
        """channel, key: where the address stands in the configuration.

        Raises:
            ConfigError: the address or the certificate file can't be right.
        """
        parts = urlsplit(url.reveal())
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ConfigError(f"Channel {channel}: `{key}` is no web address. It must start with https://.")
        self.host = parts.hostname
        self._url = url
        self._tls = verifying_context(channel, ca_file)

    async def post(self, body: bytes, headers: dict[str, str]) -> Reply | NoReply:
        """Post JSON, wait up to 20 seconds for the answer."""
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "wirewatch", **headers}
        limit = aiohttp.ClientTimeout(total=_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit, cookie_jar=aiohttp.DummyCookieJar()) as session,
                session.post(
                    self._url.reveal(), data=body, headers=headers, allow_redirects=False, ssl=self._tls
                ) as response,
            ):
                said = (await response.content.read(_MOST_READ)).decode(errors="replace")
                pause = retry_after(response.headers.get("Retry-After", ""), datetime.now(UTC))
                return Reply(response.status, self._without_address(said), pause)
        except TimeoutError:
            return NoReply(f"{self.host} did not answer within {_SECONDS:.0f} seconds")
        except aiohttp.ClientConnectorCertificateError:
            return NoReply(f"The certificate of {self.host} can't be trusted")
        except (aiohttp.ClientError, OSError) as error:
            # The message of some of these errors holds the address, which is the secret.
            return NoReply(f"{self.host} can't be reached ({why_unreachable(error)})")

    def _without_address(self, text: str) -> str:
        """What a server said, without the address that error pages like to repeat."""
        parts = urlsplit(self._url.reveal())
        for secret in (self._url.reveal(), parts.path, parts.query):
            if len(secret) >= _SHORTEST_SECRET:
                text = text.replace(secret, "•••")
        return text


def verifying_context(channel: str, ca_file: Path | None) -> ssl.SSLContext:
    """A TLS context that verifies certificates and host names.

    Raises:
        ConfigError: the file can't be read or holds no certificates.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(
            f"Channel {channel}: `ca_file` {ca_file} can't be used ({error.strerror or error}). "
            "It must be a PEM file of the certificates to trust."
        ) from error

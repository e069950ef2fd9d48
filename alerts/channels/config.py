"""What each kind of channel needs to know. Values are checked where the configuration is read."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pipelines.secret import Secret


class MailSecurity(StrEnum):
    """How the connection to a mail server is protected; both ways verify its certificate."""

    STARTTLS = "starttls"
    TLS = "tls"


_PORTS: Final = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465}


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """An incoming webhook of Slack, or of a service that understands its messages.

    ca_file: certificates to trust instead of the system's.
    """

    name: str
    webhook_url: Secret
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class EmailConfig:
    """Mail through an SMTP server.

    sender: the only From there is, "Wirewatch <alerts@example.org>" or the bare address.
    recipients: bare addresses; each gets a message of its own.
    port: None for the usual one of `security`.
    ca_file: certificates to trust instead of the system's, for a server with its own authority.
    """

    name: str
    host: str
    sender: str
    recipients: tuple[str, ...]
    port: int | None = None
    security: MailSecurity = MailSecurity.STARTTLS
    username: str = ""
    password: Secret | None = None
    ca_file: Path | None = None

    @property
    def effective_port(self) -> int:
        """The port that is connected to."""
        return self.port or _PORTS[self.security]


@dataclass(frozen=True, slots=True)
class WebhookConfig:
    """An address that takes alerts as JSON.

    secret: signs every request where it is given (`docs/reference/webhook.md`).
    ca_file: certificates to trust instead of the system's.
    """

    name: str
    url: Secret
    secret: Secret | None = None
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True)
class TerminalConfig:
    """Standard output."""

    name: str


ChannelConfig = SlackConfig | EmailConfig | WebhookConfig | TerminalConfig

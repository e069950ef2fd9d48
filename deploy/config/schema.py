"""What may stand in the configuration file. Data enters from outside here, so pydantic checks it.

Every model forbids unknown keys. Fields of type `Hidden` are secrets: each has a twin `NAME_file` in the file, and
never shows in a message.
"""

import ipaddress
import re
from collections.abc import Mapping
from email.utils import parseaddr
from typing import Annotated, Any, ClassVar, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    RootModel,
    ValidationInfo,
    field_validator,
)

from alerts.channels.config import MailSecurity
from crawler.sources.source import SourceKind
from pipelines.errors import InputError
from pipelines.secret import Secret
from pipelines.urls import canonical
from pipelines.watch import Notify

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_STORE: Final = re.compile(r"(rediss?|unix)://.+")
_PLACE: Final = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s\[\]:/]+):([0-9]{1,5})")
_HIGHEST_PORT: Final = 65535
_MAILBOX: Final = re.compile(r"[^\s<>@,;:\"]+@[^\s<>@,;:\"]+")
_SPACE: Final = 0x20


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise ValueError("must be letters, digits, dot, dash or underscore, at most 100 of them")
    return value


def _web_address(value: str) -> str:
    try:
        canonical(value)
    except InputError as error:
        raise ValueError(f"{value!r} is no web address; write http://… or https://…") from error
    return value


def _several(value: Any) -> Any:
    """A single text is a list of one; environment variables separate by commas."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _hide(value: Any) -> Secret:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text in quotes, and not empty")
    return Secret(value.strip())


def _hide_web_address(value: Any) -> Secret:
    secret = _hide(value)
    try:
        canonical(secret.reveal())
    except InputError:
        # Without its cause: that quotes the secret.
        raise ValueError("is no web address; write https://…") from None
    return secret


def _hide_store_address(value: Any) -> Secret:
    secret = _hide(value)
    if not _STORE.fullmatch(secret.reveal()):
        raise ValueError("is no address of a Redis or Valkey server; write redis://HOST:6379/0")
    return secret


def _mailbox(value: str) -> str:
    address = parseaddr(value)[1]
    if not _MAILBOX.fullmatch(address) or any(ord(character) < _SPACE for character in value):
        raise ValueError(f'{value!r} is no mail address; write "desk@example.org" or "Wirewatch <alerts@example.org>"')
    return value


def _bare_mailbox(value: str) -> str:
    if not _MAILBOX.fullmatch(value):
        raise ValueError(f'{value!r} is no bare mail address; write "desk@example.org"')
    return value


def _contact(value: str) -> str:
    if not (value.isascii() and value.isprintable()):
        raise ValueError("stands in a header of every request; write it in plain ASCII, on one line")
    return value


def _place(value: str) -> str:
    found = _PLACE.fullmatch(value)
    if not found or not 0 < int(found[1]) <= _HIGHEST_PORT:
        raise ValueError(f'{value!r} is not HOST:PORT; write, for example, "news.example:443"')
    return value.lower()


def _address(value: str) -> str:
    host = _place(value).rpartition(":")[0].strip("[]")
    try:
        ipaddress.ip_address(host)
    except ValueError as error:
        raise ValueError(f'{value!r} is not ADDRESS:PORT; write the address in digits: "127.0.0.1:8080"') from error
    return value.lower()


def _spellings(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value or any(not spelling.strip() for spelling in value):
        raise ValueError('needs at least one spelling, none of them empty; write ["Idlib", "إدلب"]')
    return value


Name = Annotated[str, AfterValidator(_name)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_several)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Place = Annotated[str, AfterValidator(_place)]
Address = Annotated[str, AfterValidator(_address)]
Spellings = Annotated[tuple[str, ...], AfterValidator(_spellings)]
Contact = Annotated[str, AfterValidator(_contact)]
Sender = Annotated[str, AfterValidator(_mailbox)]
Recipients = Annotated[
    tuple[Annotated[str, AfterValidator(_bare_mailbox)], ...], BeforeValidator(_several), Field(min_length=1)
]
Hidden = Annotated[Secret, PlainValidator(_hide)]
HiddenWebAddress = Annotated[Secret, PlainValidator(_hide_web_address)]
HiddenStoreAddress = Annotated[Secret, PlainValidator(_hide_store_address)]


class Entry(BaseModel):
    """A table of the file.

    secrets: fields that may also come from a file, as `NAME_file`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    secrets: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def known_keys(cls) -> tuple[str, ...]:
        """The keys as the file writes them, those of secrets' files among them."""
        keys = [field.alias or name for name, field in cls.model_fields.items()]
        return (*keys, *(f"{name}_file" for name in keys if name in cls.secrets))

    @classmethod
    def tells_secret(cls, raw: Mapping[str, Any]) -> bool:
        """Whether a table, as it is written, holds a secret itself."""
        return bool(cls.secrets & raw.keys())


class StoreEntry(Entry):
    """`[store]`."""

    secrets: ClassVar = frozenset({"url"})
    url: HiddenStoreAddress | None = None

    @classmethod
    def tells_secret(cls, raw: Mapping[str, Any]) -> bool:
        """An address without a password is none."""
        return "@" in str(raw.get("url", ""))


class FetchEntry(Entry):
    """`[fetch]`."""

    user_agent_contact: Contact = ""
    allow_private: Annotated[tuple[Address, ...], BeforeValidator(_several)] = ()
    resolve: dict[Place, Address] = {}
    max_bytes: int = Field(8 * 1024 * 1024, ge=64 * 1024, le=256 * 1024 * 1024)
    seconds: float = Field(30, gt=0, le=600)
    delay_seconds: float = Field(1, ge=0, le=3600)
    poll_floor_seconds: float = Field(120, gt=0, le=86400)
    poll_ceiling_seconds: float = Field(1800, gt=0, le=86400, validate_default=True)
    respect_robots: bool = True

    @field_validator("poll_ceiling_seconds")
    @classmethod
    def _floor_below_ceiling(cls, ceiling: float, info: ValidationInfo) -> float:
        if info.data.get("poll_floor_seconds", 0) > ceiling:
            raise ValueError("is below poll_floor_seconds; a source is polled between the two")
        return ceiling


class TelemetryEntry(Entry):
    """`[telemetry]`."""

    secrets: ClassVar = frozenset({"sentry_dsn", "heartbeat_url"})
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "console", "json"] = "auto"
    sentry_dsn: HiddenWebAddress | None = None
    environment: str = "production"
    sentry_monitor: str = ""
    heartbeat_url: HiddenWebAddress | None = None
    heartbeat_seconds: float = Field(60, ge=10, le=86400)


class WatchEntry(Entry):
    """`[[watch]]`."""

    name: Name
    query: Annotated[str, Field(min_length=1)]
    notify: Notify = Notify.REPORTING
    channels: Texts = ()


class SourceEntry(Entry):
    """`[[source]]`."""

    name: Name
    url: WebAddress
    kind: SourceKind | None = None
    outlet: str = ""
    outlet_kind: str = ""
    language: Annotated[str, Field(pattern=r"^([a-z]{2})?$")] = ""
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""


class Concepts(RootModel[dict[Name, Annotated[Spellings, BeforeValidator(_several)]]]):
    """`[concepts]`: any name, a list of spellings each."""


class SlackEntry(Entry):
    """`[[channel]]` with `type = "slack"`."""

    secrets: ClassVar = frozenset({"webhook_url"})
    type: Literal["slack"]
    name: Name
    webhook_url: HiddenWebAddress
    ca_file: str | None = None


class EmailEntry(Entry):
    """`[[channel]]` with `type = "email"`."""

    secrets: ClassVar = frozenset({"password"})
    type: Literal["email"]
    name: Name
    host: Annotated[str, Field(min_length=1)]
    port: int | None = Field(None, ge=1, le=_HIGHEST_PORT)
    security: MailSecurity = MailSecurity.STARTTLS
    username: str = ""
    password: Hidden | None = Field(None, validate_default=True)
    ca_file: str | None = None
    sender: Sender = Field(alias="from")
    recipients: Recipients = Field(alias="to")

    @field_validator("password")
    @classmethod
    def _with_username(cls, password: Secret | None, info: ValidationInfo) -> Secret | None:
        if "username" in info.data and bool(info.data["username"]) != bool(password):
            raise ValueError("belongs together with `username`; give both or none")
        return password


class WebhookEntry(Entry):
    """`[[channel]]` with `type = "webhook"`."""

    secrets: ClassVar = frozenset({"url", "secret"})
    type: Literal["webhook"]
    name: Name
    url: HiddenWebAddress
    secret: Hidden | None = None
    ca_file: str | None = None


class TerminalEntry(Entry):
    """`[[channel]]` with `type = "terminal"`."""

    type: Literal["terminal"]
    name: Name

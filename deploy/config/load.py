"""From a file and the environment to a `Config`, or to one message with everything that is wrong."""

import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

import deploy
from alerts.channels.config import ChannelConfig
from crawler.policy import FetchPolicy
from crawler.sources.source import Source
from deploy.config.channels import read_channels
from deploy.config.mistakes import Mistakes, Table, shown
from deploy.config.schema import Concepts, FetchEntry, SourceEntry, StoreEntry, TelemetryEntry, WatchEntry
from deploy.config.tables import Origin, Tables
from deploy.wording import did_you_mean
from pipelines.errors import ConfigError, QueryError, UsageError
from pipelines.matching.parser import parse
from pipelines.secret import Secret
from pipelines.telemetry.settings import Telemetry
from pipelines.watch import Watch

SHIPPED: Final = Path(deploy.__file__).parent / "shipped.toml"


class _Named(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that is configured.

    file: where it stands. store_url: None for the embedded server in the data directory.
    origin: where its values came from, beside the file.
    """

    file: Path
    store_url: str | None = field(repr=False)
    fetch: FetchPolicy
    watches: tuple[Watch, ...]
    sources: tuple[Source, ...]
    channels: tuple[ChannelConfig, ...]
    telemetry: Telemetry
    origin: Origin = field(default_factory=Origin)

    def watch(self, name: str) -> Watch:
        """The watch of a name.

        Raises:
            UsageError: there is none; names those that there are.
        """
        return _named(self.watches, name, "watch", self.file)

    def source(self, name: str) -> Source:
        """The source of a name.

        Raises:
            UsageError: there is none; names those that there are.
        """
        return _named(self.sources, name, "source", self.file)

    def channel(self, name: str) -> ChannelConfig:
        """The channel of a name.

        Raises:
            UsageError: there is none; names those that there are.
        """
        return _named(self.channels, name, "channel", self.file)

    def secrets(self) -> tuple[Secret, ...]:
        """Every secret in it, for whoever must keep them out of logs and reports."""
        # Without user and password the address is no secret, and its absence from messages would only confuse.
        store = Secret(self.store_url) if self.store_url and "@" in self.store_url else None
        held = [store, self.telemetry.sentry_dsn, self.telemetry.heartbeat_url]
        held += [getattr(channel, part.name) for channel in self.channels for part in fields(channel)]
        return tuple(secret for secret in held if isinstance(secret, Secret))


def load(path: Path | None, environment: Mapping[str, str] | None = None) -> Config:
    """Read and check a configuration.

    path: the file; None for the shipped one. environment: None for that of the process.

    Raises:
        ConfigError: names every mistake with file, line, key, value and remedy.
    """
    file = SHIPPED if path is None else path
    text = _read(file)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: this is not TOML: {error}. Are all quotes and brackets closed?") from error
    mistakes = Mistakes(file, text)
    return _checked(file, raw, os.environ if environment is None else environment, mistakes)


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(f"{file} does not exist. `wirewatch init` writes a first configuration.") from error
    except OSError as error:
        raise ConfigError(f"{file} can't be read ({(error.strerror or str(error)).lower()}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} is not in UTF-8 (byte {error.start}). Save it as UTF-8.") from error


def _checked(file: Path, raw: Mapping[str, Any], environment: Mapping[str, str], mistakes: Mistakes) -> Config:
    tables = Tables(raw, file.parent, environment, mistakes)
    store = tables.single("store", StoreEntry, {"url": "REDIS_URL"} if environment.get("REDIS_URL") else {})
    fetch = tables.single("fetch", FetchEntry)
    telemetry = tables.single("telemetry", TelemetryEntry)
    channels = read_channels(tables, file.parent, mistakes)
    concepts = tables.checked(Table("concepts"), raw.get("concepts", {}), Concepts)
    watches = _watches(tables, concepts.root if concepts else {}, mistakes)
    sources = [
        Source(**dict(entry))
        for table, given in tables.repeated("source")
        if (entry := tables.entry(table, given, SourceEntry))
    ]
    mistakes.raise_if_any()
    return Config(
        file=file,
        store_url=store.url.reveal() if store.url else None,
        fetch=_policy(fetch),
        watches=tuple(watches),
        sources=tuple(sources),
        channels=tuple(channels),
        telemetry=Telemetry(**dict(telemetry)),
        origin=tables.origin(),
    )


def _policy(entry: FetchEntry) -> FetchPolicy:
    return FetchPolicy(
        contact=entry.user_agent_contact,
        allow_private=frozenset(entry.allow_private),
        resolve=dict(entry.resolve),
        max_bytes=entry.max_bytes,
        seconds=entry.seconds,
        delay=timedelta(seconds=entry.delay_seconds),
        poll_floor=timedelta(seconds=entry.poll_floor_seconds),
        poll_ceiling=timedelta(seconds=max(entry.poll_floor_seconds, entry.poll_ceiling_seconds)),
        respect_robots=entry.respect_robots,
    )


def _watches(tables: Tables, concepts: dict[str, tuple[str, ...]], mistakes: Mistakes) -> list[Watch]:
    # Names as they are written, so that a channel with a mistake of its own is not called unknown as well.
    channels = tables.names("channel")
    watches = []
    for table, given in tables.repeated("watch"):
        entry = tables.entry(table, given, WatchEntry)
        # What can be read of a watch is looked at whatever else is wrong with it: all mistakes are told at once.
        query, told = (entry.query, entry.channels) if entry else (given.get("query"), given.get("channels"))
        for name in told if isinstance(told, list | tuple) else ():
            if isinstance(name, str) and name not in channels:
                known = did_you_mean(name, channels) or " Add a [[channel]] with that name."
                mistakes.add(table, ("channels",), f'"{name}" is no channel.{known}')
        try:
            parse(query if isinstance(query, str) and query else "*", concepts)
        except QueryError as error:
            mistakes.add(table, ("query",), f"{error} {_where(str(query), error.position)}")
        if entry:
            watches.append(Watch(entry.name, entry.query, concepts, entry.notify, entry.channels))
    return watches


def _where(query: str, position: int) -> str:
    rest = query[position:].strip()
    return f"That is at {shown(rest)}, character {position + 1}." if rest else "That is at its end."


def _named(parts: Iterable[N], name: str, kind: str, file: Path) -> N:
    known = {part.name: part for part in parts}
    if name in known:
        return known[name]
    remedy = did_you_mean(name, known) or _those(tuple(known))
    raise UsageError(f'There is no {kind} "{name}" in {file}.{remedy}')


def _those(names: Sequence[str]) -> str:
    if not names:
        return " There are none yet."
    return f" There are {', '.join(names)}." if len(names) > 1 else f" There is only {names[0]}."

"""Opening the store: connect, refuse settings that lose alerts, reconcile after a restart of the server."""

import asyncio
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from redis import exceptions
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialBackoff

from pipelines.errors import ConfigError, StoreUnavailable, StoreUnsafe
from pipelines.store.connections import with_better_connections
from pipelines.store.outage import OUTAGES, Unwritable

_OLDEST: Final = (7, 0)
# How the client library writes what the system told it.
_NUMBERED: Final = re.compile(r"\b(?:Error|Errno) (\d+)\b")
_PREFIX: Final = re.compile(r"^Error -?\d+ connecting to \S+ ")
_RECONCILED: Final = "ww:server"
_REWRITE_POLL_SECONDS: Final = 0.02


def connect(url: str) -> Redis:
    """A client that retries what the network drops. Nothing is sent yet.

    url: redis://, rediss:// or unix://, with the database number if any.

    Raises:
        ConfigError: the address can't be understood.
    """
    try:
        redis = Redis.from_url(
            url,
            retry=Retry(ExponentialBackoff(cap=1, base=0.05), 3),
            retry_on_error=[exceptions.ConnectionError, exceptions.TimeoutError],
            socket_connect_timeout=5,
            health_check_interval=30,
            protocol=2,
        )
    except ValueError as error:
        raise ConfigError(
            f"store.url: {without_secret(url)!r} is no Redis address. Use redis://HOST:6379/0."
        ) from error
    return with_better_connections(redis)


async def check_store(redis: Redis, url: str) -> None:
    """Make sure that the server keeps what it acknowledges. Writes nothing.

    Raises:
        StoreUnavailable: no answer. StoreUnsafe: version, eviction or persistence would lose alerts.
    """
    with _told_of_refusals(url):
        await _checked(redis, url)


async def open_store(redis: Redis, url: str) -> None:
    """Check the store, and finish what the last restart of its server left open.

    Raises:
        StoreUnavailable: no answer, or no memory. StoreUnsafe: version, eviction or persistence would lose alerts.
    """
    with _told_of_refusals(url):
        await _reconcile(redis, await _checked(redis, url))


@contextmanager
def told_of_outages(url: str) -> Iterator[None]:
    """Within it, an outage of the store is told as one.

    Raises:
        StoreUnavailable: the server does not answer, refuses the password or has no memory left.
    """
    where = without_secret(url)
    try:
        yield
    except exceptions.AuthenticationError as error:
        raise StoreUnavailable(f"The store at {where} refuses the password. Check store.url.") from error
    except exceptions.OutOfMemoryError as error:
        raise StoreUnavailable(
            f"The store at {where} has no memory left and refuses to write. Raise its maxmemory; nothing is lost."
        ) from error
    except Unwritable as error:
        raise StoreUnavailable(f"The store at {where} can't write ({error}). Is its disk full?") from error
    except OUTAGES as error:
        raise StoreUnavailable(
            f"The store at {where} does not answer ({_in_words(error)}). "
            "Start its server, or correct `url` in [store]; nothing is lost."
        ) from error


def _in_words(error: Exception) -> str:
    """The system's words for what a connection failed of ("connection refused"), else the server's own."""
    if number := _NUMBERED.search(str(error)):
        return os.strerror(int(number[1])).lower()
    if isinstance(error, exceptions.TimeoutError):
        return "it took too long"
    return _PREFIX.sub("", str(error)).rstrip(".")


@contextmanager
def _told_of_refusals(url: str) -> Iterator[None]:
    """As `told_of_outages`; besides, that the server does not do what it is asked, such as for a database it lacks."""
    with told_of_outages(url):
        try:
            yield
        except OUTAGES:
            raise
        except exceptions.ResponseError as error:
            raise StoreUnavailable(
                f"The store at {without_secret(url)} refuses what it is asked ({error}). "
                "Check the database number and the user's permissions in store.url."
            ) from error


async def _checked(redis: Redis, url: str) -> str:
    """The run id of a server that is fit to be used."""
    server = await redis.info("server")
    faults = [*_old(server), *_unsafe(await _settings(redis))]
    if faults:
        raise StoreUnsafe(f"The store at {without_secret(url)} would lose alerts: " + "; ".join(faults) + ".")
    return str(server["run_id"])


def without_secret(url: str) -> str:
    """The address without user and password, fit for messages."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


async def _settings(redis: Redis) -> dict[str, str]:
    try:
        found: dict[Any, Any] = await redis.config_get("maxmemory-policy", "appendonly", "appendfsync", "maxmemory")
    except exceptions.ResponseError as error:
        # Hosted servers forbid CONFIG: then INFO tells of eviction and persistence all the same.
        if "unknown command" not in str(error).lower() and not isinstance(error, exceptions.NoPermissionError):
            raise
        memory, persistence = await redis.info("memory"), await redis.info("persistence")
        return {
            "maxmemory-policy": str(memory.get("maxmemory_policy", "unknown")),
            "appendonly": "yes" if persistence.get("aof_enabled") else "no",
        }
    return {_text(key): _text(value) for key, value in found.items()}


def _text(value: bytes | str) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _old(server: dict[str, Any]) -> list[str]:
    if "valkey_version" in server:
        return []
    version = str(server["redis_version"])
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    return [] if numbers >= _OLDEST else [f"Redis {version} is too old; use Redis 7.0 or newer, or Valkey"]


def _unsafe(settings: dict[str, str]) -> list[str]:
    """What is wrong with a server's settings, each with its remedy."""
    faults = []
    if settings["maxmemory-policy"] != "noeviction":
        faults.append(
            f"it evicts records when memory is short (maxmemory-policy {settings['maxmemory-policy']}); "
            "run CONFIG SET maxmemory-policy noeviction and put it into the server's configuration file"
        )
    if settings["appendonly"] != "yes":
        faults.append(
            "it forgets what it acknowledged when it stops (appendonly no); "
            "run CONFIG SET appendonly yes and put it into the server's configuration file"
        )
    elif settings.get("appendfsync", "always") != "always":
        faults.append(
            f"a power cut loses the last second (appendfsync {settings['appendfsync']}); "
            "run CONFIG SET appendfsync always and put it into the server's configuration file"
        )
    return faults


async def _reconcile(redis: Redis, run_id: str) -> None:
    """After a restart of the server: rewrite its log once, so that a torn tail can't be loaded a second time."""
    if await redis.get(_RECONCILED) == run_id.encode():
        return
    persistence = await redis.info("persistence")
    if persistence["aof_enabled"] and not persistence["aof_rewrite_in_progress"]:
        await _rewrite_log(redis)
    while (await redis.info("persistence"))["aof_rewrite_in_progress"]:  # noqa: ASYNC110 - the server tells no other way
        await asyncio.sleep(_REWRITE_POLL_SECONDS)
    await redis.set(_RECONCILED, run_id)


async def _rewrite_log(redis: Redis) -> None:
    """Have the server begin to rewrite its log; whoever came at the same moment may have asked for it already."""
    try:
        await redis.bgrewriteaof()
    except exceptions.ResponseError as error:
        if "in progress" not in str(error):
            raise

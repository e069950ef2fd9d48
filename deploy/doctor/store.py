"""The server that keeps everything: its settings, version, memory, log and clock, and the indexes in it."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from redis.asyncio import Redis

from deploy.doctor.finding import Finding, fine, note, problem
from deploy.wording import counted
from pipelines.store.connection import without_secret
from pipelines.store.history import RedisHistory
from pipelines.store.journal import Journal
from pipelines.watch import Watch

_AREA: Final = "store"
_MEMORY_SHARE: Final = 0.8
_CLOCKS_APART: Final = timedelta(seconds=30)
_MIB: Final = 1 << 20
_REBUILD: Final = "Run `wirewatch doctor --rebuild`."


async def look_at_store(redis: Redis, url: str, *, embedded: bool, now: datetime) -> AsyncIterator[Finding]:
    """How an opened server is."""
    info: dict[str, Any] = await redis.info()
    yield fine(_AREA, f"{_flavour(info)}, {'embedded' if embedded else without_secret(url)}, {_memory(info)} in use")
    for finding in judge_info(info):
        yield finding
    seconds, microseconds = await redis.time()
    there = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=microseconds)
    if abs(there - now) > _CLOCKS_APART:
        apart = f"{abs(there - now).total_seconds():.0f} seconds"
        yield problem(_AREA, f"The clocks of this machine and of the store are {apart} apart.", "Turn on NTP on both.")


def judge_info(info: Mapping[str, Any]) -> Iterator[Finding]:
    """What a server's INFO says that should be mended. Pure."""
    limit, used = int(info.get("maxmemory", 0)), int(info["used_memory"])
    if limit and used > _MEMORY_SHARE * limit:
        share = f"{used / limit:.0%} of its {limit / _MIB:.0f} MiB"
        yield problem(_AREA, f"The server uses {share} of memory; when it is full, work stops.", "Raise maxmemory.")
    if info.get("aof_last_write_status", "ok") != "ok":
        yield problem(_AREA, "The server could not write its log the last time.", "Is its disk full? See its own log.")
    if info.get("role") not in {None, "master"}:
        yield problem(_AREA, "The server is a replica and takes no writes.", "Point [store] url at the primary.")


async def look_at_indexes(redis: Redis, watches: tuple[Watch, ...]) -> AsyncIterator[Finding]:
    """Whether what is folded from the journals has reached their ends."""
    for watch in watches:
        history = RedisHistory(redis, watch.name)
        folded, missing = await history.catch_up(), await history.missing()
        # Read last: a daemon may commit in between, and a journal that is ahead is nothing wrong.
        reports = await Journal(redis, watch.name).generation()
        if folded > reports:
            yield problem(
                _AREA, f"The indexes of {watch.name} tell of reports that its journal does not hold.", _REBUILD
            )
        elif missing:
            yield problem(
                _AREA, f"The indexes of {watch.name} have lost {counted(missing, 'entry', 'entries')}.", _REBUILD
            )
        else:
            yield fine(_AREA, f"{watch.name}: {counted(reports, 'report')}")


async def rebuild_indexes(redis: Redis, watches: tuple[Watch, ...]) -> AsyncIterator[Finding]:
    """Fold the indexes of every watch from its journal again."""
    for watch in watches:
        reports = await RedisHistory(redis, watch.name).rebuild()
        yield note(_AREA, f"{watch.name}: made the indexes of {counted(reports, 'report')} again.", "")


def _flavour(info: Mapping[str, Any]) -> str:
    if "valkey_version" in info:
        return f"Valkey {info['valkey_version']}"
    return f"Redis {info['redis_version']}"


def _memory(info: Mapping[str, Any]) -> str:
    return f"{int(info['used_memory']) / _MIB:.1f} MiB"

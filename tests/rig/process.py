"""The command `wirewatch` in processes of its own, configured for servers on loopback."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from deploy.valkey import EmbeddedValkey
from tests.rig.waiting import until

COMMAND = [str(Path(sys.executable).with_name("wirewatch"))]
# Nothing of the caller's environment decides what is tested.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "REDIS_URL" and not name.startswith("WIREWATCH_")
}


def configuration(
    sources: Mapping[str, str] | str,
    channels: Mapping[str, Mapping[str, Any]] | str,
    *,
    store: str | None = None,
    watches: Mapping[str, str] | None = None,
    **fetch: Any,
) -> str:
    """A configuration that polls as often as it may and tells every channel of every watch.

    sources: name → address; or one base address, whose feed it is. channels: name → settings; or a webhook's address.
    watches: name → query. fetch: settings of `[fetch]`.
    """
    feeds = {"wire": f"{sources}/feed.xml"} if isinstance(sources, str) else sources
    told = {"desk": {"type": "webhook", "url": channels}} if isinstance(channels, str) else channels
    private = sorted({url.removeprefix("http://").partition("/")[0] for url in feeds.values()})
    manners = {
        "allow_private": private, "delay_seconds": 0, "poll_floor_seconds": 0.3, "poll_ceiling_seconds": 0.3,
    } | fetch  # fmt: skip
    tables = [_table("[store]", {"url": store})] if store else []
    tables.append(_table("[fetch]", manners))
    tables += [
        _table("[[watch]]", {"name": name, "query": query, "channels": list(told)})
        for name, query in (watches or {"idlib": "idlib"}).items()
    ]
    tables += [_table("[[channel]]", {"name": name, **settings}) for name, settings in told.items()]
    tables += [_table("[[source]]", {"name": name, "url": url}) for name, url in feeds.items()]
    return "\n".join(tables)


def _table(header: str, values: Mapping[str, Any]) -> str:
    # What JSON writes of texts, numbers and lists of texts, TOML reads.
    return "\n".join([header, *(f"{key} = {json.dumps(value)}" for key, value in values.items())]) + "\n"


@contextmanager
def store(folder: Path) -> "Iterator[redis.Redis]":
    """A client of the daemon's embedded server, without starting it."""
    with redis.Redis.from_url(EmbeddedValkey(folder / "data").url, retry=Retry(NoBackoff(), 0)) as there:
        yield there


@contextmanager
def daemon(folder: Path, *options: str, log: str = "daemon.log") -> Iterator["subprocess.Popen[bytes]"]:
    """`wirewatch run` with the configuration in `folder`; killed without warning at the end."""
    with (folder / log).open("ab") as written:
        process = subprocess.Popen(
            [*COMMAND, *_places(folder), "run", *options],
            stdout=written,
            stderr=written,
            env={**ENVIRONMENT, "WIREWATCH_TELEMETRY_LOG_LEVEL": "info"},
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


async def ended(process: "subprocess.Popen[bytes]", seconds: float) -> float:
    """Wait for a process to end; how many seconds that took."""
    started = time.monotonic()
    await until(lambda: process.poll() is not None, seconds)
    return time.monotonic() - started


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Its standard output, read as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


async def wirewatch(folder: Path, *arguments: str, seconds: float = 60) -> Ended:
    """A command with the configuration in `folder`, while this process goes on serving."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND, *_places(folder), *arguments,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, cwd=folder,
    )  # fmt: skip
    try:
        async with asyncio.timeout(seconds):
            out, err = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Ended(process.returncode or 0, out.decode(), err.decode())


def _places(folder: Path) -> Sequence[str]:
    return ["--config", str(folder / "wirewatch.toml"), "--data", str(folder / "data")]

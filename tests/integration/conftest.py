"""The stores that Wirewatch promises to work with."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from deploy.valkey import EmbeddedValkey
from tests.rig.servers import Server, debian_redis, valkey


@pytest.fixture(params=["embedded", "valkey", "redis"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str | None]:
    """`[store] url` for each kind of store; None for the embedded one."""
    if request.param == "embedded":
        yield None
        return
    with Server(debian_redis() if request.param == "redis" else valkey(), tmp_path / "server") as server:
        yield server.url


@pytest.fixture
def contents(store_url: str | None, tmp_path: Path) -> Callable[[], dict[bytes, object]]:
    """Everything that the store holds, but for the hosts' clocks, which run out by themselves."""

    def found() -> dict[bytes, object]:
        if store_url is not None:
            return _dumped(store_url)
        if not (tmp_path / "data").exists():
            return {}
        with EmbeddedValkey(tmp_path / "data") as embedded:
            return _dumped(embedded.url)

    return found


def _dumped(url: str) -> dict[bytes, object]:
    with redis.Redis.from_url(url) as there:
        read = {
            b"string": there.get,
            b"hash": there.hgetall,
            b"set": there.smembers,
            b"zset": lambda key: there.zrange(key, 0, -1, withscores=True),
            b"stream": lambda key: (there.xrange(key), there.xinfo_groups(key)),
        }
        return {key: read[there.type(key)](key) for key in there.scan_iter() if not key.startswith(b"ww:host:")}

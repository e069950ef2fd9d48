"""Real servers for the tests."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest
from redis.asyncio import Redis

from deploy.valkey import EmbeddedValkey
from pipelines.store.connection import connect, open_store
from tests.rig.wire import Desk, Wire


@pytest.fixture(scope="session")
def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Valkey, one for the whole run of a test process."""
    with EmbeddedValkey(tmp_path_factory.mktemp("valkey")) as server:
        yield server.url


@pytest.fixture
async def store(valkey_url: str) -> AsyncIterator[Redis]:
    """A client of an empty, opened store."""
    async with connect(valkey_url) as redis:
        await redis.flushall()
        await open_store(redis, valkey_url)
        yield redis


@pytest.fixture
def data_directory(tmp_path: Path) -> Path:
    """An empty data directory."""
    return tmp_path / "data"


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """A news site with one report that is out already."""
    async with Wire().serve() as site:
        site.publish()
        yield site


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """Who is told."""
    async with Desk().serve() as hook:
        yield hook


@pytest.fixture(scope="session", autouse=True)
def _no_server_stays(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An embedded server whose users were all killed waits for the next one: at the end, that is here, and ends it."""
    yield
    for record in tmp_path_factory.getbasetemp().rglob("server.pid"):
        if psutil.pid_exists(int(record.read_text())):
            with EmbeddedValkey(record.parent.parent):
                pass

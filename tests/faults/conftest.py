"""The stores under the faults."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.valkey import EmbeddedValkey
from tests.rig.servers import Server, debian_redis


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The distribution's Redis, for the test to stop, kill and fill."""
    with Server(debian_redis(), tmp_path / "server") as running:
        yield running


@pytest.fixture(autouse=True)
def _no_server_is_left(tmp_path: Path) -> Iterator[None]:
    """A daemon that is killed leaves its embedded server to the next one: here nobody comes, and it is stopped."""
    yield
    for lock in tmp_path.glob("**/valkey/users.lock"):
        with EmbeddedValkey(lock.parent.parent):
            pass

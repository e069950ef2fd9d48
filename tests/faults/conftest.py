"""The stores under the faults."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.servers import Server, debian_redis


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The distribution's Redis, for the test to stop, kill and fill."""
    with Server(debian_redis(), tmp_path / "server") as running:
        yield running

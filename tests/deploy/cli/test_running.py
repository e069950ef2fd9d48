"""A command that is ended closes what it opened."""

import asyncio
import signal
import subprocess
from pathlib import Path

import pytest
import redis

from tests.rig.process import COMMAND, ENVIRONMENT, configuration, ended, store
from tests.rig.waiting import until
from tests.rig.wire import Desk, Extra, Wire


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
async def test_a_crawl_that_is_ended_leaves_no_server_and_no_traceback(ending, tmp_path: Path, wire: Wire, desk: Desk):
    wire.extras["/extra/slow"] = Extra(b"<p>Idlib</p>", held=asyncio.Event())
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    process = subprocess.Popen(  # noqa: ASYNC220 - returns at once
        [*COMMAND, "--data", "data", "crawl"], cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE
    )
    await until(lambda: "/extra/slow" in wire.asked, 60)
    process.send_signal(ending)
    await ended(process, 30)
    assert (process.returncode, process.stderr.read().strip()) == (1, b"Aborted!")
    process.stderr.close()
    with store(tmp_path) as there, pytest.raises(redis.ConnectionError):
        there.ping()

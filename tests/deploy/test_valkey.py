"""The embedded server: started by the first, shared, stopped by the last, never downgraded."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from deploy.valkey import EmbeddedValkey, has_ended, is_loading
from pipelines.errors import StoreUnavailable, StoreUnsafe


def client(server: EmbeddedValkey) -> redis.Redis:
    return redis.Redis.from_url(server.url)


def test_the_last_user_stops_it(data_directory):
    with EmbeddedValkey(data_directory) as first:
        with EmbeddedValkey(data_directory) as second, client(second) as there:
            assert second.url == first.url
            there.set("kept", "1")
        with client(first) as there:
            assert there.get("kept") == b"1"
    with client(first) as there, pytest.raises(redis.ConnectionError):
        there.ping()


def test_it_keeps_what_it_acknowledged_through_kill_nine(data_directory):
    with EmbeddedValkey(data_directory) as server, client(server) as there:
        there.set("kept", "1")
        pid = there.info("server")["process_id"]
        os.kill(pid, signal.SIGKILL)
        with EmbeddedValkey(data_directory) as again, client(again) as back:
            assert back.get("kept") == b"1"


@pytest.mark.parametrize(
    ("log", "loading"),
    [
        ("* Loading RDB produced by Valkey", True),
        ("* Loading RDB produced by Valkey\n* Ready to accept connections unix", False),
        ("* Ready to accept connections unix\n* Valkey is starting\n* Loading RDB produced by Valkey", True),
        ("* Valkey is starting", False),
    ],
)
def test_a_server_that_was_killed_after_it_had_loaded_is_not_waited_for(tmp_path, log, loading):
    (tmp_path / "server.log").write_text(log)
    assert is_loading(tmp_path / "server.log") is loading
    assert not is_loading(tmp_path / "none.log")


def test_a_server_whose_process_is_gone_has_ended(tmp_path):
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    record = tmp_path / "process"
    for told, ended in ((f"{process.pid}\n", True), (f"{os.getpid()}\n", False), ("", False)):
        record.write_text(told)
        assert has_ended(record) is ended
    assert not has_ended(tmp_path / "none.pid")


def test_a_deep_data_directory_gets_a_short_socket(tmp_path):
    deep = tmp_path / ("d" * 100)
    with EmbeddedValkey(deep) as server, client(server) as there:
        assert there.ping()
        assert len(server.url) < 108


def test_data_of_a_newer_server_is_refused(data_directory):
    with EmbeddedValkey(data_directory):
        pass
    (data_directory / "valkey" / "server.json").write_text(json.dumps({"flavour": "valkey", "version": [99, 0, 0]}))
    with pytest.raises(StoreUnsafe, match="valkey 99"), EmbeddedValkey(data_directory):
        pass


def test_a_data_directory_that_can_not_be_made_says_so():
    with pytest.raises(StoreUnavailable, match="--data"), EmbeddedValkey(Path("/proc/wirewatch")):
        pass


@pytest.mark.parametrize("record", ["", "{", "{}", "[]", '{"flavour": "valkey", "version": ["new"]}'])
def test_data_of_nobody_knows_which_server_is_refused(data_directory, record):
    (data_directory / "valkey").mkdir(parents=True)
    (data_directory / "valkey" / "server.json").write_text(record)
    with pytest.raises(StoreUnsafe, match="Delete it if"), EmbeddedValkey(data_directory):
        pass


def test_a_data_directory_that_goes_wrong_later_says_so(data_directory):
    (data_directory / "valkey" / "start.lock").mkdir(parents=True)
    with pytest.raises(StoreUnavailable, match="--data"), EmbeddedValkey(data_directory):
        pass

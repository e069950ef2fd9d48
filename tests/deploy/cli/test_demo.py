"""`wirewatch demo` as a user calls it."""

import json
import subprocess
import sys

import pytest

FIELDS = ["id", "url", "matched", "verdict", "alert", "story", "of", "new", "conflicts", "reasons"]


@pytest.fixture
def demo(tmp_path):
    def run(*arguments):
        command = [sys.executable, "-c", "from deploy.cli import main; main()", "demo", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100)

    return run


def test_it_shows_what_is_told_and_what_to_do_next(demo, tmp_path):
    told = demo()
    assert told.stderr == ""
    assert told.returncode == 0, told.stdout[-2000:]
    assert "Every verdict is one that the bundle expects." in told.stdout
    assert "wirewatch init" in told.stdout
    assert "\x1b" not in told.stdout
    assert max(map(len, told.stdout.splitlines())) < 100
    assert list(tmp_path.iterdir()) == []


def test_json_has_the_fields_of_a_backtest(demo):
    told = demo("--json")
    assert told.stderr == ""
    assert told.returncode == 0
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    assert len(lines) >= 40
    assert all(list(line) == FIELDS for line in lines)


def test_help_has_an_example(demo):
    assert "Example: wirewatch demo --json" in demo("--help").stdout

"""No command tells a secret when what it needs is out of order. Each runs in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFIGURATION = """
[[watch]]
name = "a"
query = "*"
channels = ["desk", "mail", "hook"]
[[channel]]
name = "desk"
type = "slack"
webhook_url = "https://127.0.0.1:9/services/T0/B0/veryhidden"
[[channel]]
name = "mail"
type = "email"
host = "127.0.0.1"
port = 9
username = "me"
password = "veryhidden"
from = "a@desk.example"
to = ["b@desk.example"]
[[channel]]
name = "hook"
type = "webhook"
url = "https://127.0.0.1:9/veryhidden"
secret = "veryhidden"
[[source]]
name = "s"
url = "https://news.example/rss"
"""
NO_STORE = {"WIREWATCH_STORE_URL": "redis://:veryhidden@127.0.0.1:9/0"}


def told(folder: Path, arguments: list[str], environment: dict[str, str]) -> str:
    """All that a failing command prints."""
    (folder / "wirewatch.toml").write_text(CONFIGURATION)
    program = "from deploy.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    return ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["alerts", "test", "desk"], {}, "can't be reached"),
        (["alerts", "test", "mail"], {}, "can't be reached"),
        (["alerts", "test", "hook"], {}, "can't be reached"),
        (["run"], NO_STORE, "does not answer"),
        (["crawl"], NO_STORE, "does not answer"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_failure_is_told_without_secrets(tmp_path, arguments, environment, expected):
    output = told(tmp_path, arguments, environment)
    assert expected in output
    assert "veryhidden" not in output
    assert "Traceback" not in output

"""What is installed is whole, and the ways to run it keep what they promise."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "systemd" / "wirewatch.service"
DOCKERFILE = ROOT / "deploy" / "container" / "Dockerfile"
COMPOSE = ROOT / "deploy" / "compose" / "compose.yaml"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> set[str]:
    """Names of the files in a wheel that was built now."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist())


def test_the_wheel_holds_every_data_file_of_the_packages(wheel):
    files = (file for package in packages() for file in (ROOT / package).rglob("*") if file.is_file())
    assert {str(file.relative_to(ROOT)) for file in files if file.parent.name != "__pycache__"} <= wheel
    assert {"deploy/shipped.toml", "deploy/first.toml"} <= wheel


def packages() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def test_the_image_holds_the_same_packages_as_the_wheel():
    text = DOCKERFILE.read_text()
    assert re.findall(r"^COPY (\w+) \1$", text, re.MULTILINE) == packages()
    let_in = Path(f"{DOCKERFILE}.dockerignore").read_text()
    assert {f"!{package}" for package in packages()} <= set(let_in.splitlines())


def test_the_image_runs_as_nobody_in_particular_and_forwards_signals():
    text = DOCKERFILE.read_text()
    assert "USER 10001:10001" in text
    commands = re.findall(r"^(?:ENTRYPOINT|CMD) (.*)$", text, re.MULTILINE)
    assert [json.loads(command)[-1] for command in commands] == ["/var/lib/wirewatch", "run"]


def test_the_unit_lets_the_daemon_finish_and_keeps_it_in_bounds():
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(UNIT.read_text())
    service = unit["Service"]
    assert service["KillMode"] == "mixed"
    assert int(service["TimeoutStopSec"]) >= 10
    assert service["Restart"] == "on-failure"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["StateDirectory"] == "wirewatch"


def test_the_store_of_the_compose_file_keeps_what_it_acknowledges():
    lines = [line.strip().removeprefix("- ").strip('"') for line in COMPOSE.read_text().splitlines()]
    settings = dict(pairwise(lines))
    assert settings["--appendonly"] == "yes"
    assert settings["--appendfsync"] == "always"
    assert settings["--maxmemory-policy"] == "noeviction"
    assert lines.count("read_only: true") == 2

"""Two reports of one agreement, which differ on a figure, through the command."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evaluation.agreement import faults, pairs

WIREWATCH = Path(sys.executable).with_name("wirewatch")
BROADCASTERS = [
    pair for pair in pairs() if {report["id"] for report in pair} == {"explainer-both", "broadcaster-miles"}
]


@pytest.mark.parametrize("mode", [("--watch", "idlib-agreement"), ("--all",)], ids=["watch", "all"])
@pytest.mark.parametrize("pair", BROADCASTERS, ids=["both-last", "both-first"])
def test_the_second_report_is_new_reporting_that_contradicts_the_first_on_the_width(pair, mode, tmp_path: Path):
    rows = [
        {**{key: report[key] for key in ("id", "title", "text")}, "published": report["published"].isoformat()}
        for report in pair
    ]
    (tmp_path / "pair.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = subprocess.run(
        [WIREWATCH, "backtest", "pair.jsonl", *mode, "--json"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert faults([json.loads(line) for line in done.stdout.splitlines()]) == []

"""How well reports of one agreement are told apart: `python -m tests.evaluation.agreement`.

`agreement.toml` has reports in our own words. Of each two, of which one holds both widths of the zone and the other one
of them, whichever comes second must be new reporting on the same story, with a conflict on the width and on nothing
else. Every pair is handed to `wirewatch backtest`, in both orders, under the shipped watch and with `--all`.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

REPORTS = Path(__file__).with_name("agreement.toml")
WIREWATCH = Path(sys.executable).with_name("wirewatch")
MODES = (("--watch", "idlib-agreement"), ("--all",))
Pair = tuple[dict, dict]


def pairs() -> Iterator[Pair]:
    """Every pair of a report with both widths and one with one of them, in both orders."""
    reports = tomllib.loads(REPORTS.read_text())["report"]
    for one in reports:
        for other in reports:
            if len(one["widths"]) != len(other["widths"]):
                yield one, other


def backtest(pair: Pair, mode: Sequence[str]) -> list[dict]:
    """The lines of the command for two reports."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pair.jsonl")
        path.write_text("".join(json.dumps(_row(report)) + "\n" for report in pair))
        done = subprocess.run(
            [WIREWATCH, "backtest", path, *mode, "--json"], cwd=folder, capture_output=True, text=True, check=True
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def faults(lines: Sequence[dict]) -> list[str]:
    """What is wrong with the second line of a pair, nothing if it is as it should be."""
    first, second = lines
    if first["story"] is None or second["story"] != first["story"]:
        return ["another story"]
    found = [] if second["verdict"] == "new_reporting" else [f"verdict {second['verdict']}"]
    subjects = [(conflict["subject"], conflict["unit"]) for conflict in second["conflicts"]]
    if ("zone width", "km") not in subjects:
        found.append("width missed")
    return found + [f"conflict on {subject}" for subject, unit in subjects if (subject, unit) != ("zone width", "km")]


def _row(report: dict) -> dict:
    return {
        "id": report["id"], "title": report["title"], "text": report["text"], "source": report["outlet"],
        "published": report["published"].isoformat(), "url": f"https://{report['id']}.example/",
    }  # fmt: skip


def main() -> None:
    every = [(pair, mode) for pair in pairs() for mode in MODES]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda one: faults(backtest(*one)), every))
    counted: dict[tuple[str, str], Counter] = {}
    for ((one, other), mode), wrong in zip(every, found, strict=True):
        language = one["language"] if one["language"] == other["language"] else "mixed"
        counted.setdefault((mode[0], language), Counter()).update(wrong or ["right"])
    for (mode, language), counts in sorted(counted.items()):
        rest = ", ".join(f"{count} {fault}" for fault, count in counts.items() if fault != "right")
        print(f"agreement {mode:<8} {language:<6} {counts['right']} right{f', {rest}' if rest else ''}")


if __name__ == "__main__":
    main()

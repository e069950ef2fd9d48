"""How well reports of one agreement are told apart: `python -m tests.evaluation.agreement`.

`agreement.toml` has reports in our own words. Of each two, of which one holds both widths of the zone and the other one
of them, whichever comes second must be new reporting on the same story, with a conflict on the width and on nothing
else. Every pair is backtested in both orders, under the shipped watch and as if everything matched.
"""

import asyncio
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from deploy.config import load
from deploy.replay import Replay
from pipelines.extraction.extract import article_from_text
from pipelines.extraction.inputs import Given, Text
from pipelines.watch import Watch

REPORTS = Path(__file__).with_name("agreement.toml")
WATCHES = {"watch": load(None).watch("idlib-agreement"), "all": Watch("all", "*")}
Pair = tuple[dict, dict]


def pairs() -> Iterator[Pair]:
    """Every pair of a report with both widths and one with one of them, in both orders."""
    reports = tomllib.loads(REPORTS.read_text())["report"]
    for one in reports:
        for other in reports:
            if len(one["widths"]) != len(other["widths"]):
                yield one, other


async def replayed(pair: Pair, mode: str) -> list[dict]:
    """The lines of a backtest of two reports; mode: `watch` or `all`."""
    replay = Replay(WATCHES[mode], everything=mode == "all")
    judged = [
        await replay.judge(given, article_from_text(report["title"], report["text"], given.url, report["published"]))
        for report in pair
        for given in [_given(report)]
    ]
    return [msgspec.to_builtins(line) for line in await replay.lines(judged)]


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


def _given(report: dict) -> Given:
    id, text = report["id"], Text(report["title"], report["text"])
    return Given(Path(id), 1, text, f"https://{id}.example/", id, report["outlet"], report["published"])


async def main() -> None:
    counted: dict[tuple[str, str], Counter] = {}
    for pair in pairs():
        languages = {report["language"] for report in pair}
        language = languages.pop() if len(languages) == 1 else "mixed"
        for mode in WATCHES:
            wrong = faults(await replayed(pair, mode))
            counted.setdefault((mode, language), Counter()).update(wrong or ["right"])
    for (mode, language), counts in sorted(counted.items()):
        rest = ", ".join(f"{count} {fault}" for fault, count in counts.items() if fault != "right")
        print(f"agreement {mode:<6} {language:<6} {counts['right']} right{f', {rest}' if rest else ''}")


if __name__ == "__main__":
    asyncio.run(main())

"""How many developments and updates are told, and how many copies of them are not.

`python -m tests.evaluation.developments`; `stories.py` tells what the articles are.
"""

import asyncio
from collections import Counter, defaultdict

from tests.evaluation.developments.run import judged


def main() -> None:
    found = asyncio.run(judged())
    kinds: defaultdict[tuple[bool, str], Counter] = defaultdict(Counter)
    for item, report in found:
        right = report.alert == item.expected
        kinds[item.expected, item.kind][right] += 1
        kinds[item.expected, f"in {item.language}"][right] += 1
        if not right:
            print(f"wrong: {item.name}, {item.kind} “{item.title}”: {report.verdict}, {report.reasons[0]}")
    for (expected, name), counts in sorted(kinds.items(), reverse=True):
        share = counts[True] / counts.total()
        print(f"developments {'told' if expected else 'silent':<7} {name:<28} {share:.3f}   of {counts.total()}")


if __name__ == "__main__":
    main()

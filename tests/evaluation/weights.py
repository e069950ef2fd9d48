"""Learn how much each feature of a line speaks for a notice (`pipelines/extraction/composition.py`).

    python -m tests.evaluation.weights CORPUS [--share 0.0004] > pipelines/extraction/wordings/weights.toml

Notices are those of `notices.toml` beside this file; articles are the texts of CORPUS: folders of saved pages as for
`tests.evaluation.extraction`, and files `*.jsonl.gz` with `text`. Logistic regression; the bias is set so that of the
lines of articles that could be notices at all, `--share` of all lines are taken for some. Lines that wordings already
know are left out on both sides, so that the weights are those of the rest.
"""

import argparse
import gzip
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from pipelines.extraction.composition import features, pointer
from pipelines.extraction.folding import fold, words_only
from pipelines.extraction.notices import reason_of
from pipelines.extraction.vocabulary import marks_of
from pipelines.plain import one_line

_NOTICES = Path(__file__).with_name("notices.toml")
_STEPS = 100
_RIDGE = 1.0
_STILL = 1e-6


def notices() -> Iterator[str]:
    for kinds in tomllib.loads(_NOTICES.read_text(encoding="utf-8")).values():
        for wordings in kinds.values():
            yield from wordings


def articles(corpus: Path) -> Iterator[str]:
    """All different lines of the texts."""
    texts: dict[str, None] = {}
    for path in (*sorted(corpus.rglob("truth.jsonl")), *sorted(corpus.rglob("*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                texts.update(dict.fromkeys(map(one_line, (row.get("text") or "").splitlines())))
    yield from filter(None, texts)


def measured(lines: Iterable[str]) -> np.ndarray:
    """Features of the lines that no wording knows."""
    rows = []
    for line in lines:
        folded = fold(line)
        words = words_only(folded).split()
        if words and not pointer(line) and reason_of(line, folded, marks_of(words), tail=False) is None:
            rows.append(list(features(line, words).values()))
    return np.array(rows)


def fitted(rows: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Weights by Newton's method, the bias first."""
    rows = np.hstack([np.ones((len(rows), 1)), rows])
    weights = np.zeros(rows.shape[1])
    ridge = _RIDGE * np.eye(rows.shape[1])
    for _ in range(_STEPS):
        guesses = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (guesses - labels) + ridge @ weights
        step = np.linalg.solve((rows * (guesses * (1 - guesses))[:, None]).T @ rows + ridge, slope)
        weights -= step
        if np.abs(step).max() < _STILL:
            break
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn the weights of a notice's features.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--share", type=float, default=0.001, help="of articles' lines that may be taken for notices")
    options = parser.parse_args()
    names = list(features("any", ["any"]))
    true, false = measured(notices()), measured(articles(options.corpus))
    weights = fitted(np.vstack([true, false]), np.repeat([1.0, 0.0], [len(true), len(false)]))
    threshold = float(np.quantile(false @ weights[1:], 1 - options.share))
    sys.stdout.write(f"# Written by tests/evaluation/weights.py.\n\nbias = {-threshold:.2f}\n\n[weights]\n")
    sys.stdout.writelines(f"{name} = {weight:.2f}\n" for name, weight in zip(names, weights[1:], strict=True))


if __name__ == "__main__":
    main()

"""How verdicts compare with what was expected: confusion, precision, recall, F1. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from deploy.line import Line
from pipelines.errors import UsageError
from pipelines.report import Verdict

ALERT: Final = "alert"
SILENT: Final = "silent"
_EXPECTED: Final = (ALERT, SILENT, *map(str, Verdict))


class _Label(msgspec.Struct):
    id: str | int
    expect: str


@dataclass(frozen=True, slots=True)
class Score:
    """How well one class was found; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Verdicts against labels.

    labelled: how many inputs have one. missing: labels whose id no input has.
    accuracy: share of labelled inputs that came out as expected.
    classes: by what was expected, `alert` and `silent` or verdicts. confusion: expected → got → how many.
    """

    labelled: int
    missing: int
    accuracy: float | None
    classes: Mapping[str, Score]
    confusion: Mapping[str, Mapping[str, int]]


def read_labels(path: Path) -> dict[str, str]:
    """The labels of a JSON Lines file: id → `alert`, `silent` or a verdict.

    Raises:
        UsageError: the file or a line can't be read; names the line and what is wrong.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"{path} can't be read ({(error.strerror or str(error)).lower()}).") from error
    labels = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            label = msgspec.json.decode(line, type=_Label)
        except msgspec.DecodeError as error:
            raise UsageError(f"{path}, line {number}: expected an object with `id` and `expect` ({error}).") from error
        if label.expect not in _EXPECTED:
            raise UsageError(f"{path}, line {number}: expect is {label.expect!r}; use one of {', '.join(_EXPECTED)}.")
        labels[str(label.id)] = label.expect
    return labels


def scores(lines: Iterable[Line], labels: Mapping[str, str]) -> Scores:
    """Compare verdicts with labels; inputs without a label count nowhere."""
    pairs = [(labels[line.id], _got(line, labels[line.id])) for line in lines if line.id in labels]
    confusion: dict[str, dict[str, int]] = {}
    for (expected, got), count in sorted(Counter(pairs).items()):
        confusion.setdefault(expected, {})[got] = count
    right = sum(expected == got for expected, got in pairs)
    return Scores(
        labelled=len(pairs),
        missing=len(labels) - len({line.id for line in lines} & labels.keys()),
        accuracy=_share(right, len(pairs)),
        classes={name: _score(pairs, name) for name in sorted({expected for expected, _ in pairs})},
        confusion=confusion,
    )


def _got(line: Line, expected: str) -> str:
    """The outcome in the terms of what was expected."""
    if expected in {ALERT, SILENT}:
        return ALERT if line.alert else SILENT
    return str(line.verdict)


def _score(pairs: list[tuple[str, str]], name: str) -> Score:
    right = sum(expected == got == name for expected, got in pairs)
    expected, got = sum(one == name for one, _ in pairs), sum(one == name for _, one in pairs)
    return Score(_share(right, got), _share(right, expected), _share(2 * right, expected + got))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None

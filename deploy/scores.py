"""How verdicts compare with what was expected: confusion, precision, recall, F1. Pure."""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from deploy.line import Line
from deploy.wording import did_you_mean
from pipelines.errors import UsageError
from pipelines.report import Verdict

ALERT: Final = "alert"
SILENT: Final = "silent"
_EXPECTED: Final = (ALERT, SILENT, *map(str, Verdict))


class _Row(msgspec.Struct):
    id: str | int
    expect: str


@dataclass(frozen=True, slots=True)
class Label:
    """What is expected of an input: `alert`, `silent` or a verdict. place: file and line, for messages."""

    expect: str
    place: str


@dataclass(frozen=True, slots=True)
class Score:
    """How well one class was found; None where there is nothing to divide by."""

    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Verdicts against labels.

    labelled: how many inputs have one. unlabelled: how many have none. missing: labels whose id no input has.
    accuracy: share of labelled inputs that came out as expected.
    classes: by what was expected, `alert` and `silent` or verdicts. confusion: expected → got → how many.
    """

    labelled: int
    unlabelled: int
    missing: int
    accuracy: float | None
    classes: Mapping[str, Score]
    confusion: Mapping[str, Mapping[str, int]]


def read_labels(path: Path) -> dict[str, Label]:
    """The labels of a JSON Lines file, by id.

    Raises:
        UsageError: the file or a line can't be read, or contradicts an earlier one; says which and what to do.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise UsageError(f"{path} can't be read ({(error.strerror or str(error)).lower()}).") from error
    labels: dict[str, Label] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        id, label = _label(line, f"{path}, line {number}")
        known = labels.setdefault(id, label)
        if known.expect != label.expect:
            raise UsageError(f"{label.place}: {id!r} is {label.expect}, but {known.expect} at {known.place}. Keep one.")
    return labels


def _label(line: bytes, place: str) -> tuple[str, Label]:
    try:
        row = msgspec.json.decode(line.removeprefix(BOM_UTF8), type=_Row)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{place}: expected an object with `id` and `expect` ({error}).") from error
    if row.expect not in _EXPECTED:
        near = did_you_mean(row.expect, _EXPECTED)
        raise UsageError(f"{place}: `expect` is {row.expect!r}. Use one of {', '.join(_EXPECTED)}.{near}")
    return str(row.id), Label(row.expect, place)


def scores(lines: Sequence[Line], labels: Mapping[str, Label]) -> Scores:
    """Compare verdicts with labels; inputs without a label count nowhere."""
    expectations = [(line, labels[line.id].expect) for line in lines if line.id in labels]
    pairs = [(expected, _got(line, expected)) for line, expected in expectations]
    confusion: dict[str, dict[str, int]] = {}
    for (expected, got), count in sorted(Counter(pairs).items()):
        confusion.setdefault(expected, {})[got] = count
    right = sum(expected == got for expected, got in pairs)
    return Scores(
        labelled=len(pairs),
        unlabelled=len(lines) - len(pairs),
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

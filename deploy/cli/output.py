"""What commands print: JSON Lines for programs on standard output, quiet text for people."""

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from pipelines.errors import UsageError
from pipelines.plain import one_line

_GAP: Final = 2
# Columns of a table are not cut below this.
_NARROWEST: Final = 8
# Text beside a head has at least this room, and no more than is easy to read.
_LEAST_ROOM: Final = 40
_WIDEST: Final = 110
_PAPER: Final = 120


def json_line(record: Any) -> None:
    """One JSON object on standard output, at once."""
    sys.stdout.write(msgspec.json.encode(record).decode() + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """Lines for people on standard error, where they never mix with a program's input; wrapped on a terminal."""
    for line in text.splitlines() or [""]:
        fits = not sys.stderr.isatty() or cell_len(line) <= Console(stderr=True).width
        indent = line[: len(line) - len(line.lstrip())]
        for row in [line] if fits else _wrapped(indent, line.split()):
            # Not click's own way, which would write across a progress line.
            print(row, file=sys.stderr)  # noqa: T201 - this is where lines for people are printed


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, whole: Collection[int] = ()) -> None:
    """A borderless table on standard output; cells are made safe, and cut where a terminal is too narrow for them.

    whole: indexes of columns that are never cut, such as names that a user will type again.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(cell_len(row[at]) for row in (columns, *cells)) for at in range(len(columns))]
    target = console(sum(widths) + _GAP * (len(widths) - 1))
    given = fitted(widths, whole, target.width)
    for number, row in enumerate((columns, *cells)):
        line = (" " * _GAP).join(_cell(cell, width) for cell, width in zip(row, given, strict=True)).rstrip()
        target.print(Text(line, "dim" if number == 0 else ""), soft_wrap=True)


def _cell(text: str, width: int) -> str:
    return set_cell_size(text, width) if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def fitted(widths: Sequence[int], whole: Collection[int], room: int) -> list[int]:
    """Widths of columns that fit into the room as far as may be: the widest gives way first."""
    given = list(widths)
    yielding = [at for at in range(len(given)) if at not in whole]
    excess = sum(given) + _GAP * (len(given) - 1) - room
    while excess > 0:
        widest = max(yielding, key=lambda at: given[at], default=None)
        if widest is None or given[widest] <= _NARROWEST:
            break
        given[widest] -= 1
        excess -= 1
    return given


def hanging(head: str, text: str) -> Iterator[str]:
    """A text on one line behind its head; on a terminal, wrapped between words and indented below the head's end.

    A word that is wider than the terminal, such as an address, stays whole.
    """
    words = one_line(text).split()
    return _wrapped(head, words) if sys.stdout.isatty() else iter([f"{head}{' '.join(words)}".rstrip()])


def _wrapped(head: str, words: Sequence[str]) -> Iterator[str]:
    room = max(_LEAST_ROOM, min(Console().width, _WIDEST) - cell_len(head))
    for row in _rows(words, room):
        yield f"{head}{row}".rstrip()
        head = " " * cell_len(head)


def _rows(words: Sequence[str], room: int) -> Iterator[str]:
    row = ""
    for word in words:
        if row and cell_len(row) + 1 + cell_len(word) > room:
            yield row
            row = word
        else:
            row = f"{row} {word}" if row else word
    yield row


def write_file(path: Path, content: bytes) -> None:
    """Write a file that the user named, and make the folder that it lies in.

    Raises:
        UsageError: it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UsageError(f"{path} can't be written ({(error.strerror or str(error)).lower()}).") from error


def console(width: int = _PAPER) -> Console:
    """Standard output as rich sees it: colours only on a terminal, no markup, nothing guessed from the text.

    width: in cells, where standard output is no terminal.
    """
    return Console(markup=False, highlight=False, emoji=False, width=None if sys.stdout.isatty() else width)

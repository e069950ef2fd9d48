"""What commands print: JSON Lines for programs on standard output, quiet text for people."""

import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from pipelines.errors import UsageError
from pipelines.plain import one_line

_GAP: Final = 2
_NARROWEST: Final = 24
_LEAST: Final = 8
_PAPER: Final = 120


def json_line(record: Any) -> None:
    """One JSON object on standard output, at once."""
    sys.stdout.write(msgspec.json.encode(record).decode() + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """A line for people on standard error, where it never mixes with a program's input."""
    click.echo(text, err=True)


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, flexible: int = -1, whole: Collection[int] = ()
) -> None:
    """A borderless table on standard output; cells are made safe, and cut where a terminal is too narrow for them.

    flexible: index of the column that gives way first.
    whole: indexes of columns that are never cut, such as names that a user will type again.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(cell_len(row[at]) for row in (columns, *cells)) for at in range(len(columns))]
    target = console(sum(widths) + _GAP * (len(widths) - 1))
    shown = Table(box=None, pad_edge=False, header_style="dim")
    for column, width in zip(columns, _fitted(widths, flexible % len(columns), whole, target.width), strict=True):
        shown.add_column(column, overflow="ellipsis", no_wrap=True, width=width)
    for row in cells:
        shown.add_row(*row)
    target.print(shown)


def _fitted(widths: Sequence[int], flexible: int, whole: Collection[int], room: int) -> list[int]:
    """Widths of columns that fit into the room as far as may be.

    The flexible one gives first, then the widest, then the flexible one once more.
    """
    fitted = list(widths)
    excess = sum(fitted) + _GAP * (len(fitted) - 1) - room
    others = sorted(set(range(len(fitted))) - {flexible, *whole}, key=lambda at: -fitted[at])
    for at, least in ((flexible, _NARROWEST), *((other, _NARROWEST) for other in others), (flexible, _LEAST)):
        given = max(0, min(excess, fitted[at] - least))
        fitted[at] -= given
        excess -= given
    return fitted


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun ("1 page", "2,000 pages")."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


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

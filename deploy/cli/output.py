"""What commands print: JSON Lines for programs on standard output, quiet text for people."""

import sys
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import click
import msgspec
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from pipelines.plain import one_line

_GAP: Final = 2
_LEAST: Final = 12


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
    """A borderless table on standard output; cells are made safe and the flexible column is cut to fit.

    flexible: index of the column that gives way when the terminal is narrow.
    whole: indexes of columns that are never cut, such as names that a user will type again.
    """
    flexible %= len(columns)
    safe = [[one_line(cell) for cell in row] for row in rows]
    widths = {at: max(cell_len(cells[at]) for cells in (columns, *safe)) for at in whole}
    page = console()
    # rich would cut all columns evenly; where all others stay whole, this one alone pays.
    room = page.width - sum(widths.values()) - _GAP * (len(columns) - 1)
    shown = Table(box=None, pad_edge=False, header_style="dim", show_header=bool(columns))
    for at, column in enumerate(columns):
        only_one = at == flexible and len(widths) == len(columns) - 1
        shown.add_column(
            column, overflow="ellipsis", no_wrap=True, ratio=1 if at == flexible else None,
            min_width=widths.get(at), max_width=max(_LEAST, room) if only_one else None,
        )  # fmt: skip
    for row in safe:
        shown.add_row(*row)
    page.print(shown)


def console() -> Console:
    """Standard output as rich sees it: colours only on a terminal, no markup, nothing guessed from the text."""
    width = None if sys.stdout.isatty() else 120
    return Console(markup=False, highlight=False, emoji=False, width=width)

"""What commands print: JSON Lines for programs on standard output, quiet text for people."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table

from pipelines.plain import one_line


def json_line(record: Any) -> None:
    """One JSON object on standard output, at once."""
    sys.stdout.write(msgspec.json.encode(record).decode() + "\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """A line for people on standard error, where it never mixes with a program's input."""
    click.echo(text, err=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, flexible: int = -1) -> None:
    """A borderless table on standard output; cells are made safe and the flexible column is cut to fit.

    flexible: index of the column that gives way when the terminal is narrow.
    """
    shown = Table(box=None, pad_edge=False, header_style="dim", show_header=bool(columns))
    flexible %= len(columns)
    for position, column in enumerate(columns):
        shown.add_column(column, overflow="ellipsis", no_wrap=True, ratio=1 if position == flexible else None)
    for row in rows:
        shown.add_row(*(one_line(cell) for cell in row))
    console().print(shown)


def console() -> Console:
    """Standard output as rich sees it: colours only on a terminal, no markup, nothing guessed from the text."""
    width = None if sys.stdout.isatty() else 120
    return Console(markup=False, highlight=False, emoji=False, width=width)

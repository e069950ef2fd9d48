"""Mistakes in a configuration, collected so that all of them are told at once."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.wording import did_you_mean
from pipelines.errors import ConfigError
from pipelines.plain import one_line

_LONGEST_VALUE: Final = 60
_MOST_TOLD: Final = 50


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file: `[name]`, or the index-th `[[name]]` counted from 0, which may have a name of its own."""

    name: str
    index: int | None = None
    label: str | None = None

    def key(self, *path: str) -> str:
        """The dotted key as messages name it: `fetch.resolve`, `watch[idlib].notify`, `watch[2].query`."""
        head = self.name if self.index is None else f"{self.name}[{self.label or self.index + 1}]"
        return ".".join((head, *path) if head else path).replace(".[", "[")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong, with its place and its remedy."""

    line: int | None
    key: str
    text: str


class Mistakes:
    """Collects what is wrong with one file, then raises it in one message."""

    def __init__(self, file: Path, text: str) -> None:
        """file: as the user named it. text: what stands in it."""
        self._file = file
        self._text = text
        self._found: list[Mistake] = []

    def add(self, table: Table, path: Sequence[str], text: str) -> None:
        """Note a mistake of a key in a table; an empty path means the table itself."""
        told = len(self._found) < _MOST_TOLD
        line = line_of(self._text, table, path[0] if path else None) if told else None
        self._found.append(Mistake(line, table.key(*path), text))

    def add_variable(self, name: str, text: str) -> None:
        """Note a mistake in a value that an environment variable gave."""
        self._found.append(Mistake(None, f"${name}", text))

    def raise_if_any(self) -> None:
        """End here if anything was noted.

        Raises:
            ConfigError: one line for each mistake, in the order of the file; the first fifty of very many.
        """
        if not self._found:
            return
        ordered = sorted(self._found[:_MOST_TOLD], key=lambda mistake: mistake.line or 0)
        lines = [one_line(f"{self._place(mistake)}{mistake.key}: {mistake.text}") for mistake in ordered]
        if len(lines) == 1:
            raise ConfigError(lines[0])
        rest = len(self._found) - len(lines)
        more = [f"… and {rest} more."] if rest else []
        headline = f"the configuration {self._file} has {len(self._found)} mistakes:"
        raise ConfigError("\n  ".join([headline, *lines, *more]))

    def _place(self, mistake: Mistake) -> str:
        if mistake.key.startswith("$"):
            return ""
        return f"{self._file}: " if mistake.line is None else f"{self._file}:{mistake.line}: "


def line_of(text: str, table: Table, key: str | None) -> int | None:
    """Line of a key, or of its table's header where the key has no line of its own; None if neither is found."""
    header = re.compile(rf"\s*\[{{1,2}}\s*[\"']?{re.escape(table.name)}[\"']?\s*\]")
    assignment = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[.=]") if key else None
    headers_seen = 0
    header_line = None if table.name else 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            if header_line:
                break
            header_line = None
            if header.match(line):
                header_line = number if headers_seen == (table.index or 0) else None
                headers_seen += 1
        elif header_line is not None and assignment and assignment.match(line):
            return number
    return header_line or None


def shown(value: object) -> str:
    """A value as messages quote it: on one line, and short."""
    return (
        repr(one_line(str(value), _LONGEST_VALUE)) if isinstance(value, str) else one_line(repr(value), _LONGEST_VALUE)
    )


def unknown(word: str, known: Sequence[str]) -> str:
    """That a word is not known, and which was meant or could be."""
    return f"is not known.{did_you_mean(word, known) or ' Known are ' + ', '.join(known) + '.'}"


def listed(words: Iterable[str]) -> str:
    """`a, b or c`."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last

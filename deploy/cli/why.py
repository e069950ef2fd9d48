"""Why a query is true of an article, or not, laid out for people: its terms, each once, then its parts as a tree."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipelines.matching.explain import Explanation
from pipelines.plain import one_line

_INDENT: Final = 2
# The reason gets at least this share of the line.
_SHARES: Final = (3, 2)

# A part of the query, and how deep in the tree it stands.
_Row = tuple[int, str, Explanation]


def print_why(screen: Console, why: Explanation) -> None:
    """Everything that was looked for and what became of it; what is too long for a line goes on in the next."""
    terms = [(0, part.label, part) for part in _terms(why)]
    if terms != [(0, why.label, why)]:
        screen.print(Text("terms", style="dim"))
        screen.print(_laid_out(terms))
        screen.print()
        screen.print(Text("query", style="dim"))
    screen.print(_laid_out(list(_tree(why))))


def _laid_out(rows: Sequence[_Row]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for share in _SHARES:
        grid.add_column(ratio=share, overflow="fold")
    for depth, label, part in rows:
        grid.add_row(_marked(depth, label, part), Text(one_line(part.because), style="" if part.holds else "dim"))
    return grid


def _marked(depth: int, label: str, part: Explanation) -> RenderableType:
    """A part with its mark, long ones on several lines beside it."""
    cell = Table.grid(padding=(0, 1, 0, 0))
    style = "" if part.holds else "dim"
    cell.add_row(Text("✓" if part.holds else "✗", style=style), Text(one_line(label), style=style))
    return Padding(cell, (0, 0, 0, _INDENT * depth))


def _terms(why: Explanation) -> tuple[Explanation, ...]:
    """The words, phrases and concepts of a query, each once: where it was found if it was."""
    found: dict[str, Explanation] = {}
    for part in _leaves(why):
        if part.part not in found or part.holds:
            found[part.part] = part
    return tuple(found.values())


def _leaves(why: Explanation) -> Iterator[Explanation]:
    if _is_term(why):
        yield why
    for part in why.parts:
        yield from _leaves(part)


def _is_term(why: Explanation) -> bool:
    """Whether it is a word, a phrase, a concept or a fact, asked for as it is."""
    return not why.parts and not why.part.startswith(("NOT ", "title:"))


def _tree(why: Explanation, depth: int = 0) -> Iterator[_Row]:
    """The parts that say more than the terms do; a group of nothing but terms is told on one line."""
    if not _is_group(why) or all(map(_is_term, why.parts)):
        yield depth, why.part, why
        for near in _nears(why.parts):
            yield from _tree(near, depth + 1)
        return
    yield depth, why.label, why
    for part in why.parts:
        yield from _tree(part, depth + 1)


def _nears(parts: Sequence[Explanation]) -> Iterator[Explanation]:
    """The NEAR groups that a part is made of."""
    for part in parts:
        if _is_group(part):
            yield from _nears(part.parts)
        elif part.parts:
            yield part


def _is_group(why: Explanation) -> bool:
    """Whether it asks for all of its parts or for one of them."""
    return why.label != why.part

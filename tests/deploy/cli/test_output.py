"""What commands print for people: tables and texts that fit a terminal, and are whole where a program reads them."""

from contextlib import redirect_stdout
from io import StringIO

import pytest
from rich.cells import cell_len

from deploy.cli.output import fitted, hanging, table

LONG = "The zone between the front lines will be fifteen to twenty kilometres wide, both presidents told reporters."


class Terminal(StringIO):
    """Standard output that people look at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _sixty_columns(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")


def beside(head: str, text: str) -> list[str]:
    """A text beside its head, on a terminal."""
    with redirect_stdout(Terminal()):
        return list(hanging(head, text))


def test_a_long_text_breaks_between_words_beside_its_head():
    rows = beside("  Claims      ", LONG)
    assert " ".join(row.strip() for row in rows).split() == f"Claims {LONG}".split()
    assert all(cell_len(row) <= 60 for row in rows)
    assert [row[:14] for row in rows] == ["  Claims      ", *[" " * 14] * (len(rows) - 1)]


def test_letters_that_take_no_column_or_two_are_measured_as_they_are_shown():
    assert all(cell_len(row) <= 60 for row in beside("", "区域 " * 40 + "قِمَّة " * 40))


def test_an_address_is_never_broken():
    address = "https://news.example/world/" + "zone-" * 20
    assert any(row.strip() == address for row in beside("  Address  ", f"it leads to {address} now"))


def test_what_a_program_reads_is_on_one_line():
    assert list(hanging("  Claims      ", LONG)) == [f"  Claims      {LONG}"]


def test_the_widest_column_gives_way_first():
    assert fitted([5, 60, 50], (), 80) == [5, 35, 36]
    assert fitted([16, 60], (1,), 70) == [8, 60]
    assert fitted([5, 10], (), 80) == [5, 10]


def test_a_table_that_a_program_reads_is_whole(capsys):
    table(("watch", "query"), [("zone", LONG * 3), ("idlib", "*")])
    assert capsys.readouterr().out.splitlines() == ["watch  query", f"zone   {LONG * 3}", "idlib  *"]


def test_a_table_on_a_terminal_is_cut_to_its_width():
    with redirect_stdout(Terminal()) as terminal:
        table(("watch", "query"), [("zone", LONG), ("idlib-agreement", "区域 " * 40)], whole=(0,))
    head, *rows = terminal.getvalue().splitlines()
    assert "watch" in head
    assert all(cell_len(row) <= 60 and row.endswith("…") for row in rows)

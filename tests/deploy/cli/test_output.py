"""What commands print for people: tables and texts that fit a terminal, and are whole where a program reads them."""

import pytest
from rich.cells import cell_len

from deploy.cli import output
from deploy.cli.output import fitted, hanging, table

LONG = "The zone between the front lines will be fifteen to twenty kilometres wide, both presidents told reporters."


@pytest.fixture
def _terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Standard output, as it is captured, is a terminal of 60 columns."""
    del capsys
    monkeypatch.setattr(output.sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")


@pytest.mark.usefixtures("_terminal")
def test_a_long_text_breaks_between_words_beside_its_head():
    rows = list(hanging("  Claims      ", LONG))
    assert " ".join(row.strip() for row in rows).split() == f"Claims {LONG}".split()
    assert all(cell_len(row) <= 60 for row in rows)
    assert [row[:14] for row in rows] == ["  Claims      ", *[" " * 14] * (len(rows) - 1)]


@pytest.mark.usefixtures("_terminal")
def test_letters_that_take_no_column_or_two_are_measured_as_they_are_shown():
    assert all(cell_len(row) <= 60 for row in hanging("", "区域 " * 40 + "قِمَّة " * 40))


@pytest.mark.usefixtures("_terminal")
def test_an_address_is_never_broken():
    address = "https://news.example/world/" + "zone-" * 20
    assert any(row.strip() == address for row in hanging("  Address  ", f"it leads to {address} now"))


def test_what_a_program_reads_is_on_one_line():
    assert list(hanging("  Claims      ", LONG)) == [f"  Claims      {LONG}"]


def test_the_widest_column_gives_way_first():
    assert fitted([5, 60, 50], (), 80) == [5, 35, 36]
    assert fitted([16, 60], (1,), 70) == [8, 60]
    assert fitted([5, 10], (), 80) == [5, 10]


def test_a_table_that_a_program_reads_is_whole(capsys):
    table(("watch", "query"), [("zone", LONG * 3), ("idlib", "*")])
    assert capsys.readouterr().out.splitlines() == ["watch  query", f"zone   {LONG * 3}", "idlib  *"]


@pytest.mark.usefixtures("_terminal")
def test_a_table_on_a_terminal_is_cut_to_its_width(capsys):
    table(("watch", "query"), [("zone", LONG), ("idlib-agreement", "区域 " * 40)], whole=(0,))
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["watch", "query"]
    assert all(cell_len(row) <= 60 and row.endswith("…") for row in rows)

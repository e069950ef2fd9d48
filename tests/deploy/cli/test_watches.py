"""`wirewatch watches`, as a user calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.cli.group import Place
from deploy.cli.watches import command
from pipelines.errors import UsageError

CONFIG = """
[concepts]
idlib = ["Idlib", "إدلب"]

[[watch]]
name = "zone"
query = "@idlib NEAR/9 (zone OR memorandum) NOT title:Korea"

[[watch]]
name = "odd"
query = "Idlib OR Idlib"
"""
FILLER = "The committee met again on Tuesday and discussed the budget for the coming year at some length. " * 6


@pytest.fixture
def place(tmp_path: Path) -> Place:
    file = tmp_path / "wirewatch.toml"
    file.write_text(CONFIG, "utf-8")
    return Place(file, tmp_path / "data")


def run(place: Place | None, *arguments: str) -> Result:
    found = CliRunner().invoke(command, [str(argument) for argument in arguments], obj=place, catch_exceptions=True)
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def test_list_shows_every_watch(place: Place) -> None:
    shown = run(place, "list")
    assert "zone" in shown.stdout
    assert [json.loads(line)["name"] for line in run(place, "list", "--json").stdout.splitlines()] == ["zone", "odd"]


def test_show_lays_the_query_out_with_its_concepts(place: Place) -> None:
    shown = run(place, "show", "zone").stdout
    assert "    @idlib NEAR/9 (zone OR memorandum)\nAND NOT title:Korea" in shown
    assert "@idlib\nIdlib · إدلب" in shown
    assert json.loads(run(place, "show", "zone", "--json").stdout)["concepts"] == {"idlib": ["Idlib", "إدلب"]}


def test_a_text_is_tried_term_by_term(place: Place) -> None:
    shown = run(place, "test", "zone", "--title", "Talks", "--text", "A zone\x1b around Idlib is agreed.")
    assert shown.exit_code == 0
    assert "zone matches" in shown.stdout
    assert "\x1b" not in shown.stdout
    assert "✓ @idlib NEAR/9 (zone OR memorandum)" in shown.stdout
    assert "closest 2 words apart" in shown.stdout
    assert "✗ memorandum" in shown.stdout


def test_every_part_is_told_whole(place: Place) -> None:
    shown = run(Place(None, place.data), "test", "idlib-agreement", "--text", "A truce in Idlib.").stdout
    assert "…" not in shown
    assert shown.count("✗ @sochi ") == 1 + shown.count("✗ @sochi NEAR/6")
    assert "title:@idlib" in shown
    assert max(map(len, shown.splitlines())) <= 120


def test_a_text_that_does_not_match_says_why(place: Place) -> None:
    shown = run(place, "test", "zone", "--text", "A zone elsewhere.")
    assert shown.exit_code == 0
    assert "zone does not match" in shown.stdout
    assert "none of its 2 spellings" in shown.stdout


def test_files_are_tried_with_presearch_and_told_as_lines(place: Place, tmp_path: Path) -> None:
    page = tmp_path / "pages" / "a.html"
    page.parent.mkdir()
    page.write_text(
        f"<html><title>Talks</title><body><p>{FILLER}<p>A zone in Id<b>lib</b> was agreed. {FILLER}", "utf-8"
    )
    (page.parent / "b.txt").write_text(f"Talks\n{FILLER}", "utf-8")
    (page.parent / "c.png").write_bytes(b"\x89PNG")
    found = run(place, "test", "zone", page.parent, "--json")
    first, second = (json.loads(line) for line in found.stdout.splitlines())
    assert (first["matched"], first["presearch"], first["terms"]) == (True, True, ["@idlib", "zone"])
    assert [span["text"] for span in first["spans"]] == ["zone", "Idlib"]
    assert first["why"]["parts"][0]["holds"] is True
    assert (second["matched"], second["presearch"]) == (False, None)
    assert "c.png: skipped" in found.stderr


def test_what_cannot_be_read_is_told_and_fails(place: Place, tmp_path: Path) -> None:
    found = run(place, "test", "zone", tmp_path / "missing.html")
    assert found.exit_code == 1
    assert found.stderr.count("missing.html") == 1
    line = json.loads(run(place, "test", "zone", "--url", "http://127.0.0.1:1/", "--json").stdout)
    assert line["matched"] is None
    assert "127.0.0.1" in line["error"]


def test_nothing_to_try_is_wrong_usage(place: Place) -> None:
    with pytest.raises(UsageError, match="give files, --text or --url"):
        run(place, "test", "zone")
    with pytest.raises(UsageError, match='There is no watch "zoen"'):
        run(place, "test", "zoen", "--text", "x")


def test_lint_fails_where_something_is_odd(place: Place) -> None:
    assert run(place, "lint", "zone").exit_code == 0
    found = run(place, "lint")
    assert found.exit_code == 1
    assert "odd  Idlib adds nothing to Idlib. Leave it out." in found.stdout
    assert json.loads(run(place, "lint", "--json").stdout)["oddity"] == "subsumed"


def test_the_shipped_watch_is_clean() -> None:
    assert run(Place(None, Path("unused")), "lint").exit_code == 0

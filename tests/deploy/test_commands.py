"""The reference tells of every command and every option."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from deploy.cli import cli

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"
SECTIONS = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", REFERENCE.read_text(), re.MULTILINE | re.DOTALL))
CONTEXT = click.Context(cli)


def leaves(name: str) -> Iterator[tuple[str, click.Command]]:
    """A command by its full name, or those of a group."""
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    if isinstance(command, click.Group):
        yield from ((f"{name} {inner}", leaf) for inner, leaf in command.commands.items())
    else:
        yield name, command


def test_every_command_has_a_section_and_every_section_a_command():
    assert set(SECTIONS) == set(cli.list_commands(CONTEXT))


@pytest.mark.parametrize("name", cli.list_commands(CONTEXT))
def test_every_option_of_a_command_is_told(name):
    options = {
        parameter.opts[0]
        for _, leaf in leaves(name)
        for parameter in leaf.params
        if isinstance(parameter, click.Option) and not parameter.hidden
    }
    assert [option for option in sorted(options) if option not in SECTIONS[name]] == []


@pytest.mark.parametrize("name", cli.list_commands(CONTEXT))
def test_every_command_helps_with_an_example(name):
    for full_name, leaf in leaves(name):
        shown = leaf.get_help(click.Context(leaf, info_name=full_name, parent=CONTEXT))
        assert f"wirewatch {full_name}" in shown.partition("Example")[2]


def test_the_place_can_come_from_the_environment(tmp_path):
    file = tmp_path / "other.toml"
    file.write_text("[fetch]\nseconds = 0\n")
    environment = {"WIREWATCH_CONFIG": str(file), "WIREWATCH_DATA": str(tmp_path / "data")}
    ended = CliRunner().invoke(cli, ["doctor"], env=environment)
    assert f"{file}:2: fetch.seconds" in ended.stdout


@pytest.mark.parametrize(
    ("words", "meant"), [("explian", '"explain"'), ("stories shw", "'show'"), ("stories list --limt 3", "--limit")]
)
def test_a_mistyped_word_is_met_with_the_one_that_was_meant(words, meant):
    ended = CliRunner().invoke(cli, words.split())
    assert ended.exit_code == 2
    assert meant in ended.stderr

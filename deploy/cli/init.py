"""`wirewatch init`: a first configuration, commented."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

import deploy
from deploy.cli.output import say, write_file
from deploy.config import SHIPPED, load
from pipelines.errors import UsageError

FIRST: Final = Path(deploy.__file__).parent / "first.toml"
_NAME: Final = "wirewatch.toml"
_PLACE_OF_THE_WATCH: Final = "#=watch\n"
_HEADER: Final = re.compile(r"\[{1,2}\s*(\w+)\s*\]{1,2}")


@click.command(
    epilog="""\b
Examples:
  wirewatch init
  wirewatch init ~/newsdesk && cd ~/newsdesk && wirewatch crawl
""",
)
@click.argument("directory", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Overwrite a configuration that is already there.")
def command(directory: Path, *, force: bool) -> None:
    """Write a first configuration into DIR (else here): the Idlib watch and real public sources."""
    file = directory / _NAME
    if file.exists() and not force:
        raise UsageError(f"{file} is already there. Say --force to overwrite it.")
    write_first(file)
    config = load(file)
    say(f"Wrote {file}: the watch {config.watches[0].name}; {len(config.sources)} public sources, none of them tested.")
    say()
    say("Next:")
    steps = _STEPS if directory == Path() else ((f"cd {shlex.quote(str(directory))}", ""), *_STEPS)
    width = max(len(step) for step, _ in steps)
    for step, why in steps:
        say(f"  {step:<{width}}   {why}".rstrip())


_STEPS: Final = (
    (f"edit {_NAME}", "say how sites reach you: [fetch] user_agent_contact"),
    ("wirewatch doctor", "is everything in order?"),
    ("wirewatch sources check", "which sources answer?"),
    ("wirewatch crawl", "look for news once; the first contact with a source is a silent baseline"),
    ("wirewatch run", "keep looking"),
)


def write_first(file: Path) -> None:
    """Write the first configuration; its watch is the shipped one, so that both stay the same.

    Raises:
        UsageError: the folder can't be made, or the file can't be written.
    """
    text = FIRST.read_text(encoding="utf-8").replace(_PLACE_OF_THE_WATCH, shipped_watch())
    write_file(file, text.encode())


def shipped_watch() -> str:
    """The tables `[concepts]` and `[[watch]]` of the shipped configuration, with their comments."""
    text = SHIPPED.read_text(encoding="utf-8")
    return "\n".join(block for name, block in _tables(text) if name in {"concepts", "watch"}).strip("\n") + "\n"


def _tables(text: str) -> Iterator[tuple[str, str]]:
    """The tables of a file, each with the comments directly above it: (name, text)."""
    name, block, comments = "", [], []  # type: str, list[str], list[str]
    for line in text.splitlines(keepends=True):
        header = _HEADER.match(line)
        if header:
            yield name, "".join(block).strip("\n") + "\n"
            name, block, comments = header[1], [*comments, line], []
        elif line.startswith("#"):
            comments.append(line)
        else:
            block += [*comments, line]
            comments = []
    yield name, "".join([*block, *comments]).strip("\n") + "\n"

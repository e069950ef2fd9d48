"""Commands are imported when they are called, so that `wirewatch --help` answers at once."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from deploy.wording import did_you_mean

_DEFAULT_CONFIG: Final = Path("wirewatch.toml")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works.

    config: the configuration file, None for the shipped one. data: the data directory.
    """

    config: Path | None
    data: Path

    @classmethod
    def of(cls, config: str | None, data: str) -> "Place":
        """From the options that stand before the command."""
        if config is not None:
            return cls(Path(config), Path(data))
        return cls(_DEFAULT_CONFIG if _DEFAULT_CONFIG.exists() else None, Path(data))


class LazyGroup(click.Group):
    """A group whose commands live in `deploy.cli.MODULE`, each under its own name."""

    def __init__(self, *args: Any, commands_by_module: dict[str, tuple[str, str]], **kwargs: Any) -> None:
        """commands_by_module: command → (module, one line of help)."""
        super().__init__(*args, **kwargs)
        self._lazy = commands_by_module

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer meets them."""
        del ctx
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in self._lazy:
            return None
        module = importlib.import_module(f"deploy.cli.{self._lazy[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a name that is none is met with the one that was perhaps meant."""
        if args[0] not in self._lazy and not args[0].startswith("-") and not ctx.resilient_parsing:
            ctx.fail(f'There is no command "{args[0]}".{did_you_mean(args[0], self._lazy)}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line per command, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._lazy.items()])

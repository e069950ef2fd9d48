"""The command `wirewatch`."""

import os
import sys
from io import TextIOWrapper

import click

from deploy.cli.group import LazyGroup, Place
from deploy.cli.output import say
from pipelines.errors import WirewatchError
from pipelines.telemetry.settings import Telemetry
from pipelines.telemetry.start import open_telemetry

_COMMANDS = {
    "demo": ("demo", "See it work on a bundled newswire."),
    "init": ("init", "Write a first configuration."),
    "crawl": ("crawl", "Look for news once, now."),
    "run": ("run", "Keep looking (the daemon)."),
    "extract": ("extract", "Turn pages into clean articles."),
    "backtest": ("backtest", "Replay saved articles through a watch."),
    "explain": ("explain", "Tell what happened to a URL, and why."),
    "watches": ("watches", "List, test and check watches."),
    "sources": ("sources", "List and check sources."),
    "stories": ("stories", "Read the stories of a watch."),
    "alerts": ("alerts", "List, retry and test alerts."),
    "preview": ("preview", "Render a stored alert for a channel."),
    "forget": ("forget", "Delete what is kept of a URL."),
    "doctor": ("doctor", "Find what is wrong and how to mend it."),
}


@click.group(
    cls=LazyGroup,
    commands_by_module=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `wirewatch demo`, then `wirewatch init`.",
)
@click.option(
    "--config",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    envvar="WIREWATCH_CONFIG",
    help="Configuration; else ./wirewatch.toml, else the shipped one.",
)
@click.option(
    "--data",
    type=click.Path(file_okay=False),
    metavar="DIR",
    envvar="WIREWATCH_DATA",
    default="./wirewatch-data",
    show_default=True,
    help="Where the embedded server keeps its data.",
)
@click.version_option(package_name="wirewatch", message="wirewatch %(version)s")
@click.pass_context
def cli(context: click.Context, config: str | None, data: str) -> None:
    """Watch the news for new reporting on a topic; be told once."""
    context.obj = Place.of(config, data)
    # Until a command knows its configuration, only what went wrong is told.
    context.with_resource(open_telemetry(Telemetry(log_level="error")))


def main() -> None:
    """Run the command; a foreseeable mistake ends in one sentence on standard error and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that can't show a letter shows its code; it is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    try:
        cli()
    except WirewatchError as error:
        say(f"wirewatch: {error}")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output left (`| head`); there is nobody to tell.
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        # A full disk, a folder without permission: the system says what, and where it can.
        say(f"wirewatch: {error.filename or 'standard output'}: {error.strerror or error}.")
        # What standard output did not take would be tried again at the end, and complained of.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)

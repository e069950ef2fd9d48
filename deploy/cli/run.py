"""`wirewatch run`: the daemon."""

from typing import Any

import click

from deploy.cli.group import Place
from deploy.cli.running import run as run_awaited
from deploy.config import Config, load
from deploy.daemon import Role, run
from deploy.session import open_session
from pipelines.errors import UsageError
from pipelines.telemetry.start import open_telemetry


def _roles(context: click.Context, parameter: click.Parameter, value: str) -> frozenset[Role]:
    del context, parameter
    names = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in set(Role)]
    if unknown or not names:
        known = ", ".join(Role)
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'} is no role. Choose from {known}, separated by commas."
        )
    return frozenset(Role(name) for name in names)


@click.command(
    epilog="""\b
Examples:
  wirewatch run
  wirewatch --config /etc/wirewatch.toml --data /var/lib/wirewatch run
  wirewatch run --role judge,deliver      (one of several machines that share a store)
""",
)
@click.option(
    "--role", "roles", metavar="ROLE,…", default=",".join(Role), show_default=True, callback=_roles,
    help="The parts of the work that this process does.",
)  # fmt: skip
@click.pass_obj
def command(place: Place, roles: Any) -> None:
    """Keep looking for news: poll, fetch, judge and deliver, until SIGTERM.

    On SIGTERM or Ctrl-C it finishes what is in hand, for ten seconds at most. Whatever happens to it, what it was doing
    goes on where it was when it is started again.
    """
    config = load(place.config)
    _check(config, roles)
    with open_telemetry(config.telemetry, config.secrets()):
        run_awaited(_run(config, place, roles))


def _check(config: Config, roles: frozenset[Role]) -> None:
    if Role.CRAWL in roles and not config.sources:
        raise UsageError(f"{config.file} names no sources to poll. Start with `wirewatch init`.")
    if config.store_url is None and roles != frozenset(Role):
        raise UsageError(
            "Roles on several machines share a server: set [store] url to a Redis or Valkey that all reach."
        )


async def _run(config: Config, place: Place, roles: frozenset[Role]) -> None:
    async with open_session(config, place.data) as session:
        await run(session, roles)

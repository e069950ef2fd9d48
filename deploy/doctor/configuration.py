"""A configuration that is right by its form and still not as it should be. Pure but for a look at file modes."""

import shlex
import stat
from collections.abc import Iterator, Mapping
from typing import Final

from deploy.config import SHIPPED, Config
from deploy.config.environment import PREFIX
from deploy.doctor.finding import Finding, fine, note, problem
from deploy.wording import counted, did_you_mean
from pipelines.plain import one_line

_AREA: Final = "configuration"
_OF_THE_COMMAND: Final = frozenset({"WIREWATCH_CONFIG", "WIREWATCH_DATA"})
_OTHERS: Final = stat.S_IROTH | stat.S_IWOTH


def look_at_configuration(config: Config, environment: Mapping[str, str]) -> Iterator[Finding]:
    """What is worth saying about a configuration.

    environment: of the process.
    """
    yield fine(_AREA, f"{config.file}: {_counted(config)}")
    yield from _missing(config)
    yield from _loose_ends(config)
    yield from _readable_secrets(config)
    yield from _idle_variables(config, environment)


def _counted(config: Config) -> str:
    counts = (
        ("watch", "watches", len(config.watches)),
        ("source", "sources", len(config.sources)),
        ("channel", "channels", len(config.channels)),
    )
    return ", ".join(counted(count, one, many) for one, many, count in counts)


def _missing(config: Config) -> Iterator[Finding]:
    if not config.watches:
        yield problem(_AREA, "There is no watch, so nothing is looked for.", "Add a [[watch]].")
    if not config.sources:
        remedy = "Run `wirewatch init`, or add [[source]] tables."
        yield (note if config.file == SHIPPED else problem)(_AREA, "There is no source to look at.", remedy)
    if config.sources and not config.fetch.contact:
        text = "Sites can't reach you: the User-Agent names no contact."
        yield note(_AREA, text, "Set [fetch] user_agent_contact to a mail address or a web page.")


def _loose_ends(config: Config) -> Iterator[Finding]:
    for watch in config.watches:
        if not watch.channels:
            remedy = 'Give it channels = ["…"]; until then `wirewatch stories` shows what it finds.'
            yield note(_AREA, f"The watch {watch.name} tells nobody.", remedy)
    used = {name for watch in config.watches for name in watch.channels}
    for channel in config.channels:
        if channel.name not in used:
            yield note(_AREA, f"No watch uses the channel {channel.name}.", "Name it in a watch's channels.")


def _readable_secrets(config: Config) -> Iterator[Finding]:
    own = [config.file] if config.origin.secrets_in_file else []
    for file in (*own, *sorted(config.origin.secret_files)):
        if file.exists() and file.stat().st_mode & _OTHERS:
            text = f"{file} holds a secret, and every user of this machine can read it."
            yield problem(_AREA, text, f"Run: chmod 600 {shlex.quote(str(file))}")


def _idle_variables(config: Config, environment: Mapping[str, str]) -> Iterator[Finding]:
    for name in sorted(environment):
        if name.startswith(f"{PREFIX}_") and name not in config.origin.variables | _OF_THE_COMMAND:
            remedy = did_you_mean(name, config.origin.variables).strip() or "Take it out if it was meant for wirewatch."
            yield note(_AREA, f"The variable {one_line(name, 80)} means nothing to wirewatch.", remedy)

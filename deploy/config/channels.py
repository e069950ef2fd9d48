"""The `[[channel]]` tables: each type with keys of its own."""

from pathlib import Path
from typing import Any, Final

from alerts.channels.config import ChannelConfig, EmailConfig, SlackConfig, TerminalConfig, WebhookConfig
from deploy.config.mistakes import Mistakes, listed, shown
from deploy.config.schema import EmailEntry, Entry, SlackEntry, TerminalEntry, WebhookEntry
from deploy.config.tables import Tables
from deploy.wording import did_you_mean

TYPES: Final[dict[str, tuple[type[Entry], type[ChannelConfig]]]] = {
    "slack": (SlackEntry, SlackConfig),
    "email": (EmailEntry, EmailConfig),
    "webhook": (WebhookEntry, WebhookConfig),
    "terminal": (TerminalEntry, TerminalConfig),
}


def read_channels(tables: Tables, base: Path, mistakes: Mistakes) -> list[ChannelConfig]:
    """Every channel that is right; what is wrong with the others is noted.

    base: the folder that names of files are relative to.
    """
    channels = []
    for table, given in tables.repeated("channel"):
        kind = str(given.get("type", ""))
        if kind not in TYPES:
            problem = f"{shown(kind)} is not possible." if kind else "is missing."
            mistakes.add(table, ("type",), f"{problem} Write {listed(TYPES)}.{did_you_mean(kind, TYPES)}")
            continue
        model, config = TYPES[kind]
        if entry := tables.entry(table, given, model):
            channels.append(config(**_settings(entry, base)))
    return channels


def _settings(entry: Entry, base: Path) -> dict[str, Any]:
    settings = dict(entry)
    del settings["type"]
    if settings.get("ca_file"):
        settings["ca_file"] = base / settings["ca_file"]
    return settings

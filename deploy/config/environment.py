"""Environment variables laid over the file, and secrets read from their own files.

`WIREWATCH_FETCH_DELAY_SECONDS` stands for `[fetch] delay_seconds`, `WIREWATCH_CHANNEL_DESK_WEBHOOK_URL` for the key
`webhook_url` of the channel `desk`; a secret's variable may end in `_FILE`. The environment wins over the file.
`REDIS_URL` is the store's address where nothing else gives one.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from deploy.config.schema import Entry
from pipelines.errors import InputError

PREFIX: Final = "WIREWATCH"
_LONGEST_SECRET: Final = 64 * 1024


class SecretProblem(InputError):
    """A secret can't be had.

    key: the key that was to give it.
    """

    def __init__(self, key: str, text: str) -> None:
        super().__init__(text)
        self.key = key


def variable(*parts: str) -> str:
    """The variable of a key: `WIREWATCH_CHANNEL_DESK_WEBHOOK_URL`."""
    return "_".join((PREFIX, *(re.sub(r"[^A-Z0-9]+", "_", part.upper()) for part in parts)))


def variables(model: type[Entry], prefix: tuple[str, ...], environment: Mapping[str, str]) -> dict[str, str]:
    """The keys of a table that the environment gives, each with its variable's name. An empty variable gives nothing.

    prefix: what stands between `WIREWATCH_` and the key: ("fetch",) or ("channel", NAME).
    """
    return {key: name for key, name in variable_names(model, prefix).items() if environment.get(name)}


def variable_names(model: type[Entry], prefix: tuple[str, ...]) -> dict[str, str]:
    """Every key of a table with the name of its variable."""
    return {key: variable(*prefix, key) for key in model.known_keys()}


def laid_over(raw: Mapping[str, Any], given: Mapping[str, str]) -> dict[str, Any]:
    """A table with other values for some of its keys."""
    # A secret also replaces the file that the configuration names, and the other way round.
    replaced = {key.removesuffix("_file") for key in given}
    return {key: value for key, value in raw.items() if key.removesuffix("_file") not in replaced} | dict(given)


def with_secrets_read(raw: Mapping[str, Any], model: type[Entry], base: Path) -> dict[str, Any]:
    """A table in which every `NAME_file` has become NAME with the content of that file.

    base: the folder that relative names are relative to.

    Raises:
        SecretProblem: a file can't be read, or the secret is given twice.
    """
    merged = dict(raw)
    for key in model.secrets & {twin.removesuffix("_file") for twin in raw if twin.endswith("_file")}:
        twin = f"{key}_file"
        name = merged.pop(twin)
        if key in merged:
            raise SecretProblem(twin, f"{key} is given too. Keep one of the two.")
        if not isinstance(name, str) or not name:
            raise SecretProblem(twin, "must be the name of a file, in quotes.")
        try:
            merged[key] = _secret_in(base / name)
        except InputError as error:
            raise SecretProblem(twin, str(error)) from error
    return merged


def _secret_in(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST_SECRET).decode().strip()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"{path} can't be read ({reason}). It must hold the secret and nothing else.") from error
    except ValueError as error:
        raise InputError(f"{path} is not text in UTF-8. It must hold the secret and nothing else.") from error
    if not content:
        raise InputError(f"{path} is empty. Write the secret into it, and nothing else.")
    return content

"""The reference documents every key, and nothing that is not there."""

import json
import re
from pathlib import Path

import pytest

from deploy.config.channels import TYPES
from deploy.config.schema import Entry, FetchEntry, SourceEntry, StoreEntry, TelemetryEntry, WatchEntry

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "configuration.md"
TABLES = {
    "`[store]`": StoreEntry,
    "`[fetch]`": FetchEntry,
    "`[telemetry]`": TelemetryEntry,
    "`[[watch]]`": WatchEntry,
    "`[[source]]`": SourceEntry,
} | {f'`type = "{name}"`': model for name, (model, _) in TYPES.items()}


def rows(heading: str) -> dict[str, list[str]]:
    text = REFERENCE.read_text()
    section = re.split(r"^##", text.partition(f" {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    cells = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    return {row[0].strip(" `"): [cell.strip() for cell in row[1:]] for row in cells}


@pytest.mark.parametrize(("heading", "model"), TABLES.items())
def test_every_key_is_documented(heading: str, model: type[Entry]):
    keys = {key for key in model.known_keys() if not key.endswith("_file") or key == "ca_file"}
    if "type" in keys:
        keys -= {"type", "name"}
    assert rows(heading).keys() == keys


@pytest.mark.parametrize(("heading", "model"), TABLES.items())
def test_secrets_and_required_keys_are_marked(heading: str, model: type[Entry]):
    for name, field in model.model_fields.items():
        row = rows(heading).get(field.alias or name)
        if row:
            assert ("**secret**" in row[0]) == (name in model.secrets)
            assert (row[1] == "required") == field.is_required()


@pytest.mark.parametrize("model", [FetchEntry, TelemetryEntry])
def test_the_defaults_are_those_of_the_code(model: type[Entry]):
    heading = next(heading for heading, other in TABLES.items() if other is model)
    for name, field in model.model_fields.items():
        default = rows(heading)[name][1].strip("`")
        known = "none" if field.default is None else json.dumps(field.default)
        assert default.strip('"') == known.strip('"')

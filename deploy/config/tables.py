"""The file's tables, one by one: found, laid over with the environment, checked; mistakes noted in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from deploy.config.environment import SecretProblem, laid_over, variable_names, variables, with_secrets_read
from deploy.config.mistakes import Mistakes, Table, listed, shown, unknown
from deploy.config.schema import Entry
from deploy.wording import did_you_mean

SINGLE: Final = ("store", "fetch", "telemetry", "concepts")
REPEATED: Final = ("watch", "source", "channel")
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

E = TypeVar("E", bound=Entry)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a configuration's values came from.

    secret_files: files that hold one secret each. secrets_in_file: the configuration file itself holds a secret.
    variables: names of all environment variables that would mean something to this configuration.
    """

    secret_files: frozenset[Path] = frozenset()
    secrets_in_file: bool = False
    variables: frozenset[str] = frozenset()


class Tables:
    """The parsed file and the environment, as checked entries. A mistake in one does not hide those in the others."""

    def __init__(self, raw: Mapping[str, Any], base: Path, environment: Mapping[str, str], mistakes: Mistakes) -> None:
        """base: the folder that names of secret files are relative to."""
        self._raw = raw
        self._base = base
        self._environment = environment
        self._mistakes = mistakes
        self._secret_files: set[Path] = set()
        self._secrets_in_file = False
        self._variables: set[str] = set()
        for name, value in raw.items():
            self._check_form(name, value)

    def _check_form(self, name: str, value: Any) -> None:
        known = (*SINGLE, *REPEATED)
        if name not in known:
            place, path = (Table(name), ()) if _is_table(value) else (Table(""), (name,))
            self._mistakes.add(place, path, unknown(name, known))
        elif name in REPEATED and value != [] and not (isinstance(value, list) and _is_table(value)):
            self._mistakes.add(Table(name), (), f"must be written [[{name}]], with two brackets, once for each.")
        elif name in SINGLE and not isinstance(value, dict):
            self._mistakes.add(Table(name), (), f"must be written [{name}], with one bracket, and only once.")

    def single(self, name: str, model: type[E], fallback: Mapping[str, str] = _NOTHING) -> E:
        """The table `[name]`; all defaults where it is missing or wrong.

        fallback: keys → variables of other names, which count where the file and ours say nothing.
        """
        value = self._raw.get(name)
        raw = value if isinstance(value, dict) else {}
        given = self._given(model, (name,)) or ({} if raw else fallback)
        return self._entry(Table(name), raw, model, given) or model()

    def names(self, name: str) -> tuple[str, ...]:
        """The names of all `[[name]]`, right or wrong."""
        return tuple(table.label for table, _ in self._located(name) if table.label)

    def repeated(self, name: str) -> Iterator[tuple[Table, dict[str, Any]]]:
        """Every `[[name]]` with its place, unchecked. A name that is taken is noted as a mistake."""
        taken: set[str] = set()
        for table, raw in self._located(name):
            if table.label in taken:
                self._mistakes.add(table, ("name",), f'"{table.label}" is taken by an earlier [[{name}]]. Rename one.')
            elif table.label:
                taken.add(table.label)
            yield table, raw

    def _located(self, name: str) -> Iterator[tuple[Table, dict[str, Any]]]:
        value = self._raw.get(name)
        for index, raw in enumerate(value if isinstance(value, list) else []):
            if isinstance(raw, dict):
                label = raw.get("name")
                yield Table(name, index, label if isinstance(label, str) and label else None), raw

    def entry(self, table: Table, raw: Mapping[str, Any], model: type[E]) -> E | None:
        """One of the tables `[[name]]` as an entry, None after a mistake."""
        given = self._given(model, (table.name, table.label)) if table.label else {}
        return self._entry(table, raw, model, given)

    def origin(self) -> Origin:
        """Where the values came from, as far as it was read until now."""
        return Origin(frozenset(self._secret_files), self._secrets_in_file, frozenset(self._variables))

    def _given(self, model: type[Entry], prefix: tuple[str, str] | tuple[str]) -> dict[str, str]:
        self._variables |= set(variable_names(model, prefix).values())
        return variables(model, prefix, self._environment)

    def _entry(self, table: Table, raw: Mapping[str, Any], model: type[E], given: Mapping[str, str]) -> E | None:
        merged = laid_over(raw, {key: self._environment[name] for key, name in given.items()})
        try:
            complete = with_secrets_read(merged, model, self._base)
        except SecretProblem as problem:
            self._note(table, (problem.key,), str(problem), given)
            return None
        self._secret_files |= {
            self._base / merged[twin] for twin in (f"{key}_file" for key in model.secrets) if twin in merged
        }
        self._secrets_in_file |= model.tells_secret(raw)
        return self.checked(table, complete, model, given)

    def checked(self, table: Table, value: Any, model: type[M], given: Mapping[str, str] = _NOTHING) -> M | None:
        """A value as a model, None after a mistake.

        given: keys that came from the environment, each with its variable's name.
        """
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                path = tuple(_step(step) for step in detail["loc"])
                self._note(table, path, _in_words(detail, model), given)
            return None

    def _note(self, table: Table, path: Sequence[str], text: str, given: Mapping[str, str]) -> None:
        name = given.get(path[0]) or given.get(f"{path[0]}_file") if path else None
        if name:
            self._mistakes.add_variable(name, text)
        else:
            self._mistakes.add(table, path, text)


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _step(step: int | str) -> str:
    return f"[{step + 1}]" if isinstance(step, int) else step


def _in_words(detail: ErrorDetails, model: type[BaseModel]) -> str:
    """What is wrong with a key and what to write instead. A secret's value is never quoted: its checks are our own."""
    value = detail["input"]
    context = {name: _plainly(limit) for name, limit in detail.get("ctx", {}).items()}
    match detail["type"]:
        case "extra_forbidden":
            return unknown(str(detail["loc"][-1]), model.known_keys() if issubclass(model, Entry) else ())
        case "missing":
            return "is missing. Add it."
        case "value_error":
            return f"{context['error']}."
        case "enum" | "literal_error":
            choices = [word.strip(" '") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            return f"{shown(value)} is not possible. Write {listed(choices)}.{did_you_mean(str(value), choices)}"
        case kind if kind in _IN_WORDS:
            return f"{shown(value)} {_IN_WORDS[kind].format(**context)}"
        case _:
            return f"{shown(value)} can't be right: {detail['msg'][0].lower()}{detail['msg'][1:]}."


def _plainly(limit: Any) -> Any:
    """A limit as people write it: 0 instead of 0.0."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit


_IN_WORDS: Final = {
    "string_type": "must be text in quotes.",
    "string_too_short": "is too short.",
    "bool_type": "must be true or false, without quotes.",
    "bool_parsing": "must be true or false.",
    "int_type": "must be a whole number, without quotes.",
    "int_parsing": "must be a whole number.",
    "int_from_float": "must be a whole number.",
    "float_type": "must be a number, without quotes.",
    "float_parsing": "must be a number.",
    "tuple_type": 'must be a list: ["…", "…"].',
    "dict_type": "must be a table of keys and values.",
    "model_type": "must be a table of keys and values.",
    "greater_than": "is too small. It must be above {gt}.",
    "greater_than_equal": "is too small. The least is {ge}.",
    "less_than_equal": "is too large. The most is {le}.",
}

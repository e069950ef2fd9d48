"""Known secrets replaced wherever they turn up: in messages, in nested values, in URLs."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, quote_plus, unquote, urlsplit

from pipelines.secret import Secret

HIDDEN: Final = "•••"
# A shorter piece of a secret's address, such as "/1", is no secret and stands in every other text.
_SHORTEST_PIECE: Final = 8
# Also without being told: whoever writes a password into an address means it as one.
_USER_INFO: Final = re.compile(r"(?<=://)[^\s/?#@\"']*:[^\s/?#\"']*(?=@)")
_SLACK: Final = re.compile(r"(?<=hooks\.slack\.com/)[^\s\"'<>]+")


class Redactor:
    """Replaces registered secrets by `•••`, in the spellings that logs and tracebacks give them."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        spelled = {
            spelling for secret in secrets for piece in _pieces(secret.reveal()) for spelling in _spellings(piece)
        }
        longest_first = sorted(spelled, key=lambda spelling: (-len(spelling), spelling))
        self._literal = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def text(self, text: str) -> str:
        """The text without secrets."""
        hidden = self._literal.sub(HIDDEN, text) if self._literal else text
        return _SLACK.sub(HIDDEN, _USER_INFO.sub(HIDDEN, hidden))

    def value(self, value: Any) -> Any:
        """A value of lists, mappings and texts, the same without secrets; other objects stay as they are."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bytes):
            return self.text(value.decode("utf-8", "backslashreplace")).encode()
        if isinstance(value, Mapping):
            return {self.value(key): self.value(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self.value(inner) for inner in value]
        return value


def _pieces(secret: str) -> Iterator[str]:
    """The secret and, of an address, the parts that are secret by themselves."""
    yield secret
    if "://" not in secret:
        return
    parts = urlsplit(secret)
    if parts.password:
        yield parts.password
        yield unquote(parts.password)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for piece in (target, *parts.path.split("/"), parts.query):
        if len(piece) >= _SHORTEST_PIECE:
            yield piece


def _spellings(piece: str) -> tuple[str, ...]:
    """As it stands, as an URL, as JSON and as a Python literal write it."""
    return (piece, quote(piece, safe=""), quote(piece), quote_plus(piece), json.dumps(piece)[1:-1], repr(piece)[1:-1])

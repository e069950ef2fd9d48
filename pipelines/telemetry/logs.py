"""Log lines on standard error: for people on a terminal, JSON for programs; one record is always one line.

structlog hands its records to the standard library's logging, so that what Scrapy, APScheduler and others log takes the
same way: through the redactor, escaped, in one format.
"""

import json
import logging
import re
import traceback
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any, Final, Protocol

import structlog

from pipelines.telemetry.redaction import Redactor

_FIELDS: Final = "fields"
# What could end a line, steer a terminal, hide, or turn the reading direction.
_UNSAFE: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)
_BARE: Final = re.compile(r"[^\s\"'=]+")
_COLOURS: Final = {"debug": "2", "warning": "33", "error": "31", "critical": "31;1"}


class Style(Protocol):
    """How a record becomes a line."""

    def __call__(self, record: Mapping[str, Any]) -> str:
        """One line, without its end."""


class LineFormatter(logging.Formatter):
    """Any record of the standard library's logging as one line, without secrets."""

    def __init__(self, style: Style, redactor: Redactor) -> None:
        super().__init__()
        self._line = style
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """The record's line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        for name, value in getattr(record, _FIELDS, {}).items():
            told[f"{name}_" if name in told else name] = value
        if record.exc_info and record.exc_info[0]:
            told["exception"] = "".join(traceback.format_exception(*record.exc_info)).rstrip()
        if record.stack_info:
            told["stack"] = record.stack_info
        return self._line(self._redactor.value(json.loads(json.dumps(told, default=str, skipkeys=True))))


def as_json(record: Mapping[str, Any]) -> str:
    """A JSON object; what is unsafe to look at is escaped."""
    return _UNSAFE.sub(lambda found: _json_escape(found[0]), json.dumps(record, ensure_ascii=False))


class Console:
    """`18:20:31 warning  store away  failures=2`."""

    def __init__(self, *, colours: bool) -> None:
        self._colours = colours

    def __call__(self, record: Mapping[str, Any]) -> str:
        """One line; a traceback stands indented below it."""
        told = dict(record)
        time, level, logger, event = (str(told.pop(key)) for key in ("time", "level", "logger", "event"))
        blocks = [told.pop(key) for key in ("exception", "stack") if key in told]
        shown = level if level != "info" else ""
        parts = [self._dim(time[11:19]), self._coloured(level, f"{shown:<7}"), _safe(event)]
        parts += [f"{self._dim(_safe(key) + '=')}{_quoted(value)}" for key, value in told.items()]
        if not logger.startswith(("pipelines", "crawler", "alerts", "deploy")):
            parts.append(self._dim(f"({_safe(logger)})"))
        below = [f"    {_safe(line)}" for block in blocks for line in str(block).splitlines()]
        return "\n".join(["  ".join(part for part in parts if part.strip()), *below])

    def _dim(self, text: str) -> str:
        return f"\x1b[2m{text}\x1b[0m" if self._colours else text

    def _coloured(self, level: str, text: str) -> str:
        code = _COLOURS.get(level)
        return f"\x1b[{code}m{text}\x1b[0m" if self._colours and code else text


def to_standard_logging(_: Any, __: str, event: MutableMapping[str, Any]) -> tuple[Any, ...]:
    """The last step of structlog: its record as arguments of `logging.Logger.log`.

    The fields travel under one name, since names of our own such as `name` or `args` would clash with the record's.
    """
    told: dict[str, Any] = {key: event.pop(key) for key in ("exc_info", "stack_info", "stacklevel") if key in event}
    message = str(event.pop("event", ""))
    return (message,), {"extra": {_FIELDS: event}, **told}


def configure_structlog() -> None:
    """Send structlog's records through the standard library's logging."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.PositionalArgumentsFormatter(),
            to_standard_logging,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _safe(text) if _BARE.fullmatch(text) or not isinstance(value, str) else f'"{_safe(text)}"'


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: _json_escape(found[0]), text)


def _json_escape(character: str) -> str:
    return json.dumps(character)[1:-1] if character >= " " and character != "\x7f" else f"\\u{ord(character):04x}"

"""Opening telemetry for a process."""

import logging
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from types import TracebackType
from typing import Final, TextIO

import structlog

from pipelines.secret import Secret
from pipelines.telemetry.logs import Console, LineFormatter, Style, as_json, configure_structlog
from pipelines.telemetry.redaction import Redactor
from pipelines.telemetry.reports import reporting
from pipelines.telemetry.settings import Telemetry

_CHATTY: Final = ("apscheduler", "scrapy")


@contextmanager
def open_telemetry(settings: Telemetry, secrets: Iterable[Secret] = (), stream: TextIO | None = None) -> Iterator[None]:
    """Logs, error reports and tracebacks of this process as configured, until the end of the `with`.

    secrets: are replaced wherever they turn up. stream: where log lines go; None for standard error.
    """
    redactor = Redactor(secrets)
    with (
        _logging(settings, redactor, stream or sys.stderr),
        _tracebacks(redactor),
        reporting(settings, redactor, version("wirewatch")),
    ):
        yield


@contextmanager
def _logging(settings: Telemetry, redactor: Redactor, stream: TextIO) -> Iterator[None]:
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter(_style(settings.log_format, stream), redactor))
    root, before = logging.getLogger(), structlog.get_config()
    level, handlers = root.level, root.handlers[:]
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    for name in _CHATTY:
        # What these do every second is no news; below `info`, somebody looks for just that.
        logging.getLogger(name).setLevel(logging.NOTSET if settings.log_level == "debug" else logging.WARNING)
    logging.captureWarnings(capture=True)
    configure_structlog()
    try:
        yield
    finally:
        structlog.configure(**before)
        logging.captureWarnings(capture=False)
        root.handlers[:] = handlers
        root.setLevel(level)


def _style(name: str, stream: TextIO) -> Style:
    terminal = stream.isatty()
    return as_json if name == "json" or (name == "auto" and not terminal) else Console(colours=terminal)


@contextmanager
def _tracebacks(redactor: Redactor) -> Iterator[None]:
    """What nobody caught is still printed, without secrets; also what leaves the `with` on its way to the top."""

    def show(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.stderr.write(redactor.text("".join(traceback.format_exception(kind, error, trace))))

    def show_thread(hook: threading.ExceptHookArgs) -> None:
        if hook.exc_value is not None:
            show(hook.exc_type, hook.exc_value, hook.exc_traceback)

    before, thread_before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = show, show_thread
    yield
    # Not where an error ends the `with`: its traceback is still to be printed.
    sys.excepthook, threading.excepthook = before, thread_before

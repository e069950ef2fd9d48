"""How a process tells of itself: logs, reports of errors to Sentry, a heartbeat. None of them ever tells a secret.

settings.py   Telemetry: what is told, and where
start.py      open_telemetry: all of it, for a process
redaction.py  Redactor: known secrets replaced wherever they turn up
logs.py       log lines for people or programs, on standard error
reports.py    unexpected errors to Sentry
heartbeat.py  Heartbeat: a ping that tells the outside that the daemon lives
"""

from pipelines.telemetry.settings import Telemetry
from pipelines.telemetry.start import open_telemetry

__all__ = ["Telemetry", "open_telemetry"]

"""What is told of a process, and where."""

from dataclasses import dataclass

from pipelines.secret import Secret


@dataclass(frozen=True, slots=True)
class Telemetry:
    """Settings of logs, error reports and heartbeat.

    log_level: `debug`, `info`, `warning` or `error`. log_format: `console`, `json`, or `auto`: console on a terminal.
    sentry_dsn: None for no reports. environment: how Sentry groups installations.
    sentry_monitor: slug of a Sentry cron monitor that the heartbeat checks in with, "" for none.
    heartbeat_url: is requested every heartbeat_seconds as long as the daemon works.
    """

    log_level: str = "info"
    log_format: str = "auto"
    sentry_dsn: Secret | None = None
    environment: str = "production"
    sentry_monitor: str = ""
    heartbeat_url: Secret | None = None
    heartbeat_seconds: float = 60.0

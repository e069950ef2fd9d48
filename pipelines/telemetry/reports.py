"""Unexpected errors to Sentry, without secrets.

An error is reported once: by the log line that tells it, or on its way out of the process if nobody caught it.
Sentry's own integrations for libraries stay off; they would report the same error a second time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from pipelines.errors import WirewatchError
from pipelines.telemetry.redaction import Redactor
from pipelines.telemetry.settings import Telemetry

_FLUSH_SECONDS: Final = 2.0
_SECRET_NAMES: Final = (
    "webhook_url", "heartbeat_url", "store_url", "redis_url", "sentry_dsn", "dsn", "smtp_password", "pass", "pwd",
)  # fmt: skip


@contextmanager
def reporting(settings: Telemetry, redactor: Redactor, release: str) -> Iterator[None]:
    """Report unexpected errors while this is open, if a DSN is set; wait for the last reports in the end."""
    if settings.sentry_dsn is None:
        yield
        return
    # It takes a fifth of a second to load, which nobody who reports nothing should wait for.
    import sentry_sdk  # noqa: PLC0415
    from sentry_sdk.scrubber import DEFAULT_DENYLIST, EventScrubber  # noqa: PLC0415

    def redacted(event: Any, _: Any) -> Any:
        return redactor.value(event)

    sentry_sdk.init(
        dsn=settings.sentry_dsn.reveal(),
        release=f"wirewatch@{release}",
        environment=settings.environment,
        # send_default_pii stays at its default, off; naming it is deprecated.
        include_local_variables=False,
        max_request_body_size="never",
        event_scrubber=EventScrubber(denylist=[*DEFAULT_DENYLIST, *_SECRET_NAMES], recursive=True),
        before_send=redacted,
        before_breadcrumb=redacted,
        before_send_transaction=redacted,
        auto_enabling_integrations=False,
        auto_session_tracking=False,
        # The sites we read are told nothing of our traces.
        propagate_traces=False,
        trace_propagation_targets=[],
        shutdown_timeout=_FLUSH_SECONDS,
    )
    try:
        yield
    except WirewatchError:
        # Foreseen: told to the user in a sentence.
        raise
    except Exception as error:
        sentry_sdk.capture_exception(error)
        raise
    finally:
        client = sentry_sdk.get_client()
        client.close(timeout=_FLUSH_SECONDS)
        sentry_sdk.get_global_scope().set_client(None)

"""Errors that reach Sentry carry no secret, and arrive once. The client and its transport are Sentry's own."""

import io
import json
import logging
import subprocess
import sys
import textwrap
import threading

import pytest
import structlog

from pipelines.errors import StoreUnavailable
from pipelines.secret import Secret
from pipelines.telemetry.settings import Telemetry
from pipelines.telemetry.start import open_telemetry

WEBHOOK = "https://hooks.slack.example/services/T0AAAA/B0BBBB/veryhiddenwebhook"
STORE = "redis://worker:hidden%20redis@cache.example:6379/0"
PASSWORD = "hidden\"smtp'password"
SECRETS = (Secret(WEBHOOK), Secret(STORE), Secret(PASSWORD))
LEAKS = ("veryhiddenwebhook", "hidden%20redis", "hidden redis", "smtp'password", "smtp\\'password")


@pytest.fixture(autouse=True)
def hooks():
    before = (sys.excepthook, threading.excepthook)
    yield
    sys.excepthook, threading.excepthook = before


@pytest.fixture
def settings(ingest):
    return Telemetry(log_format="json", sentry_dsn=Secret(f"http://publickey@{ingest.address}/7"), environment="test")


def events(ingest) -> list[dict]:
    found = []
    for _, body in ingest.arrived:
        lines = [json.loads(line) for line in body.splitlines() if line]
        found += [line for line in lines if "event_id" in line and "platform" in line]
    return found


def spill() -> None:
    """An error whose message, cause, notes and local variables hold secrets."""
    webhook_url, nested = WEBHOOK, {"deep": [{"password": PASSWORD}]}
    error = RuntimeError(f"POST {webhook_url}?x=1 with {nested!r} failed")
    error.add_note(f"login {PASSWORD}")
    raise error from ConnectionError(f"cannot reach {STORE}")


def test_no_secret_reaches_sentry_or_the_log(ingest, settings):
    stream = io.StringIO()
    with open_telemetry(settings, SECRETS, stream):
        log = structlog.get_logger("pipelines.somewhere")
        log.info("about to post", url=WEBHOOK, nested={"list": [STORE, {"to": PASSWORD}]})
        logging.getLogger("foreign").warning("connecting to %s", STORE)
        try:
            spill()
        except RuntimeError:
            log.exception("delivery failed", target=WEBHOOK, password=PASSWORD)
    [event] = events(ingest)
    told = ingest.text() + stream.getvalue()
    for leak in LEAKS:
        assert leak not in told
    assert event["logentry"]["message"] == "delivery failed"
    assert [value["type"] for value in event["exception"]["values"]] == ["ConnectionError", "RuntimeError"]
    assert [crumb["message"] for crumb in event["breadcrumbs"]["values"]] == [
        "about to post",
        "connecting to •••",
    ]


def test_an_event_tells_what_helps(ingest, settings):
    with open_telemetry(settings, SECRETS, io.StringIO()):
        structlog.get_logger("alerts.dispatcher").error("dead letter", channel="desk", alert="idlib-7")
    [event] = events(ingest)
    assert event["environment"] == "test"
    assert event["release"].startswith("wirewatch@")
    assert event["extra"]["fields"] == {"channel": "desk", "alert": "idlib-7"}
    assert event["logger"] == "alerts.dispatcher"
    assert "user" not in event


def test_local_variables_stay_here(ingest, settings):
    with open_telemetry(settings, (), io.StringIO()):
        try:
            spill()
        except RuntimeError:
            structlog.get_logger("x").exception("failed")
    [event] = events(ingest)
    frames = event["exception"]["values"][-1]["stacktrace"]["frames"]
    assert frames
    assert not any("vars" in frame for frame in frames)


def test_an_error_that_is_logged_twice_arrives_once(ingest, settings):
    with open_telemetry(settings, (), io.StringIO()):
        try:
            spill()
        except RuntimeError:
            structlog.get_logger("x").exception("failed")
            logging.getLogger("y").exception("failed again")
    assert len(events(ingest)) == 1


ENDS: dict[str, str] = {
    "in the middle": """
        opened = open_telemetry(settings, secrets)
        opened.__enter__()
        raise RuntimeError(message)
    """,
    "out of the with": """
        with open_telemetry(settings, secrets):
            raise RuntimeError(message)
    """,
    "after it was logged": """
        with open_telemetry(settings, secrets):
            try:
                raise RuntimeError(message)
            except RuntimeError:
                logging.getLogger("x").exception("failed")
                raise
    """,
}


@pytest.mark.parametrize("end", ENDS)
def test_an_error_that_nobody_caught_arrives_once_and_is_printed_without_secrets(ingest, end):
    program = textwrap.dedent(f"""
        import logging
        from pipelines.secret import Secret
        from pipelines.telemetry import Telemetry, open_telemetry

        settings = Telemetry(log_format="json", sentry_dsn=Secret("http://publickey@{ingest.address}/7"))
        secrets = [Secret({WEBHOOK!r}), Secret({STORE!r})]
        message = "cannot post to " + {WEBHOOK!r} + " via " + {STORE!r}
    """) + textwrap.dedent(ENDS[end])
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert len(events(ingest)) == 1
    assert "RuntimeError: cannot post to ••• via •••" in ended.stderr
    for leak in LEAKS:
        assert leak not in ended.stderr
        assert leak not in ingest.text()


def test_a_foreseen_error_is_not_reported(ingest, settings):
    with pytest.raises(StoreUnavailable), open_telemetry(settings, (), io.StringIO()):
        raise StoreUnavailable("The store does not answer.")
    assert events(ingest) == []


def test_without_a_dsn_nothing_is_sent(ingest):
    with open_telemetry(Telemetry(), (), io.StringIO()):
        structlog.get_logger("x").error("failed")
    assert ingest.arrived == []


def test_after_the_end_nothing_is_sent(ingest, settings):
    with open_telemetry(settings, (), io.StringIO()):
        pass
    logging.getLogger("x").error("failed")
    assert events(ingest) == []


def test_a_dead_ingest_holds_nobody_up():
    stream = io.StringIO()
    gone = Telemetry(log_format="json", sentry_dsn=Secret("http://publickey@127.0.0.1:9/7"))
    with open_telemetry(gone, (), stream):
        structlog.get_logger("x").error("failed")
    assert json.loads(stream.getvalue().splitlines()[0])["event"] == "failed"

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner

from alerts.alert import alert_of
from alerts.channels.state import ChannelStates
from alerts.delivery import Status, new_delivery
from alerts.outbox import Outbox
from deploy.cli.alerts import command
from deploy.cli.group import Place
from deploy.cli.preview import command as preview
from deploy.valkey import EmbeddedValkey
from pipelines.errors import ConfigError, UsageError
from pipelines.match import Field, Span
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.store.connection import connect

NOW = datetime.now(UTC)


class Desk(BaseHTTPRequestHandler):
    """Answers with the server's `status`."""

    def do_POST(self) -> None:
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"said the desk")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def desk() -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Desk) as server:
        server.status, server.bodies = 200, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def place(tmp_path, desk) -> Iterator[Place]:
    config = tmp_path / "wirewatch.toml"
    config.write_text(f"""
[[watch]]
name = "idlib"
query = "Idlib"
channels = ["desk", "mail"]

[[channel]]
name = "desk"
type = "webhook"
url = "http://127.0.0.1:{desk.server_port}/s3cr3t"

[[channel]]
name = "mail"
type = "email"
host = "127.0.0.1"
port = 1
from = "watch@example.org"
to = ["ann@example.org"]
""")
    with EmbeddedValkey(tmp_path / "data"):
        yield Place(config, tmp_path / "data")


@pytest.fixture
def enter(place):
    """Enter an alert with its rows, (channel, recipient, status, error)."""

    async def write(number, rows) -> None:
        text = "They agreed on a zone in Idlib."
        report = Report(
            watch="idlib", number=number, document=f"d{number}", url="https://news.example/zone",
            title=f"Report {number} of the zone", outlet="Example News", source="", language="en", published=NOW,
            observed=NOW, text=text, verdict=Verdict.NEW_STORY, reasons=(Reason(Because.FIRST_OF_DEVELOPMENT),),
            story="s", alert=True, spans=(Span(Field.TEXT, text.index("Idlib"), text.index("Idlib") + 5),),
        )  # fmt: skip
        alert = alert_of(report)
        async with connect(f"unix://{place.data / 'valkey' / 'valkey.sock'}") as redis:
            outbox = Outbox(redis)
            made = [
                (new_delivery(alert.id, alert.key, channel, to, NOW), status, error)
                for channel, to, status, error in rows
            ]
            await outbox.enter(alert, [row for row, _, _ in made], NOW + timedelta(seconds=number))
            for row, status, error in made:
                finished = NOW if status is not Status.PENDING else None
                await outbox.write(replace(row, status=status, error=error, attempts=1, finished=finished))

    return lambda number, *rows: asyncio.run(write(number, rows))


@pytest.fixture
def run(place):
    def invoked(*arguments, command=command):
        return CliRunner().invoke(command, arguments, obj=place, env={"REDIS_URL": None})

    return invoked


def test_no_alerts_is_said_with_what_to_do_next(run):
    result = run("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No alerts yet. `wirewatch crawl` looks for news now." in result.stderr


def test_alerts_are_listed_with_their_dead_letters_marked(run, enter):
    enter(1, ("desk", "", Status.SENT, ""))
    enter(2, ("desk", "", Status.DEAD, "The server answered 422"), ("mail", "ann@example.org", Status.PENDING, ""))

    result = run("list")

    lines = result.stdout.splitlines()
    assert lines[0].split() == ["alert", "verdict", "made", "(UTC)", "told", "headline"]
    assert lines[1].startswith("✗  idlib-2")
    assert "1 dead 1 pending" in lines[1]
    assert lines[2].startswith("   idlib-1")
    assert "1 dead letter. `wirewatch alerts show ID` tells why" in result.stderr


def test_a_list_for_programs_has_every_field(run, enter):
    enter(1, ("desk", "", Status.DEAD, "The server answered 422"))
    enter(2, ("desk", "", Status.SENT, ""))

    (line,) = run("list", "--status", "dead", "--json").stdout.splitlines()

    alert = json.loads(line)
    assert alert["id"] == "idlib-1"
    assert alert["excerpt"] == {"text": "They agreed on a zone in Idlib.", "marks": [[25, 30]]}
    (delivery,) = alert["deliveries"]
    assert (delivery["status"], delivery["error"]) == ("dead", "The server answered 422")
    assert delivery["message_id"].startswith("idlib-1.")


def test_one_alert_is_shown_whole(run, enter):
    enter(1, ("desk", "", Status.DEAD, "The server answered 422"))
    result = run("show", "idlib-1")
    assert "Report 1 of the zone" in result.stdout
    assert "The server answered 422" in result.stdout


def test_an_alert_that_is_not_there_is_a_wrong_usage(run):
    result = run("show", "idlib-9")
    assert isinstance(result.exception, UsageError)
    assert 'There is no alert "idlib-9".' in str(result.exception)


def test_a_dead_letter_is_sent_again(run, enter, desk):
    enter(1, ("desk", "", Status.DEAD, "The server answered 422"))
    enter(2, ("desk", "", Status.SENT, ""))

    result = run("retry", "--all-dead", "--json")

    assert result.exit_code == 0, result.output
    (row,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (row["alert"], row["status"]) == ("idlib-1", "sent")
    assert len(desk.bodies) == 1


def test_a_retry_that_fails_again_says_so(run, enter, desk):
    desk.status = 422
    enter(1, ("desk", "", Status.DEAD, "The server answered 400"))
    result = run("retry", "idlib-1")
    assert result.exit_code == 1
    assert "The server answered 422: said the desk" in result.stdout


def test_what_a_dispatcher_is_sending_is_left_to_it(run, enter, place, desk):
    enter(1, ("desk", "", Status.DEAD, "The server answered 422"))

    async def hold() -> None:
        async with connect(f"unix://{place.data / 'valkey' / 'valkey.sock'}") as redis:
            await Outbox(redis).lease("idlib-1", "desk", "").__aenter__()

    asyncio.run(hold())
    result = run("retry", "--all-dead", "--json")
    assert json.loads(result.stdout)["status"] == "dead"
    assert desk.bodies == []


@pytest.mark.parametrize("arguments", [("retry",), ("retry", "idlib-1", "--all-dead")])
def test_a_retry_of_nothing_in_particular_is_refused(run, arguments):
    assert "Say which alerts" in str(run(*arguments).exception)


def test_a_test_reports_the_answer(run, desk):
    result = run("test", "desk")
    assert result.exit_code == 0
    assert result.stderr == "desk: taken. The server answered 200: said the desk.\n"
    assert json.loads(desk.bodies[0])["headline"] == "A test of Wirewatch: this channel works"
    assert "s3cr3t" not in result.output


def test_a_test_that_fails_says_why(run):
    result = run("test", "mail")
    assert result.exit_code == 1
    assert "mail → ann@example.org: not taken. 127.0.0.1:1 can't be reached" in result.stderr


def test_a_test_opens_a_closed_channel(run, place):
    async def closed(*, close: bool) -> bool:
        async with connect(f"unix://{place.data / 'valkey' / 'valkey.sock'}") as redis:
            states = ChannelStates(redis)
            if close:
                await states.close("desk", "x", "The server answered 404", NOW)
            return (await states.of("desk")).is_closed("x")

    assert asyncio.run(closed(close=True))
    run("test", "desk")
    assert not asyncio.run(closed(close=False))


def test_a_channel_that_is_not_there_is_a_wrong_usage(run):
    assert 'There is no channel "desk2"' in str(run("test", "desk2").exception)


def test_a_stored_alert_is_rendered_for_a_channel(run, enter):
    enter(1, ("desk", "", Status.SENT, ""))
    enter(2, ("desk", "", Status.SENT, ""))
    newest = json.loads(run("--channel", "desk", command=preview).stdout)
    assert newest["id"] == "idlib-2"
    chosen = run("--channel", "mail", "idlib-1", command=preview).stdout
    assert "Subject: Report 1 of the zone" in chosen


def test_the_html_of_a_mail_is_written_to_a_file(run, enter, tmp_path):
    enter(1, ("mail", "ann@example.org", Status.SENT, ""))
    result = run("--channel", "mail", "--html", str(tmp_path / "a.html"), command=preview)
    assert result.exit_code == 0
    assert "<mark" in (tmp_path / "a.html").read_text(encoding="utf-8")
    refused = run("--channel", "desk", "--html", str(tmp_path / "b.html"), command=preview)
    assert "--html is for mail" in str(refused.exception)
    nowhere = run("--channel", "mail", "--html", "/proc/a.html", command=preview)
    assert "/proc/a.html can't be written" in str(nowhere.exception)


def test_a_preview_without_alerts_says_what_to_do(run):
    assert "No alert is stored yet" in str(run("--channel", "desk", command=preview).exception)


def test_a_broken_configuration_is_named(run, place):
    place.config.write_text("[[channel]]\nname = 'x'\n")
    assert isinstance(run("list").exception, ConfigError)

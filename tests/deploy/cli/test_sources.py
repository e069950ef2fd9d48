"""`wirewatch sources`, as a user calls it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from deploy.cli.crawl import command as crawl
from deploy.cli.group import Place
from deploy.cli.sources import command
from pipelines.errors import UsageError

FEED = """<rss version="2.0"><channel><title>N</title><item><title>Zone</title><link>/a</link>
<pubDate>Mon, 17 Sep 2018 10:00:00 GMT</pubDate></item></channel></rss>"""
PAGE = """<html><link rel="alternate" type="application/rss+xml" href="/rss">
<a href="/2018/09/17/zone-around-the-city">A zone around the city</a>"""
PAGES = {"/rss": FEED, "/world": PAGE, "/empty": '<rss version="2.0"><channel></channel></rss>'}


class Site(BaseHTTPRequestHandler):
    """The outlet."""

    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_) -> None:
        """Quietly."""


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def place(tmp_path: Path, port: int, *paths: str) -> Place:
    file = tmp_path / "wirewatch.toml"
    sources = "".join(
        f'[[source]]\nname = "{path}"\nurl = "http://news.example/{path}"\nlanguage = "en"\n' for path in paths
    )
    file.write_text(
        f'[fetch]\nallow_private = ["127.0.0.1:{port}"]\ndelay_seconds = 0\n'
        f'[fetch.resolve]\n"news.example:80" = "127.0.0.1:{port}"\n[[watch]]\nname = "w"\nquery = "*"\n{sources}'
    )
    return Place(file, tmp_path / "data")


def run(place: Place, *arguments: str, of=command) -> Result:
    found = CliRunner().invoke(of, list(arguments), obj=place, catch_exceptions=True)
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


def test_a_check_says_what_each_source_serves(tmp_path, port):
    found = run(place(tmp_path, port, "rss", "world", "empty", "missing"), "check")
    lines = [line.rstrip() for line in found.stdout.splitlines()]
    assert lines[1:] == [
        "✓  rss      feed with 1 article, the newest of 2018-09-17 10:00 UTC",
        "✓  world    page with 1 article; it names a feed, which tells more: http://news.example/rss",
        "·  empty    feed with 0 articles",
        "✗  missing  http://news.example/missing is not there (status 404).",
    ]
    assert "2 of 4 sources told of articles." in found.stderr
    assert found.exit_code == 0
    assert not (tmp_path / "data").exists()


def test_a_check_of_one_for_programs(tmp_path, port):
    found = run(place(tmp_path, port, "rss", "missing"), "check", "missing", "--json")
    (line,) = [json.loads(each) for each in found.stdout.splitlines()]
    assert (line["name"], line["ok"], line["failure"], line["entries"]) == ("missing", False, "not_found", 0)
    assert found.exit_code == 1


def test_a_name_that_is_not_there(tmp_path, port):
    with pytest.raises(UsageError, match="rss"):
        run(place(tmp_path, port, "rss"), "check", "rs")


def test_a_list_before_the_first_poll_starts_no_server(tmp_path, port):
    found = run(place(tmp_path, port, "rss"), "list", "--json")
    (line,) = [json.loads(each) for each in found.stdout.splitlines()]
    assert (line["name"], line["polled"], line["next"], line["failures"]) == ("rss", None, None, 0)
    assert "never" in run(place(tmp_path, port, "rss"), "list").stdout
    assert not (tmp_path / "data").exists()


def test_a_list_says_when_and_why(tmp_path, port):
    here = place(tmp_path, port, "rss", "missing")
    run(here, of=crawl)
    rss, missing = [json.loads(each) for each in run(here, "list", "--json").stdout.splitlines()]
    assert (rss["kind"], rss["because"], rss["trouble"]) == ("feed", "learning", None)
    assert rss["polled"] < rss["next"]
    assert (missing["polled"], missing["because"], missing["failures"]) == (None, "backoff", 1)
    shown = run(here, "list").stdout
    assert "its rhythm is not known yet" in shown
    assert "after a failure: http://news.example/missing is not there" in shown


def test_a_configuration_without_sources(tmp_path, port):
    assert "wirewatch init" in run(place(tmp_path, port), "list").stderr

"""Log lines: one record, one line; nothing in it steers a terminal."""

import io
import json
import logging

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from pipelines.secret import Secret
from pipelines.telemetry.settings import Telemetry
from pipelines.telemetry.start import open_telemetry


def written(log_format: str, **fields: object) -> str:
    stream = io.StringIO()
    with open_telemetry(Telemetry(log_format=log_format), (), stream):
        structlog.get_logger("pipelines.x").info("page read", **fields)
    return stream.getvalue()


def test_a_json_line_holds_time_level_logger_event_and_fields():
    line = json.loads(written("json", url="https://news.example/1", pages=3, took=0.5, none=None))
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info", "logger": "pipelines.x", "event": "page read",
        "url": "https://news.example/1", "pages": 3, "took": 0.5, "none": None,
    }  # fmt: skip


def test_a_console_line_reads_well():
    line = written("console", url="https://news.example/1", title="Two words", pages=3)
    assert line[8:] == '  page read  url=https://news.example/1  title="Two words"  pages=3\n'


def test_fields_named_like_parts_of_the_record_are_kept():
    line = json.loads(written("json", name="n", args=[1], level="high", module="m"))
    assert (line["name"], line["args"], line["level_"], line["module"]) == ("n", [1], "high", "m")


def test_a_secret_object_shows_as_hidden():
    assert json.loads(written("json", key=Secret("hunter2")))["key"] == "•••"


def test_what_others_log_takes_the_same_way():
    stream = io.StringIO()
    with open_telemetry(Telemetry(log_format="json", log_level="warning"), (), stream):
        logging.getLogger("scrapy.core").info("too quiet")
        logging.getLogger("scrapy.core").warning("crawled %d pages", 3)
    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["crawled 3 pages"]


def fail() -> None:
    raise ValueError("bad\nthing")


def test_an_exception_stands_in_its_record():
    stream = io.StringIO()
    with open_telemetry(Telemetry(log_format="json"), (), stream):
        try:
            fail()
        except ValueError:
            structlog.get_logger("x").exception("failed")
    [line] = stream.getvalue().splitlines()
    assert json.loads(line)["exception"].endswith("ValueError: bad\nthing")


def test_a_console_traceback_is_indented_below_its_line():
    stream = io.StringIO()
    with open_telemetry(Telemetry(log_format="console"), (), stream):
        try:
            fail()
        except ValueError:
            structlog.get_logger("x").exception("failed")
    first, *below = stream.getvalue().splitlines()
    assert "failed" in first
    assert below
    assert all(line.startswith("    ") for line in below)


def test_warnings_are_logged_and_logging_is_left_as_it_was():
    before = (logging.getLogger().handlers[:], logging.getLogger().level, structlog.get_config())
    written("json")
    assert (logging.getLogger().handlers[:], logging.getLogger().level, structlog.get_config()) == before


@pytest.mark.parametrize("log_format", ["json", "console"])
@given(text=st.text(alphabet='a\r\n\x1b\x07\x00\x9b\u2028\u202e\u200b\ud800"\\\U000e0041ت'))
def test_strangers_text_stays_on_its_line(log_format, text):
    told = written(log_format, title=text)
    assert told.count("\n") == 1
    assert told.endswith("\n")
    assert not set(told[:-1]) & set("\r\n\x1b\x07\x00\x9b\u2028\u202e\u200b\ud800\U000e0041")
    if log_format == "json":
        assert json.loads(told)["title"] == text

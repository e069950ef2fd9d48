"""`wirewatch init`: what it writes can be used as it is."""

import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from deploy.cli.init import command, shipped_watch
from deploy.config import load
from pipelines.errors import UsageError


def init(*arguments: str):
    return CliRunner().invoke(command, arguments, catch_exceptions=True)


@pytest.fixture
def written(tmp_path) -> Path:
    assert init(str(tmp_path / "desk")).exit_code == 0
    return tmp_path / "desk" / "wirewatch.toml"


def test_it_writes_the_shipped_watch_and_many_sources_in_four_languages(written):
    config, shipped = load(written, {}), load(None, {})
    assert config.watches == shipped.watches
    assert len(config.sources) >= 30
    assert {source.language for source in config.sources} == {"en", "ar", "tr", "ru"}
    assert {source.outlet_kind for source in config.sources} >= {"agency", "broadcaster", "newspaper", "un"}
    assert all(source.outlet and source.kind for source in config.sources)


def test_no_source_stands_there_twice_and_all_use_tls(written):
    urls = [source.url for source in load(written, {}).sources]
    assert len(set(urls)) == len(urls)
    assert {urlsplit(url).scheme for url in urls} == {"https"}


def test_every_source_is_marked_as_untested(written):
    lines = written.read_text().splitlines()
    assert all(line.endswith("  # untested") for line in lines if line.startswith('url = "http'))


def test_what_is_commented_out_is_right_when_it_is_turned_on(written):
    lines = written.read_text().splitlines()
    examples = [line.removeprefix("#").removeprefix(" ") for line in lines if is_example(line) or line == "[fetch]"]
    on = written.with_name("on.toml")
    names = ("redis.url", "sentry.dsn", "heartbeat.url", "slack.url", "smtp.password", "hook.url", "hook.secret")
    for name in names:
        written.with_name(name).write_text("redis://localhost/" if name == "redis.url" else "https://x.example/")
    on.write_text("\n".join(examples))
    config = load(on, {})
    assert {type(channel).__name__ for channel in config.channels} == {"SlackConfig", "EmailConfig", "WebhookConfig"}
    assert config.telemetry.heartbeat_url is not None


def is_example(line: str) -> bool:
    text = line.removeprefix("#").strip()
    return (
        line.startswith("#") and (text.startswith("[") or " = " in text.partition("#")[0]) and "channels =" not in text
    )


def test_it_says_what_to_do_next(tmp_path):
    told = init(str(tmp_path)).stderr
    assert "wirewatch crawl" in told
    assert "none of them tested" in told


def test_it_does_not_overwrite_unless_it_is_told_to(written):
    written.write_text("# mine")
    refused = init(str(written.parent))
    assert isinstance(refused.exception, UsageError)
    assert "--force" in str(refused.exception)
    assert written.read_text() == "# mine"
    assert init(str(written.parent), "--force").exit_code == 0
    assert load(written, {}).sources


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    refused = init(str(tmp_path / "file" / "below"))
    assert isinstance(refused.exception, UsageError)


def test_the_shipped_watch_is_taken_whole():
    assert set(tomllib.loads(shipped_watch())) == {"concepts", "watch"}

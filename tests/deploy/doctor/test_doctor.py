"""`wirewatch doctor` finds what is wrong and says how to mend it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from alerts.channels import make_channel
from alerts.channels.config import TerminalConfig
from alerts.channels.state import ChannelStates
from crawler.source_state import SourceState, SourceStates
from crawler.sources.source import Source
from deploy.cli.doctor import command
from deploy.cli.group import Place
from deploy.config import load
from deploy.doctor.configuration import look_at_configuration
from deploy.doctor.finding import Level
from deploy.doctor.machine import look_at_disk
from deploy.doctor.store import judge_info, look_at_indexes, look_at_store, rebuild_indexes
from deploy.doctor.work import look_at_channels, look_at_sources
from pipelines.watch import Watch

NOW = datetime(2026, 1, 1, tzinfo=UTC)
WHOLE = """
[fetch]
user_agent_contact = "desk@example.org"
[[watch]]
name = "a"
query = "*"
channels = ["screen"]
[[source]]
name = "s"
url = "https://news.example/rss"
[[channel]]
name = "screen"
type = "terminal"
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "wirewatch.toml"
    file.write_text(text)
    return file


def looked_at(folder: Path, text: str, environment: dict[str, str] | None = None) -> list[tuple[Level, str]]:
    config = load(written(folder, text), {})
    return [(finding.level, finding.text) for finding in look_at_configuration(config, environment or {})][1:]


def doctor(folder: Path, text: str, *arguments: str):
    place = Place(written(folder, text), folder / "data")
    return CliRunner().invoke(command, arguments, obj=place, env={"REDIS_URL": None})


def test_an_installation_in_order_has_no_problem(tmp_path):
    ended = doctor(tmp_path, WHOLE)
    assert ended.exit_code == 0
    assert "1 watch, 1 source, 1 channel" in ended.stdout
    assert "All is well." in ended.stderr


def test_findings_come_as_json_lines(tmp_path):
    ended = doctor(tmp_path, WHOLE, "--json")
    findings = [json.loads(line) for line in ended.stdout.splitlines()]
    assert {finding["area"] for finding in findings} == {"configuration", "disk", "store", "sources", "channels"}
    assert set(findings[0]) == {"area", "level", "text", "remedy"}


def test_a_configuration_with_mistakes_is_a_problem_for_each(tmp_path):
    ended = doctor(tmp_path, "[fetch]\nseconds = 0\n[wach]\n", "--json")
    assert ended.exit_code == 1
    findings = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [finding["level"] for finding in findings] == ["problem", "problem"]
    assert "fetch.seconds" in findings[0]["text"]


def test_a_store_that_does_not_answer_is_told_without_its_password(tmp_path):
    ended = doctor(tmp_path, WHOLE + '[store]\nurl = "redis://:hunter2@127.0.0.1:9/0"\n')
    assert ended.exit_code == 1
    assert "does not answer" in ended.stdout
    assert "hunter2" not in ended.output


def test_one_area_is_enough_for_a_health_check(tmp_path):
    ended = doctor(tmp_path, WHOLE, "--only", "store", "--json")
    assert ended.exit_code == 0
    assert {json.loads(line)["area"] for line in ended.stdout.splitlines()} == {"store"}


def test_an_area_that_cannot_be_reached_is_a_problem(tmp_path):
    ended = doctor(tmp_path, "[fetch]\nseconds = 0\n", "--only", "store")
    assert ended.exit_code == 1
    assert "earlier problem" in ended.stdout


def test_rebuilding_says_what_it_did(tmp_path):
    assert "a: made the indexes of 0 reports again." in doctor(tmp_path, WHOLE, "--rebuild").stdout


@pytest.mark.parametrize(
    ("change", "level", "text"),
    [
        (("user_agent_contact", "# user_agent_contact"), Level.NOTE, "Sites can't reach you"),
        (('channels = ["screen"]', ""), Level.NOTE, "The watch a tells nobody."),
        (('channels = ["screen"]', ""), Level.NOTE, "No watch uses the channel screen."),
        (('[[source]]\nname = "s"\nurl = "https://news.example/rss"', ""), Level.PROBLEM, "There is no source"),
        (('[[watch]]\nname = "a"\nquery = "*"\nchannels = ["screen"]', ""), Level.PROBLEM, "There is no watch"),
    ],
)
def test_loose_ends_of_a_configuration_are_found(tmp_path, change, level, text):
    found = looked_at(tmp_path, WHOLE.replace(*change))
    assert any(told.startswith(text) and how is level for how, told in found)


def test_a_configuration_in_order_has_no_loose_end(tmp_path):
    assert looked_at(tmp_path, WHOLE) == []


def test_a_mistyped_variable_is_found(tmp_path):
    config = load(written(tmp_path, WHOLE), {})
    environment = {"WIREWATCH_FETCH_SECOND": "3", "WIREWATCH_DATA": "/data", "HOME": "/"}
    [_, finding] = look_at_configuration(config, environment)
    assert finding.remedy == 'Did you mean "WIREWATCH_FETCH_SECONDS"?'


@pytest.mark.parametrize(("mode", "problems"), [(0o644, 1), (0o600, 0), (0o640, 0)])
def test_a_secret_that_everybody_can_read_is_a_problem(tmp_path, mode, problems):
    secret = tmp_path / "slack.url"
    secret.write_text("https://hooks.slack.example/x")
    secret.chmod(mode)
    file = written(tmp_path, WHOLE.replace('"terminal"', '"slack"\nwebhook_url_file = "slack.url"'))
    findings = list(look_at_configuration(load(file, {}), {}))
    assert sum(finding.level is Level.PROBLEM for finding in findings) == problems
    assert not problems or f"chmod 600 {secret}" in findings[-1].remedy


@pytest.mark.parametrize(("address", "counts"), [("redis://:pw@localhost/", True), ("redis://localhost/", False)])
def test_a_secret_in_the_configuration_file_itself_counts(tmp_path, address, counts):
    file = written(tmp_path, WHOLE + f'[store]\nurl = "{address}"\n')
    file.chmod(0o644)
    findings = look_at_configuration(load(file, {}), {})
    assert any("chmod 600" in finding.remedy for finding in findings) == counts


@pytest.mark.parametrize(
    ("info", "text"),
    [
        ({"used_memory": 90, "maxmemory": 100}, "The server uses 90%"),
        ({"used_memory": 1, "aof_last_write_status": "err"}, "could not write its log"),
        ({"used_memory": 1, "role": "slave"}, "is a replica"),
    ],
)
def test_a_server_in_trouble_is_told(info, text):
    [finding] = judge_info(info)
    assert text in finding.text
    assert finding.remedy


def test_a_server_in_order_is_not():
    assert not list(judge_info({"used_memory": 50, "maxmemory": 100, "role": "master", "aof_last_write_status": "ok"}))


async def test_clocks_that_differ_are_a_problem(store, valkey_url):
    now = datetime.now(UTC)
    for offset, problems in ((timedelta(), 0), (timedelta(minutes=5), 1)):
        found = [finding async for finding in look_at_store(store, valkey_url, embedded=True, now=now + offset)]
        assert sum(finding.level is Level.PROBLEM for finding in found) == problems


async def test_indexes_are_counted_and_made_again(store):
    watches = (Watch("a", "*"),)
    assert [finding.text async for finding in look_at_indexes(store, watches)] == ["a: 0 reports"]
    assert [finding.level async for finding in rebuild_indexes(store, watches)] == [Level.NOTE]


async def test_failing_silent_and_new_sources_are_told(store):
    sources = [Source(name, f"https://{name}.example/") for name in ("well", "bad", "old", "new")]
    states = SourceStates(store)
    await states.put(SourceState("well").reached(NOW, 3, None, None))
    await states.put(
        SourceState("bad").failed("it answered 404", None, tried=True).failed("it answered 404", None, tried=True)
    )
    await states.put(SourceState("old").reached(NOW - timedelta(days=5), 0, None, None))
    found = [(finding.level, finding.text) async for finding in look_at_sources(store, sources, NOW)]
    assert found == [
        (Level.PROBLEM, "bad: it answered 404 (2 times in a row)"),
        (Level.NOTE, "old was last read 5 days ago."),
        (Level.NOTE, "1 of 4 sources never read: new"),
        (Level.FINE, "1 of 4 read without trouble"),
    ]


async def test_one_reason_for_all_sources_is_told_once(store):
    sources = [Source(name, f"https://{name}.example/") for name in ("north", "east", "south", "west")]
    for source in sources:
        await SourceStates(store).put(SourceState(source.name).failed("no connection", None, tried=True))
    [finding] = [finding async for finding in look_at_sources(store, sources, NOW)]
    assert (finding.level, finding.text) == (
        Level.PROBLEM,
        "None of the 4 sources could be read; for one, north: no connection",
    )


async def test_a_closed_channel_is_a_problem(store):
    config = TerminalConfig("screen")
    assert [finding.level async for finding in look_at_channels(store, [config])] == [Level.FINE]
    await ChannelStates(store).close("screen", make_channel(config).identity, "It answered 404.", NOW)
    [finding] = [finding async for finding in look_at_channels(store, [config])]
    assert finding.text == "screen is closed, no alert waits: It answered 404."
    assert "wirewatch alerts test screen" in finding.remedy


def test_the_disk_is_looked_at_even_before_the_data_directory_exists(tmp_path):
    [finding] = look_at_disk(tmp_path / "not" / "yet")
    assert str(tmp_path) in finding.text

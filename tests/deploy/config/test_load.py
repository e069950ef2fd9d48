"""The configuration: what it becomes, and how its mistakes are told."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.channels.config import EmailConfig, MailSecurity, SlackConfig, TerminalConfig, WebhookConfig
from crawler.policy import FetchPolicy
from crawler.sources.source import Source, SourceKind
from deploy.config import load
from pipelines.errors import ConfigError, UsageError
from pipelines.secret import Secret
from pipelines.watch import Notify, Watch

WHOLE = """
[store]
url = "redis://:hunter2@cache.example:6379/0"

[fetch]
user_agent_contact = "desk@example.org"
allow_private = ["127.0.0.1:8080", "[::1]:80"]
resolve = { "news.example:80" = "127.0.0.1:8080" }
max_bytes = 1_000_000
seconds = 12.5
delay_seconds = 0.25
respect_robots = false

[telemetry]
log_level = "debug"
log_format = "json"
sentry_dsn = "https://key@sentry.example/1"
environment = "newsroom"
heartbeat_url = "https://ping.example/abc"
heartbeat_seconds = 30

[concepts]
idlib = ["Idlib", "إدلب"]

[[watch]]
name = "idlib"
query = '@idlib'
notify = "facts"
channels = ["desk", "screen"]

[[source]]
name = "example-feed"
url = "https://news.example/rss"
kind = "feed"
outlet = "Example"
outlet_kind = "agency"
language = "tr"
country = "TR"

[[channel]]
name = "desk"
type = "slack"
webhook_url_file = "slack.url"

[[channel]]
name = "mail"
type = "email"
host = "smtp.example.org"
port = 2525
security = "tls"
username = "alerts"
password = "swordfish"
from = "Wirewatch <alerts@example.org>"
to = ["desk@example.org", "night@example.org"]
ca_file = "authority.pem"

[[channel]]
name = "hook"
type = "webhook"
url = "https://hook.example/x"
secret = "sesame"

[[channel]]
name = "screen"
type = "terminal"
"""


@pytest.fixture
def write(tmp_path):
    def _write(text: str) -> Path:
        file = tmp_path / "wirewatch.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return _write


def mistakes(file: Path, environment: dict[str, str] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load(file, environment or {})
    return str(caught.value).replace(str(file), "wirewatch.toml")


def test_every_key_arrives(write):
    file = write(WHOLE)
    (file.parent / "slack.url").write_text("https://hooks.slack.example/T/B/x\n")
    config = load(file, {})
    assert config.store_url == "redis://:hunter2@cache.example:6379/0"
    assert config.fetch == FetchPolicy(
        contact="desk@example.org",
        allow_private=frozenset({"127.0.0.1:8080", "[::1]:80"}),
        resolve={"news.example:80": "127.0.0.1:8080"},
        max_bytes=1_000_000,
        seconds=12.5,
        delay=timedelta(seconds=0.25),
        respect_robots=False,
    )
    assert config.watches == (Watch("idlib", "@idlib", {"idlib": ("Idlib", "إدلب")}, Notify.FACTS, ("desk", "screen")),)
    assert config.sources == (
        Source("example-feed", "https://news.example/rss", SourceKind.FEED, "Example", "agency", "tr", "TR"),
    )
    assert config.channels == (
        SlackConfig("desk", Secret("https://hooks.slack.example/T/B/x")),
        EmailConfig(
            name="mail",
            host="smtp.example.org",
            sender="Wirewatch <alerts@example.org>",
            recipients=("desk@example.org", "night@example.org"),
            port=2525,
            security=MailSecurity.TLS,
            username="alerts",
            password=Secret("swordfish"),
            ca_file=file.parent / "authority.pem",
        ),
        WebhookConfig("hook", Secret("https://hook.example/x"), Secret("sesame")),
        TerminalConfig("screen"),
    )
    assert config.telemetry.log_level == "debug"
    assert config.telemetry.heartbeat_seconds == 30


def test_an_empty_file_is_all_defaults(write):
    config = load(write(""), {})
    assert config.store_url is None
    assert config.fetch == FetchPolicy()
    assert (config.watches, config.sources, config.channels) == ((), (), ())


def test_the_shipped_configuration_is_right_and_follows_the_idlib_agreement():
    config = load(None, {})
    assert config.watch("idlib-agreement").query
    assert {"idlib"} <= config.watch("idlib-agreement").concepts.keys()


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    file = tmp_path / "wirewatch.toml"
    file.write_bytes(b'\xef\xbb\xbf[fetch]\r\nuser_agent_contact = "a@b.example"\r\n')
    assert load(file, {}).fetch.contact == "a@b.example"


def test_no_secret_shows_in_the_configuration_as_it_prints(write):
    file = write(WHOLE)
    (file.parent / "slack.url").write_text("https://hooks.slack.example/T/B/x")
    config = load(file, {})
    told = repr(config)
    for secret in config.secrets():
        assert secret.reveal() not in told
    assert {secret.reveal() for secret in config.secrets()} == {
        "redis://:hunter2@cache.example:6379/0",
        "https://key@sentry.example/1",
        "https://ping.example/abc",
        "https://hooks.slack.example/T/B/x",
        "swordfish",
        "https://hook.example/x",
        "sesame",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[fetch\n", "wirewatch.toml: this is not TOML: Expected ']'"),
        ("stor = 1", 'wirewatch.toml:1: stor: is not known. Did you mean "store"?'),
        ("\n[[wach]]\n", 'wirewatch.toml:2: wach: is not known. Did you mean "watch"?'),
        ("[watch]\n", "wirewatch.toml:1: watch: must be written [[watch]], with two brackets"),
        ("[[fetch]]\n", "wirewatch.toml:1: fetch: must be written [fetch], with one bracket"),
        ("watch = 3", "watch: must be written [[watch]]"),
        ("watch = [3]", "watch: must be written [[watch]]"),
        (
            "[fetch]\nuser_agent_contct = 'x'",
            'wirewatch.toml:2: fetch.user_agent_contct: is not known. Did you mean "user_agent_contact"?',
        ),
        ("[fetch]\nzzz = 1", "fetch.zzz: is not known. Known are user_agent_contact, allow_private"),
        ("[fetch]\ndelay_seconds = -1", "fetch.delay_seconds: -1 is too small. The least is 0"),
        ('[fetch]\nuser_agent_contact = "a\\r\\nX: b"', "fetch.user_agent_contact: stands in a header"),
        ("[fetch]\npoll_floor_seconds = 2000", "fetch.poll_ceiling_seconds: is below poll_floor_seconds"),
        ("[fetch]\nseconds = 0", "fetch.seconds: 0 is too small. It must be above 0."),
        ("[fetch]\nseconds = 'soon'", "fetch.seconds: 'soon' must be a number."),
        ("[fetch]\nmax_bytes = 1.5", "fetch.max_bytes: 1.5 must be a whole number"),
        ("[fetch]\nrespect_robots = 'maybe'", "fetch.respect_robots: 'maybe' must be true or false"),
        (
            "[fetch]\nallow_private = ['127.0.0.1:80', 'localhost:80']",
            "fetch.allow_private[2]: 'localhost:80' is not ADDRESS:PORT; write the address in digits",
        ),
        ("[fetch]\nresolve = { 'x' = '1.2.3.4:80' }", "fetch.resolve.x"),
        ("[fetch]\nresolve = { 'x:80' = '1.2.3.4:99999' }", "fetch.resolve.x:80: '1.2.3.4:99999' is not HOST:PORT"),
        ("[concepts]\nidlib = []", "wirewatch.toml:2: concepts.idlib: needs at least one spelling"),
        ("[concepts]\nidlib = [3]", "concepts.idlib[1]: 3 must be text in quotes"),
        ("concepts = 3", "concepts: must be written [concepts]"),
        ("[[watch]]\nname = 'a'", "wirewatch.toml:1: watch[a].query: is missing. Add it."),
        ("[[watch]]\nname = 'a b'\nquery = '*'", "watch[a b].name: must be letters, digits"),
        ("[[watch]]\nquery = '*'", "watch[1].name: is missing"),
        (
            "[[watch]]\nname = 'a'\nquery = '*'\nnotify = 'reportng'",
            "wirewatch.toml:4: watch[a].notify: 'reportng' is not possible. Write stories, facts or reporting. Did",
        ),
        (
            "[[watch]]\nname = 'a'\nquery = 'x AND (y OR z'",
            "wirewatch.toml:3: watch[a].query: This parenthesis is never closed. That is at '(y OR z', character 7.",
        ),
        (
            "[concepts]\nidlib = ['Idlib']\n[[watch]]\nname = 'a'\nquery = '@idleb'",
            "wirewatch.toml:5: watch[a].query: There is no concept @idleb. Did you mean @idlib?",
        ),
        (
            "[[channel]]\nname = 'desk'\ntype = 'terminal'\n[[watch]]\nname = 'a'\nquery = '*'\nchannels = ['dsk']",
            'wirewatch.toml:7: watch[a].channels: "dsk" is no channel. Did you mean "desk"?',
        ),
        (
            "[[watch]]\nname = 'a'\nquery = '*'\nchannels = 'desk'",
            'watch[a].channels: "desk" is no channel. Add a [[channel]] with that name.',
        ),
        (
            "[[watch]]\nname = 'a'\nquery = '*'\n[[watch]]\nquery = '*'\nname = 'a'",
            'wirewatch.toml:6: watch[a].name: "a" is taken by an earlier [[watch]]',
        ),
        (
            "[[source]]\nname = 's'\nurl = 'ftp://news.example/'",
            "source[s].url: 'ftp://news.example/' is no web address",
        ),
        ("[[source]]\nname = 's'\nurl = 'http://a/'\nlanguage = 'english'", "source[s].language: 'english'"),
        (
            "[[source]]\nname = 's'\nurl = 'http://a/'\nkind = 'rss'",
            "source[s].kind: 'rss' is not possible. Write feed, sitemap, section or archive.",
        ),
        ("[[channel]]\nname = 'c'", "channel[c].type: is missing. Write slack, email, webhook or terminal."),
        ("[[channel]]\nname = 'c'\ntype = 'slak'", "channel[c].type: 'slak' is not possible. Write slack, email"),
        ("[[channel]]\nname = 'c'\ntype = 'slack'", "channel[c].webhook_url: is missing"),
        (
            "[[channel]]\nname = 'c'\ntype = 'slack'\nwebhook_url_file = 'nix'",
            "channel[c].webhook_url_file: ",
        ),
        (
            "[[channel]]\nname = 'm'\ntype = 'email'\nhost = 'h'\nfrom = 'alerts'\nto = ['a@b.example']",
            "wirewatch.toml:5: channel[m].from: 'alerts' is no mail address",
        ),
        (
            "[[channel]]\nname = 'm'\ntype = 'email'\nhost = 'h'\nfrom = 'a@b.example'\nto = []",
            "wirewatch.toml:6: channel[m].to",
        ),
        (
            "[[channel]]\nname = 'm'\ntype = 'email'\nhost = 'h'\nusername = 'x'\nfrom = 'a@b.example'\nto = 'a@b.c'",
            "channel[m].password: belongs together with `username`",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place_and_remedy(write, text, expected):
    assert expected in mistakes(write(text))


def test_several_mistakes_come_in_one_message_in_the_order_of_the_file(write):
    told = mistakes(write("[fetch]\nseconds = 0\n[[watch]]\nname = 'a'\n[[source]]\nname = 's'\nurl = 'x'\n"))
    assert told.splitlines()[0] == "the configuration wirewatch.toml has 3 mistakes:"
    assert [line.split(": ")[1] for line in told.splitlines()[1:]] == [
        "fetch.seconds",
        "watch[a].query",
        "source[s].url",
    ]


def test_one_mistake_hides_no_other_of_the_same_table(write):
    told = mistakes(
        write("""
[fetch]
seconds = 0
poll_floor_seconds = 2000

[[watch]]
name = "a"
query = "idlib AND ("
notify = "loudly"
channels = ["desk", "nobody"]

[[channel]]
name = "desk"
type = "email"
from = "nobody"
to = ["a@b.example"]
username = "x"
""")
    )
    assert sorted(line.split(": ")[1] for line in told.splitlines()[1:]) == [
        "channel[desk].from", "channel[desk].host", "channel[desk].password", "fetch.poll_ceiling_seconds",
        "fetch.seconds", "watch[a].channels", "watch[a].notify", "watch[a].query",
    ]  # fmt: skip


def test_of_very_many_mistakes_the_first_are_told(write):
    told = mistakes(write("[[source]]\nnme = 'x'\n" * 3000)).splitlines()
    assert told[0] == "the configuration wirewatch.toml has 9000 mistakes:"
    assert len(told) == 52
    assert told[-1].strip() == "… and 8950 more."


def test_a_missing_file_says_how_to_get_one(tmp_path):
    with pytest.raises(ConfigError, match=r"does not exist\. `wirewatch init` writes"):
        load(tmp_path / "none.toml", {})


def test_a_folder_and_a_file_in_another_encoding_are_told_in_words(tmp_path):
    with pytest.raises(ConfigError, match="can't be read"):
        load(tmp_path, {})
    (tmp_path / "w.toml").write_bytes("a = 'Düsseldorf'".encode("latin-1"))
    with pytest.raises(ConfigError, match="is not in UTF-8"):
        load(tmp_path / "w.toml", {})


def test_the_environment_wins_over_the_file(write):
    file = write("[fetch]\nseconds = 5\n[[channel]]\nname = 'my-desk'\ntype = 'slack'\nwebhook_url_file = 'nix'\n")
    config = load(
        file,
        {
            "WIREWATCH_FETCH_SECONDS": "7",
            "WIREWATCH_FETCH_RESPECT_ROBOTS": "false",
            "WIREWATCH_FETCH_ALLOW_PRIVATE": "127.0.0.1:1, 127.0.0.1:2",
            "WIREWATCH_CHANNEL_MY_DESK_WEBHOOK_URL": "https://hooks.slack.example/1",
            "WIREWATCH_TELEMETRY_SENTRY_DSN": "https://key@sentry.example/1",
            "WIREWATCH_TELEMETRY_ENVIRONMENT": "",
        },
    )
    assert config.fetch.seconds == 7
    assert config.fetch.respect_robots is False
    assert config.fetch.allow_private == {"127.0.0.1:1", "127.0.0.1:2"}
    assert config.channels == (SlackConfig("my-desk", Secret("https://hooks.slack.example/1")),)
    assert config.telemetry.sentry_dsn == Secret("https://key@sentry.example/1")
    assert config.telemetry.environment == "production"


def test_a_secret_file_named_by_the_environment_wins_over_the_file(write, tmp_path):
    (tmp_path / "url").write_text("https://hooks.slack.example/2\n")
    file = write("[[channel]]\nname = 'desk'\ntype = 'slack'\nwebhook_url = 'https://hooks.slack.example/1'\n")
    config = load(file, {"WIREWATCH_CHANNEL_DESK_WEBHOOK_URL_FILE": str(tmp_path / "url")})
    assert config.channels == (SlackConfig("desk", Secret("https://hooks.slack.example/2")),)


def test_the_stores_address_comes_from_ours_then_the_file_then_redis_url(write):
    empty, full = write(""), "[store]\nurl = 'redis://file:1'"
    assert load(empty, {"REDIS_URL": "redis://common:1"}).store_url == "redis://common:1"
    file = write(full)
    assert load(file, {"REDIS_URL": "redis://common:1"}).store_url == "redis://file:1"
    assert (
        load(file, {"REDIS_URL": "redis://c:1", "WIREWATCH_STORE_URL": "redis://ours:1"}).store_url == "redis://ours:1"
    )


def test_a_mistake_in_a_variable_names_the_variable(write):
    told = mistakes(write(""), {"REDIS_URL": "http://x", "WIREWATCH_FETCH_SECONDS": "soon"})
    assert "$REDIS_URL: is no address of a Redis or Valkey server" in told
    assert "$WIREWATCH_FETCH_SECONDS: 'soon' must be a number." in told


def test_a_secret_given_twice_or_empty_is_a_mistake(write, tmp_path):
    (tmp_path / "empty").write_text("\n")
    table = "[[channel]]\nname = 'c'\ntype = 'slack'\n"
    twice = write(table + "webhook_url = 'https://a.example/'\nwebhook_url_file = 'empty'")
    assert "channel[c].webhook_url_file: webhook_url is given too" in mistakes(twice)
    assert "empty is empty. Write the secret into it" in mistakes(write(table + "webhook_url_file = 'empty'"))
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert "bytes is not text in UTF-8" in mistakes(write(table + "webhook_url_file = 'bytes'"))
    assert "webhook_url_file: " in mistakes(write(table + 'webhook_url_file = "a\\u0000b"'))


@pytest.mark.parametrize(
    "text",
    [
        "[store]\nurl = 'htp://:hunter2@h'",
        "[telemetry]\nsentry_dsn = 'hunter2'",
        "[[channel]]\nname = 'c'\ntype = 'slack'\nwebhook_url = 'ttps://h/hunter2'",
        "[[channel]]\nname = 'c'\ntype = 'slack'\nwebhook_url = ['hunter2']",
    ],
)
def test_a_wrong_secret_is_not_quoted(write, text):
    with pytest.raises(ConfigError) as caught:
        load(write(text), {})
    error: BaseException | None = caught.value
    while error is not None:
        assert "hunter2" not in str(error)
        error = error.__cause__


def test_an_unknown_name_is_met_with_the_known_ones(write):
    config = load(write("[[watch]]\nname = 'idlib'\nquery = '*'\n[[watch]]\nname = 'sochi'\nquery = '*'"), {})
    with pytest.raises(UsageError, match=r'There is no watch "idleb" in .* Did you mean "idlib"\?'):
        config.watch("idleb")
    with pytest.raises(UsageError, match=r"There are idlib, sochi\."):
        config.watch("xxx")
    with pytest.raises(UsageError, match=r"There are none yet\."):
        config.source("xxx")
    alone = load(write("[[watch]]\nname = 'idlib'\nquery = '*'"), {})
    with pytest.raises(UsageError, match=r"There is only idlib\."):
        alone.watch("xxx")


words = st.text(alphabet="ab @:/[].إ\x1b\x00'\"", max_size=12)
values = st.recursive(
    st.booleans() | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
tables = st.sampled_from(["store", "fetch", "telemetry", "concepts", "watch", "source", "channel", "zoo"])
keys = st.sampled_from(["name", "type", "url", "url_file", "query", "channels", "resolve", "to", "from", "log_level"])


@settings(deadline=None)
@given(st.dictionaries(tables, values | st.lists(st.dictionaries(keys, values, max_size=5), max_size=3)))
def test_whatever_stands_in_it_ends_in_a_configuration_or_in_words(tmp_path_factory, content):
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_text("\n".join(f"{json.dumps(key)} = {toml(value)}" for key, value in content.items()), encoding="utf-8")
    told = ""
    try:
        load(file, {})
    except ConfigError as error:
        told = str(error)
    assert not set(told) & {"\x1b", "\x00"}


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(str(key))} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value).replace("\x7f", "\\u007f")

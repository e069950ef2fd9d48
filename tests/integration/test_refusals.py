"""What is refused, and how that is said: stores that would lose alerts, addresses that nobody may lead us to."""

import pytest

from tests.rig.process import configuration, wirewatch
from tests.rig.servers import Server, debian_redis, valkey
from tests.rig.wire import Extra

FAULTS = [
    ({"maxmemory_policy": "allkeys-lru"}, "CONFIG SET maxmemory-policy noeviction"),
    ({"maxmemory_policy": "volatile-ttl"}, "CONFIG SET maxmemory-policy noeviction"),
    ({"appendonly": "no"}, "CONFIG SET appendonly yes"),
    ({"appendfsync": "everysec"}, "CONFIG SET appendfsync always"),
    ({"appendfsync": "no"}, "CONFIG SET appendfsync always"),
]


@pytest.mark.parametrize("binary", [debian_redis, valkey])
@pytest.mark.parametrize(("settings", "remedy"), FAULTS, ids=[remedy for _, remedy in FAULTS])
async def test_a_store_that_would_lose_alerts_is_refused_with_the_remedy(
    wire, desk, tmp_path, binary, settings, remedy
):
    with Server(binary(), tmp_path / "server", **settings) as server:
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=server.url))
        for command in ("crawl", "run"):
            ended = await wirewatch(tmp_path, command)
            assert ended.code == 1
            assert remedy in ended.err
            assert len(ended.err.splitlines()) == 1
        with server.client as there:
            assert there.dbsize() == 0


async def test_a_store_that_does_not_answer_is_named_without_its_password(wire, desk, tmp_path):
    away = "redis://desk:pa55w0rd@127.0.0.1:1/0"
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=away))
    for command in ("crawl", "run"):
        ended = await wirewatch(tmp_path, command)
        assert ended.code == 1
        assert "redis://127.0.0.1:1/0 does not answer" in ended.err
        assert "pa55w0rd" not in ended.err
        assert len(ended.err.splitlines()) == 1


async def test_a_wrong_password_is_said_to_be_one(wire, desk, tmp_path):
    with Server(debian_redis(), tmp_path / "server") as server:
        with server.client as there:
            there.config_set("requirepass", "right")
        (tmp_path / "wirewatch.toml").write_text(
            configuration(wire.url, desk.url, store=server.url.replace("//", "//:wr0ngpass@"))
        )
        ended = await wirewatch(tmp_path, "crawl")
    assert ended.code == 1
    assert "refuses the password" in ended.err
    assert "wr0ngpass" not in ended.err


async def test_a_full_store_is_said_to_be_full(wire, desk, tmp_path):
    with Server(debian_redis(), tmp_path / "server", maxmemory="1mb") as server:
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, store=server.url))
        for command in ("crawl", "run"):
            ended = await wirewatch(tmp_path, command)
            assert ended.code == 1
            assert "memory" in ended.err
            assert len(ended.err.splitlines()) == 1


async def test_a_store_that_forbids_to_read_its_settings_is_asked_in_another_way(wire, desk, tmp_path):
    with Server(debian_redis(), tmp_path / "server") as server, server.client as there:
        there.acl_setuser("desk", enabled=True, passwords=["+pa55w0rd"], keys=["*"], categories=["+@all"],
                          commands=["-config"])  # fmt: skip
        (tmp_path / "wirewatch.toml").write_text(
            configuration(wire.url, desk.url, store=server.url.replace("//", "//desk:pa55w0rd@"))
        )
        ended = await wirewatch(tmp_path, "crawl")
        assert ended.code == 0, ended.err
        there.config_set("maxmemory-policy", "allkeys-lru")
        assert "noeviction" in (await wirewatch(tmp_path, "crawl")).err


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1", "[::ffff:127.0.0.1]"])
async def test_a_private_address_is_refused_before_a_socket_is_opened(wire, desk, tmp_path, host):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url, allow_private=[]))
    port = wire.url.rpartition(":")[2]
    ended = await wirewatch(tmp_path, "crawl", f"http://{host}:{port}/report/1")
    assert ended.code == 1
    assert "may not be fetched" in ended.err
    assert f'add "127.0.0.1:{port}" to fetch.allow_private' in ended.err or host != "127.0.0.1"
    assert "Traceback" not in ended.err
    assert wire.asked == []


async def test_a_feed_can_lead_to_no_private_address(wire, desk, tmp_path):
    feed = "<rss version='2.0'><channel><item><link>http://127.0.0.1:6379/</link></item></channel></rss>"
    wire.extras["/extra/feed"] = Extra(feed.encode(), {"Content-Type": "application/rss+xml"})
    (tmp_path / "wirewatch.toml").write_text(configuration({"wire": f"{wire.url}/extra/feed"}, desk.url))
    ended = await wirewatch(tmp_path, "crawl", "--no-baseline")
    assert "127.0.0.1, port 6379, may not be fetched" in ended.err
    assert ended.code == 0, "one page is refused, the source was read"


async def test_errors_of_the_configuration_are_told_before_anything_is_started(tmp_path):
    (tmp_path / "wirewatch.toml").write_text("[[watch]]\nname = 'idlib'\nquery = 'idlib AND ('\n")
    for command in ("crawl", "run"):
        ended = await wirewatch(tmp_path, command)
        assert ended.code == 2
        assert "query" in ended.err
        assert "Traceback" not in ended.err
    assert not (tmp_path / "data").exists()
    assert ended.out == ""

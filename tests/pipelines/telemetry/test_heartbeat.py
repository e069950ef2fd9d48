"""The heartbeat pings while the work is done, and never tells its address."""

import asyncio
import io
import json

from redis.asyncio import Redis

from pipelines.secret import Secret
from pipelines.telemetry.heartbeat import Heartbeat, takes_writes
from pipelines.telemetry.settings import Telemetry
from pipelines.telemetry.start import open_telemetry


async def well() -> bool:
    return True


async def test_it_beats_until_it_is_stopped(ingest):
    stop = asyncio.Event()

    async def three_times() -> bool:
        if len(ingest.arrived) == 2:
            stop.set()
        return True

    settings = Telemetry(heartbeat_url=Secret(f"http://{ingest.address}/ping/abc"), heartbeat_seconds=0.001)
    await Heartbeat(settings, three_times).run(stop)
    assert [path for path, _ in ingest.arrived] == ["/ping/abc"] * 3


def test_it_is_wanted_where_something_is_configured():
    assert not Heartbeat(Telemetry(), well).wanted
    assert Heartbeat(Telemetry(sentry_monitor="wirewatch"), well).wanted
    assert Heartbeat(Telemetry(heartbeat_url=Secret("https://ping.example/x")), well).wanted


async def test_a_store_that_is_full_or_away_takes_no_writes(store):
    assert await takes_writes(store)
    await store.config_set("maxmemory", "1")
    try:
        assert not await takes_writes(store)
    finally:
        await store.config_set("maxmemory", "0")
    async with Redis(port=9) as nobody:
        assert not await takes_writes(nobody)


async def test_it_is_silent_while_the_work_is_not_done(ingest):
    stop = asyncio.Event()

    async def ill() -> bool:
        stop.set()
        return False

    await Heartbeat(Telemetry(heartbeat_url=Secret(f"http://{ingest.address}/ping")), ill).run(stop)
    assert ingest.arrived == []


async def test_a_ping_that_fails_is_logged_without_its_address(ingest):
    stream = io.StringIO()
    with open_telemetry(Telemetry(log_format="json"), (), stream):
        await Heartbeat(Telemetry(heartbeat_url=Secret(f"http://{ingest.address}/refuse/abcdef")), well).beat()
        await Heartbeat(Telemetry(heartbeat_url=Secret("http://127.0.0.1:9/abcdef")), well).beat()
    lines = [json.loads(line)["event"] for line in stream.getvalue().splitlines()]
    assert lines == ["heartbeat refused", "heartbeat failed"]
    assert "abcdef" not in stream.getvalue()


async def test_it_checks_in_with_sentry(ingest):
    settings = Telemetry(sentry_dsn=Secret(f"http://publickey@{ingest.address}/7"), sentry_monitor="wirewatch")
    with open_telemetry(settings, (), io.StringIO()):
        await Heartbeat(settings, well).beat()
    assert '"monitor_slug":"wirewatch"' in ingest.text()

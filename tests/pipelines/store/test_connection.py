"""A store that would lose alerts is refused, with the remedy."""

import asyncio

import pytest

from pipelines.errors import ConfigError, StoreUnavailable, StoreUnsafe
from pipelines.store.connection import connect, open_store, told_of_outages, without_secret
from pipelines.store.outage import OUTAGES


@pytest.fixture
async def configured(store):
    """Put settings back after a test."""
    kept = await store.config_get("maxmemory-policy", "appendonly", "appendfsync")
    yield store
    for name, value in kept.items():
        await store.config_set(name, value)


@pytest.mark.parametrize(
    ("setting", "value", "remedy"),
    [
        ("maxmemory-policy", "allkeys-lru", "CONFIG SET maxmemory-policy noeviction"),
        ("appendonly", "no", "CONFIG SET appendonly yes"),
        ("appendfsync", "everysec", "CONFIG SET appendfsync always"),
    ],
)
async def test_settings_that_lose_alerts_are_refused(configured, valkey_url, setting, value, remedy):
    await configured.config_set(setting, value)
    with pytest.raises(StoreUnsafe, match=remedy):
        await open_store(configured, valkey_url)


async def test_good_settings_are_accepted_and_reconciled_once(store, valkey_url):
    await open_store(store, valkey_url)
    assert await store.get("ww:server") == (await store.info("server"))["run_id"].encode()


async def test_those_who_come_at_the_same_moment_reconcile_once(store, valkey_url):
    await store.delete("ww:server")
    # Every one with a connection of its own that stands already.
    await asyncio.gather(*(store.ping() for _ in range(8)))
    await asyncio.gather(*(open_store(store, valkey_url) for _ in range(8)))
    assert await store.get("ww:server") == (await store.info("server"))["run_id"].encode()


async def test_a_server_that_is_not_there_says_so_without_its_password(tmp_path):
    url = f"unix://user:hunter2@{tmp_path}/none.sock"
    async with connect(url) as redis:
        with pytest.raises(StoreUnavailable) as raised:
            await open_store(redis, url)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("redis://127.0.0.1:1/0", "connection refused"),
        ("redis://localhost:1/0", "connection refused"),
        ("redis://nobody.invalid:6379/0", "Name or service not known"),
        ("unix:///nowhere/none.sock", "no such file or directory"),
    ],
)
async def test_why_a_server_does_not_answer_is_told_in_the_systems_words(url, why):
    async with connect(url) as redis:
        with pytest.raises(StoreUnavailable) as raised:
            await open_store(redis, url)
    assert f"does not answer ({why}). Start its server" in str(raised.value)


async def test_a_database_that_the_server_lacks_says_so(valkey_url):
    url = f"{valkey_url}?db=99"
    async with connect(url) as redis:
        with pytest.raises(StoreUnavailable, match="DB index is out of range"):
            await open_store(redis, url)


def test_an_address_that_is_none_says_so():
    with pytest.raises(ConfigError, match="redis://HOST:6379/0"):
        connect("http://:secret@store.example")


def test_the_secret_is_cut_out_of_an_address():
    assert without_secret("redis://u:p@store.example:6379/0") == "redis://store.example:6379/0"


async def test_who_is_told_to_stop_while_asking_stops(valkey_url):
    async def ask(redis):
        while True:
            await redis.ping()

    async with connect(valkey_url) as redis:
        for turns in range(40):
            asking = asyncio.create_task(ask(redis))
            for _ in range(turns):
                await asyncio.sleep(0)
            asking.cancel()
            ended, _ = await asyncio.wait({asking}, timeout=5)
            assert ended, f"still asking, cancelled after {turns} turns of the loop"
            assert await redis.echo(str(turns)) == str(turns).encode()


@pytest.mark.parametrize("said", ["MISCONF Errors writing to the AOF file", "NOREPLICAS Not enough good replicas"])
async def test_a_server_that_can_not_write_is_away_for_a_while(store, said):
    with pytest.raises(OUTAGES):
        await store.eval("return redis.error_reply(ARGV[1])", 0, said)
    async with store.pipeline(transaction=False) as pipe:
        pipe.eval("return redis.error_reply(ARGV[1])", 0, said)
        with pytest.raises(OUTAGES):
            await pipe.execute()
    assert await store.ping()


@pytest.mark.parametrize(
    ("said", "told"),
    [("MISCONF Errors writing", "Is its disk full"), ("OOM command not allowed", "no memory left")],
)
async def test_what_stands_in_the_way_is_told_in_words(store, valkey_url, said, told):
    with pytest.raises(StoreUnavailable, match=told), told_of_outages(valkey_url):
        await store.eval("return redis.error_reply(ARGV[1])", 0, said)


async def test_a_cancellation_that_comes_while_a_task_is_busy_is_heeded_at_its_next_command(store):
    reached = []

    async def work() -> None:
        asyncio.current_task().cancel()  # as Ctrl-C does in the middle of a computation
        await store.ping()
        reached.append("after the command")

    with pytest.raises(asyncio.CancelledError):
        await asyncio.create_task(work())
    assert reached == []

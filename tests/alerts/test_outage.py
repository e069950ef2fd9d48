"""The store goes away while alerts are on their way."""

import asyncio
import os
import signal
from dataclasses import replace

import pytest

from alerts.channels import make_channel
from alerts.channels.config import WebhookConfig
from alerts.delivery import Status
from alerts.dispatcher import Dispatcher
from deploy.valkey import EmbeddedValkey
from pipelines.secret import Secret
from pipelines.store.connection import connect, open_store
from pipelines.store.journal import Journal
from pipelines.watch import Watch

WATCH = Watch("idlib", "idlib", channels=("hook",))


@pytest.fixture
async def fragile(tmp_path):
    """A server of our own that may be killed, and a client of it."""
    with EmbeddedValkey(tmp_path) as server:
        async with connect(server.url) as redis:
            await open_store(redis, server.url)
            yield server, redis


async def killed(redis) -> None:
    os.kill((await redis.info("server"))["process_id"], signal.SIGKILL)


async def until(true):
    async with asyncio.timeout(20):
        while not await true():  # noqa: ASYNC110 - a ledger gives no event
            await asyncio.sleep(0.05)


async def test_a_message_taken_during_an_outage_is_not_sent_again(fragile, a_report, hook):
    server, redis = fragile
    hook.holding = asyncio.Event()
    await Journal(redis, "idlib").append(a_report)
    channel = make_channel(WebhookConfig("hook", Secret(hook.url)))
    dispatcher, stop = Dispatcher(redis, [WATCH], [channel], "one"), asyncio.Event()
    running = asyncio.create_task(dispatcher.run(stop))

    async def arrived():
        return hook.posted

    await until(arrived)
    await killed(redis)
    hook.holding.set()
    server.ensure()
    await open_store(redis, server.url)
    await Journal(redis, "idlib").append(replace(a_report, number=2, document="2"))

    async def all_sent():
        ledgers = [ledger async for ledger in dispatcher.outbox.ledgers()]
        return len(ledgers) == 2 and all(row.status is Status.SENT for ledger in ledgers for row in ledger.rows)

    await until(all_sent)
    stop.set()
    async with asyncio.timeout(10):
        await running
    assert len(hook.posted) == 2
    assert len({posted.headers["Idempotency-Key"] for posted in hook.posted}) == 2

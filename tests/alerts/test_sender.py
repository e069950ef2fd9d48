import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.channels import make_channel
from alerts.channels.config import SlackConfig, WebhookConfig
from alerts.channels.state import ChannelStates
from alerts.delivery import Status, again, new_delivery
from alerts.outbox import Outbox
from alerts.sender import Sender
from pipelines.secret import Secret

GO = asyncio.Event()


@pytest.fixture
def outbox(store):
    return Outbox(store)


@pytest.fixture
def sender_of(outbox, store, clock):
    return lambda channel: Sender(outbox, ChannelStates(store), channel, clock, lambda: 0.5)


@pytest.fixture
def enter(outbox, alert, clock):
    """Enter rows of one alert for all recipients of a channel."""

    async def entered(channel, *recipients):
        to_all = recipients or channel.recipients
        await outbox.enter(
            alert, [new_delivery(alert.id, alert.key, channel.name, to, clock()) for to in to_all], clock()
        )

    return entered


async def test_a_server_in_trouble_is_tried_again_later(enter, sender_of, channel_of, hook, clock):
    hook.will_answer(503, 500, 200)
    channel = channel_of("webhook")
    await enter(channel)
    sender, seen = sender_of(channel), []
    for _ in range(3):
        seen += [(row.status, row.attempts) for row in await sender.step(GO)]
        assert await sender.step(GO) == []
        clock.forward(timedelta(minutes=1))

    assert seen == [(Status.PENDING, 1), (Status.PENDING, 2), (Status.SENT, 3)]
    assert len({posted.headers["Idempotency-Key"] for posted in hook.posted}) == 1


async def test_one_refused_recipient_is_a_dead_letter_and_the_others_have_their_mail(
    enter, sender_of, email_config, post
):
    post.refuse["bob@example.org"] = "550 no such user"
    channel = make_channel(replace(email_config, recipients=("ann@example.org", "bob@example.org", "cem@example.org")))
    await enter(channel)

    rows = {row.recipient: row for row in await sender_of(channel).step(GO)}

    assert {to: row.status for to, row in rows.items()} == {
        "ann@example.org": Status.SENT,
        "bob@example.org": Status.DEAD,
        "cem@example.org": Status.SENT,
    }
    assert rows["bob@example.org"].error == "The mail server answered 550 to recipient: no such user"
    assert [envelope.rcpt_tos for envelope in post.taken] == [["ann@example.org"], ["cem@example.org"]]


async def test_a_wish_for_silence_stalls_the_whole_channel_and_no_other(enter, sender_of, hook, second_hook, clock):
    hook.will_answer(429, 200, headers={"Retry-After": "30"})
    busy = make_channel(SlackConfig("busy", Secret(hook.url)))
    free = make_channel(WebhookConfig("free", Secret(second_hook.url)))
    for channel in (busy, free):
        await enter(channel, "one", "two")

    await sender_of(busy).step(GO)
    await sender_of(free).step(GO)
    assert (len(hook.posted), len(second_hook.posted)) == (1, 2)
    clock.forward(timedelta(seconds=29))
    assert await sender_of(busy).step(GO) == []
    clock.forward(timedelta(seconds=2))
    assert [row.status for row in await sender_of(busy).step(GO)] == [Status.SENT, Status.SENT]


async def test_a_message_slack_refuses_is_tried_plainly_once_and_then_dead(enter, sender_of, channel_of, hook):
    hook.will_answer(400, body="invalid_blocks")
    channel = channel_of("slack")
    await enter(channel)
    sender = sender_of(channel)

    (first,), (second,) = await sender.step(GO), await sender.step(GO)

    assert (first.status, second.status) == (Status.PENDING, Status.DEAD)
    assert second.error == "Slack answered 400: invalid_blocks"
    assert [b'"blocks"' in posted.body for posted in hook.posted] == [True, False]
    assert await sender.step(GO) == []


@pytest.mark.parametrize("status", [403, 404, 410])
async def test_a_closed_channel_takes_nothing_until_it_is_mended(enter, sender_of, store, hook, status):
    hook.will_answer(status, 200, body="no_service")
    channel = make_channel(SlackConfig("desk", Secret(hook.url)))
    await enter(channel)

    (row,) = await sender_of(channel).step(GO)
    assert (row.status, await sender_of(channel).step(GO)) == (Status.PENDING, [])
    assert (await ChannelStates(store).of("desk")).is_closed(channel.identity)

    mended = make_channel(SlackConfig("desk", Secret(f"{hook.url}-new")))
    assert [row.status for row in await sender_of(mended).step(GO)] == [Status.SENT]


async def test_two_senders_never_send_the_same_row(enter, sender_of, channel_of, hook):
    hook.holding = asyncio.Event()
    channel = channel_of("webhook")
    await enter(channel)
    sending = asyncio.create_task(sender_of(channel).step(GO))
    await _until(lambda: hook.posted)

    assert await sender_of(channel).step(GO) == []
    hook.holding.set()
    assert [row.status for row in await sending] == [Status.SENT]
    assert len(hook.posted) == 1


async def test_a_killed_sender_is_followed_by_one_with_the_same_key(enter, sender_of, channel_of, hook):
    hook.holding = asyncio.Event()
    channel = channel_of("webhook")
    await enter(channel)
    doomed = asyncio.create_task(sender_of(channel).step(GO))
    await _until(lambda: hook.posted)
    doomed.cancel()
    await asyncio.wait({doomed})
    hook.holding.set()

    (row,) = await sender_of(channel).step(GO)

    assert (row.status, row.attempts) == (Status.SENT, 2)
    assert len({posted.headers["Idempotency-Key"] for posted in hook.posted}) == 1
    assert len({posted.body for posted in hook.posted}) == 1


async def test_a_faulty_channel_is_isolated_after_three_crashes(enter, sender_of, terminal, clock):
    terminal.paper.close()
    channel = terminal.channel
    await enter(channel)
    seen = []
    for _ in range(3):
        seen += await sender_of(channel).step(GO)
        clock.forward(timedelta(hours=1))

    assert [row.status for row in seen] == [Status.PENDING, Status.PENDING, Status.DEAD]
    assert "ValueError: I/O operation on closed file" in seen[-1].error
    assert await sender_of(channel).step(GO) == []


async def test_no_send_is_begun_after_the_stop(enter, sender_of, channel_of, hook):
    stopped = asyncio.Event()
    stopped.set()
    channel = channel_of("webhook")
    await enter(channel)
    assert await sender_of(channel).step(stopped) == []
    assert hook.posted == []


async def test_a_send_in_flight_ends_within_its_grace(enter, sender_of, channel_of, hook, monkeypatch):
    monkeypatch.setattr("alerts.sender.GRACE_SECONDS", 0.3)
    hook.holding = asyncio.Event()
    stop, channel = asyncio.Event(), channel_of("webhook")
    await enter(channel)
    sending = asyncio.create_task(sender_of(channel).step(stop))
    await _until(lambda: hook.posted)
    stop.set()

    (row,) = await sending
    hook.holding.set()
    assert (row.status, row.started, row.error) == (Status.PENDING, None, "Wirewatch was stopped before an answer came")


async def test_a_row_that_is_nobodys_leaves_the_index(outbox, sender_of, channel_of, enter, store, alert):
    channel = channel_of("webhook")
    await enter(channel)
    await store.delete(f"ww:alert:{alert.id}")
    assert await sender_of(channel).step(GO) == []
    assert await outbox.pending(channel.name) == 0


async def test_a_row_that_waited_five_days_is_given_up(outbox, sender_of, channel_of, enter, hook, clock):
    channel = channel_of("webhook")
    await enter(channel)
    clock.forward(timedelta(days=6))
    (row,) = await sender_of(channel).step(GO)
    assert (row.status, hook.posted) == (Status.DEAD, [])

    await outbox.write(again(row, clock()))
    assert [row.status for row in await sender_of(channel).step(GO)] == [Status.SENT]


async def _until(true) -> None:
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - the server's list grows without an event
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("hook")
async def test_a_row_that_can_not_be_read_stops_no_other(enter, sender_of, channel_of, alert, store):
    channel = channel_of("webhook")
    await enter(channel, "damaged", "whole")
    await store.hset(f"ww:alert:{alert.id}", "hook damaged", b"2 of a later version")
    sent = await sender_of(channel).step(GO)
    assert [(row.recipient, row.status) for row in sent] == [("whole", Status.SENT)]
    assert await Outbox(store).pending(channel.name) == 0
    assert await store.hget(f"ww:alert:{alert.id}", "hook damaged") == b"2 of a later version"

"""What every channel keeps, whatever its kind."""

import asyncio
from dataclasses import replace

import pytest

from alerts.channels.channel import Notice
from alerts.policy.answer import Meaning

SECRETS = ("pa55w0rd", "s3cr3tt0k3n", "sign-with-this")


async def test_a_message_arrives(channel, alert, row_of, received):
    answer = await channel.send(alert, row_of(alert, channel))

    assert answer.meaning is Meaning.TAKEN
    (message,) = received()
    assert "Presidents agree on a zone in Idlib" in message


async def test_a_second_attempt_sends_the_same_bytes(channel, alert, row_of, received):
    row = row_of(alert, channel)
    await channel.send(alert, row)
    await channel.send(alert, replace(row, attempts=7, error="503"))

    messages = received()
    if len(messages) == 1:
        half = len(messages[0]) // 2
        messages = [messages[0][:half], messages[0][half:]]
    assert messages[0] == messages[1]


async def test_a_notice_arrives(channel, received):
    answer = await channel.notify(Notice("Wirewatch: the channel desk is closed", "Slack answered 404."))

    assert answer.meaning is Meaning.TAKEN
    assert "desk is closed" in received()[0]


async def test_a_preview_shows_the_message_and_no_secret(channel, alert, row_of, received):
    preview = channel.preview(alert, row_of(alert, channel))

    assert "Presidents agree on a zone in Idlib" in preview
    assert not any(secret in preview + repr(channel) + channel.identity for secret in SECRETS)
    assert received() == []


async def test_an_alert_that_knows_little_can_be_told(channel, alert, row_of):
    bare = replace(alert, headline="(no headline)", published=None, reasons=(), excerpt=(), link=None, host="")
    assert (await channel.send(bare, row_of(bare, channel))).meaning is Meaning.TAKEN


@pytest.mark.parametrize("kind", ["slack", "webhook"])
async def test_a_server_that_does_not_answer_is_tried_later(channel_of, alert, row_of, hook, monkeypatch, kind):
    monkeypatch.setattr("alerts.channels.http._SECONDS", 0.2)
    hook.holding = asyncio.Event()
    channel = channel_of(kind)
    answer = await channel.send(alert, row_of(alert, channel))
    hook.holding.set()
    assert answer.meaning is Meaning.LATER
    assert answer.words == "127.0.0.1 did not answer within 0 seconds"

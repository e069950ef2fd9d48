import base64
import hashlib
import hmac
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.channels import make_channel
from alerts.channels.config import WebhookConfig
from alerts.policy.answer import Meaning
from pipelines.errors import ConfigError
from pipelines.secret import Secret


@pytest.fixture
def webhook(channel_of):
    return channel_of("webhook")


async def test_the_body_says_all_of_the_alert(webhook, alert, row_of, hook):
    row = row_of(alert, webhook)
    await webhook.send(replace(alert, held_back=2), row)

    body = json.loads(hook.posted[0].body)
    text = body["excerpt"]["text"]
    assert [text[start:end] for start, end in body["excerpt"]["marks"]] == ["demilitarised zone", "Idlib"]
    assert len(text) <= 300
    del body["excerpt"]
    assert body == {
        "version": 1,
        "type": "alert",
        "id": "idlib-1",
        "message_id": row.message_id,
        "watch": "idlib",
        "watches": ["idlib"],
        "also": [],
        "story": "idlib-1",
        "verdict": "new_story",
        "verdict_in_words": "New story",
        "news": None,
        "reasons": ["First report of this development"],
        "conflicts": [],
        "headline": "Presidents agree on a zone in Idlib",
        "outlet": "Example News",
        "agency": None,
        "published": "2018-09-17T19:40:00Z",
        "observed": "2018-09-17T19:43:00Z",
        "language": "en",
        "url": "https://news.example/idlib-zone",
        "copies_held_back": 2,
    }


async def test_the_key_is_the_same_for_every_attempt(webhook, alert, row_of, hook):
    row = row_of(alert, webhook)
    await webhook.send(alert, row)
    await webhook.send(alert, replace(row, attempts=3))
    assert [posted.headers["Idempotency-Key"] for posted in hook.posted] == [row.message_id] * 2
    assert hook.posted[0].headers["Content-Type"] == "application/json; charset=utf-8"


async def test_the_signature_can_be_checked(webhook, alert, row_of, hook):
    await webhook.send(alert, row_of(alert, webhook))

    posted = hook.posted[0]
    signed = f"{posted.headers['webhook-id']}.{posted.headers['webhook-timestamp']}.".encode() + posted.body
    expected = base64.b64encode(hmac.digest(b"sign-with-this", signed, hashlib.sha256)).decode()
    assert posted.headers["webhook-signature"] == f"v1,{expected}"


async def test_without_a_secret_nothing_is_signed(hook, alert, row_of):
    webhook = make_channel(WebhookConfig("hook", Secret(hook.url)))
    await webhook.send(alert, row_of(alert, webhook))
    assert "webhook-signature" not in hook.posted[0].headers


def test_a_secret_in_the_standards_form_is_decoded(hook):
    key = base64.b64encode(b"\x00\x01\xff" * 8).decode()
    assert make_channel(WebhookConfig("hook", Secret(hook.url), Secret(f"whsec_{key}")))._key == b"\x00\x01\xff" * 8
    with pytest.raises(ConfigError, match="is not base64"):
        make_channel(WebhookConfig("hook", Secret(hook.url), Secret("whsec_!!")))


@pytest.mark.parametrize(
    ("given", "means"), [("17", 17), ("0", None), ("soon", None), ("²", None), ("9" * 5000, 86400)]
)
async def test_a_wish_for_silence_is_understood(webhook, alert, row_of, hook, given, means):
    hook.will_answer(503, headers={"Retry-After": given})
    answer = await webhook.send(alert, row_of(alert, webhook))
    assert answer.meaning is Meaning.LATER
    assert answer.retry_after == (None if means is None else timedelta(seconds=means))


async def test_a_redirect_is_not_followed(webhook, alert, row_of, hook, second_hook):
    hook.will_answer(307, headers={"Location": second_hook.url})
    answer = await webhook.send(alert, row_of(alert, webhook))
    assert answer.meaning is Meaning.CLOSED
    assert second_hook.posted == []


async def test_only_certificates_that_somebody_vouches_for_are_spoken_to(tls_hook, alert, row_of, ca_file):
    trusting = make_channel(WebhookConfig("hook", Secret(tls_hook.url), ca_file=ca_file))
    wary = make_channel(WebhookConfig("hook", Secret(tls_hook.url)))

    assert (await trusting.send(alert, row_of(alert, trusting))).meaning is Meaning.TAKEN
    answer = await wary.send(alert, row_of(alert, wary))
    assert answer.meaning is Meaning.LATER
    assert "can't be trusted" in answer.words
    assert len(tls_hook.posted) == 1

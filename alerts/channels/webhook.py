"""Somebody's own web server: alerts as JSON, described in docs/reference/webhook.md."""

import base64
import binascii
import hashlib
import hmac
import time
from typing import Any, Final

import msgspec

from alerts.alert import Alert
from alerts.channels.channel import Notice
from alerts.channels.config import WebhookConfig
from alerts.channels.http import Endpoint, NoReply
from alerts.channels.identity import identity_of
from alerts.delivery import Delivery
from alerts.policy.answer import Answer, Meaning, webhook_answer
from pipelines.errors import ConfigError
from pipelines.secret import Secret

VERSION: Final = 1
_PREFIX: Final = "whsec_"


class WebhookChannel:
    """Posts alerts. Signed as Standard Webhooks has it (standardwebhooks.com), where a secret is given."""

    recipients = ("",)

    def __init__(self, config: WebhookConfig) -> None:
        """Opens no connection.

        Raises:
            ConfigError: the address, the secret or the certificate file can't be right.
        """
        self.name = config.name
        self.identity = identity_of(config.url, config.secret)
        self._endpoint = Endpoint(config.name, "url", config.url, config.ca_file)
        self._key = _signing_key(config.name, config.secret)

    async def send(self, alert: Alert, row: Delivery) -> Answer:
        """Post an alert."""
        return await self._post(row.message_id, alert_payload(alert, row))

    async def notify(self, notice: Notice) -> Answer:
        """Post a notice."""
        payload = {"version": VERSION, "type": "notice", "subject": notice.subject, "text": notice.text}
        return await self._post(hashlib.sha256(msgspec.json.encode(payload)).hexdigest()[:24], payload)

    def preview(self, alert: Alert, row: Delivery) -> str:
        """The JSON body, indented."""
        return msgspec.json.format(msgspec.json.encode(alert_payload(alert, row)), indent=2).decode() + "\n"

    async def _post(self, id: str, payload: dict[str, Any]) -> Answer:
        body = msgspec.json.encode(payload)
        reply = await self._endpoint.post(body, {"Idempotency-Key": id, **self._signature(id, body)})
        if isinstance(reply, NoReply):
            return Answer(Meaning.LATER, reply.words)
        return webhook_answer(reply.status, reply.body, reply.retry_after)

    def _signature(self, id: str, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time()))
        headers = {"webhook-id": id, "webhook-timestamp": stamp}
        if self._key is not None:
            signed = hmac.digest(self._key, f"{id}.{stamp}.".encode() + body, "sha256")
            headers["webhook-signature"] = f"v1,{base64.b64encode(signed).decode()}"
        return headers


def alert_payload(alert: Alert, row: Delivery) -> dict[str, Any]:
    """What is posted for an alert; the fields are a promise, see docs/reference/webhook.md."""
    return {"version": VERSION, "type": "alert", "message_id": row.message_id, **alert_fields(alert)}


def alert_fields(alert: Alert) -> dict[str, Any]:
    """An alert as JSON has it, here and on the command line."""
    marks, position = [], 0
    for piece in alert.excerpt:
        if piece.marked:
            marks.append([position, position + len(piece.text)])
        position += len(piece.text)
    return {
        "id": alert.id,
        "watch": alert.watch,
        "watches": alert.watches,
        "also": [{"watch": other.watch, "verdict": other.verdict} for other in alert.also],
        "story": alert.story,
        "verdict": alert.verdict,
        "verdict_in_words": alert.label,
        "news": str(alert.news) if alert.news else None,
        "reasons": [str(reason) for reason in alert.reasons],
        "conflicts": [
            {
                "subject": one.subject,
                "sides": [
                    {"value": side.value, "outlets": side.holders, "sentence": side.sentence} for side in one.sides
                ],
            }
            for one in alert.disagreements
        ],
        "headline": alert.headline,
        "outlet": alert.outlet,
        "agency": alert.agency or None,
        "published": alert.published,
        "observed": alert.observed,
        "language": alert.language,
        "excerpt": {"text": "".join(piece.text for piece in alert.excerpt), "marks": marks},
        "url": alert.link,
        "copies_held_back": alert.held_back,
    }


def _signing_key(channel: str, secret: Secret | None) -> bytes | None:
    if secret is None:
        return None
    value = secret.reveal()
    if not value.startswith(_PREFIX):
        return value.encode()
    try:
        return base64.b64decode(value.removeprefix(_PREFIX), validate=True)
    except binascii.Error as error:
        raise ConfigError(
            f"Channel {channel}: `secret` starts with {_PREFIX} but is not base64 after it. "
            "Copy it again, or use any text without that beginning."
        ) from error

"""Slack: an incoming webhook and Block Kit.

Strangers' words stand in plain text objects only, so that nothing in them is markup; `& < >` are escaped once, as Slack
asks for every text. Links are made here and only here.
"""

import html
from typing import Any, Final

import msgspec
from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from alerts.alert import Alert, Disagreement
from alerts.channels.channel import Notice
from alerts.channels.config import SlackConfig
from alerts.channels.http import Endpoint, NoReply
from alerts.channels.identity import identity_of
from alerts.delivery import Delivery
from alerts.policy.answer import Answer, Meaning, slack_answer
from alerts.words import Said
from pipelines.plain import plain

HEADER_LIMIT: Final = 150
SECTION_LIMIT: Final = 3000
_TEXT_LIMIT: Final = 3000
# A message has no more than fifty blocks.
_DISAGREEMENTS: Final = 10
_QUIET: Final = {"unfurl_links": False, "unfurl_media": False}


class SlackChannel:
    """Posts alerts to the channel that the webhook belongs to."""

    recipients = ("",)

    def __init__(self, config: SlackConfig) -> None:
        """Opens no connection.

        Raises:
            ConfigError: the address or the certificate file can't be right.
        """
        self.name = config.name
        self.identity = identity_of(config.webhook_url)
        self._endpoint = Endpoint(config.name, "webhook_url", config.webhook_url, config.ca_file)

    async def send(self, alert: Alert, row: Delivery) -> Answer:
        """Post an alert; in the plainest form if Slack refused the other."""
        return await self._post(_payload(alert, row), plainly=row.plainly)

    async def notify(self, notice: Notice) -> Answer:
        """Post a notice."""
        return await self._post(_plain(f"{notice.subject}\n{notice.text}"), plainly=True)

    def preview(self, alert: Alert, row: Delivery) -> str:
        """The JSON body, indented."""
        return msgspec.json.format(msgspec.json.encode(_payload(alert, row)), indent=2).decode() + "\n"

    async def _post(self, payload: dict[str, Any], *, plainly: bool) -> Answer:
        reply = await self._endpoint.post(msgspec.json.encode(payload), {})
        if isinstance(reply, NoReply):
            return Answer(Meaning.LATER, reply.words)
        return slack_answer(reply.status, reply.body, reply.retry_after, plainly=plainly)


def _payload(alert: Alert, row: Delivery) -> dict[str, Any]:
    if row.plainly:
        return _plain("\n".join(_lines(alert)))
    summary = escaped(f"{alert.subject} ({alert.outlet}). {alert.label}.", _TEXT_LIMIT)
    return {"text": summary, "mrkdwn": False, "blocks": [block.to_dict() for block in _blocks(alert)], **_QUIET}


def _plain(text: str) -> dict[str, Any]:
    return {"text": escaped(text, _TEXT_LIMIT), "mrkdwn": False, **_QUIET}


def _blocks(alert: Alert) -> list[Block]:
    blocks: list[Block] = [SectionBlock(text=_text(_sentence(alert.news)))] if alert.news else []
    blocks += [
        HeaderBlock(text=_text(alert.headline, HEADER_LIMIT)),
        ContextBlock(elements=[_text(f"{alert.byline} · {alert.when}")]),
        ContextBlock(elements=[_text(f"{alert.label} · {alert.watch}")]),
    ]
    if alert.excerpt:
        blocks.append(SectionBlock(text=_text(_excerpt(alert), SECTION_LIMIT)))
    blocks += [SectionBlock(text=_text("\n".join(_disagreement(one)))) for one in alert.disagreements[:_DISAGREEMENTS]]
    if alert.told:
        blocks.append(ContextBlock(elements=[_text("\n".join(map(str, alert.told)))]))
    if alert.link:
        blocks.append(SectionBlock(text=_link(alert.link, alert.host)))
    return blocks


def _sentence(said: Said) -> str:
    return f"{said}{said.stop}"


def _disagreement(one: Disagreement) -> list[str]:
    return [f"Sources disagree on {one.subject}:", *(f"• {side}: “{side.sentence}”" for side in one.sides)]


def _link(link: str, host: str) -> MarkdownTextObject | PlainTextObject:
    """The link by the name of its host; in words where it is too long for Slack."""
    text = f"<{html.escape(link, quote=False)}|{escaped(f'Read at {host}')}>"
    if len(text) > SECTION_LIMIT:
        return _text(f"The link to {host} is too long for Slack; `wirewatch alerts show` has it.")
    return MarkdownTextObject(text=text, verbatim=True)


def _lines(alert: Alert) -> list[str]:
    head = (
        _sentence(alert.news) if alert.news else "",
        alert.headline,
        f"{alert.byline} · {alert.when}",
        f"{alert.label} · {alert.watch}",
        _excerpt(alert),
    )
    disputed = [line for one in alert.disagreements for line in _disagreement(one)]
    return [*filter(None, head), *disputed, *map(str, alert.told), *filter(None, [alert.link])]


def _excerpt(alert: Alert) -> str:
    return "".join(f"*{piece.text}*" if piece.marked else piece.text for piece in alert.excerpt)


def _text(text: str, limit: int = SECTION_LIMIT) -> PlainTextObject:
    return PlainTextObject(text=escaped(text, limit), emoji=False)


def escaped(text: str, limit: int = SECTION_LIMIT) -> str:
    """Text as Slack wants it: `& < >` escaped once, and cut so that the escaped text keeps the limit.

    limit: in code points of the result; no escape is cut in two.
    """
    cut = plain(text)
    while len(html.escape(cut, quote=False)) > limit:
        spare = len(html.escape(cut, quote=False)) - limit
        cut = cut[: -max(1, spare // 5) - 1].rstrip() + "…" if len(cut) > 1 else ""
    return html.escape(cut, quote=False)

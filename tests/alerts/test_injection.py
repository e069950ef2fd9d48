"""Strangers' words on their way to people: nothing in them is ever more than words."""

import json
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from lxml import html

from alerts.alert import alert_of
from alerts.policy.answer import Meaning
from pipelines.report import Because, Reason

HOSTILE = {
    "mention": "<!channel> <@U1> <!subteam^S>",
    "slack link": "<http://evil.example|bank>",
    "image": "<img src=http://evil.example/x onerror=alert(1)>",
    "script": "</title></p><script>alert(1)</script><style>*{}</style>",
    "style": "<link rel=stylesheet href=//evil.example/x.css>",
    "attribute": "\" onmouseover=alert(1) x='",
    "header": "news\r\nBcc: victim@example.org\r\n\r\nbody",
    "encoded header": "=?utf-8?q?news=0D=0ABcc:_victim@example.org?= =?utf-8?b?QmNjOiB4DQpCY2M6IHlAeg==?=",
    "smtp": "news\r\n.\r\nMAIL FROM:<a@evil.example>\r\nRCPT TO:<b@example.org>\n.\n",
    "line separator": "news\u2028Bcc: victim@example.org\u2029x\x85y",
    "escape": "\x1b]0;owned\x07\x1b[2J\x9b31mred",
    "direction": "invoice\u202egnp.exe\u2066\u200b\u00ad",
    "template": "{{7*7}} {% raw %} {0.__class__} ${x} %s",
    "from": "security@bank.example",
    "markup": "[bold red]x[/] *b* _i_ `c` :bomb: @here",
    "surrogate": "lone \ud800 half",
    "null": "a\x00b",
    "long": "w" * 4000,
}


@pytest.fixture(params=HOSTILE)
def hostile_alert(request, a_report):
    words = HOSTILE[request.param]
    return alert_of(
        replace(
            a_report,
            title=words,
            outlet=words,
            text=f"{words} in Idlib {words}",
            spans=(),
            reasons=(Reason(Because.EXTRACTION_FAILED, words),),
        )
    )


async def test_nothing_but_words_reaches_a_terminal(hostile_alert, channel_of, row_of, terminal):
    channel = channel_of("terminal")
    await channel.send(hostile_alert, row_of(hostile_alert, channel))
    shown = str(terminal)
    assert not {sign for sign in shown if sign != "\n" and not sign.isprintable()}
    assert "://evil.example/x.exe" not in shown


async def test_nothing_but_words_reaches_a_mailbox(hostile_alert, channel_of, row_of, post):
    channel = channel_of("email")
    await channel.send(hostile_alert, row_of(hostile_alert, channel))

    (envelope,) = post.taken
    mail = message_from_bytes(envelope.original_content, policy=policy.default)
    assert envelope.rcpt_tos == ["ann@example.org"]
    assert envelope.mail_from == "watch@example.org"
    assert set(mail) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
        "X-Wirewatch-Watch", "X-Wirewatch-Verdict", "References", "MIME-Version", "Content-Type",
    }  # fmt: skip
    assert mail["From"] == "Wirewatch <watch@example.org>"
    assert not mail.defects
    page = html.fromstring(mail.get_body(("html",)).get_content())
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= {
        "html", "head", "meta", "title", "style", "body", "div", "p", "strong", "h1", "bdi", "mark", "a",
    }  # fmt: skip
    assert len(page.findall(".//style")) == 1
    assert page.xpath("//@src | //@srcset | //@background | //*[starts-with(name(@*), 'on')]") == []
    assert page.xpath("//@href") == ["https://news.example/idlib-zone"]
    assert "url(" not in mail.get_body(("html",)).get_content()


@pytest.mark.parametrize("kind", ["slack", "webhook"])
async def test_nothing_but_words_reaches_a_hook(hostile_alert, channel_of, row_of, hook, kind):
    channel = channel_of(kind)
    await channel.send(hostile_alert, row_of(hostile_alert, channel))

    (posted,) = hook.posted
    body = json.loads(posted.body)
    assert not {sign for sign in posted.body.decode() if not sign.isprintable()}
    if kind == "slack":
        links = [text for text in strings(body) if "<" in text]
        assert links == ["<https://news.example/idlib-zone|Read at news.example>"]


def strings(value):
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from strings(part)
        case list():
            for part in value:
                yield from strings(part)


async def test_templates_in_headlines_stay_literal(a_report, channel_of, row_of, post):
    alert = alert_of(replace(a_report, title="{{7*7}} {0.__class__}"))
    channel = channel_of("email")
    await channel.send(alert, row_of(alert, channel))
    mail = message_from_bytes(post.taken[0].original_content, policy=policy.default)
    assert mail["Subject"] == "{{7*7}} {0.__class__}"
    assert "{{7*7}} {0.__class__}" in mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("kind", ["terminal", "email", "slack", "webhook"])
async def test_an_address_that_is_none_for_a_browser_is_left_out(a_report, channel_of, row_of, received, kind):
    alert = alert_of(replace(a_report, url="javascript:alert(1)"))
    channel = channel_of(kind)
    await channel.send(alert, row_of(alert, channel))
    assert not any("javascript:" in message for message in received())


@pytest.mark.parametrize("kind", ["terminal", "slack", "webhook"])
async def test_a_look_alike_host_shows_itself(a_report, channel_of, row_of, received, kind):
    alert = alert_of(replace(a_report, url="https://аррӏе.com/idlib", outlet=""))
    channel = channel_of(kind)
    await channel.send(alert, row_of(alert, channel))
    (message,) = received()
    assert "xn--80ak6aa92e.com" in message
    assert "аррӏе" not in message


@pytest.mark.parametrize("kind", ["terminal", "email", "slack", "webhook"])
async def test_an_endless_address_does_no_harm(a_report, channel_of, row_of, received, kind):
    alert = alert_of(replace(a_report, url="https://news.example/" + "a&" * 4000))
    channel = channel_of(kind)
    assert (await channel.send(alert, row_of(alert, channel))).meaning is Meaning.TAKEN
    assert "Presidents agree" in received()[0]

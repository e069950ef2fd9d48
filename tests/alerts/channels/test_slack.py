import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.alert import Disagreement, Piece
from alerts.channels import make_channel
from alerts.channels.config import SlackConfig
from alerts.channels.slack import HEADER_LIMIT, SECTION_LIMIT, escaped
from alerts.policy.answer import Meaning
from alerts.words import Said, Side
from pipelines.errors import ConfigError
from pipelines.secret import Secret


@pytest.fixture
def slack(channel_of):
    return channel_of("slack")


def texts(value):
    """Every text object of a payload, (type, text)."""
    if isinstance(value, dict):
        if value.get("type") in {"plain_text", "mrkdwn"}:
            yield value["type"], value["text"]
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


async def test_the_message_is_made_of_blocks_and_unfurls_nothing(slack, alert, row_of, hook):
    await slack.send(alert, row_of(alert, slack))

    payload = json.loads(hook.posted[0].body)
    assert [block["type"] for block in payload["blocks"]] == [
        "header", "context", "context", "section", "context", "section",
    ]  # fmt: skip
    assert (payload["unfurl_links"], payload["unfurl_media"]) == (False, False)
    assert payload["text"] == "Presidents agree on a zone in Idlib (Example News). New story."
    assert ("mrkdwn", "<https://news.example/idlib-zone|Read at news.example>") in list(texts(payload["blocks"]))


async def test_strangers_words_are_plain_text_and_escaped_once(slack, alert, row_of, hook):
    nasty = "<!channel> <@U1> <!subteam^S> <http://evil|bank> AT&T &amp;"
    await slack.send(
        replace(alert, headline=nasty, outlet=nasty, excerpt=(Piece(nasty), Piece(nasty, marked=True))),
        row_of(alert, slack),
    )

    payload = json.loads(hook.posted[0].body)
    safe = "&lt;!channel&gt; &lt;@U1&gt; &lt;!subteam^S&gt; &lt;http://evil|bank&gt; AT&amp;T &amp;amp;"
    plain = [text for kind, text in texts(payload["blocks"]) if kind == "plain_text"]
    assert safe in plain
    assert sum(safe in text for text in plain) == 3
    assert [text for kind, text in texts(payload["blocks"]) if kind == "mrkdwn"] == [
        "<https://news.example/idlib-zone|Read at news.example>"
    ]
    assert safe in payload["text"]


async def test_long_words_are_cut_within_slacks_limits(slack, alert, row_of, hook):
    long = "<&>" * 2000
    await slack.send(
        replace(
            alert,
            headline=long,
            outlet=long,
            excerpt=(Piece(long),),
            news=Said(long),
            notes=(Said(long),) * 60,
            disagreements=(Disagreement(long, (Side(long, (long,), long),) * 20),) * 60,
        ),
        row_of(alert, slack),
    )

    payload = json.loads(hook.posted[0].body)
    assert len(payload["blocks"]) <= 50
    header = next(block["text"]["text"] for block in payload["blocks"] if block["type"] == "header")
    assert len(header) <= HEADER_LIMIT
    assert all(len(text) <= SECTION_LIMIT for _, text in texts(payload["blocks"]))


@given(st.text(), st.integers(2, 200))
def test_cutting_never_splits_an_escape(text, limit):
    cut = escaped(text, limit)
    assert len(cut) <= limit
    rest = cut.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert not set(rest) & set("&<>")


async def test_what_is_new_comes_first(slack, alert, row_of, hook):
    await slack.send(replace(alert, news=Said("Has figures", "people killed: 12 → 17")), row_of(alert, slack))
    payload = json.loads(hook.posted[0].body)
    assert payload["text"].startswith("people killed: 12 → 17 | Presidents agree")
    assert payload["blocks"][0]["text"]["text"] == "Has figures: people killed: 12 → 17."


async def test_a_rich_message_that_slack_refuses_goes_out_as_plain_text(slack, alert, row_of, hook):
    hook.will_answer(400, 200, body="invalid_blocks")
    row = row_of(alert, slack)
    assert (await slack.send(alert, row)).meaning is Meaning.PLAINLY
    assert (await slack.send(alert, replace(row, plainly=True))).meaning is Meaning.TAKEN

    payload = json.loads(hook.posted[1].body)
    assert "blocks" not in payload
    assert payload["mrkdwn"] is False
    assert "Presidents agree on a zone in Idlib" in payload["text"]
    assert payload["text"].endswith("https://news.example/idlib-zone")


async def test_the_address_is_told_in_no_answer(slack, alert, row_of, hook):
    hook.will_answer(404, body=f"no_service at {hook.url} (/services/T0000/B0000/s3cr3tt0k3n)")
    answer = await slack.send(alert, row_of(alert, slack))
    assert answer.meaning is Meaning.CLOSED
    assert "s3cr3tt0k3n" not in answer.words


async def test_a_slack_that_is_away_is_tried_later(alert, row_of, unused_tcp_port):
    slack = make_channel(SlackConfig("slack", Secret(f"http://127.0.0.1:{unused_tcp_port}/services/s3cr3tt0k3n")))
    answer = await slack.send(alert, row_of(alert, slack))
    assert answer.meaning is Meaning.LATER
    assert answer.words == "127.0.0.1 can't be reached (Connection refused)"


@pytest.mark.parametrize("url", ["ftp://hooks.example/s3cr3tt0k3n", "s3cr3tt0k3n", "http:///s3cr3tt0k3n"])
def test_an_address_that_is_none_is_refused_without_telling_it(url):
    with pytest.raises(ConfigError) as refused:
        make_channel(SlackConfig("slack", Secret(url)))
    assert "webhook_url" in str(refused.value)
    assert "s3cr3tt0k3n" not in str(refused.value)

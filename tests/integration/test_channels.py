"""One crawl tells every channel, each recipient once, and no secret is told to anybody."""

from tests.rig.channels import RECIPIENTS, channels
from tests.rig.process import configuration, wirewatch


async def test_mail_slack_webhook_and_terminal_are_told_by_one_crawl(store_url, wire, tmp_path):
    wire.publish()
    async with channels(tmp_path) as servers:
        told = servers.settings | {"screen": {"type": "terminal"}}
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, told, store=store_url))
        ended = await wirewatch(tmp_path, "crawl", "--no-baseline")
        assert ended.code == 0, ended.err
        assert (await wirewatch(tmp_path, "crawl")).code == 0
    mails = [(recipient, mail["Message-ID"]) for recipient, mail in servers.post.taken]
    assert sorted(recipient for recipient, _ in mails) == sorted(RECIPIENTS * 2)
    assert len({id for _, id in mails}) == 4
    for _, mail in servers.post.taken:
        assert mail["From"] == "Wirewatch <alerts@example.org>"
        assert mail.get_body(("plain",)) is not None
        assert mail.get_body(("html",)) is not None
        assert f"{wire.url}/report/" in mail.get_body(("plain",)).get_content()
    assert len(servers.slack.messages) == 2
    assert all(message["blocks"] and message["text"] for message in servers.slack.messages)
    assert sorted(servers.webhook.links.values()) == [wire.article_url(1), wire.article_url(2)]
    for number in (1, 2):
        assert wire.article_url(number) in ended.out
    said = ended.out + ended.err
    assert servers.slack.url not in said
    assert "pa55w0rd" not in said


async def test_a_delivery_that_fails_for_good_ends_the_crawl_with_1(wire, tmp_path):
    async with channels(tmp_path) as servers:
        servers.webhook.answers = [(422, {})]
        servers.post.answers = ["554 not here"] * 2
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, servers.settings))
        ended = await wirewatch(tmp_path, "crawl", "--no-baseline", "--json")
        assert ended.code == 1
        (line,) = ended.lines
        assert {(row["channel"], row["recipient"], row["status"]) for row in line["deliveries"]} == {
            ("slack", "", "sent"), ("webhook", "", "dead"), *(("mail", recipient, "dead") for recipient in RECIPIENTS),
        }  # fmt: skip
        assert "3 deliveries failed for good" in ended.err

"""Channels that refuse for a while: the alert waits, only that channel stalls, and it arrives once."""

from tests.rig.channels import RECIPIENTS, channels
from tests.rig.process import configuration, daemon, store
from tests.rig.records import deliveries
from tests.rig.waiting import until

RETRY_AFTER = 6


async def test_mail_that_is_refused_for_now_arrives_later(wire, tmp_path):
    async with channels(tmp_path) as servers:
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, servers.settings))
        with daemon(tmp_path):
            await until(lambda: "/report/1" in wire.asked)
            servers.post.answers = ["451 try again", "421 closing", "452 full"]
            wire.publish()
            await until(lambda: servers.webhook.links and servers.slack.messages)
            await until(lambda: len(servers.post.taken) == 2, 90)
            with store(tmp_path) as there:
                await until(lambda: all(row.status == "sent" for row in deliveries(there)))
        assert servers.post.refused == 3
        assert sorted(recipient for recipient, _ in servers.post.taken) == sorted(RECIPIENTS)
        assert len(servers.webhook.messages) == len(servers.slack.messages) == 1


async def test_slack_asks_for_a_pause_and_gets_it(wire, tmp_path):
    async with channels(tmp_path) as servers:
        (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, servers.settings))
        with daemon(tmp_path):
            await until(lambda: "/report/1" in wire.asked)
            servers.slack.answers = [(429, {"Retry-After": str(RETRY_AFTER)})]
            wire.publish(3)
            await until(lambda: len(servers.webhook.links) == 3)
            await until(lambda: len(servers.slack.messages) == 3)
        (refused,) = servers.slack.refused
        assert min(servers.slack.taken) - refused >= RETRY_AFTER - 0.1
        assert max(servers.webhook.taken) - refused < RETRY_AFTER, "only that channel stalls"

"""Every kind of channel on real servers on loopback."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trustme

from tests.rig.mail import PASSWORD, USER, Post
from tests.rig.wire import Desk

RECIPIENTS = ["desk@example.org", "night@example.org"]


@dataclass(frozen=True)
class Channels:
    """The servers, and the settings that lead to them."""

    slack: Desk
    webhook: Desk
    post: Post
    settings: dict[str, dict[str, Any]]


@asynccontextmanager
async def channels(folder: Path) -> AsyncIterator[Channels]:
    """Slack's webhook, a webhook of one's own and a mail server; secrets stand in files of `folder`."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    (folder / "mail.password").write_text(PASSWORD)
    async with Desk().serve() as slack, Desk().serve() as webhook, Post().serve(tls) as post:
        (folder / "slack.url").write_text(slack.url)
        yield Channels(
            slack,
            webhook,
            post,
            {
                "slack": {"type": "slack", "webhook_url_file": "slack.url"},
                "webhook": {"type": "webhook", "url": webhook.url},
                "mail": {
                    "type": "email", "host": "127.0.0.1", "port": post.port, "username": USER,
                    "password_file": "mail.password", "ca_file": "ca.pem", "from": "Wirewatch <alerts@example.org>",
                    "to": RECIPIENTS,
                },
            },
        )  # fmt: skip

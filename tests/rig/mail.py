"""A mail server that wants TLS and a login, and answers as it is told."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "desk", "pa55w0rd"


class Post:
    """taken: mails by recipient. answers: what is said to the next mails instead of taking them."""

    def __init__(self) -> None:
        self.port = 0
        self.taken: list[tuple[str, EmailMessage]] = []
        self.answers: list[str] = []
        self.refused = 0

    @asynccontextmanager
    async def serve(self, tls: ssl.SSLContext) -> AsyncIterator["Post"]:
        controller = UnthreadedController(
            self, hostname="127.0.0.1", port=0, loop=asyncio.get_running_loop(), authenticator=_login,
            tls_context=tls, require_starttls=True, auth_required=True,
        )  # fmt: skip
        server = await controller._create_server()
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await server.wait_closed()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.answers:
            self.refused += 1
            return self.answers.pop(0)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken += [(recipient, message) for recipient in envelope.rcpt_tos]
        return "250 taken"


def _login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(success=data == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)

"""Reports to tell of, and real servers to tell them to."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
import trustme
from aiohttp import web
from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from redis.asyncio import Redis
from rich.console import Console

from alerts.alert import Alert, alert_of
from alerts.channels import Channel, make_channel
from alerts.channels.config import EmailConfig, MailSecurity, SlackConfig, TerminalConfig, WebhookConfig
from alerts.channels.terminal import TerminalChannel
from alerts.delivery import Delivery, new_delivery
from pipelines.match import Field, Span
from pipelines.report import Because, Reason, Report, Verdict
from pipelines.secret import Secret
from pipelines.store.journal import Journal

TEXT = (
    "The two presidents met for four hours on Monday. They agreed to set up a demilitarised zone in Idlib by the "
    "middle of October. Heavy weapons are to leave the zone five days earlier."
)
START = datetime(2018, 9, 17, 19, 40, tzinfo=UTC)


@pytest.fixture
def a_report() -> Report:
    """A report that raises an alert."""
    at = TEXT.index("demilitarised zone")
    idlib = TEXT.index("Idlib")
    return Report(
        watch="idlib",
        number=1,
        document="1537213200000-0",
        url="https://news.example/idlib-zone",
        title="Presidents agree on a zone in Idlib",
        outlet="Example News",
        source="example",
        language="en",
        published=START,
        observed=START + timedelta(minutes=3),
        text=TEXT,
        verdict=Verdict.NEW_STORY,
        reasons=(Reason(Because.FIRST_OF_DEVELOPMENT),),
        story="idlib-1",
        alert=True,
        spans=(
            Span(Field.TEXT, at, at + len("demilitarised zone")),
            Span(Field.TEXT, idlib, idlib + len("Idlib")),
        ),
    )


class Clock:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, by: timedelta) -> None:
        self.now += by


@pytest.fixture
def clock() -> Clock:
    return Clock()


@dataclass
class Page:
    """A terminal whose page can be read."""

    channel: TerminalChannel
    paper: StringIO

    def __str__(self) -> str:
        return self.paper.getvalue()


@pytest.fixture
def terminal() -> Page:
    paper = StringIO()
    console = Console(file=paper, width=80, markup=False, highlight=False, emoji=False)
    return Page(TerminalChannel(TerminalConfig("screen"), console), paper)


@pytest.fixture
def commit(store: Redis) -> Callable[..., object]:
    """Commit a report to its watch's journal, with the next number."""

    async def committed(report: Report) -> Report:
        journal = Journal(store, report.watch)
        numbered = replace(report, number=await journal.generation() + 1)
        await journal.append(numbered)
        return numbered

    return committed


@dataclass
class Posted:
    """A request that reached the hook."""

    headers: dict[str, str]
    body: bytes


@dataclass
class Hook:
    """A web server that answers as it is told; the last answer repeats."""

    url: str = ""
    posted: list[Posted] = field(default_factory=list)
    answers: list[tuple[int, str, dict[str, str]]] = field(default_factory=lambda: [(200, "ok", {})])
    holding: asyncio.Event | None = None

    def will_answer(self, *statuses: int, body: str = "", headers: dict[str, str] | None = None) -> None:
        self.answers = [(status, body, headers or {}) for status in statuses]

    async def take(self, request: web.Request) -> web.Response:
        self.posted.append(Posted(dict(request.headers), await request.read()))
        if self.holding is not None:
            await self.holding.wait()
        status, body, headers = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return web.Response(status=status, text=body, headers=headers)


async def _served(hook: Hook, tls: ssl.SSLContext | None = None) -> AsyncIterator[Hook]:
    app = web.Application()
    app.router.add_post("/{tail:.*}", hook.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    port = runner.addresses[0][1]
    hook.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}/services/T0000/B0000/s3cr3tt0k3n"
    yield hook
    await runner.cleanup()


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async for served in _served(Hook()):
        yield served


@pytest.fixture
async def second_hook() -> AsyncIterator[Hook]:
    async for served in _served(Hook()):
        yield served


@pytest.fixture
async def tls_hook(server_tls: ssl.SSLContext) -> AsyncIterator[Hook]:
    async for served in _served(Hook(), server_tls):
        yield served


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture(scope="session")
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


@dataclass
class Post:
    """A real mail server that asks for TLS and a login, and answers as it is told.

    refuse: by verb or recipient → answer. taken: envelopes that were taken. stalls_at: the verb it never answers.
    """

    port: int = 0
    taken: list[Envelope] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    hang_up_after_data: bool = False
    stalls_at: str = ""

    async def _stall(self, verb: str) -> None:
        if verb == self.stalls_at:
            await asyncio.Event().wait()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: object, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await self._stall("MAIL")
        if "MAIL" in self.refuse:
            return self.refuse["MAIL"]
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        await self._stall("RCPT")
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await self._stall("DATA")
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.taken.append(envelope)
        if self.hang_up_after_data:
            server.transport.close()
        return "250 taken"

    def login(
        self, _server: object, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        if "AUTH" in self.refuse:
            return AuthResult(success=False, handled=False, message=self.refuse["AUTH"])
        return AuthResult(success=data == LoginPassword(b"desk", b"pa55w0rd"), handled=False)


async def _mail_server(post: Post, **security: object) -> AsyncIterator[Post]:
    controller = UnthreadedController(
        post,
        hostname="127.0.0.1",
        port=0,
        loop=asyncio.get_running_loop(),
        authenticator=post.login,
        **security,
    )
    controller.server_coro = controller._create_server()
    controller.server = await controller.server_coro
    post.port = controller.server.sockets[0].getsockname()[1]
    yield post
    controller.server.close()
    await controller.server.wait_closed()


@pytest.fixture
async def post(server_tls: ssl.SSLContext) -> AsyncIterator[Post]:
    """A mail server with STARTTLS."""
    async for served in _mail_server(Post(), tls_context=server_tls, require_starttls=True, auth_required=True):
        yield served


@pytest.fixture
async def tls_post(server_tls: ssl.SSLContext) -> AsyncIterator[Post]:
    """A mail server that speaks TLS from the first byte."""
    async for served in _mail_server(Post(), ssl_context=server_tls, auth_require_tls=False):
        yield served


@pytest.fixture
async def plain_post() -> AsyncIterator[Post]:
    """A mail server that offers no TLS."""
    async for served in _mail_server(Post(), auth_require_tls=False):
        yield served


@pytest.fixture
def email_config(post, ca_file) -> EmailConfig:
    return EmailConfig(
        "mail", "localhost", "Wirewatch <watch@example.org>", ("ann@example.org",), post.port, MailSecurity.STARTTLS,
        "desk", Secret("pa55w0rd"), ca_file,
    )  # fmt: skip


@pytest.fixture
def channel_of(terminal, email_config, hook) -> Callable[[str], Channel]:
    """The channel of a kind."""

    def made(kind: str) -> Channel:
        match kind:
            case "email":
                return make_channel(email_config)
            case "slack":
                return make_channel(SlackConfig("slack", Secret(hook.url)))
            case "webhook":
                return make_channel(WebhookConfig("hook", Secret(hook.url), Secret("sign-with-this")))
        return terminal.channel

    return made


@pytest.fixture
def alert(a_report) -> Alert:
    return alert_of(a_report)


def row_for(alert: Alert, channel: Channel) -> Delivery:
    now = alert.observed + timedelta(seconds=5)
    return new_delivery(alert.id, alert.key, channel.name, channel.recipients[0], now)


@pytest.fixture
def row_of() -> Callable[[Alert, Channel], Delivery]:
    return row_for


@pytest.fixture(params=("terminal", "email", "slack", "webhook"))
def channel(request: pytest.FixtureRequest, channel_of) -> Channel:
    return channel_of(request.param)


@pytest.fixture
def received(terminal, post, hook) -> Callable[[], list[str]]:
    """What has arrived anywhere, decoded."""

    def read() -> list[str]:
        mails = [envelope.original_content.decode("ascii") for envelope in post.taken]
        blocks = [str(terminal)] if str(terminal) else []
        return mails + [posted.body.decode() for posted in hook.posted] + blocks

    return read

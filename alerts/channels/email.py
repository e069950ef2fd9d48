"""Mail through an SMTP server, over verified TLS or not at all.

smtplib in a thread of its own: a thread that hangs with a dead server never keeps the process from ending.
"""

import asyncio
import smtplib
import ssl
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256
from typing import Final

from alerts.alert import Alert
from alerts.channels.channel import Notice
from alerts.channels.config import EmailConfig, MailSecurity
from alerts.channels.http import verifying_context
from alerts.channels.identity import identity_of
from alerts.channels.mail import alert_mail, html_part, mail_address, notice_mail
from alerts.channels.reach import why_unreachable
from alerts.delivery import Delivery
from alerts.policy.answer import Answer, Meaning, Verb, smtp_answer
from pipelines.errors import ConfigError
from pipelines.plain import one_line

_SECONDS: Final = 20.0


class EmailChannel:
    """Sends each recipient a mail of their own, so that nobody reads who else is told and each succeeds alone."""

    def __init__(self, config: EmailConfig) -> None:
        """Opens no connection.

        Raises:
            ConfigError: an address, user name and password or the certificate file can't be right.
        """
        if bool(config.username) != bool(config.password):
            raise ConfigError(f"Channel {config.name}: `username` and `password` belong together; give both or none.")
        if config.password and not (config.username + config.password.reveal()).isascii():
            raise ConfigError(
                f"Channel {config.name}: `username` and `password` must be written in ASCII, as SMTP asks."
            )
        self.name = config.name
        self.recipients = tuple(mail_address(config.name, "to", given).addr_spec for given in config.recipients)
        self.identity = identity_of(
            config.host, config.effective_port, config.security, config.username, config.password, config.sender
        )
        self._config = config
        self._sender = mail_address(config.name, "from", config.sender)
        self._tls = verifying_context(config.name, config.ca_file)

    async def send(self, alert: Alert, row: Delivery) -> Answer:
        """Send the row's recipient their mail."""
        return await self._mail(alert_mail(alert, row, self._sender), row.recipient)

    async def notify(self, notice: Notice) -> Answer:
        """Mail a notice to the first recipient."""
        id = f"notice.{sha256(f'{notice.subject}{notice.text}'.encode()).hexdigest()[:24]}"
        recipient = self.recipients[0]
        return await self._mail(notice_mail(notice, id, self._sender, recipient, datetime.now(UTC)), recipient)

    def preview(self, alert: Alert, row: Delivery) -> str:
        """The mail as it goes over the wire."""
        return alert_mail(alert, row, self._sender).as_bytes().decode("ascii", "replace").replace("\r\n", "\n")

    def preview_html(self, alert: Alert, row: Delivery) -> str:
        """The HTML part alone."""
        return html_part(alert_mail(alert, row, self._sender))

    async def _mail(self, message: EmailMessage, recipient: str) -> Answer:
        return await _in_thread(lambda: self._converse(message.as_bytes(), recipient))

    def _converse(self, message: bytes, recipient: str) -> Answer:
        """One conversation with the server, from greeting to its answer after the final dot."""
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            return self._failure(error)
        with closing(server):
            try:
                answer = self._hand_over(server, message, recipient)
            except (OSError, smtplib.SMTPException) as error:
                return self._failure(error)
            # The mail is taken or it is not; how the server says goodbye changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            return answer

    def _failure(self, error: OSError | smtplib.SMTPException) -> Answer:
        """What a conversation that broke off means: always that another one may go better."""
        where = f"{self._config.host}:{self._config.effective_port}"
        match error:
            case ssl.SSLCertVerificationError():
                words = f"The certificate of {where} can't be trusted ({error.verify_message})"
            case smtplib.SMTPNotSupportedError():
                words = f"{where} lacks what it needs ({error}); nothing was sent in the clear"
            case smtplib.SMTPResponseException():
                return smtp_answer(Verb.CONNECT, error.smtp_code, self._words(error.smtp_error))
            case smtplib.SMTPServerDisconnected():
                words = f"{where} hung up before it had taken the mail"
            case TimeoutError():
                words = f"{where} did not answer within {_SECONDS:.0f} seconds"
            case _:
                words = f"{where} can't be reached ({why_unreachable(error)})"
        return Answer(Meaning.LATER, one_line(words, 300))

    def _connected(self) -> smtplib.SMTP:
        # Said in the greeting; left out, smtplib would ask the DNS for this machine's name and tell it.
        config, here = self._config, self._sender.domain
        if config.security is MailSecurity.TLS:
            return smtplib.SMTP_SSL(config.host, config.effective_port, here, timeout=_SECONDS, context=self._tls)
        server = smtplib.SMTP(config.host, config.effective_port, here, timeout=_SECONDS)
        try:
            server.starttls(context=self._tls)
        except (OSError, smtplib.SMTPException):
            server.close()
            raise
        return server

    def _hand_over(self, server: smtplib.SMTP, message: bytes, recipient: str) -> Answer:
        config = self._config
        if config.password is not None:
            try:
                server.login(config.username, config.password.reveal())
            except smtplib.SMTPAuthenticationError as error:
                return smtp_answer(Verb.LOGIN, error.smtp_code, self._words(error.smtp_error))
        try:
            server.sendmail(self._sender.addr_spec, [recipient], message)
        except smtplib.SMTPSenderRefused as error:
            return smtp_answer(Verb.SENDER, error.smtp_code, self._words(error.smtp_error))
        except smtplib.SMTPRecipientsRefused as error:
            code, text = error.recipients[recipient]
            return smtp_answer(Verb.RECIPIENT, code, self._words(text))
        except smtplib.SMTPDataError as error:
            return smtp_answer(Verb.DATA, error.smtp_code, self._words(error.smtp_error))
        return Answer(Meaning.TAKEN, f"{config.host} took the mail")

    def _words(self, answer: bytes | str) -> str:
        """What the server said, without the password if it is rude enough to repeat it."""
        said = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
        return said.replace(self._config.password.reveal(), "•••") if self._config.password else said


async def _in_thread(work: Callable[[], Answer]) -> Answer:
    """`work` in a daemon thread. Unlike with an executor, nobody waits for it when the process ends."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[Answer] = loop.create_future()

    def tell(answer: Answer | None, error: BaseException | None) -> None:
        if outcome.done():
            return
        if error is not None:
            outcome.set_exception(error)
        elif answer is not None:
            outcome.set_result(answer)

    def run() -> None:
        try:
            answer, error = work(), None
        except BaseException as raised:  # noqa: BLE001 - carried to the task that waits, which raises it
            answer, error = None, raised
        # The loop may be closed by now, its process about to end.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(tell, answer, error)

    threading.Thread(target=run, name="smtp", daemon=True).start()
    return await outcome

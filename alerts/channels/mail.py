"""The message of an alert: headers, a text part and an HTML part. Pure; no network.

Strangers' words stand in the subject, one line without control characters, and in the parts, escaped by the template.
From, To and everything else in the headers is ours. Nothing in the HTML is fetched: no image, no style sheet, no font.
"""

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from alerts.alert import Alert
from alerts.channels.channel import Notice
from alerts.delivery import Delivery
from pipelines.errors import ConfigError
from pipelines.plain import one_line

# Nothing but ASCII goes over the wire, whatever the server can take.
_POLICY: Final = SMTP.clone(cte_type="7bit")
_SUBJECT_LIMIT: Final = 180
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ku", "ps", "ur"})
_TEMPLATES: Final = Environment(
    loader=PackageLoader("alerts"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def mail_address(channel: str, key: str, given: str) -> Address:
    """An address of the configuration, with a name or bare.

    Raises:
        ConfigError: it is none, or can't be written in ASCII.
    """
    name, spec = parseaddr(given)
    try:
        address = Address(display_name=one_line(name), addr_spec=spec)
    except (ValueError, IndexError, HeaderParseError) as error:
        # Each Python finds an empty name before the @ in its own way; 3.11.2 trips over it.
        raise ConfigError(f"Channel {channel}: `{key}` {given!r} is no mail address ({error}).") from error
    if not (address.username and address.domain and spec.isascii()) or any(sign in given for sign in "\r\n"):
        raise ConfigError(f"Channel {channel}: `{key}` {given!r} is no mail address. Write NAME@HOST in ASCII.")
    return address


def alert_mail(alert: Alert, row: Delivery, sender: Address) -> EmailMessage:
    """The mail that tells one recipient of an alert; the same bytes whenever it is made again."""
    message = _mail(alert.subject, row.message_id, sender, row.recipient, row.created)
    message["X-Wirewatch-Watch"] = one_line(", ".join(alert.watches), 200)
    message["X-Wirewatch-Verdict"] = str(alert.verdict)
    # Mail programs show what refers to the same message as one conversation: here, a story.
    message["References"] = f"<story.{_atom(alert.watch)}.{_atom(alert.story)}@{sender.domain}>"
    known = {"alert": alert, "direction": "rtl" if alert.language in _RIGHT_TO_LEFT else "auto"}
    message.set_content(_TEMPLATES.get_template("alert.txt").render(known))
    message.add_alternative(_TEMPLATES.get_template("alert.html").render(known), subtype="html")
    return _with_fixed_boundary(message, row.message_id)


def notice_mail(notice: Notice, id: str, sender: Address, recipient: str, now: datetime) -> EmailMessage:
    """A mail that tells the operator something."""
    message = _mail(notice.subject, id, sender, recipient, now)
    message.set_content(notice.text + "\n")
    return message


def html_part(message: EmailMessage) -> str:
    """The HTML part of a mail, "" if it has none."""
    part = message.get_body(("html",))
    return "" if part is None else str(part.get_content())


def _mail(subject: str, id: str, sender: Address, recipient: str, created: datetime) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = recipient
    message["Subject"] = _header_text(subject)
    message["Date"] = format_datetime(created)
    message["Message-ID"] = f"<{id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    return message


def _header_text(text: str) -> str:
    """One line that stays what it is.

    The email package decodes an encoded word ("=?utf-8?q?…=0D=0A…?=") that it finds in a value, and the line feeds that
    come out of it become header lines (CVE-2024-6923). So no value holds one.
    """
    return one_line(text.replace("=?", "= ?"), _SUBJECT_LIMIT)


def _with_fixed_boundary(message: EmailMessage, id: str) -> EmailMessage:
    """Without this, each attempt would draw another boundary at random."""
    message.set_boundary(f"=_{id[-24:]}_=")
    return message


def _atom(text: str) -> str:
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in text)

import socket
import ssl
from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from alerts.channels import make_channel
from alerts.channels.config import MailSecurity
from alerts.delivery import new_delivery
from alerts.policy.answer import Meaning
from pipelines.errors import ConfigError
from pipelines.secret import Secret


def parsed(envelope):
    return message_from_bytes(envelope.original_content, policy=policy.default)


async def sent(config, alert, row_of):
    channel = make_channel(config)
    return await channel.send(alert, row_of(alert, channel))


@pytest.fixture
def deliver_to(email_config, post, alert, row_of):
    """Send a mail to a server that refuses."""

    async def deliver(refusals):
        post.refuse.update(refusals)
        return await sent(email_config, alert, row_of)

    return deliver


async def test_a_mail_has_two_parts_and_fixed_headers(email_config, post, alert, row_of):
    channel = make_channel(email_config)
    row = row_of(alert, channel)
    await channel.send(alert, row)

    (envelope,) = post.taken
    mail = parsed(envelope)
    assert envelope.mail_from == "watch@example.org"
    assert envelope.rcpt_tos == ["ann@example.org"]
    assert mail["From"] == "Wirewatch <watch@example.org>"
    assert mail["To"] == "ann@example.org"
    assert mail["Subject"] == "Presidents agree on a zone in Idlib"
    assert mail["Message-ID"] == f"<{row.message_id}@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "*demilitarised zone*" in mail.get_body(("plain",)).get_content()
    assert '<mark style="' in mail.get_body(("html",)).get_content()


async def test_tls_from_the_first_byte_works_as_well(email_config, tls_post, alert, row_of):
    config = replace(email_config, port=tls_post.port, security=MailSecurity.TLS)
    assert (await sent(config, alert, row_of)).meaning is Meaning.TAKEN
    assert len(tls_post.taken) == 1


async def test_a_certificate_nobody_vouches_for_is_not_spoken_to(email_config, post, alert, row_of):
    answer = await sent(replace(email_config, ca_file=None), alert, row_of)
    assert answer.meaning is Meaning.LATER
    assert "can't be trusted" in answer.words
    assert post.taken == []


async def test_a_certificate_for_another_host_is_not_spoken_to(email_config, post, alert, row_of):
    answer = await sent(replace(email_config, host="127.0.0.2"), alert, row_of)
    assert answer.meaning is Meaning.LATER
    assert post.taken == []


async def test_a_wrong_password_closes_the_channel_and_stays_untold(email_config, alert, row_of):
    answer = await sent(replace(email_config, password=Secret("wr0ng")), alert, row_of)
    assert answer.meaning is Meaning.CLOSED
    assert "Check username and password" in answer.words
    assert "wr0ng" not in answer.words


@pytest.mark.parametrize(
    ("verb", "answer", "meaning"),
    [
        ("MAIL", "421 busy", Meaning.LATER),
        ("MAIL", "451 try later", Meaning.LATER),
        ("MAIL", "550 not you", Meaning.CLOSED),
        ("ann@example.org", "450 greylisted", Meaning.LATER),
        ("ann@example.org", "550 no such user", Meaning.REFUSED),
        ("DATA", "452 full", Meaning.LATER),
        ("DATA", "554 spam", Meaning.REFUSED),
        ("AUTH", "454 try later", Meaning.LATER),
        ("AUTH", "535 no", Meaning.CLOSED),
    ],
)
async def test_each_refusal_has_its_meaning(deliver_to, verb, answer, meaning):
    given = await deliver_to({verb: answer})
    assert given.meaning is meaning
    assert answer.split(maxsplit=1)[0] in given.words


async def test_a_server_that_hangs_up_after_the_final_dot_gets_the_same_message_again(
    email_config, post, alert, row_of
):
    post.hang_up_after_data = True
    first = await sent(email_config, alert, row_of)
    post.hang_up_after_data = False
    second = await sent(email_config, alert, row_of)

    assert (first.meaning, second.meaning) == (Meaning.LATER, Meaning.TAKEN)
    assert len({parsed(envelope)["Message-ID"] for envelope in post.taken}) == 1
    assert len(post.taken) == 2


@pytest.mark.parametrize("verb", ["MAIL", "RCPT", "DATA"])
async def test_a_server_that_stops_answering_is_tried_later(email_config, post, alert, row_of, monkeypatch, verb):
    monkeypatch.setattr("alerts.channels.email._SECONDS", 0.3)
    post.stalls_at = verb
    answer = await sent(email_config, alert, row_of)
    assert answer.meaning is Meaning.LATER
    assert post.taken == []


async def test_a_server_that_never_greets_is_tried_later(email_config, alert, row_of, monkeypatch):
    monkeypatch.setattr("alerts.channels.email._SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        answer = await sent(replace(email_config, port=silent.getsockname()[1]), alert, row_of)
    assert answer.meaning is Meaning.LATER


async def test_a_server_that_is_not_there_is_tried_later(email_config, alert, row_of, unused_tcp_port):
    answer = await sent(replace(email_config, port=unused_tcp_port), alert, row_of)
    assert answer.meaning is Meaning.LATER
    assert f"localhost:{unused_tcp_port} can't be reached" in answer.words


async def test_a_server_without_starttls_gets_nothing(email_config, alert, row_of, plain_post):
    answer = await sent(replace(email_config, port=plain_post.port), alert, row_of)
    assert answer.meaning is Meaning.LATER
    assert "nothing was sent in the clear" in answer.words
    assert plain_post.taken == []


def test_each_recipient_has_an_id_of_their_own(alert):
    ids = {
        new_delivery(alert.id, alert.key, "mail", to, alert.observed).message_id for to in ("ann@x.org", "bob@x.org")
    }
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"sender": "nobody"}, "`from` 'nobody' is no mail address"),
        ({"recipients": ("a@b.org\r\nBcc: c@d.org",)}, "is no mail address"),
        ({"recipients": ("ünser@example.org",)}, "is no mail address"),
        ({"password": None}, "belong together"),
        ({"password": Secret("münzen")}, "must be written in ASCII"),
    ],
)
def test_settings_that_cannot_be_right_are_refused(email_config, wrong, says):
    with pytest.raises(ConfigError, match=says):
        make_channel(replace(email_config, **wrong))


def test_a_file_that_holds_no_certificates_is_refused(email_config, tmp_path):
    (tmp_path / "ca.pem").write_text("hello")
    with pytest.raises(ConfigError, match=r"`ca_file` .* can't be used"):
        make_channel(replace(email_config, ca_file=tmp_path / "ca.pem"))


def test_certificates_and_host_names_are_verified(email_config):
    context = make_channel(email_config)._tls
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname

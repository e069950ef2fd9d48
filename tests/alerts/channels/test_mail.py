from datetime import UTC, datetime
from email import message_from_bytes, policy

from hypothesis import given
from hypothesis import strategies as st

from alerts.channels.channel import Notice
from alerts.channels.mail import mail_address, notice_mail
from pipelines.plain import one_line

NOW = datetime(2018, 9, 17, tzinfo=UTC)
SENDER = mail_address("mail", "from", "Wirewatch <watch@example.org>")
TRICKY = st.text(st.sampled_from('=?utf-8?q?b0DA_ \r\n\u2028\x85éя\u202e:<>@"(),;\\'))


@given(st.text() | TRICKY)
def test_any_headline_is_a_subject_and_nothing_else(headline):
    sent = notice_mail(Notice(headline, "text"), "id", SENDER, "ann@example.org", NOW).as_bytes()

    mail = message_from_bytes(sent, policy=policy.default)
    assert len(mail.keys()) == len(set(mail.keys())) == 10
    assert mail["To"] == "ann@example.org"
    assert sent.isascii()
    assert b"\n" not in sent.replace(b"\r\n", b"")
    shown = one_line(headline.replace("=?", "= ?"), 180)
    assert one_line(mail["Subject"]) == shown

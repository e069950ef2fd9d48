from datetime import timedelta

import pytest

from alerts.policy.answer import Meaning, Verb, slack_answer, smtp_answer, webhook_answer

TAKEN, LATER, PLAINLY, REFUSED, CLOSED = Meaning


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (200, TAKEN), (302, CLOSED), (400, PLAINLY), (401, CLOSED), (403, CLOSED), (404, CLOSED), (410, CLOSED),
        (413, REFUSED), (429, LATER), (500, LATER), (502, LATER), (503, LATER), (504, LATER),
    ],
)  # fmt: skip
def test_each_status_of_slack_has_its_meaning(status, meaning):
    assert slack_answer(status, "", None, plainly=False).meaning is meaning


def test_slack_refuses_the_plain_form_too_only_once():
    assert slack_answer(400, "invalid_blocks", None, plainly=True).meaning is REFUSED


def test_slack_asks_for_silence():
    assert slack_answer(429, "", timedelta(seconds=7), plainly=False).retry_after == timedelta(seconds=7)
    assert slack_answer(429, "", None, plainly=False).retry_after == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        (200, TAKEN), (201, TAKEN), (202, TAKEN), (204, TAKEN), (301, CLOSED), (307, CLOSED), (400, REFUSED),
        (401, CLOSED), (403, CLOSED), (404, CLOSED), (405, CLOSED), (408, LATER), (409, LATER), (410, CLOSED),
        (413, REFUSED), (415, REFUSED), (422, REFUSED), (425, LATER), (429, LATER), (500, LATER), (503, LATER),
        (599, LATER), (100, LATER),
    ],
)  # fmt: skip
def test_each_status_of_a_webhook_has_its_meaning(status, meaning):
    assert webhook_answer(status, "", None).meaning is meaning


@pytest.mark.parametrize(
    ("verb", "code", "meaning"),
    [
        (Verb.CONNECT, 421, LATER), (Verb.CONNECT, 554, LATER), (Verb.LOGIN, 454, LATER), (Verb.LOGIN, 535, CLOSED),
        (Verb.SENDER, 451, LATER), (Verb.SENDER, 550, CLOSED), (Verb.RECIPIENT, 450, LATER),
        (Verb.RECIPIENT, 421, LATER), (Verb.RECIPIENT, 550, REFUSED), (Verb.DATA, 452, LATER),
        (Verb.DATA, 554, REFUSED),
    ],
)  # fmt: skip
def test_each_answer_of_a_mail_server_has_its_meaning(verb, code, meaning):
    assert smtp_answer(verb, code, "no").meaning is meaning


def test_words_of_the_other_side_are_made_safe_and_short():
    words = webhook_answer(400, "\x1b[31mno\r\n" + "x" * 5000, None).words
    assert "\x1b" not in words
    assert "\n" not in words
    assert len(words) < 250

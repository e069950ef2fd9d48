"""What a channel's other side answered, and what each answer means. Pure: tables of status codes."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from pipelines.plain import one_line

_LONGEST_WORDS: Final = 200


class Meaning(StrEnum):
    """What an answer asks of the sender.

    TAKEN: the other side has it. LATER: try again. PLAINLY: try once more in the plainest form.
    REFUSED: this message will never be taken. CLOSED: no message will be taken until somebody mends the channel.
    """

    TAKEN = "taken"
    LATER = "later"
    PLAINLY = "plainly"
    REFUSED = "refused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its meaning.

    words: what was answered, fit for a person, without any secret.
    retry_after: how long the other side wants to be left alone; it holds for the whole channel.
    """

    meaning: Meaning
    words: str = ""
    retry_after: timedelta | None = None


def slack_answer(status: int, body: str, retry_after: timedelta | None, *, plainly: bool) -> Answer:
    """What Slack's incoming webhook means. plainly: the message already was the plain one."""
    words = _http_words("Slack", status, body)
    match status:
        case 200:
            return Answer(Meaning.TAKEN, words)
        case 429:
            return Answer(Meaning.LATER, words, retry_after or timedelta(seconds=30))
        case 400:
            return Answer(Meaning.REFUSED if plainly else Meaning.PLAINLY, words)
        case 401 | 403 | 404 | 410:
            return Answer(Meaning.CLOSED, f"{words}. Make a new incoming webhook in Slack and put it into the channel")
    return _by_class(status, words, retry_after)


def webhook_answer(status: int, body: str, retry_after: timedelta | None) -> Answer:
    """What the answer of somebody's own web server means."""
    words = _http_words("The server", status, body)
    match status:
        case 408 | 409 | 423 | 425 | 429:
            return Answer(Meaning.LATER, words, retry_after)
        case 401 | 403 | 404 | 405 | 410:
            return Answer(Meaning.CLOSED, f"{words}. Check the channel's address and secret")
    return _by_class(status, words, retry_after)


def _by_class(status: int, words: str, retry_after: timedelta | None) -> Answer:
    match status // 100:
        case 2:
            return Answer(Meaning.TAKEN, words)
        case 3:
            return Answer(Meaning.CLOSED, f"{words}: it is somewhere else. Give the channel the final address")
        case 4:
            return Answer(Meaning.REFUSED, words)
    return Answer(Meaning.LATER, words, retry_after)


def _http_words(who: str, status: int, body: str) -> str:
    said = one_line(body, _LONGEST_WORDS)
    return f"{who} answered {status}: {said}" if said else f"{who} answered {status}"


class Verb(StrEnum):
    """Where in a mail's way its server answered."""

    CONNECT = "connect"
    LOGIN = "login"
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"


_LATER_WHEREVER: Final = 421
_FOR_GOOD: Final = 5
_CLOSES: Final = {
    Verb.LOGIN: "Check username and password",
    Verb.SENDER: "Check `from`: the server won't send mail for it",
}


def smtp_answer(verb: Verb, code: int, text: str) -> Answer:
    """What a mail server's refusal means: 4xx passes; 5xx stands, for the mail or for the whole channel."""
    words = f"The mail server answered {code} to {verb}: {one_line(text, _LONGEST_WORDS)}"
    if code // 100 != _FOR_GOOD or code == _LATER_WHEREVER or verb is Verb.CONNECT:
        return Answer(Meaning.LATER, words)
    if verb in _CLOSES:
        return Answer(Meaning.CLOSED, f"{words}. {_CLOSES[verb]}")
    return Answer(Meaning.REFUSED, words)

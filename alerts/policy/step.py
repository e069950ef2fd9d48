"""What becomes of a row of the ledger: pure, from a row and what happened to the next row."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from alerts.delivery import Delivery, Status
from alerts.policy.answer import Answer, Meaning
from alerts.policy.backoff import PATIENCE, asked_for, backoff

MOST_CRASHES: Final = 3


def begin(row: Delivery, now: datetime) -> Delivery:
    """The row as it is written before its message goes out.

    A row whose last send was begun and never ended killed its sender, or its sender was killed. Nobody can tell which;
    after `MOST_CRASHES` in a row it is given up, so that it can't stop the others.
    """
    crashes = row.crashes + 1 if row.started else row.crashes
    if crashes >= MOST_CRASHES:
        return _dead(
            row, f"Its sender died {crashes} times in a row while sending it. `wirewatch alerts retry {row.alert}`", now
        )
    return replace(row, attempts=row.attempts + 1, crashes=crashes, started=now)


def conclude(row: Delivery, answer: Answer, now: datetime, chance: float) -> Delivery:
    """The row after the other side has answered.

    chance: evenly from [0, 1), for the jitter.
    """
    ended = replace(row, started=None, crashes=0)
    match answer.meaning:
        case Meaning.TAKEN:
            return replace(ended, status=Status.SENT, answer=answer.words, error="", finished=now)
        case Meaning.REFUSED:
            return _dead(ended, answer.words, now)
        case Meaning.PLAINLY:
            return replace(ended, plainly=True, error=answer.words, not_before=now)
        case Meaning.CLOSED:
            # The channel is closed, not the row: it goes out when somebody has mended the channel.
            return _waiting(ended, answer.words, timedelta(0), now)
    wait = backoff(ended.attempts, chance) if answer.retry_after is None else asked_for(answer.retry_after)
    return _waiting(ended, answer.words, wait, now)


def crashed(row: Delivery, error: str, now: datetime, chance: float) -> Delivery:
    """The row after its sender failed in a way that nobody foresaw."""
    ended = replace(row, started=None, crashes=row.crashes + 1)
    if ended.crashes >= MOST_CRASHES:
        return _dead(ended, f"Sending it failed {ended.crashes} times in a way nobody foresaw: {error}", now)
    return _waiting(ended, error, backoff(ended.crashes, chance), now)


def expired(row: Delivery, now: datetime) -> bool:
    """Whether a pending row has waited for longer than anybody wants to know it."""
    return now > row.since + PATIENCE


def expire(row: Delivery, now: datetime) -> Delivery:
    """The row, given up after five days."""
    return _dead(row, f"Given up after {PATIENCE.days} days. Last: {row.error or 'never tried'}", now)


def _waiting(row: Delivery, error: str, wait: timedelta, now: datetime) -> Delivery:
    if now + wait > row.since + PATIENCE:
        return expire(replace(row, error=error), now)
    return replace(row, error=error, not_before=now + wait)


def _dead(row: Delivery, error: str, now: datetime) -> Delivery:
    return replace(row, status=Status.DEAD, error=error, started=None, finished=now)

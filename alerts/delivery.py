"""The ledger: what became of one alert on one channel for one recipient."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    """How far a delivery has come."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger.

    alert: id of the alert. channel: its name. recipient: an address, "" where a channel has no more than one.
    message_id: the same for every attempt, so that a message which arrives twice is seen to be one.
    created: when the row was made. since: when its patience began: made, or last retried by hand.
    attempts: sends that were begun. crashes: sends that ended their sender rather than themselves, in a row.
    not_before: next attempt. started: a send was begun then and has not ended, as far as is known.
    error: what went wrong last, in words. answer: what the other side said when it took it.
    finished: when it was sent, given up or covered.
    covered_by: id of the alert whose message tells this one as well.
    plainly: the channel refused the rich form; the plain one is sent.
    """

    alert: str
    channel: str
    recipient: str
    message_id: str
    created: datetime
    since: datetime
    not_before: datetime
    status: Status = Status.PENDING
    attempts: int = 0
    crashes: int = 0
    started: datetime | None = None
    finished: datetime | None = None
    error: str = ""
    answer: str = ""
    covered_by: str | None = None
    plainly: bool = False


def new_delivery(alert: str, key: str, channel: str, recipient: str, now: datetime) -> Delivery:
    """A row to be sent at once. alert, key: of the alert."""
    digest = hashlib.sha256(f"{key}\n{channel}\n{recipient}".encode()).hexdigest()[:24]
    return Delivery(alert, channel, recipient, f"{alert}.{digest}", created=now, since=now, not_before=now)


def covered(delivery: Delivery, by: str, now: datetime) -> Delivery:
    """The row of an alert that another alert's message tells."""
    return replace(delivery, status=Status.COVERED, covered_by=by, finished=now)


def again(delivery: Delivery, now: datetime) -> Delivery:
    """A row that somebody wants to be tried again, its patience renewed."""
    return replace(
        delivery,
        status=Status.PENDING,
        since=now,
        not_before=now,
        attempts=0,
        crashes=0,
        started=None,
        finished=None,
    )

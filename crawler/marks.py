"""Whether an announced URL is worth fetching. Pure.

Every URL that was dealt with leaves a mark. A later announcement that claims a newer date than the mark's is taken as
a changed page; a source that claims a new date at every poll is believed less often each time, and hardly ever for a
page that a watch wants and that was found to say the same each time: every look at such a page leaves a record.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Self

from pipelines.document import Announcement

_FIRST_SPACING: Final = timedelta(minutes=15)
_LONGEST_SPACING: Final = timedelta(hours=12)
_LONGEST_DOUBT: Final = timedelta(days=30)
# From so many looks in vain on, the doubt is the longest.
_MOST_IN_VAIN: Final = 12


class Standing(StrEnum):
    """How an announcement stands to what is known."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Mark:
    """That a URL was dealt with.

    seen: when, UTC. claimed: the date that its source claimed then. times: how many claims were followed.
    same: how often in a row a watch has found that the page says the same as before, as far as that matters.
    """

    seen: datetime
    claimed: datetime | None = None
    times: int = 1
    same: int = 0

    def pack(self) -> bytes:
        """The mark in a few bytes: there is one for every URL ever seen."""
        claimed = int(self.claimed.timestamp()) if self.claimed else ""
        same = f":{self.same}" if self.same else ""
        return f"{int(self.seen.timestamp())}:{claimed}:{self.times}{same}".encode()

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """The mark back from its bytes."""
        seen, claimed, times, *same = packed.decode().split(":")
        return cls(_moment(seen), _moment(claimed) if claimed else None, int(times), int(same[0]) if same else 0)


def standing(announcement: Announcement, mark: Mark | None, waiting: Announcement | None, now: datetime) -> Standing:
    """How an announcement stands.

    waiting: what the frontier holds for its URL; a claim that is newer than that one's does not wait for it.
    """
    if mark is None:
        return Standing.WAITING if waiting else Standing.NEW
    claim = claimed(announcement)
    if waiting and not _newer(claim, claimed(waiting)):
        return Standing.WAITING
    # Claims are compared with claims where there are two: the source's clock may be wrong, but it is one clock.
    if claim is None or claim.replace(microsecond=0) <= (mark.claimed or mark.seen):
        return Standing.KNOWN
    return Standing.CHANGED if now - mark.seen >= spacing(mark.times, mark.same) else Standing.KNOWN


def claimed(announcement: Announcement) -> datetime | None:
    """The latest date that a source claims for a page."""
    return max((moment for moment in (announcement.published, announcement.modified) if moment), default=None)


def next_mark(mark: Mark | None, announcement: Announcement, now: datetime) -> Mark:
    """The mark once the page was dealt with. Another look without a newer claim does not count."""
    if mark is None:
        return Mark(now, claimed(announcement))
    times = mark.times + _newer(claimed(announcement), mark.claimed)
    return replace(mark, seen=now, claimed=claimed(announcement), times=times)


def weighed(mark: Mark, *, changed: bool) -> Mark:
    """The mark once a watch has compared the page with what it was before."""
    return replace(mark, same=0 if changed else min(mark.same + 1, _MOST_IN_VAIN))


def _newer(claim: datetime | None, known: datetime | None) -> bool:
    return claim is not None and (known is None or claim.replace(microsecond=0) > known)


def spacing(times: int, same: int = 0) -> timedelta:
    """How long a claim of change is not believed after so many were followed; nothing after the first.

    same: how often in a row the page said the same.
    """
    if times <= 1:
        return timedelta()
    usual = min(_LONGEST_SPACING, _FIRST_SPACING * (1 << min(times - 2, 20)))
    return min(_LONGEST_DOUBT, usual * (1 << min(same, _MOST_IN_VAIN)))


def _moment(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)

"""Dates as feeds and sitemaps write them."""

from calendar import timegm
from datetime import UTC, datetime
from typing import Final

from dateutil.parser import ParserError, parse

_LONGEST: Final = 80
_EARLIEST: Final = datetime(1995, 1, 1, tzinfo=UTC)
_MISSING: Final = datetime(1, 1, 1)  # noqa: DTZ001 - stands for the parts that a date does not name
# Names of zones that feeds write; the standard library knows only the American ones. Hours east of Greenwich.
_ZONES: Final = {
    "UT": 0, "GMT": 0, "UTC": 0, "Z": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "TRT": 3, "AST": 3, "IRST": 3.5, "GST": 4, "PKT": 5, "IST": 5.5,
    "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
_OFFSETS: Final = {name: int(hours * 3600) for name, hours in _ZONES.items()}


def read_date(text: str | None, now: datetime) -> datetime | None:
    """A moment in UTC, or None where the text names none that can be true.

    A date without a zone is taken as UTC; one in the future is clamped to `now`, for that is when we saw it.
    """
    if not text or len(text) > _LONGEST:
        return None
    try:
        found = parse(text.strip(), tzinfos=_OFFSETS, default=_MISSING)
        moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ParserError, ValueError, OverflowError, TypeError):
        return None
    return None if moment < _EARLIEST else min(moment, now)


def from_parts(parts: tuple[int, ...] | None, now: datetime) -> datetime | None:
    """The same from a UTC `struct_time`."""
    if parts is None:
        return None
    try:
        moment = datetime.fromtimestamp(timegm(parts[:6]), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return None if moment < _EARLIEST else min(moment, now)

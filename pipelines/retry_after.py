"""The Retry-After header (RFC 9110, section 10.2.3): how long a server wants to be left alone."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

_LONGEST: Final = timedelta(hours=24)


def retry_after(value: str, now: datetime) -> timedelta | None:
    """The pause that a header asks for, in seconds or as a date; a day at most, None if it asks nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        # "inf" is what a number of hundreds of digits becomes.
        pause = timedelta(seconds=min(float(value), _LONGEST.total_seconds()))
    else:
        try:
            pause = min(parsedate_to_datetime(value) - now, _LONGEST)
        except (ValueError, TypeError, OverflowError):
            return None
    return pause if pause > timedelta() else None

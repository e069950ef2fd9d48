"""Times as pages write them, made UTC; what can't be read for certain is unknown."""

import re
import warnings
from datetime import UTC, datetime, timedelta
from typing import Final

from dateutil import parser as dateutil

# No page tells a time of the web before the web.
_EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
# What zones' abbreviations mean in the news; ambiguous ones (IST, CST in Asia) are left out.
ZONES: Final = {
    name: round(hours * 3600)
    for name, hours in {
        "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
        "TRT": 3, "EAT": 3, "GST": 4, "PKT": 5, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11,
        "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    }.items()
}  # fmt: skip
_EPOCH: Final = re.compile(r"\d{10}(\d{3})?")
_LONGEST: Final = 60
# Arabic-Indic and Persian digits.
DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def parse_time(text: str, latest: datetime | None = None) -> datetime | None:
    """A time in UTC; None where the text is none, or is before 1990 or after `latest`.

    A time without a zone is taken as UTC, a date without a time as its first moment.
    """
    found = read_time(text, latest)
    return found.astimezone(UTC) if found else None


def read_time(text: str, latest: datetime | None = None) -> datetime | None:
    """As `parse_time`, in the zone that the text tells."""
    cleaned = text.strip().translate(DIGITS)
    found = _read(cleaned) if 0 < len(cleaned) <= _LONGEST else None
    return believable(found, latest) if found else None


def believable(time: datetime, latest: datetime | None) -> datetime | None:
    """The time with a zone and without fractions; None where it is before 1990 or after `latest`."""
    zoned = time.replace(microsecond=0, tzinfo=time.tzinfo or UTC)
    try:
        utc = zoned.astimezone(UTC)
    except (OverflowError, ValueError):
        # The year 0, or a zone of more than a day.
        return None
    return zoned if utc >= _EARLIEST and (latest is None or utc <= latest + timedelta(days=1)) else None


def has_zone(text: str) -> bool:
    """Whether the text tells an instant, not only what a clock on some wall showed."""
    found = _read(text.strip()) if len(text) <= _LONGEST else None
    return found is not None and found.tzinfo is not None


def _read(text: str) -> datetime | None:
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    # Numbers alone are no date to be sure of, nor is a text without a year.
    if not re.search(r"(?<!\d)(19|20)\d\d(?!\d)", text) and not re.match(r"(19|20)\d{6}T", text):
        return None
    return _loosely(text)


def _loosely(text: str) -> datetime | None:
    """What dateutil reads without guessing, mail dates ("Mon, 17 Sep 2018 18:03:00 +0300") among it."""
    try:
        with warnings.catch_warnings():
            # An abbreviation that could be several zones leaves a time without zone.
            warnings.simplefilter("ignore", dateutil.UnknownTimezoneWarning)
            return dateutil.parse(text, tzinfos=ZONES, default=datetime(1, 1, 1))  # noqa: DTZ001 - a zone is told or none
    except (ValueError, OverflowError, TypeError):
        return None

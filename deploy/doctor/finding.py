"""What a look at one thing found."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: fine, worth knowing, or to be mended."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    area: `configuration`, `store`, `sources`, `channels` or `disk`.
    text: what was found. remedy: what to do, "" where nothing is to be done.
    """

    area: str
    level: Level
    text: str
    remedy: str = ""


def fine(area: str, text: str) -> Finding:
    """All is well."""
    return Finding(area, Level.FINE, text)


def note(area: str, text: str, remedy: str) -> Finding:
    """Worth knowing."""
    return Finding(area, Level.NOTE, text, remedy)


def problem(area: str, text: str, remedy: str) -> Finding:
    """To be mended."""
    return Finding(area, Level.PROBLEM, text, remedy)

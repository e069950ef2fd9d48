"""The watch: what is followed, and what is told to whom."""

from dataclasses import dataclass, field
from enum import StrEnum


class Notify(StrEnum):
    """How much of what is found is told."""

    STORIES = "stories"
    FACTS = "facts"
    REPORTING = "reporting"


@dataclass(frozen=True, slots=True)
class Watch:
    """One topic under observation.

    name: unique; letters, digits, dot, dash and underscore.
    query: in the query language of `pipelines.matching`.
    concepts: the named spellings that the query may use, without the leading "@".
    channels: names of the channels that its alerts go to.
    """

    name: str
    query: str
    concepts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notify: Notify = Notify.REPORTING
    channels: tuple[str, ...] = ()

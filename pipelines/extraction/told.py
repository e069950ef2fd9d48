"""A value with the place on the page that told it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What a page tells, and where it does: "JSON-LD headline", "meta article:published_time", "by-line"."""

    value: T
    where: str

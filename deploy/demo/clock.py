"""Simulated time."""

from datetime import datetime


class Clock:
    """A clock that stands still until it is moved. Call it for the time, UTC."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def __call__(self) -> datetime:
        """The time."""
        return self._at

    def move(self, to: datetime) -> None:
        """Move it forward.

        Raises:
            ValueError: `to` lies in the past.
        """
        if to < self._at:
            raise ValueError(f"The clock stands at {self._at} and can't go back to {to}.")
        self._at = to

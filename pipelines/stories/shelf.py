"""Readings that are still at hand, so that a text is not read again for every question about it."""

from collections import OrderedDict

from pipelines.stories.reading import Reading


class Shelf:
    """The readings that were used last, by document or number."""

    def __init__(self, room: int) -> None:
        """room: how many it holds before the one that was used longest ago goes."""
        self._room = room
        self._readings: OrderedDict[str | int, Reading] = OrderedDict()

    def put(self, key: str | int, reading: Reading) -> None:
        """Keep a reading."""
        self._readings[key] = reading
        self._readings.move_to_end(key)
        if len(self._readings) > self._room:
            self._readings.popitem(last=False)

    def get(self, key: str | int) -> Reading | None:
        """A reading, None if it is not here any more."""
        if key in self._readings:
            self._readings.move_to_end(key)
        return self._readings.get(key)

    def take(self, key: str | int) -> Reading | None:
        """A reading, which leaves the shelf."""
        return self._readings.pop(key, None)

"""What is still at hand, so that nothing is read again for every question about it."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key")
Thing = TypeVar("Thing")


class Shelf(Generic[Key, Thing]):
    """The things that were used last."""

    def __init__(self, room: int) -> None:
        """room: how many it holds before the one that was used longest ago goes."""
        self._room = room
        self._things: OrderedDict[Key, Thing] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return key in self._things

    def put(self, key: Key, thing: Thing) -> None:
        """Keep something."""
        self._things[key] = thing
        self._things.move_to_end(key)
        if len(self._things) > self._room:
            self._things.popitem(last=False)

    def get(self, key: Key) -> Thing | None:
        """Something, None if it is not here any more."""
        if key in self._things:
            self._things.move_to_end(key)
        return self._things.get(key)

    def take(self, key: Key) -> Thing | None:
        """Something, which leaves the shelf."""
        return self._things.pop(key, None)

    def clear(self) -> None:
        """Put everything away."""
        self._things.clear()

    def with_all(self, keys: Iterable[Key], fresh: Mapping[Key, Thing]) -> dict[Key, Thing]:
        """What is here of these keys and what has just been fetched; that is kept from now on."""
        found = {key: thing for key in keys if (thing := fresh.get(key) or self.get(key)) is not None}
        for key, thing in fresh.items():
            self.put(key, thing)
        return found

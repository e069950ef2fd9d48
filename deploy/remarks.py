"""What is odd about saved articles and their labels, though it can be worked with. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from deploy.scores import Label
from pipelines.extraction.inputs import Given

_TOLD: Final = 5


class Remarks:
    """Collects what is odd about the inputs of a backtest, each with its place and what to do."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}
        self._nameless: list[str] = []
        self._twice: list[str] = []
        self._others: list[str] = []

    def look_at(self, given: Given, id: str) -> None:
        """Take in the next input. id: what it is called in the results."""
        place = given.place
        if given.is_row and not given.id:
            self._nameless.append(f"{place}: it has no `id` and is called {id!r} in the results. Give it one.")
        if id in self._places:
            self._twice.append(
                f"{place}: the id {id!r} is taken by {self._places[id]}. Give each article an id of its own; labels and"
                " results can't tell them apart."
            )
        self._places.setdefault(id, place)
        if given.remark:
            self._others.append(f"{place}: {given.remark}")

    def told(self) -> Iterator[str]:
        """A line for each remark; the first few of very many of a kind."""
        for remarks in (self._nameless, self._twice, self._others):
            yield from first_few(remarks)


def unmatched(labels: Mapping[str, Label], ids: Collection[str]) -> Iterator[str]:
    """A line for each label that no input has the id of."""
    yield from first_few(
        [
            f"{label.place}: no article has the id {id!r}. Correct it, or take the label out."
            for id, label in labels.items()
            if id not in ids
        ]
    )


def first_few(lines: Sequence[str]) -> Iterable[str]:
    """The first lines of very many, and how many there are besides."""
    rest = len(lines) - _TOLD
    return lines if rest <= 1 else [*lines[:_TOLD], f"… and {rest:,} more like this."]

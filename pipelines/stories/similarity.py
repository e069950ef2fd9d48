"""How likely two articles tell of one development: terms weighed by rarity, titles, and the time between them."""

import math
from collections.abc import Mapping
from typing import Final

from pipelines.stories.history import Frequencies
from pipelines.stories.profile import Profile
from pipelines.stories.reading import MOST_COUNTED, Terms

_DAY: Final = 86_400.0
_SPREAD_DAYS: Final = 3.0
_LASTING: Final = 0.2
_TITLE_SHARE: Final = 0.3
# A term that occurs ten times says more than one that occurs once, but not ten times as much.
_DAMPED: Final = (0.0, *(1.0 + math.log(count) for count in range(1, MOST_COUNTED + 1)))
_SQUARED: Final = tuple(weight * weight for weight in _DAMPED)
# A term is judged as if it had been met in one of this many reports before anything was read.
_IMAGINED_REPORTS: Final = 50.0


class Likeness:
    """How like one article others are; what they are compared by is weighed once."""

    def __init__(self, about: Terms, headline: Terms, when: float, frequencies: Frequencies) -> None:
        """when: seconds since 1970. frequencies: of all terms of the article."""
        rarity = _rarity(frequencies)
        self._when = when
        self._about = _Vector(about, rarity)
        self._headline = _Vector(headline, rarity)

    def to(self, other: Profile) -> float:
        """Likeness to an earlier article, 0 to 1."""
        text = self._about.cosine(other.about)
        if self._headline.empty or not other.headline.counts:
            return text * decay(self._when - other.when)
        title = self._headline.cosine(other.headline)
        return ((1 - _TITLE_SHARE) * text + _TITLE_SHARE * title) * decay(self._when - other.when)


class _Vector:
    """The weighed terms of one article."""

    def __init__(self, terms: Terms, rarity: Mapping[int, float]) -> None:
        self.empty = not terms.counts
        # Of an earlier article's other terms the rarity is not known: they weigh as if they were as rare as any here.
        self._unknown = max((rarity[term] for term in terms.counts), default=1.0)
        self._rarity = {term: rarity[term] for term in terms.counts}
        self._weights = {term: _DAMPED[count] * rarity[term] for term, count in terms.counts.items()}
        self._length = math.sqrt(sum(weight * weight for weight in self._weights.values()))

    def cosine(self, other: Terms) -> float:
        shared = self._weights.keys() & other.counts.keys()
        if not shared or not self._length:
            return 0.0
        dot, length = 0.0, 0.0
        rest = _squares(other)
        for term in shared:
            count = _DAMPED[other.counts[term]]
            weight = count * self._rarity[term]
            dot += weight * self._weights[term]
            length += weight * weight
            rest -= count * count
        return dot / (self._length * math.sqrt(length + max(rest, 0.0) * self._unknown * self._unknown))


def _squares(terms: Terms) -> float:
    return sum(_SQUARED[count] for count in terms.counts.values())


def decay(seconds: float) -> float:
    """What time leaves of a likeness: a part of it for ever, the rest fades with the days between."""
    days = seconds / _DAY
    return _LASTING + (1 - _LASTING) * math.exp(-(days * days) / (2 * _SPREAD_DAYS * _SPREAD_DAYS))


def _rarity(frequencies: Frequencies) -> dict[int, float]:
    """Inverse document frequency, smoothed so that a young watch is not ruled by its first reports."""
    total = frequencies.reports + _IMAGINED_REPORTS
    return {term: math.log(total / (count + 1.0)) for term, count in frequencies.counts.items()}

"""How likely two articles tell of one development: terms weighed by rarity, titles, and the time between them."""

import math
from collections.abc import Mapping
from typing import Final

from pipelines.stories.history import Frequencies
from pipelines.stories.profile import Profile
from pipelines.stories.reading import MOST_COUNTED, Terms

_DAY: Final = 86_400.0
_SPREAD_DAYS: Final = 4.0
_TITLE_SHARE: Final = 0.25
# A term that occurs ten times says more than one that occurs once, but not ten times as much.
_DAMPED: Final = (0.0, *(1.0 + math.log(count) for count in range(1, MOST_COUNTED + 1)))
# A term is judged as if it had been met in one of this many reports before anything was read.
_IMAGINED_REPORTS: Final = 50.0


def similarity(about: Terms, headline: Terms, when: float, other: Profile, weights: Mapping[int, float]) -> float:
    """Likeness of an article to an earlier one, 0 to 1.

    weights: rarity of the article's terms (`rarity`).
    """
    text = cosine(about, other.about, weights)
    title = cosine(headline, other.headline, weights)
    both = (
        text if not headline.counts or not other.headline.counts else ((1 - _TITLE_SHARE) * text + _TITLE_SHARE * title)
    )
    return both * decay(when - other.when)


def decay(seconds: float) -> float:
    """What time leaves of a likeness: half of it for ever, the other half fades with the days between."""
    days = seconds / _DAY
    return 0.6 + 0.4 * math.exp(-(days * days) / (2 * _SPREAD_DAYS * _SPREAD_DAYS))


def rarity(frequencies: Frequencies) -> dict[int, float]:
    """Inverse document frequency, smoothed so that a young watch is not ruled by its first reports."""
    total = frequencies.reports + _IMAGINED_REPORTS
    return {term: math.log(total / (count + 1.0)) for term, count in frequencies.counts.items()}


def cosine(one: Terms, other: Terms, weights: Mapping[int, float]) -> float:
    """Cosine of two weighed term vectors; a term whose rarity is not known weighs as one never met."""
    unknown = max(weights.values(), default=1.0)
    mine, theirs = _weighed(one, weights, unknown), _weighed(other, weights, unknown)
    small, large = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    dot = sum(weight * large[term] for term, weight in small.items() if term in large)
    return dot / (_length(mine) * _length(theirs)) if dot else 0.0


def _weighed(terms: Terms, weights: Mapping[int, float], unknown: float) -> dict[int, float]:
    return {term: _DAMPED[count] * weights.get(term, unknown) for term, count in terms.counts.items()}


def _length(vector: Mapping[int, float]) -> float:
    return math.sqrt(sum(weight * weight for weight in vector.values()))

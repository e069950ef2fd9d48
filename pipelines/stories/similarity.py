"""How likely two articles tell of one development.

A logistic regression on what they have in common, as Miranda and others group news (EMNLP 2018): terms weighed by
rarity, titles, names, figures, and the time between them. Of two languages it compares what every language has: how
names sound, what the salient words mean, figures and time. The weights stand in `likeness.toml`; they were learned from
labelled news, and `tests/evaluation/likeness.py` learns them again.
"""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Final

from pipelines.stories.glossary import meanings_of
from pipelines.stories.history import Frequencies, Subject
from pipelines.stories.profile import Profile
from pipelines.stories.terms import MOST_COUNTED, Terms

_DAY: Final = 86_400.0
# Of an article without a date it is only known when it was seen, which says little of when it was written.
_UNDATED_DAYS: Final = 15.0
# A term that occurs ten times says more than one that occurs once, but not ten times as much.
_DAMPED: Final = (0.0, *(1.0 + math.log(count) for count in range(1, MOST_COUNTED + 1)))
_SQUARED: Final = tuple(weight * weight for weight in _DAMPED)
# What a report's own odds count beside those of its story as a whole.
_OWN_SHARE: Final = 0.3
# A term is judged as if it had been met in one of this many reports before anything was read.
_IMAGINED_REPORTS: Final = 50.0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two articles have in common, each part between 0 and 1 unless it says otherwise.

    text, title, names: square roots of the cosines of their weighed terms. untitled: one of them has no title.
    figures: cosine of the figures.
    days: logarithm of 1 + the days between two dated articles. undated: one of them has no date.
    unsure_days: the same as `days` where one has none.
    length: logarithm of 1 + the shingles of the shorter one.
    """

    text: float
    title: float
    untitled: float
    names: float
    figures: float
    days: float
    undated: float
    unsure_days: float
    length: float


@dataclass(frozen=True, slots=True)
class EvidenceAcross:
    """What two articles of two languages have in common, each part between 0 and 1 unless it says otherwise.

    sounds: weighed share of how their names sound, of the article with fewer. meanings: cosine of what their salient
    words mean. figures, days, undated, unsure_days: as in `Evidence`.
    """

    sounds: float
    meanings: float
    figures: float
    days: float
    undated: float
    unsure_days: float


def _learned() -> dict[str, dict[str, float]]:
    return tomllib.loads((resources.files("pipelines.stories") / "likeness.toml").read_text(encoding="utf-8"))


_WEIGHTS: Final = _learned()


class Likeness:
    """How like one article others are; what they are compared by is weighed once."""

    def __init__(self, subject: Subject, frequencies: Frequencies) -> None:
        """frequencies: of all terms of the article."""
        about = subject.reading.about
        rarity = _rarity(frequencies)
        self._when = subject.when
        self._dated = subject.dated
        self._length = subject.reading.fingerprint.sketch.size
        self._about = about
        self._language = subject.reading.language
        self._rarity = rarity
        self._meanings = frozenset(meanings_of(about.counts))
        self._text = _Vector(about.counts, rarity)
        self._title = _Vector(dict.fromkeys(about.titled, 1), rarity)
        self._names = _Vector(_names(about), rarity)

    def odds(self, other: Profile) -> float:
        """How likely an earlier article tells of the same development, as the logarithm of the odds."""
        if self.crosses(other):
            return _odds(_WEIGHTS["across"], self.evidence_across(other))
        return _odds(_WEIGHTS["within"], self.evidence(other))

    def crosses(self, other: Profile) -> bool:
        """Whether an earlier article has another language, as far as both are known."""
        return None not in {self._language, other.language} and self._language != other.language

    def evidence(self, other: Profile) -> Evidence:
        """What an earlier article has in common with this one."""
        theirs = other.about
        return Evidence(
            text=math.sqrt(self._text.cosine(theirs.counts)),
            title=math.sqrt(self._title.cosine(dict.fromkeys(theirs.titled, 1))),
            untitled=float(not (self._about.titled and theirs.titled)),
            names=math.sqrt(self._names.cosine(_names(theirs))),
            figures=_cosine(self._about.figures, theirs.figures),
            length=math.log1p(min(self._length, other.sketch.size)),
            **self._apart(other),
        )

    def evidence_across(self, other: Profile) -> EvidenceAcross:
        """What an earlier article in another language has in common with this one."""
        meanings = frozenset(meanings_of(other.about.counts))
        return EvidenceAcross(
            sounds=self._sounds_shared(other.about),
            meanings=_cosine(self._meanings, meanings),
            figures=_cosine(self._about.figures, other.about.figures),
            **self._apart(other),
        )

    def _apart(self, other: Profile) -> dict[str, float]:
        """How far two articles lie apart in time."""
        days = abs(self._when - other.when) / _DAY
        if self._dated and other.dated:
            return {"days": math.log1p(days), "undated": 0.0, "unsure_days": 0.0}
        return {"days": 0.0, "undated": 1.0, "unsure_days": math.log1p(min(days, _UNDATED_DAYS))}

    def _sounds_shared(self, other: Terms) -> float:
        theirs = frozenset(other.sounds)
        weights = [self._rarity[sound] for sound in self._about.sounds]
        shared = math.fsum(self._rarity[sound] for sound in self._about.sounds if sound in theirs)
        fewer = min(len(weights), len(theirs))
        return shared / (fewer * math.fsum(weights) / len(weights)) if shared else 0.0


class _Vector:
    """Weighed terms of one article."""

    def __init__(self, counts: Mapping[int, int], rarity: Mapping[int, float]) -> None:
        # Of an earlier article's other terms the rarity is not known: they weigh as if they were as rare as any here.
        self._unknown = max((rarity[term] for term in counts), default=1.0)
        self._rarity = {term: rarity[term] for term in counts}
        self._weights = {term: _DAMPED[count] * rarity[term] for term, count in counts.items()}
        self._length = math.sqrt(sum(weight * weight for weight in self._weights.values()))

    def cosine(self, other: Mapping[int, int]) -> float:
        # In an order that is the same everywhere, since sums of fractions depend on it.
        shared = [term for term in self._weights if term in other]
        if not shared or not self._length:
            return 0.0
        dot, length = 0.0, 0.0
        rest = sum(_SQUARED[count] for count in other.values())
        for term in shared:
            count = _DAMPED[other[term]]
            weight = count * self._rarity[term]
            dot += weight * self._weights[term]
            length += weight * weight
            rest -= count * count
        return dot / (self._length * math.sqrt(length + max(rest, 0.0) * self._unknown * self._unknown))


def together(report: float, story: float) -> float:
    """The odds of a report together with its story's, which are the mean of its reports'."""
    return _OWN_SHARE * report + (1 - _OWN_SHARE) * story


def likelihood(odds: float) -> float:
    """A likelihood, 0 to 1, of the logarithm of its odds."""
    return 1.0 / (1.0 + math.exp(-odds))


def _names(terms: Terms) -> dict[int, int]:
    return {term: count for term, count in terms.counts.items() if term in terms.names}


def _cosine(one: frozenset[int], other: frozenset[int]) -> float:
    shared = len(one & other)
    return shared / math.sqrt(len(one) * len(other)) if shared else 0.0


def _odds(weights: Mapping[str, float], evidence: Evidence | EvidenceAcross) -> float:
    return weights["bias"] + math.fsum(weights[name] * getattr(evidence, name) for name in evidence.__slots__)


def _rarity(frequencies: Frequencies) -> dict[int, float]:
    """Inverse document frequency, smoothed so that a young watch is not ruled by its first reports."""
    total = frequencies.reports + _IMAGINED_REPORTS
    return {term: math.log(total / (count + 1.0)) for term, count in frequencies.counts.items()}

"""How likely two articles tell of one development.

A logistic regression on what they have in common, as Miranda and others group news (EMNLP 2018): terms weighed by
rarity, titles, names, figures, and the time between them. Of two languages it compares what every language has: how
names sound, what the salient words mean, figures and time. The weights stand in `likeness.toml`; they were learned from
labelled news, and `tests/evaluation/likeness.py` learns them again.
"""

import math
import tomllib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from importlib import resources
from operator import mul
from typing import Final, NamedTuple

from pipelines.stories.glossary import meanings_of
from pipelines.stories.history import Frequencies, Subject
from pipelines.stories.profile import Profile
from pipelines.stories.terms import DAMPED, Terms

_DAY: Final = 86_400.0
# Of an article without a date it is only known when it was seen, which says little of when it was written.
_UNDATED_DAYS: Final = 15.0
# Articles on one development mostly appear within about so many days.
_SOON_DAYS: Final = 3.0
# What a report's own odds count beside those of its story as a whole.
_OWN_SHARE: Final = 0.15
# Before anything was read, it is judged as if this many reports had been: each term in one of them, and all of them
# written at other times.
_IMAGINED_REPORTS: Final = 50.0


class Apart(NamedTuple):
    """How far two articles lie apart in time.

    days: logarithm of 1 + the days between two dated articles. soon: from 1 for the same moment to 0 for some days.
    timely: how little it is a matter of course that they lie so near, which it is where all that is compared was
    written in the same days; minus the logarithm of the share of the dated ones that lie no farther from the article.
    undated: one of them has no date. unsure_days: the same as `days` where one has none.
    """

    days: float
    soon: float
    timely: float
    undated: float
    unsure_days: float


class Evidence(NamedTuple):
    """What two articles have in common, each part between 0 and 1 unless it says otherwise.

    text, title, names: square roots of the cosines of their weighed terms.
    untitled: one of them has no title; that is no excuse for texts with names that share neither a name nor a figure.
    headline: weighed share of the words of both titles that the other article has, title and text. named: the same of
    the names among them.
    figures: cosine of the figures.
    length: logarithm of 1 + the shingles of the shorter one.
    days, soon, timely, undated, unsure_days: as in `Apart`.
    """

    text: float
    title: float
    untitled: float
    headline: float
    names: float
    named: float
    figures: float
    length: float
    days: float
    soon: float
    timely: float
    undated: float
    unsure_days: float


class EvidenceAcross(NamedTuple):
    """What two articles of two languages have in common, each part between 0 and 1 unless it says otherwise.

    sounds: weighed share of how their names sound, of the article with fewer. meanings: cosine of what their salient
    words mean. figures: as in `Evidence`. days, soon, timely, undated, unsure_days: as in `Apart`.
    """

    sounds: float
    meanings: float
    figures: float
    days: float
    soon: float
    timely: float
    undated: float
    unsure_days: float


class _Weights(NamedTuple):
    """What each part of some evidence weighs, in its order."""

    bias: float
    parts: tuple[float, ...]

    def odds(self, evidence: Evidence | EvidenceAcross) -> float:
        return self.bias + math.fsum(map(mul, self.parts, evidence))


def _learned() -> tuple[_Weights, _Weights]:
    """The weights of evidence within a language, and across."""
    tables = tomllib.loads((resources.files("pipelines.stories") / "likeness.toml").read_text(encoding="utf-8"))
    within, across = tables["within"], tables["across"]
    return (
        _Weights(within["bias"], tuple(within[name] for name in Evidence._fields)),
        _Weights(across["bias"], tuple(across[name] for name in EvidenceAcross._fields)),
    )


_WITHIN, _ACROSS = _learned()


class Likeness:
    """How like one article others are; what they are compared by is weighed once."""

    def __init__(self, subject: Subject, frequencies: Frequencies, among: Iterable[Profile]) -> None:
        """frequencies: of all terms of the article. among: all that it is compared with."""
        about = subject.reading.about
        rarity = _rarity(frequencies)
        self._when = subject.when
        self._dated = subject.dated
        self._gaps = sorted(abs(subject.when - other.when) for other in among if other.dated)
        self._length = subject.reading.fingerprint.sketch.size
        self._about = about
        self._terms = frozenset(about.counts)
        self._language = subject.reading.language
        self._rarity = rarity
        self._meanings = frozenset(meanings_of(about.counts))
        self._text = _Vector(about.counts, rarity)
        self._title = _Vector(dict.fromkeys(about.titled, 1), rarity)
        self._names = _Vector({term: about.counts[term] for term in about.names}, rarity)
        self._sounds = frozenset(about.sounds)
        self._sounds_weight = math.fsum(rarity[sound] for sound in about.sounds)

    def odds(self, other: Profile) -> float:
        """How likely an earlier article tells of the same development, as the logarithm of the odds."""
        if self.crosses(other):
            return _ACROSS.odds(self.evidence_across(other))
        return _WITHIN.odds(self.evidence(other))

    def crosses(self, other: Profile) -> bool:
        """Whether an earlier article has another language, as far as both are known."""
        return self._language != other.language and self._language is not None and other.language is not None

    def evidence(self, other: Profile) -> Evidence:
        """What an earlier article has in common with this one."""
        mine, theirs = self._about, other.about
        shared = self._terms.intersection(theirs.counts)
        titled, names = shared & mine.titled & theirs.titled, shared & mine.names & theirs.names
        figures = _cosine(mine.figures, theirs.figures)
        told_by_title = mine.titled and theirs.titled
        names_apart = mine.names and theirs.names and not names and not figures
        return Evidence(
            math.sqrt(self._text.cosine(shared, theirs.counts, theirs.squared)),
            math.sqrt(self._title.cosine(titled, dict.fromkeys(titled, 1), len(theirs.titled))),
            float(not (told_by_title or names_apart)),
            self._told(mine.titled, theirs.titled, shared) if told_by_title else 0.0,
            math.sqrt(self._names.cosine(names, theirs.counts, theirs.squared_names)),
            self._told(mine.named, theirs.named, shared),
            figures,
            math.log1p(min(self._length, other.sketch.size)),
            *self._apart(other),
        )

    def evidence_across(self, other: Profile) -> EvidenceAcross:
        """What an earlier article in another language has in common with this one."""
        meanings = frozenset(meanings_of(other.about.counts))
        return EvidenceAcross(
            self._sounds_shared(other.about),
            _cosine(self._meanings, meanings),
            _cosine(self._about.figures, other.about.figures),
            *self._apart(other),
        )

    def _apart(self, other: Profile) -> Apart:
        gap = abs(self._when - other.when)
        days = gap / _DAY
        if not (self._dated and other.dated):
            return Apart(0.0, 0.0, 0.0, 1.0, math.log1p(min(days, _UNDATED_DAYS)))
        share = bisect_right(self._gaps, gap) / (len(self._gaps) + _IMAGINED_REPORTS)
        return Apart(math.log1p(days), math.exp(-((days / _SOON_DAYS) ** 2)), -math.log(share), 0.0, 0.0)

    def _told(self, mine: frozenset[int], theirs: frozenset[int], shared: frozenset[int]) -> float:
        """Weighed share of terms of each article that the other one has, a mean; 0 if neither has any."""
        shares = [self._share(terms, terms & shared) for terms in (mine, theirs) if terms]
        return math.fsum(shares) / len(shares) if shares else 0.0

    def _share(self, whole: frozenset[int], part: frozenset[int]) -> float:
        """Weighed share of a part in a whole."""
        if not part:
            return 0.0
        rarity, unknown = self._rarity, self._text.unknown
        weighed = math.fsum([rarity[term] for term in part])
        return weighed / math.fsum([rarity.get(term, unknown) for term in whole])

    def _sounds_shared(self, other: Terms) -> float:
        shared = math.fsum(self._rarity[sound] for sound in self._sounds.intersection(other.sounds))
        if not shared:
            return 0.0
        mine = len(self._about.sounds)
        return shared / (min(mine, len(frozenset(other.sounds))) * self._sounds_weight / mine)


class _Vector:
    """Weighed terms of one article."""

    def __init__(self, counts: Mapping[int, int], rarity: Mapping[int, float]) -> None:
        # Of an earlier article's other terms the rarity is not known: they weigh as if they were as rare as any here.
        self.unknown = max((rarity[term] for term in counts), default=1.0)
        self._rarity = {term: rarity[term] for term in counts}
        self._weights = {term: DAMPED[count] * rarity[term] for term, count in counts.items()}
        self._length = math.sqrt(sum(weight * weight for weight in self._weights.values()))

    def cosine(self, shared: Collection[int], other: Mapping[int, int], squared: float) -> float:
        """The cosine with the counts of another article.

        shared: the terms that both have. squared: sum of the other's squared damped counts.
        """
        if not shared or not self._length:
            return 0.0
        dot, length, rest = 0.0, 0.0, squared
        # In an order that is the same everywhere, since sums of fractions depend on it.
        for term in sorted(shared):
            count = DAMPED[other[term]]
            weight = count * self._rarity[term]
            dot += weight * self._weights[term]
            length += weight * weight
            rest -= count * count
        return dot / (self._length * math.sqrt(length + max(rest, 0.0) * self.unknown * self.unknown))


def together(report: float, story: float) -> float:
    """The odds of a report together with its story's, which are the mean of its reports'."""
    return _OWN_SHARE * report + (1 - _OWN_SHARE) * story


def likelihood(odds: float) -> float:
    """A likelihood, 0 to 1, of the logarithm of its odds."""
    return 1.0 / (1.0 + math.exp(-odds))


def _cosine(one: frozenset[int], other: frozenset[int]) -> float:
    if one.isdisjoint(other):
        return 0.0
    return len(one & other) / math.sqrt(len(one) * len(other))


def _rarity(frequencies: Frequencies) -> dict[int, float]:
    """Inverse document frequency, smoothed so that a young watch is not ruled by its first reports."""
    total = frequencies.reports + _IMAGINED_REPORTS
    return {term: math.log(total / (count + 1.0)) for term, count in frequencies.counts.items()}

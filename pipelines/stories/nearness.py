"""How the neighbourhood of an article is found, from what its keys hit: the same way over any index.

Two questions to the index, each one round trip: what is known of the reports that were hit; the full reports of the
nearest few.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from statistics import fmean
from typing import Final, Protocol

from pipelines.report import Report
from pipelines.stories.fingerprint import PROBES, containment
from pipelines.stories.history import Earlier, Hits, Kin, Neighbourhood, Related, Subject
from pipelines.stories.profile import Profile
from pipelines.stories.similarity import Likeness, likelihood, together
from pipelines.stories.story import final_id

_KIN_PROFILES: Final = 24
_RELATED_PROFILES: Final = 96
_KIN: Final = 4
_RELATED: Final = 12
_ELSEWHERE: Final = 4
_LEAST_KINSHIP: Final = 0.1
_LEAST_SIMILARITY: Final = 0.05


class Index(Protocol):
    """What `neighbourhood` asks of a history's indexes."""

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """Profiles of reports, without those that have none."""

    async def earlier(self, numbers: Collection[int]) -> Mapping[int, Earlier]:
        """Reports with their readings, without those that were forgotten."""


async def neighbourhood(index: Index, subject: Subject, hits: Hits) -> Neighbourhood:
    """What of a history can matter to an article. hits: of its keys."""
    kin_hits, term_hits = _most_hit(hits.sentences, _KIN_PROFILES), most_related(hits)
    profiles = await index.profiles({*kin_hits, *term_hits})
    kin = nearest_wording(subject, [profiles[number] for number in kin_hits if number in profiles])
    related = _nearest_development(subject, profiles.values(), hits)
    elsewhere = _elsewhere(kin_hits, {one[0] for one in kin}, profiles, hits.goes_on)
    marks = [number for number in (hits.document, hits.url, hits.text) if number is not None]
    earlier = await index.earlier({*marks, *elsewhere, *(one[0] for one in kin), *(one[0] for one in related)})
    return Neighbourhood(
        generation=hits.generation,
        redelivered=_report(earlier, hits.document),
        same_url=earlier.get(hits.url or 0),
        same_text=earlier.get(hits.text or 0),
        kin=tuple(Kin(earlier[number], part, whole) for number, part, whole in kin if number in earlier),
        related=tuple(Related(earlier[number], *likely) for number, *likely in related if number in earlier),
        elsewhere=tuple(earlier[number] for number in elsewhere if number in earlier),
        frequencies=hits.frequencies,
        goes_on=hits.goes_on,
    )


def most_related(hits: Hits) -> list[int]:
    """The reports that share most of an article's terms."""
    return _most_hit(hits.terms, _RELATED_PROFILES)


def _elsewhere(
    hit: Iterable[int], kin: Collection[int], profiles: Mapping[int, Profile], goes_on: Mapping[str, str]
) -> list[int]:
    """Reports that share sentences with an article: one of each story that its kin are not of, those most hit first."""
    story = {number: final_id(profile.story, goes_on) for number, profile in profiles.items()}
    seen = {story[number] for number in kin if number in story}
    found = []
    for number in hit:
        if number in story and story[number] not in seen:
            seen.add(story[number])
            found.append(number)
    return found[:_ELSEWHERE]


def _report(earlier: Mapping[int, Earlier], number: int | None) -> Report | None:
    found = earlier.get(number or 0)
    return found.report if found else None


def _most_hit(hits: Mapping[int, tuple[int, ...]], limit: int) -> list[int]:
    """The reports that were hit most often; of equals, the earlier ones."""
    counted = Counter(chain.from_iterable(hits.values()))
    return sorted(counted, key=lambda number: (-counted[number], number))[:limit]


def nearest_wording(subject: Subject, profiles: Iterable[Profile]) -> list[tuple[int, float, float]]:
    """Number, containment and kinship of the reports whose wording is nearest."""
    sketch = subject.reading.fingerprint.sketch
    found = []
    for profile in profiles:
        mine, theirs = containment(sketch, profile.sketch)
        found.append((profile.number, mine, mine if sketch.size <= profile.sketch.size else theirs))
    # Of a text of two sentences a sketch shows too little to say that it does not stand in a long one.
    kin = found if sketch.size <= PROBES else [one for one in found if one[2] >= _LEAST_KINSHIP]
    return heapq.nsmallest(_KIN, kin, key=lambda one: (-one[1], -one[2], one[0]))


def _nearest_development(subject: Subject, profiles: Collection[Profile], hits: Hits) -> list[tuple[int, float, float]]:
    """Number of the reports that most likely tell of the same development; likelihood with their story, and alone.

    One like report among many unlike ones is a chance, so that the story as a whole counts for more.
    """
    likeness = Likeness(subject, hits.frequencies, profiles)
    odds = {profile.number: likeness.odds(profile) for profile in profiles}
    story = {profile.number: final_id(profile.story, hits.goes_on) for profile in profiles}
    of_story: defaultdict[str, list[float]] = defaultdict(list)
    for number, name in story.items():
        of_story[name].append(odds[number])
    means = {name: fmean(members) for name, members in of_story.items()}
    found = [
        (number, likelihood(together(odds[number], means[name])), likelihood(odds[number]))
        for number, name in story.items()
    ]
    related = [one for one in found if max(one[1:]) >= _LEAST_SIMILARITY]
    return heapq.nsmallest(_RELATED, related, key=lambda one: (-one[1], one[0]))

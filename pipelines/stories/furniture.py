"""What a host says on every page, as far as cleaning left it in: it makes neither a copy nor a story.

Learned from what the watch holds, each time anew: a sentence of an article is its host's own where several earlier
pages of that host have it that have nothing else in common, neither with each other nor with the article. So what is
copied, or goes on from report to report of one story, is never taken for the host's.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from pipelines.report import Verdict
from pipelines.stories.history import Earlier, Frequencies, Neighbourhood, Related, Subject
from pipelines.stories.profile import entries_of
from pipelines.stories.reading import Reading
from pipelines.stories.similarity import Likeness, likelihood
from pipelines.urls import host_of

_PAGES: Final = 2
# Two texts that share less than this of the shorter one's runs are two articles.
_UNRELATED: Final = 0.2
# Nothing is said of a text with less than so many words of its own.
_LEAST: Final = 12

_Words = tuple[str, ...]


def without_furniture(subject: Subject, hood: Neighbourhood) -> tuple[Subject, Neighbourhood]:
    """An article and its neighbourhood without the sentences that its host repeats."""
    host = host_of(subject.url)
    pages = [one for one in _pages(hood) if host and _is_other_page(one, host, subject)]
    repeated = _repeated(subject.reading, [one.reading for one in pages]) if len(pages) >= _PAGES else frozenset()
    if not repeated:
        return subject, hood
    bare = replace(subject, reading=_without(subject.reading, repeated))
    rest = {
        one.report.number: Earlier(one.report, one.original, _without(one.reading, repeated))
        for one in _pages(hood)
        if host_of(one.report.url) == host
    }
    return bare, replace(
        hood,
        same_url=rest.get(hood.same_url.report.number, hood.same_url) if hood.same_url else None,
        kin=tuple(replace(kin, earlier=rest.get(kin.earlier.report.number, kin.earlier)) for kin in hood.kin),
        related=_related(bare, hood, rest),
        elsewhere=tuple(rest.get(one.report.number, one) for one in hood.elsewhere),
    )


def _related(subject: Subject, hood: Neighbourhood, rest: Mapping[int, Earlier]) -> tuple[Related, ...]:
    """The reports of perhaps the same development; of those of the host, by what is left of them alone."""
    profiles = {number: entries_of(one.report, one.reading).profile for number, one in rest.items()}
    counts = {term: hood.frequencies.counts.get(term, 0) for term in subject.reading.about.counted}
    frequencies = Frequencies(hood.frequencies.reports, counts)
    likeness = Likeness(subject, frequencies, [profile for profile in profiles.values() if profile])
    found = []
    for like in hood.related:
        number = like.earlier.report.number
        if profile := profiles.get(number):
            likely = likelihood(likeness.odds(profile))
            found.append(Related(rest[number], likely, likely))
        else:
            found.append(replace(like, earlier=rest.get(number, like.earlier)))
    return tuple(sorted(found, key=lambda like: (-like.similarity, like.earlier.report.number)))


def _pages(hood: Neighbourhood) -> Iterator[Earlier]:
    """All earlier reports that are near, each once."""
    near = (*(kin.earlier for kin in hood.kin), *(like.earlier for like in hood.related), *hood.elsewhere)
    yield from {one.report.number: one for one in near}.values()


def _is_other_page(one: Earlier, host: str, subject: Subject) -> bool:
    """Whether an earlier report stands at another address of the host, and is no copy."""
    report = one.report
    return report.verdict is not Verdict.COPY and report.url != subject.url and host_of(report.url) == host


def _repeated(mine: Reading, pages: Collection[Reading]) -> frozenset[_Words]:
    """The sentences of an article that several pages have which are other articles, and of each other."""
    own = _sentences(mine)
    shared = [(page, own & _sentences(page)) for page in pages]
    counted = Counter(chain.from_iterable(sentences for _, sentences in shared))
    common = frozenset(sentence for sentence, count in counted.items() if count >= _PAGES)
    articles = [_without(mine, common)]
    for page, sentences in shared:
        rest = _without(page, common)
        if sentences and all(_are_two(rest, other) for other in articles):
            articles.append(rest)
    return common if len(articles) > _PAGES else frozenset()


def _are_two(one: Reading, other: Reading) -> bool:
    first, second = one.wording, other.wording
    if min(len(first.words), len(second.words)) < _LEAST:
        return False
    return len(first.runs & second.runs) < _UNRELATED * min(len(first.runs), len(second.runs))


def _sentences(reading: Reading) -> frozenset[_Words]:
    return frozenset(sentence.words for sentence in reading.sentences)


def _without(reading: Reading, repeated: Collection[_Words]) -> Reading:
    """The reading of a text without some sentences."""
    kept = tuple(one for one in reading.sentences if one.words not in repeated)
    return Reading(reading.title, "\n".join(one.text for one in kept), kept, reading.language)

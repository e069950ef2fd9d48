"""What the indexes keep of a report: enough to find it, weigh it, and know its story, without its text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pipelines.report import Because, Report, Verdict
from pipelines.stories.fingerprint import Sketch
from pipelines.stories.glossary import meanings_of
from pipelines.stories.reading import Reading, read
from pipelines.stories.terms import Terms
from pipelines.urls import url_key

POSTED_TERMS: Final = 18
POSTED_SOUNDS: Final = 8
POSTED_MEANINGS: Final = 6
# A copy stands for the text of its original; of what could not be judged there is none.
_WITHOUT_TEXT: Final = frozenset({Verdict.COPY, Verdict.UNJUDGED})


@dataclass(frozen=True, slots=True)
class Profile:
    """A report that carries a text of its own.

    when: published, or observed where the page tells no date; seconds since 1970, UTC. dated: the page tells it.
    outlet: as the report names it, folded. language, sketch, about: of its reading.
    """

    number: int
    story: str
    when: float
    dated: bool
    outlet: str
    language: str | None
    sketch: Sketch
    about: Terms


@dataclass(frozen=True, slots=True)
class Entries:
    """What one report adds to the indexes. A pure function of the report, so that an index can be made again.

    profile is None, and digest, keys and posted are empty, for a report without a text of its own (a copy).
    """

    number: int
    document: str
    url: bytes
    digest: bytes
    keys: tuple[int, ...]
    posted: tuple[int, ...]
    profile: Profile | None
    merges: tuple[tuple[str, str], ...]


def entries_of(report: Report, fresh: Reading | None = None) -> Entries:
    """What the indexes keep of a report.

    fresh: the reading of its article, where whoever asks still has it.
    """
    reading = None if report.verdict in _WITHOUT_TEXT else fresh or reading_of(report)
    return Entries(
        number=report.number,
        document=report.document,
        # A look that found nothing changed does not stand for the page: what it was before does.
        url=b"" if report.says(Because.SAME_URL) else address(report.url),
        digest=reading.fingerprint.digest if reading else b"",
        keys=reading.fingerprint.keys if reading else (),
        posted=posted(reading) if reading else (),
        profile=_profile(report, reading) if reading else None,
        merges=tuple((merged, report.story) for merged in report.merges),
    )


def nothing_of(number: int) -> Entries:
    """What the indexes keep of a report that was forgotten before they had it."""
    return Entries(number, "", b"", b"", (), (), None, ())


def original(report: Report) -> int:
    """Number of the report that has the text: a copy's is its original."""
    return int(report.of.rpartition("-")[2]) if not report.text and report.of else report.number


def reading_of(report: Report) -> Reading:
    """Read a report's own text again."""
    return read(report.title, report.text, report.language)


def posted(reading: Reading) -> tuple[int, ...]:
    """Under what an article can be found again: terms of its title, then the most salient.

    In other languages it is found under how its names sound and what its first terms mean.
    """
    about = reading.about
    meanings = meanings_of(about.counts)[:POSTED_MEANINGS]
    return (*tuple(about.counts)[:POSTED_TERMS], *about.sounds[:POSTED_SOUNDS], *meanings)


def address(url: str) -> bytes:
    """Key of a page's address; empty for a page without one, which equals no other."""
    return bytes.fromhex(url_key(url)) if url else b""


def is_dated(published: datetime | None, observed: datetime) -> bool:
    """Whether an article tells when it was published; a date after it was seen tells nothing."""
    return published is not None and published <= observed


def moment(published: datetime | None, observed: datetime) -> float:
    """When an article belongs in time, in seconds since 1970."""
    return min(published or observed, observed).timestamp()


def _profile(report: Report, reading: Reading) -> Profile:
    return Profile(
        number=report.number,
        story=report.story,
        when=moment(report.published, report.observed),
        dated=is_dated(report.published, report.observed),
        outlet=(report.outlet or report.source).casefold(),
        language=reading.language,
        sketch=reading.fingerprint.sketch,
        about=reading.about,
    )

"""What the indexes keep of a report: enough to find it, weigh it, and know its story, without its text."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pipelines.report import Report
from pipelines.stories.fingerprint import Sketch
from pipelines.stories.reading import Reading, Terms, read
from pipelines.urls import url_key

POSTED_TERMS: Final = 24


@dataclass(frozen=True, slots=True)
class Profile:
    """A report that carries a text of its own.

    when: published, or observed where the page tells no date; seconds since 1970, UTC.
    outlet: as the report names it, folded. sketch, about, headline: of its reading.
    """

    number: int
    story: str
    when: float
    outlet: str
    sketch: Sketch
    about: Terms
    headline: Terms


@dataclass(frozen=True, slots=True)
class Entries:
    """What one report adds to the indexes. A pure function of the report, so that an index can be made again.

    profile is None, and digest, keys and posted are empty, for a report without a text of its own (a copy).
    """

    number: int
    document: str
    urls: tuple[str, ...]
    digest: bytes
    keys: tuple[int, ...]
    posted: tuple[int, ...]
    profile: Profile | None
    merges: tuple[tuple[str, str], ...]


def entries_of(report: Report) -> Entries:
    """What the indexes keep of a report."""
    reading = reading_of(report) if report.text or report.of is None else None
    return Entries(
        number=report.number,
        document=report.document,
        urls=url_keys(report.url, report.canonical_url),
        digest=reading.fingerprint.digest if reading else b"",
        keys=reading.fingerprint.keys if reading else (),
        posted=posted(reading) if reading else (),
        profile=_profile(report, reading) if reading else None,
        merges=tuple((merged, report.story) for merged in report.merges),
    )


def reading_of(report: Report) -> Reading:
    """Read a report's own text again."""
    return read(report.title, report.text, report.language)


def posted(reading: Reading) -> tuple[int, ...]:
    """The terms under which an article can be found again."""
    return tuple(reading.about.weights)[:POSTED_TERMS]


def url_keys(url: str, canonical_url: str | None) -> tuple[str, ...]:
    """Keys of the addresses of one page; none for a page without an address."""
    del canonical_url  # says where a copy came from, not which page this is
    return (url_key(url),) if url else ()


def moment(published: datetime | None, observed: datetime) -> float:
    """When an article belongs in time."""
    return (published or observed).timestamp()


def _profile(report: Report, reading: Reading) -> Profile:
    return Profile(
        number=report.number,
        story=report.story,
        when=moment(report.published, report.observed),
        outlet=(report.outlet or report.source).casefold(),
        sketch=reading.fingerprint.sketch,
        about=reading.about,
        headline=reading.headline,
    )

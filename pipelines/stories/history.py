"""What a watch already holds, as the judge asks for it.

`History` is a Protocol with two implementations that give the same answers: `MemoryHistory` for backtests and dry
runs, and `pipelines.store.history.RedisHistory`, whose record is the watch's journal. A decision reads a
`Neighbourhood` of a certain generation (`draft.py`), decides, and commits a report numbered generation + 1; if somebody
was faster, `commit` raises `Superseded`, and it reads and decides again.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipelines.report import Report
from pipelines.stories.profile import Profile, reading_of
from pipelines.stories.reading import Reading
from pipelines.stories.story import final_id


@dataclass(frozen=True, slots=True)
class Subject:
    """The article that is to be judged.

    document: id of its document. url: canonical, "" if it has none; that equals no other.
    when: seconds since 1970, UTC, of its publication, or of its fetch where it tells no date. dated: it tells one.
    """

    document: str
    url: str
    when: float
    dated: bool
    reading: Reading


class Earlier:
    """An earlier report with the reading of the text that it stands for: its own, or a copy's original."""

    def __init__(self, report: Report, original: Report, reading: Reading | None = None) -> None:
        """original: the report that has the text. reading: of it, where it is at hand."""
        self.report = report
        self.original = original
        self._reading = reading

    @property
    def reading(self) -> Reading:
        """Made when it is first asked for: of many reports that are near, few are read."""
        if self._reading is None:
            self._reading = reading_of(self.original)
        return self._reading


@dataclass(frozen=True, slots=True)
class Kin:
    """An earlier text that may share its wording with the subject.

    contained: share of the subject's shingles that stand in it. kinship: of the shorter text's in the longer one.
    """

    earlier: Earlier
    contained: float
    kinship: float


@dataclass(frozen=True, slots=True)
class Related:
    """An earlier report on perhaps the same development.

    similarity: how likely it is the same, 0 to 1, of the report together with its story. alone: of the report alone.
    """

    earlier: Earlier
    similarity: float
    alone: float


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of a watch's reports a term occurs.

    reports: how many there are. counts: of the terms that were asked for.
    """

    reports: int = 0
    counts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hits:
    """What an article's keys hit in the indexes; all of one generation.

    document, url, text: numbers of reports, None where nothing was hit.
    sentences, terms: sentence keys and posted terms that were hit, and the numbers under each.
    goes_on: merged stories with those that they turned out to be.
    """

    generation: int
    document: int | None
    url: int | None
    text: int | None
    sentences: Mapping[int, tuple[int, ...]]
    terms: Mapping[int, tuple[int, ...]]
    frequencies: Frequencies
    goes_on: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """All of a watch's history that can matter to one article.

    generation: number of the last report it takes into account.
    redelivered: the report that was made from this very document, if one was.
    same_url: the last report of this address. same_text: the first report with exactly these words.
    kin: nearest wording first. related: nearest development first.
    elsewhere: reports of other wording that share single sentences with the article.
    goes_on: merged stories with those that they turned out to be.
    """

    generation: int
    redelivered: Report | None = None
    same_url: Earlier | None = None
    same_text: Earlier | None = None
    kin: tuple[Kin, ...] = ()
    related: tuple[Related, ...] = ()
    elsewhere: tuple[Earlier, ...] = ()
    frequencies: Frequencies = field(default_factory=Frequencies)
    goes_on: Mapping[str, str] = field(default_factory=dict)

    def story_of(self, earlier: Earlier) -> str:
        """The story of an earlier report, after merges."""
        return final_id(earlier.report.story, self.goes_on)


class History(Protocol):
    """The reports of one watch."""

    @property
    def watch(self) -> str:
        """The watch's name."""

    async def look_up(self, subjects: Sequence[Subject]) -> Sequence[Hits]:
        """What the keys of some articles hit, in the newest generation."""

    async def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """Profiles of reports, without those that have none."""

    async def earlier(self, numbers: Collection[int]) -> Mapping[int, Earlier]:
        """Reports with their readings, without those that were forgotten."""

    async def commit(self, *reports: Report) -> None:
        """Record reports that were decided one upon the other, the first on generation `number - 1`.

        Raises:
            Superseded: somebody else committed first; the reports before that place were written, no other.
        """

    async def get(self, number: int) -> Report | None:
        """One report, None if it was never written or was forgotten."""

    def reports(self) -> AsyncIterator[Report]:
        """All reports, in order."""

    async def story(self, story: str) -> str:
        """The id under which a story goes on, after merges."""

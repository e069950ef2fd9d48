"""What is in the bundled newswire, read from its folder: sites, their pieces, the calendar, the expected verdicts.

    newswire/newswire.toml            the calendar: times at which the show stops
    newswire/SITE/site.toml           host, outlet, language, encoding, how it announces, its notices and boxes
    newswire/SITE/article.html.j2     how its pages are built
    newswire/SITE/NAME.md             a piece: a header in TOML between two lines of `+++`, then paragraphs
    newswire/announcements/*.j2       RSS, Atom, sitemap, news sitemap

A piece whose header says `copy_of` has no text of its own: it takes the original's as it stood when it was published,
whole, its first `paragraphs`, or its first `sentences`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Self, TypeVar

import msgspec

from pipelines.errors import InputError
from pipelines.report import Verdict
from pipelines.urls import canonical

BUNDLED: Final = Path(__file__).parent / "newswire"
_FENCE: Final = "+++"
_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟])\s+")
_FIRST_NUMBER: Final = 4101

T = TypeVar("T")


class Announces(StrEnum):
    """A way in which a site tells of its pieces; each has a template of that name."""

    RSS = "rss"
    ATOM = "atom"
    SITEMAP = "sitemap"
    NEWS_SITEMAP = "news_sitemap"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Tick:
    """A time at which the show stops to look, and what happened until then."""

    at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class Expectation:
    """What Wirewatch should make of a page.

    verdicts: those that are honest; the first is the likeliest. why: in a few words, for the reader of the show.
    """

    verdicts: tuple[Verdict, ...]
    alert: bool
    why: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A later change of a piece at its own URL.

    replace: pairs of old and new wording. note: the correction that the page then shows, "" for a silent change.
    """

    at: datetime
    replace: tuple[tuple[str, str], ...]
    expect: tuple[Verdict, ...]
    alert: bool
    why: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a piece, as it stands in its file.

    copy_of: `SITE/NAME` of the original. kept_from: the address that an archive saved.
    notices_between: the page puts notices between the paragraphs.
    """

    headline: str
    published: datetime
    expect: tuple[Verdict, ...]
    alert: bool
    why: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    kicker: str = ""
    caption: str = ""
    agency: str = ""
    copy_of: str = ""
    paragraphs: int | None = None
    sentences: int | None = None
    notices_between: bool = False
    kept_from: str = ""
    revision: tuple[Revision, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of one site.

    name: of its file. number: its place in the site's own count. text: paragraphs as first published.
    """

    name: str
    number: int
    header: Header
    text: tuple[str, ...]

    def paragraphs(self, at: datetime) -> tuple[str, ...]:
        """The text as it stands at a time."""
        text = self.text
        for revision in self.revisions(at):
            for old, new in revision.replace:
                text = tuple(paragraph.replace(old, new) for paragraph in text)
        return text

    def modified(self, at: datetime) -> datetime:
        """When it was last changed, as seen at a time."""
        return max((revision.at for revision in self.revisions(at)), default=self.header.published)

    def revisions(self, at: datetime) -> tuple[Revision, ...]:
        """The changes made until a time."""
        return tuple(revision for revision in self.header.revision if revision.at <= at)

    def expectations(self) -> tuple[Expectation, ...]:
        """What is expected of it: first of the piece itself, then of each of its revisions."""
        first = Expectation(self.header.expect, self.header.alert, self.header.why)
        later = (Expectation(change.expect, change.alert, change.why) for change in self.header.revision)
        return (first, *later)


@dataclass(frozen=True, slots=True)
class Site:
    """One outlet's site.

    key: name of its folder. zone: UTC offset of its dates ("+03:00"). date, months, weekdays: how it writes them.
    announcements: way → path. furniture: the notices, boxes and labels around its articles.
    """

    host: str
    outlet: str
    outlet_kind: str
    language: str
    country: str
    encoding: str
    zone: str
    date: str
    months: tuple[str, ...]
    article_path: str
    announcements: dict[Announces, str]
    furniture: dict[str, str]
    weekdays: tuple[str, ...] = ()
    key: str = ""
    pieces: tuple[Piece, ...] = field(default=())

    def path(self, piece: Piece) -> str:
        """Path, and query where it has one, of a piece."""
        return self.article_path.format(name=piece.name, number=piece.number, date=piece.header.published)

    def url(self, piece: Piece) -> str:
        """Address of a piece."""
        return f"http://{self.host}{self.path(piece)}"

    def visible(self, at: datetime) -> tuple[Piece, ...]:
        """What is published at a time, newest first."""
        return tuple(piece for piece in reversed(self.pieces) if piece.header.published <= at)


@dataclass(frozen=True, slots=True)
class Newswire:
    """All sites and the calendar."""

    sites: tuple[Site, ...]
    ticks: tuple[Tick, ...]

    @classmethod
    def load(cls, folder: Path = BUNDLED) -> Self:
        """Read a newswire from its folder.

        Raises:
            InputError: a file is not as it should be; says which and why.
        """
        calendar = _toml(folder / "newswire.toml", (folder / "newswire.toml").read_text("utf-8"))
        ticks = _convert(calendar["tick"], tuple[Tick, ...], folder / "newswire.toml")
        homes = [path.parent for path in sorted(folder.glob("*/site.toml"))]
        drafts = {f"{home.name}/{path.stem}": _read_draft(path) for home in homes for path in sorted(home.glob("*.md"))}
        return cls(tuple(_read_site(home, drafts) for home in homes), ticks)

    def expected(self) -> Mapping[str, tuple[Expectation, ...]]:
        """Canonical URL → what is expected of it, each time that it is seen with another text."""
        return {canonical(site.url(piece)): piece.expectations() for site in self.sites for piece in site.pieces}


def _read_site(home: Path, drafts: Mapping[str, tuple[Header, tuple[str, ...]]]) -> Site:
    file = home / "site.toml"
    site = _convert(_toml(file, file.read_text("utf-8")), Site, file)
    own = {name.partition("/")[2]: draft for name, draft in drafts.items() if name.startswith(f"{home.name}/")}
    in_order = sorted(own.items(), key=lambda item: item[1][0].published)
    pieces = tuple(
        Piece(name, number, header, text or _taken_over(header, drafts, home / f"{name}.md"))
        for number, (name, (header, text)) in enumerate(in_order, _FIRST_NUMBER)
    )
    return replace(site, key=home.name, pieces=pieces)


def _read_draft(path: Path) -> tuple[Header, tuple[str, ...]]:
    before, header, body = path.read_text("utf-8").split(f"{_FENCE}\n", 2)
    if before:
        raise InputError(f"{path} must begin with a line {_FENCE}.")
    return (
        _convert(_toml(path, header), Header, path),
        tuple(" ".join(block.split()) for block in body.split("\n\n") if block.strip()),
    )


def _taken_over(header: Header, drafts: Mapping[str, tuple[Header, tuple[str, ...]]], path: Path) -> tuple[str, ...]:
    """The text of a copy: the original's at the time, or the beginning of it."""
    if header.copy_of not in drafts:
        raise InputError(f"{path} has no text, and copy_of {header.copy_of!r} names no piece.")
    original = Piece("", 0, *drafts[header.copy_of])
    text = original.paragraphs(header.published)
    if header.sentences is not None:
        return (" ".join(_SENTENCE_END.split(" ".join(text))[: header.sentences]),)
    return text[: header.paragraphs]


def _toml(path: Path, text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: {error}") from error


def _convert(raw: object, kind: type[T], path: Path) -> T:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise InputError(f"{path}: {error}") from error

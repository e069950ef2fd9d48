"""What a user hands over: files, folders, web archives, saved pages, texts, JSON Lines.

Everything is read as a stream, one page at a time, so that an archive of many gigabytes takes no more memory than its
largest page. What can't be read is a value like the rest: one broken file never ends a run.
"""

import codecs
import email
import email.policy
import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol, TypeAlias

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipelines.errors import InputError
from pipelines.extraction.charset import decode
from pipelines.extraction.dates import parse_time
from pipelines.page import Page
from pipelines.plain import one_line

# A page, text or line of JSON is refused above this size, in bytes.
LARGEST: Final = 32 * 1024 * 1024
_HTML: Final = frozenset({".html", ".htm"})
_KINDS: Final = _HTML | {".mhtml", ".mht", ".warc", ".txt", ".jsonl"}
_FOUND: Final = 200
_QUOTED: Final = 60
_NO_DATE: Final = "which is no date, so it counts as undated. Write 2018-09-17T15:00:00Z."
# The last four are warcio's for records whose headers are missing or garbled.
_BROKEN: Final = (OSError, EOFError, zlib.error, ArchiveLoadFailed, AttributeError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Text:
    """A text without markup: its first line was the title, paragraphs follow."""

    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is of no kind that can be read."""

    path: Path


@dataclass(frozen=True, slots=True)
class Given:
    """One page or text that a user handed over, or the error that stands for it.

    path: the file it stands in. number: its place in that file, from 1.
    id, url, source, published: as the file tells them; "" or None where it doesn't.
    remark: what of it is passed over, since it can't be right; "" for nothing.
    """

    path: Path
    number: int
    content: Page | Text | InputError
    url: str = ""
    id: str = ""
    source: str = ""
    published: datetime | None = None
    remark: str = ""

    @property
    def is_row(self) -> bool:
        """Whether it is a line of a JSON Lines file."""
        return _kind(self.path) == ".jsonl"

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.path}, line {self.number}" if self.is_row else str(self.path)


Handed: TypeAlias = Given | Skipped


class Readable(Protocol):
    """A stream of bytes, compressed or not."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""
        ...

    def readline(self, size: int, /) -> bytes:
        """A line of up to `size` bytes; none at the end."""
        ...


def read_pages(paths: Iterable[Path]) -> Iterator[Handed]:
    """The pages in files and, recursively and sorted, in folders.

    A file that is named is read whatever it is called; in a folder, files of unknown kind are skipped.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(file for file in path.rglob("*") if file.is_file()):
                yield from _read(file) if _kind(file) in _KINDS else [Skipped(file)]
        else:
            yield from _read(path)


def _kind(path: Path) -> str:
    """The file's suffix, without the .gz that may follow it."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _read(path: Path) -> Iterator[Given]:
    number = 0
    try:
        for given in _contents(path):
            number = given.number
            yield given
    except _BROKEN as error:
        yield Given(path, number + 1, InputError(f"{path} can't be read: {_in_words(error)}."))


def _in_words(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, IsADirectoryError | PermissionError) and error.strerror:
        return error.strerror.lower()
    # What a library stumbles over says nothing to a reader.
    told = f" ({error})" if isinstance(error, OSError | EOFError | zlib.error | ArchiveLoadFailed) else ""
    return f"it is damaged or cut off{told}"


def _contents(path: Path) -> Iterator[Given]:
    kind = _kind(path)
    with path.open("rb") as raw:
        if kind == ".warc":
            yield from _warc(path, raw)
            return
        with gzip.open(raw) if path.name.lower().endswith(".gz") else raw as stream:
            if kind == ".jsonl":
                yield from _json_lines(path, stream)
            else:
                yield _single(path, kind, _whole(stream))


def _whole(stream: Readable) -> bytes | None:
    """All of a stream; None if it is larger than a page may be."""
    body = stream.read(LARGEST + 1)
    return body if len(body) <= LARGEST else None


def _too_large(path: Path, number: int) -> Given:
    return Given(
        path, number, InputError(f"{path} holds a page larger than {LARGEST // 1024**2} MB, which is not read.")
    )


def _single(path: Path, kind: str, body: bytes | None) -> Given:
    if body is None:
        return _too_large(path, 1)
    if kind in {".mhtml", ".mht"}:
        return _mhtml(path, body)
    if kind != ".txt":
        return Given(path, 1, Page("", body))
    if b"\0" in body and not body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Given(path, 1, InputError(f"{path} is no text, although it is called .txt."))
    return Given(path, 1, _text(decode(body)))


def _text(whole: str) -> Text:
    title, _, text = whole.lstrip().partition("\n")
    return Text(title.strip() or None, text)


def _mhtml(path: Path, body: bytes) -> Given:
    message = email.message_from_bytes(body, policy=email.policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if part is None:
        return Given(path, 1, InputError(f"{path} holds no HTML page."))
    url = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    payload = part.get_payload(decode=True)
    html = payload if isinstance(payload, bytes) else b""
    return Given(path, 1, Page(url, html, str(part.get("Content-Type", ""))), url=url)


def _warc(path: Path, stream: BinaryIO) -> Iterator[Given]:
    number = 0
    for record in ArchiveIterator(stream):
        content_type = _page_type(record)
        if content_type is None:
            continue
        number += 1
        body = _whole(record.content_stream())
        if body is not None and getattr(record.raw_stream, "limit", None):
            raise EOFError("its last record is shorter than it says")
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        id = record.rec_headers.get_header("WARC-Record-ID") or ""
        yield _too_large(path, number) if body is None else Given(path, number, Page(url, body, content_type), url, id)


def _page_type(record: Any) -> str | None:
    """The content type of an archived page, None for a record that is none."""
    if record.rec_type == "resource":
        content_type = record.rec_headers.get_header("Content-Type") or ""
    elif record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != str(_FOUND):
            return None
        content_type = record.http_headers.get_header("Content-Type") or ""
    else:
        return None
    return content_type if not content_type or "html" in content_type.lower() else None


def _json_lines(path: Path, stream: Readable) -> Iterator[Given]:
    number = 0
    while line := stream.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            yield _too_large(path, number)
            return
        if line.strip():
            yield _row(path, number, line)


class _Row(msgspec.Struct):
    """A line of JSON as users write it; all but text or html may be missing."""

    id: str | int | None = None
    url: str | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    published: str | None = None
    source: str | None = None


def _row(path: Path, number: int, line: bytes) -> Given:
    try:
        row = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=_Row)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Given(path, number, InputError(f"{path}, line {number}: not a JSON object as expected ({error})."))
    url = row.url or ""
    if row.html is not None:
        content: Page | Text = Page(url, row.html.encode("utf-8", "replace"), "text/html; charset=utf-8", row.title)
    elif row.text is not None:
        content = Text(row.title, row.text)
    else:
        nothing = InputError(f"{path}, line {number}: has neither `text` nor `html`. Give one of them.")
        return Given(path, number, nothing, url, str(row.id or ""), row.source or "")
    published = parse_time(row.published) if row.published else None
    remark = (
        f"`published` is {one_line(row.published, _QUOTED)!r}, {_NO_DATE}" if row.published and not published else ""
    )
    id = "" if row.id is None else str(row.id)
    return Given(path, number, content, url, id, row.source or "", published, remark)

"""What is no page is refused before any work is done on it."""

import re
from collections.abc import Iterator
from typing import Final

from pipelines.errors import ExtractionError, InputError
from pipelines.page import Page

_MAGIC: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"OggS", "an audio or video file"),
    (b"ID3", "an audio file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"\x7fELF", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)
_NO_PAGE: Final = re.compile(
    r"\s*(image|audio|video|font)/|\s*application/(pdf|zip|gzip|x-gzip|octet-stream-pdf|msword|epub|vnd\.|json|javascript|wasm)",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 4096
# A text has hardly any control characters but those of lines and, in some charsets of Japan, of shifts; random bytes
# have a tenth. UTF-16 has many NULs, and tells so by its byte order mark.
_CONTROLS: Final = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\f\x0e\x0f\x1b"))
_MOST_CONTROLS: Final = 0.05
# Twice the elements that the engine takes: scripts hold markup too, and the parser adds elements that nobody wrote.
_MOST_TAGS: Final = 100_000
_TAG: Final = re.compile(r"<[a-zA-Z]")
# A tag that is longer may hold a picture; but the parser compares the attributes of an element in pairs.
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_STRIDE: Final = 4000
_MOST_ATTRIBUTES: Final = 1000


def refuse_unless_page(page: Page) -> None:
    """Raise InputError for bytes that can't be a page, saying what they are."""
    where = page.url or "The input"
    start = page.body[:_LOOKED_AT]
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            raise InputError(f"{where} is {kind}, not a page; only HTML and plain text can be read.")
    if start[:4] == b"RIFF" or start[4:8] == b"ftyp":
        raise InputError(f"{where} is an image, audio or video file, not a page; only HTML and plain text can be read.")
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(start) and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{where} is binary data, not a page; only HTML and plain text can be read.")
    if _NO_PAGE.match(page.content_type) and b"<" not in start:
        raise InputError(f"{where} is served as {page.content_type.split(';')[0].strip()}, not as a page.")


def refuse_unless_article(html: str) -> None:
    """Raise ExtractionError for markup that no article has and that a parser would choke on.

    Two linear looks at the text take a hundredth of the time that parsing does.
    """
    if html.count("<") > _MOST_TAGS and sum(1 for _ in _TAG.finditer(html)) > _MOST_TAGS:
        raise ExtractionError(f"The page has more than {_MOST_TAGS:,} tags; no article is that large.")
    if any(map(_has_too_many_attributes, _long_tags(html))):
        raise ExtractionError(
            f"The page has an element of more than {_MOST_ATTRIBUTES:,} attributes; no article has one."
        )


def _long_tags(html: str) -> Iterator[str]:
    """The tags that fill a stride: all of more than two."""
    at = 0
    while at < len(html):
        if html.find("<", at, at + _STRIDE) >= 0 or html.find(">", at, at + _STRIDE) >= 0:
            at += _STRIDE
            continue
        end = html.find(">", at)
        end = len(html) if end < 0 else end
        start = max(0, html.rfind("<", 0, at))
        if _TAG.match(html, start) and html.find(">", start, at) < 0:
            yield html[start:end]
        at = end


def _has_too_many_attributes(tag: str) -> bool:
    return len(_QUOTED.sub("", tag).split(None, _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES

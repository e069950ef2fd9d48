"""What is no page is refused before any work is done on it."""

import re
from typing import Final

from pipelines.errors import InputError
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
# A text has hardly any NUL; UTF-16 has many, and tells so by its byte order mark.
_MOST_NULS: Final = 0.1


def refuse_unless_page(page: Page) -> None:
    """Raise InputError for bytes that can't be a page, saying what they are."""
    where = page.url or "The input"
    start = page.body[:_LOOKED_AT]
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            raise InputError(f"{where} is {kind}, not a page; only HTML and plain text can be read.")
    if start[:4] == b"RIFF" or start[4:8] == b"ftyp":
        raise InputError(f"{where} is an image, audio or video file, not a page; only HTML and plain text can be read.")
    if start.count(0) > _MOST_NULS * len(start) and start[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{where} is binary data, not a page; only HTML and plain text can be read.")
    if _NO_PAGE.match(page.content_type) and b"<" not in start:
        raise InputError(f"{where} is served as {page.content_type.split(';')[0].strip()}, not as a page.")

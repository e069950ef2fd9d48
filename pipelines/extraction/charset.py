"""Bytes to text: which charset a page is really in.

A byte order mark settles it. Bytes that are valid UTF-8 are UTF-8, whatever header or page say: other charsets hardly
ever look like it. Then header and page are believed where the bytes agree, and the bytes are asked last.
"""

import codecs
from typing import Final

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

# The charset is looked for in so many bytes where nobody tells it.
_SAMPLE: Final = 20_000
# Not charsets of pages, but ways to smuggle markup past a filter.
_NEVER: Final = frozenset({"utf-7", "hz", "iso2022_kr", "idna", "punycode"})
# Charsets that differ from Turkey's in six letters alone.
_WESTERN: Final = frozenset(
    {"latin_1", "iso8859_15", "iso8859_10", "cp1252", "cp1250", "cp1254", "iso8859_9", "mac_roman"}
)


def decode(body: bytes, content_type: str = "") -> str:
    """The page as text. Bytes that fit no charset become U+FFFD; nothing is ever raised."""
    marked, bom = read_bom(body)
    if marked and bom:
        return body[len(bom) :].decode(marked, "replace")
    if (text := _strict_utf8(body)) is not None:
        return text
    declared = [*_known(http_content_type_encoding(content_type)), *_known(html_body_declared_encoding(body))]
    for charset in declared:
        if (text := _fitting(body, charset)) is not None:
            return text
    if declared and _mostly_fits(body, declared[0]):
        return body.decode(declared[0], "replace")
    best = from_bytes(body[:_SAMPLE]).best()
    charset = best.encoding if best else next(iter(declared), "utf-8")
    return body.decode("cp1254" if charset in _WESTERN and _looks_turkish(body) else charset, "replace")


def _looks_turkish(body: bytes) -> bool:
    """Whether ğ, ı and ş are there, which are ð, ý and þ in Iceland, but not Iceland's á, æ and í."""
    return all(byte in body for byte in b"\xf0\xfd\xfe") and not any(byte in body for byte in b"\xe1\xe6\xed")


def _known(charset: str | None) -> list[str]:
    """The charset as Python names it, as browsers understand the label; nothing for one that nobody knows."""
    name = resolve_encoding(charset) if charset else None
    return [name] if name and name not in _NEVER else []


def _strict_utf8(body: bytes) -> str | None:
    """The text, if it is UTF-8; a character that was cut off at the end is forgiven."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(body, final=False)
    except UnicodeDecodeError:
        return None


def _fitting(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        return None


def _mostly_fits(body: bytes, charset: str) -> bool:
    """Whether a few broken bytes are all that is wrong with the declared charset."""
    text = body.decode(charset, "replace")
    return text.count("\ufffd") <= max(3, len(text) // 1000)

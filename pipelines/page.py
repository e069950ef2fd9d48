"""The page: bytes with an address, before anybody knows what is in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """What presearch and extraction read.

    url: where it came from; "" if unknown (a file by hand).
    body: the bytes as served, content encoding undone.
    content_type: the HTTP header's value or "" ("text/html; charset=windows-1251").
    title: what the feed called it, for pages that don't tell a title themselves.
    """

    url: str
    body: bytes
    content_type: str = ""
    title: str | None = None

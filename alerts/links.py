"""Links that are safe to offer: http and https only, no user names, hosts in punycode."""

import re
from typing import Final

from pipelines.errors import InputError
from pipelines.urls import canonical, host_of

# What no URL needs literally and some reader of it could take for its end.
_ENDS: Final = re.compile(r"[\s\"'<>\\^`{|}]")


def safe_link(url: str) -> str | None:
    """The URL in pure ASCII, its host in punycode so that a look-alike shows; None if it is not for a browser."""
    try:
        spelled = canonical(url)
    except InputError:
        return None
    return _ENDS.sub(lambda found: f"%{ord(found[0]):02X}", spelled) if spelled.isascii() else None


def shown_host(link: str | None) -> str:
    """The host that a safe link leads to, "" for none."""
    return "" if link is None else host_of(link)

"""By-lines made names: the persons and desks that a page names, each once, in its order."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from pipelines.extraction.agencies import named

BY: Final = re.compile(
    r"^(?:by|from|written by|words by|posted by|reported by|autor(?:in|en)?|story by|von|ein beitrag von|par|por|di"
    r"|door|av|af|автор|текст|yazan|haber|بقلم|كتب|تحرير)\b[\s:]+",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"\s*(?:[;|•·]|\s/\s|\s?&\s|,\s*(?:and|und|et|y|e|og|och|ve|и)\s|,\s(?=[A-ZÀ-ÝА-ЯÇĞİÖŞÜ\d])|\s(?:and|und|og|och)\s)\s*"
)
_ADDRESS: Final = re.compile(r"https?://|www\.|\S+@\S+\.\S+")
_HANDLE: Final = re.compile(r"\s*[(\[]?@\w+[)\]]?$")
_INITIALS: Final = re.compile(r"\s*\((?:[a-z]{2,5}|[A-Z]{2,4})\.?\)$")
# Not that of "Ph.D." and "Jr."
_FULL_STOP: Final = re.compile(r"(?<!\b\w)(?<!\b[JS]r)\.+$")
# What stands in an author field without naming anybody.
_NOBODY: Final = re.compile(
    r"^(?:\w*admin(?:istrator)?|root|user|guest|author|unknown|none|null|nan|n/a|webmaster|undefined|[\W\d]*|\(.*)$",
    re.IGNORECASE,
)
# Degrees and titles that stand behind a name, after a comma.
_DEGREE: Final = re.compile(
    r"^(?:M\.?D|Ph\.?\s?D|M\.?A|M\.?S|B\.?A|R\.?D|R\.?N|J\.?D|MBA|MPH|CFA|CPA|LL\.?M|Jr|Sr|II|III|Esq|FAND|CNN|DVM)\.?$",
    re.IGNORECASE,
)
_LONGEST: Final = 80
_MOST: Final = 30
# By-lines of thirty names are shorter.
_LONGEST_FIELD: Final = 2000


def names(raw: Iterable[str]) -> tuple[str, ...]:
    """The names in what a page's author fields hold."""
    found: dict[str, str] = {}
    for field in islice(raw, _MOST):
        for name in _split(field):
            if name and not _NOBODY.match(name) and len(name) <= _LONGEST:
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:_MOST]


def _split(field: str) -> list[str]:
    text = BY.sub("", " ".join(field[:_LONGEST_FIELD].split()))
    if _ADDRESS.match(text):
        return []
    names: list[str] = []
    for part in _JOINED.split(_ADDRESS.sub("", text)):
        name = BY.sub("", _FULL_STOP.sub("", _INITIALS.sub("", _HANDLE.sub("", part)).strip(" ,;:-–—|/").lstrip(".")))
        person, _, agency = name.rpartition(", ")
        if person and named(agency) is not None:
            names += [person, agency]
        elif names and _DEGREE.match(name):
            names[-1] = f"{names[-1]}, {name}"
        elif name:
            names.append(name)
    return names

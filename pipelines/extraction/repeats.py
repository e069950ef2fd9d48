"""What a host repeats on its pages: a line that stands on most of its latest pages is its furniture.

Pure: what is known of a host goes in with a page's lines, what is known then comes out. Every page counts for less as
others come after it, so that a changed template is followed within a dozen pages. An article that comes again under
another address, or grows, teaches nothing: its own lines would look repeated.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import xxhash

from pipelines.article import Article
from pipelines.extraction.folding import key

HOST_REPEATS: Final = "host_repeats"

# What a page is worth once another has come after it; all pages together come near ten.
_FADING: Final = 0.9
_FORGOTTEN: Final = 0.25
_PAGES: Final = 50
_LINES: Final = 600
# A longer line may be a sentence that a host's reports on one matter have in common, and one with a figure may be news
# ("Death toll: 15"): such lines have to stand nearly everywhere.
_SENTENCE: Final = 60
_OF_LONG: Final = "+"
_OF_FIGURES: Final = "#"
# No line that is longer is furniture.
_LONGEST: Final = 500
_OF_LONGEST: Final = "++"
# The least weight of a line (of three pages, of six) and its least share of the pages.
_ANY_LINE: Final = (2.7, 0.4)
_TELLING_LINE: Final = (4.6, 0.8)
# A page is a copy of what came before if so many and such a share of its long lines are known.
_COPIED: Final = (2, 0.5)
_FIGURES: Final = re.compile(r"\d+(?: \d+)*")


@dataclass(frozen=True, slots=True)
class HostLines:
    """What a host's latest pages had.

    pages: keys of their URLs, the latest last. weight: of all pages together. lines: key of a line → weight of the
    pages that had it.
    """

    pages: tuple[str, ...] = ()
    weight: float = 0.0
    lines: Mapping[str, float] = field(default_factory=dict)


def line_key(words: str, length: int) -> str:
    """Key of a line by its folded words; which figures it has doesn't count ("5 minutes ago").

    length: of the line, in characters.
    """
    bare = _FIGURES.sub("0", words)
    if length >= _SENTENCE:
        kind = _OF_LONG if length <= _LONGEST else _OF_LONGEST
    else:
        kind = _OF_FIGURES if "0" in bare else ""
    return kind + xxhash.xxh3_64_hexdigest(bare.encode())


def lines_of(article: Article) -> frozenset[str]:
    """The lines that an article's host may have put there: its text, and what was known to be repeated."""
    repeated = (removal.text for removal in article.removed if removal.reason == HOST_REPEATS)
    return frozenset(line_key(key(line), len(line)) for line in (*article.text.split("\n"), *repeated) if line)


def with_page(known: HostLines, page: str, lines: frozenset[str]) -> HostLines:
    """What is known after another page; unchanged by a page seen before and by a copy.

    page: key of its URL. lines: of its article, as `lines_of`.
    """
    if page in known.pages or not lines or _is_copy(known, lines):
        return known
    faded = {line: weight * _FADING for line, weight in known.lines.items()}
    counted = faded | {line: faded.get(line, 0.0) + 1.0 for line in lines}
    kept = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_LINES]
    return HostLines(
        (*known.pages, page)[-_PAGES:],
        known.weight * _FADING + 1.0,
        {line: weight for line, weight in kept if weight >= _FORGOTTEN},
    )


def furniture(known: HostLines) -> frozenset[str]:
    """Keys of the lines that are the host's own."""
    return frozenset(line for line, weight in known.lines.items() if _is_furniture(line, weight, known.weight))


def _is_furniture(line: str, weight: float, pages: float) -> bool:
    if line.startswith(_OF_LONGEST):
        return False
    least, share = _TELLING_LINE if line.startswith((_OF_LONG, _OF_FIGURES)) else _ANY_LINE
    return weight >= least and weight >= share * pages


def _is_copy(known: HostLines, lines: Iterable[str]) -> bool:
    """Whether most long lines, or all lines, stood on earlier pages, those left out that are the host's own."""
    told = furniture(known)
    own = [line for line in lines if line not in told]
    long = [line for line in own if line.startswith(_OF_LONG)]
    copied = sum(line in known.lines for line in long)
    least, share = _COPIED
    return (copied >= least and copied >= share * len(long)) or (own != [] and all(line in known.lines for line in own))

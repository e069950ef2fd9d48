"""Which watches could match a page at all, asked of the page as it was served, before any expensive step.

Sound: a watch is left out only if its article can't match, whatever extraction makes of the page. So the page is read
in every way in which a word of the article can stand in it: with entities resolved (twice, as some pages need it),
with escapes of JSON resolved, with and without the markup and the elements that cut words in two; and the headline that
the feed gave.
Most pages never come so far: one pass over their bytes (`pipelines.matching.bytescan`) shows that no reading has a word
without which nothing can match.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, assert_never

import ahocorasick

from pipelines.extraction.charset import decode
from pipelines.matching.analysis import Analyzer
from pipelines.matching.bytescan import REMOVED, ByteScan, fits
from pipelines.matching.evidence import NOTHING, Each, Either, Evidence, Letters, Nothing, anchors, evidence
from pipelines.matching.folding import bones
from pipelines.matching.lexicon import Lexicon
from pipelines.matching.matcher import compile_watch
from pipelines.matching.stemming import LANGUAGES
from pipelines.page import Page
from pipelines.watch import Watch

# A tag ends at the first ">", or at the first that stands in no attribute's value: parsers repair in both ways, and
# what the one takes for a tag's end the other may not. Nothing in them can fail once it has begun, so they take linear
# time without possessive groups, which `re` gets wrong before Python 3.11.5.
_MARKUP: Final = (
    re.compile(r"<!--.*?(?:-->|\Z)|<[a-zA-Z/!?][^>]*+(?:>|\Z)", re.DOTALL),
    re.compile(
        r"""<!--.*?(?:-->|\Z)|<[a-zA-Z/!?](?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*(?:>|\Z)""",
        re.DOTALL,
    ),
)
_REMOVED: Final = re.compile(rf"<({'|'.join(REMOVED)})\b[^>]*+>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_SECOND: Final = itemgetter(1)
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_MOST_LEVELS: Final = 3


class Presearch:
    """Tells the watches that can't be ruled out for a page.

    Raises:
        QueryError: a watch's query can't be parsed; names the watch.
    """

    def __init__(self, watches: Sequence[Watch]) -> None:
        lexicons = tuple(Lexicon(Analyzer(language)) for language in (None, *LANGUAGES))
        self._evidence = tuple((watch.name, evidence(compile_watch(watch).query, lexicons)) for watch in watches)
        self._always = tuple(name for name, needed in self._evidence if needed == NOTHING)
        self._scan = _scan(needed for _, needed in self._evidence)
        self._automaton = ahocorasick.Automaton()
        for letters in {letters for _, needed in self._evidence for letters in _letters(needed)}:
            self._automaton.add_word(letters, letters)
        self._automaton.make_automaton()

    def candidates(self, page: Page) -> tuple[str, ...]:
        """Names of the watches that could match the page's article, in their order."""
        if not len(self._automaton) or self._ruled_out(page):
            return self._always
        found: set[str] = set()
        for reading in _readings(page):
            found.update(map(_SECOND, self._automaton.iter(bones(reading))))
            if all(_holds(needed, found) for _, needed in self._evidence):
                break
        return tuple(name for name, needed in self._evidence if _holds(needed, found))

    def _ruled_out(self, page: Page) -> bool:
        """Whether one pass over the bytes shows that nothing can match that needs any letters."""
        if self._scan is None:
            return False
        title = (page.title or "").encode("utf-8", "replace")
        return not (self._scan.may_hold(_utf8(page)) or self._scan.may_hold(title))


def _scan(needed: Iterable[Evidence]) -> ByteScan | None:
    """A scan for words without which no watch matches that needs any; None where there would be too many."""
    words = frozenset[str]().union(*(found for found in map(anchors, needed) if found is not None))
    return ByteScan(words) if fits(words) else None


def _utf8(page: Page) -> bytes:
    """The page's bytes in UTF-8, as nearly all pages are anyway."""
    if page.body.isascii():
        return page.body
    try:
        page.body.decode("utf-8")
    except UnicodeDecodeError:
        return decode(page.body, page.content_type).encode("utf-8", "replace")
    return page.body


def _readings(page: Page) -> Iterator[str]:
    """Every way to read the page, the most telling first, none twice."""
    yield page.title or ""
    text = decode(page.body, page.content_type)
    if "\\u" in text:
        text = f"{text}\n{_ESCAPE.sub(_escaped, text)}"
    for _ in range(1 + _MOST_LEVELS):
        held = dict.fromkeys((text, _REMOVED.sub("", text)))
        yield from dict.fromkeys(markup.sub("", each) for each in held for markup in _MARKUP)
        yield text
        resolved = html.unescape(text)
        if resolved == text:
            return
        text = resolved


def _escaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _letters(needed: Evidence) -> Iterator[str]:
    match needed:
        case Nothing():
            return
        case Letters(letters):
            yield letters
        case Each(parts) | Either(parts):
            for part in parts:
                yield from _letters(part)


def _holds(needed: Evidence, found: set[str]) -> bool:
    match needed:
        case Nothing():
            return True
        case Letters(letters):
            return letters in found
        case Each(parts):
            return all(_holds(part, found) for part in parts)
        case Either(parts):
            return any(_holds(part, found) for part in parts)
    assert_never(needed)

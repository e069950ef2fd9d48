"""Which watches could match a page at all, asked of the page as it was served, before any expensive step.

Sound: a watch is left out only if its article can't match, whatever extraction makes of the page. So the page is read
in every way in which a word of the article can stand in it: with entities resolved (twice, as some pages need it),
with escapes of JSON resolved, with and without the markup that cuts words in two; and the headline that the feed gave.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final, assert_never

import ahocorasick
import regex

from pipelines.extraction.charset import decode
from pipelines.matching.analysis import Analyzer
from pipelines.matching.evidence import Each, Either, Evidence, Letters, Nothing, evidence
from pipelines.matching.folding import bones
from pipelines.matching.lexicon import Lexicon
from pipelines.matching.matcher import compile_watch
from pipelines.matching.stemming import LANGUAGES
from pipelines.page import Page
from pipelines.watch import Watch

# A tag ends at the first ">", or at the first that stands in no attribute's value: parsers repair in both ways, and
# what the one takes for a tag's end the other may not. Neither can fail, so both take linear time.
_MARKUP: Final = (
    regex.compile(r"<!--(?:(?!-->).)*+(?:-->|$)|<[a-zA-Z/!?][^>]*+(?:>|$)", regex.DOTALL),
    regex.compile(
        r"""<!--(?:(?!-->).)*+(?:-->|$)|<[a-zA-Z/!?](?:[^>"']++|"[^"]*+(?:"|$)|'[^']*+(?:'|$))*+(?:>|$)""",
        regex.DOTALL,
    ),
)
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
        self._automaton = ahocorasick.Automaton()
        for letters in {letters for _, needed in self._evidence for letters in _letters(needed)}:
            self._automaton.add_word(letters, letters)
        self._automaton.make_automaton()

    def candidates(self, page: Page) -> tuple[str, ...]:
        """Names of the watches that could match the page's article, in their order."""
        found = self._found(page)
        return tuple(name for name, needed in self._evidence if _holds(needed, found))

    def _found(self, page: Page) -> set[str]:
        if not len(self._automaton):
            return set()
        found: set[str] = set()
        for reading in dict.fromkeys(_readings(page)):
            found.update(letters for _, letters in self._automaton.iter(bones(reading)))
        return found


def _readings(page: Page) -> Iterator[str]:
    """Every way to read the page."""
    yield page.title or ""
    text = decode(page.body, page.content_type)
    if "\\u" in text:
        text = f"{text}\n{_ESCAPE.sub(_escaped, text)}"
    for _ in range(_MOST_LEVELS):
        yield text
        for markup in _MARKUP:
            yield markup.sub("", text)
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

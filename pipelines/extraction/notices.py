"""Wordings of what surrounds articles: cookie notices, prompts, share bars, headers of link lists and their like.

The wordings stand in `wordings/LANGUAGE.toml`, one file per language, one table per reason, as regular expressions:

    starts  match where a line starts, after its punctuation
    within  match anywhere in a line that holds one of `words` (a quick look before a slow one)
    [words] what `{name}` stands for in the patterns; English words count in every language

A line is folded before it is compared, and so are the accents and Arabic spellings of the patterns (see `folding`). A
pattern speaks the language of a site to its reader ("we use", "your browser", "please"); a report *about* cookies,
browsers or newsletters does not, and stays.
"""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from pipelines.extraction.folding import fold, plain_letters, words_only
from pipelines.extraction.vocabulary import TOPIC, marks_of, topic_bit, wordings_of


class Place(Enum):
    """Where in a text a wording counts as boilerplate."""

    ANYWHERE = auto()
    TAIL = auto()


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a reason's wordings reach: where they count, and how long a line may be, in characters."""

    longest: int
    place: Place = Place.ANYWHERE


@dataclass(frozen=True, slots=True)
class Wording:
    """The wordings of one reason in one language, compiled.

    topic: the bit of which a line must have a word, a quick look before the patterns; 0 for any line.
    """

    reason: str
    topic: int
    reach: Reach
    starts: re.Pattern[str] | None
    within: re.Pattern[str] | None
    words: tuple[str, ...]

    def fits(self, line: str) -> bool:
        """Whether a folded line, without leading punctuation, is worded like this."""
        if self.starts is not None and self.starts.match(line):
            return True
        return self.within is not None and any(map(line.__contains__, self.words)) and bool(self.within.search(line))


# In the order in which they are asked.
_REACHES: Final = {
    "cookie_notice": Reach(700),
    "browser_notice": Reach(500),
    "archive_banner": Reach(280),
    "newsletter_prompt": Reach(400),
    "app_prompt": Reach(300),
    "paywall": Reach(320),
    "challenge": Reach(300),
    "share_bar": Reach(140),
    "follow": Reach(260),
    "advertisement": Reach(120),
    "related": Reach(200),
    "read_more": Reach(220),
    "comments": Reach(280),
    "copyright": Reach(400),
    "photo_credit": Reach(160),
    "reading_aid": Reach(120),
    "external_content": Reach(400),
    "live_furniture": Reach(220),
    "affiliate": Reach(400),
    "byline": Reach(100),
    "source_credit": Reach(90, Place.TAIL),
}
# Their signs are no words: ©.
_UNSPOKEN: Final = frozenset({"copyright"})
_LATIN: Final = ("en", "de", "fr", "es", "tr")
_BY_SCRIPT: Final = ((re.compile("[\u0600-\u06ff]"), ("ar",)), (re.compile("[\u0400-\u04ff]"), ("ru",)))
_NAME: Final = re.compile(r"\{([a-z]+)\}")
# Punctuation before the first word; "(c)" is a sign of its own.
_LEADING: Final = re.compile(r"(?:[^\w©¿(]|\((?!c\)))+")
# Combinations of topics whose wordings are kept.
_MEMORY: Final = 1 << 10
_LONGEST: Final = max(reach.longest for reach in _REACHES.values())


def reason_of(text: str, folded: str, bits: int, *, tail: bool) -> str | None:
    """Why a line is boilerplate by its wording alone; None where it isn't.

    folded: the line, folded. bits: what its words are (`vocabulary.marks_of`). tail: whether it is one of the last
    lines of its text.
    """
    if len(text) > _LONGEST:
        return None
    leading = _LEADING.match(folded)
    line = folded[leading.end() :] if leading else folded
    for wording in _wordings_about(bits & TOPIC, _languages(folded)):
        reach = wording.reach
        if len(text) <= reach.longest and (tail or reach.place is Place.ANYWHERE) and wording.fits(line):
            return wording.reason
    return None


def is_notice(sentence: str) -> bool:
    """Whether a sentence is worded as sites speak of themselves, wherever it stands."""
    if len(sentence) > _LONGEST:
        return False
    folded = fold(sentence)
    return reason_of(sentence, folded, marks_of(words_only(folded).split()), tail=True) is not None


def _languages(folded: str) -> tuple[str, ...]:
    """The languages whose wordings a line may have, by its script."""
    if not folded.isascii():
        for script, languages in _BY_SCRIPT:
            if script.search(folded):
                return languages
    return _LATIN


@functools.lru_cache(_MEMORY)
def _wordings_about(topics: int, languages: tuple[str, ...]) -> tuple[Wording, ...]:
    """The wordings that a line on these topics may have."""
    return tuple(wording for wording in _wordings(languages) if not wording.topic or wording.topic & topics)


@functools.cache
def _wordings(languages: tuple[str, ...]) -> tuple[Wording, ...]:
    """The wordings of some languages, reason by reason."""
    tables = [(wordings_of(language), _words(language)) for language in languages]
    return tuple(_compiled(tables))


def _compiled(tables: Sequence[tuple[Mapping[str, Any], Mapping[str, str]]]) -> Iterator[Wording]:
    for reason, reach in _REACHES.items():
        told = [(table[reason], words) for table, words in tables if reason in table]
        yield Wording(
            reason,
            0 if reason in _UNSPOKEN else topic_bit(reason),
            reach,
            starts=_either(_filled(pattern, words) for table, words in told for pattern in table.get("starts", ())),
            within=_either(_filled(pattern, words) for table, words in told for pattern in table.get("within", ())),
            words=tuple({fold(word) for table, _ in told for word in table.get("words", ())}),
        )


def _either(patterns: Iterator[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined) if joined else None


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    """The pattern with its names filled in, in plain letters."""
    return plain_letters(_NAME.sub(lambda name: f"(?:{words[name[1]]})", pattern))


def _words(language: str) -> dict[str, str]:
    """What names in patterns stand for: the language's words and the English ones, which are read everywhere."""
    english = dict(wordings_of("en")["words"])
    own = dict(wordings_of(language)["words"])
    return {name: f"{own[name]}|{english[name]}" if name in own else english[name] for name in english}

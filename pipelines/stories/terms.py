"""What an article is about: its most salient stems, its names and how they sound, and its figures."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final

import xxhash

from pipelines.stories.calendar import DAYS
from pipelines.stories.sounds import sound_of
from pipelines.stories.stems import stemmed, stems_of, telling_of
from pipelines.stories.stopwords import STOPWORDS
from pipelines.stories.words import Sentence, words_of

TERMS: Final = 48
FIGURES: Final = 12
SOUNDS: Final = 16
# A count and two marks fit into one byte.
MOST_COUNTED: Final = 63
# A term that occurs ten times says more than one that occurs once, but not ten times as much.
DAMPED: Final = (0.0, *(1.0 + math.log(count) for count in range(1, MOST_COUNTED + 1)))
_SQUARED: Final = tuple(weight * weight for weight in DAMPED)
_TITLE_COUNTS: Final = 2
_CAPITALS: Final = "".join(chr(code) for code in chain(range(0x250), range(0x370, 0x530)) if chr(code).isupper())
# What stands before a capital is looked at behind it: a search that begins with a set of letters is the fast one.
_CAPITALISED: Final = re.compile(rf"[{_CAPITALS}](?<![^\W\d_].)[^\W\d_]+")
# A word with a capital that begins no sentence and no quotation.
_NAME: Final = re.compile(rf"[{_CAPITALS}](?<=[^\s.!?…:\"“„«‘(\[—–-][\s-].)[^\W\d_]+")


# Without slots, for the sake of what is worked out once and compared with many others.
@dataclass(frozen=True)
class Terms:
    """What a text is about. Stems and figures are 32-bit keys.

    counts: how often each stem occurs, one of the title twice more, at most `MOST_COUNTED`; the title's first, then the
    most salient of the text, at most `TERMS`.
    titled, names: those of them that stand in the title, and that the text writes as names are written.
    figures: the first numbers of two digits and more, at most `FIGURES`.
    sounds: how the names sound, the most frequent first, at most `SOUNDS`; 32-bit keys that no stem has.
    """

    counts: dict[int, int]
    titled: frozenset[int]
    names: frozenset[int]
    figures: frozenset[int]
    sounds: tuple[int, ...]

    @property
    def counted(self) -> tuple[int, ...]:
        """All of which it is counted in how many reports they occur."""
        return (*self.counts, *self.sounds)

    @cached_property
    def named(self) -> frozenset[int]:
        """The names in the title."""
        return self.titled & self.names

    @cached_property
    def squared(self) -> float:
        """Sum of the squared damped counts of all terms."""
        return math.fsum(_SQUARED[count] for count in self.counts.values())

    @cached_property
    def squared_names(self) -> float:
        """Sum of the squared damped counts of the names."""
        return math.fsum(_SQUARED[self.counts[name]] for name in self.names)


def terms_of(heading: Sequence[str], text: str, sentences: Iterable[Sentence], language: str | None) -> Terms:
    """What an article is about.

    heading: words of the title. text, sentences: the text, whole and split.
    """
    words = [word for sentence in sentences for word in sentence.words]
    titled = dict.fromkeys(stems_of(heading, language))
    occurring = _counted(words, language)
    for stem in titled:
        occurring[stem] += _TITLE_COUNTS
    # Of equally frequent stems those that come first, since news leads with what matters.
    kept = tuple(dict.fromkeys((*titled, *(stem for stem, _ in occurring.most_common(TERMS)))))[:TERMS]
    counts = {key_of(stem): min(occurring[stem], MOST_COUNTED) for stem in kept}
    names = [name for name in words_of(" ".join(_NAME.findall(text))) if name not in DAYS]
    figures = dict.fromkeys(word for word in (*heading, *words) if len(word) > 1 and word[0].isdigit())
    return Terms(
        counts,
        frozenset(counts.keys() & map(key_of, titled)),
        frozenset(counts.keys() & map(key_of, stems_of(names, language))),
        frozenset(key_of(figure) for figure in tuple(figures)[:FIGURES]),
        # A script without capitals does not tell names from other words.
        _sounds(words_of(" ".join(_CAPITALISED.findall(text))) if names else words, language),
    )


def _counted(words: Iterable[str], language: str | None) -> Counter[str]:
    """How often each stem occurs, in the order of their first words; each word is stemmed once."""
    counted = Counter(words)
    telling = telling_of(counted)
    occurring: Counter[str] = Counter()
    for word, stem in zip(telling, stemmed(telling, language), strict=True):
        occurring[stem] += counted[word]
    return occurring


def _sounds(names: Iterable[str], language: str | None) -> tuple[int, ...]:
    # Other stemmers take the ends of names for suffixes; Russian names have cases.
    telling = stems_of(names, language) if language == "ru" else (name for name in names if name not in STOPWORDS)
    heard = Counter(sound for name in telling if (sound := sound_of(name, language)))
    return tuple(key_of(f"/{sound}/") for sound, _ in heard.most_common(SOUNDS))


@lru_cache(maxsize=1 << 16)
def key_of(stem: str) -> int:
    """The key of a stem."""
    return xxhash.xxh32_intdigest(stem.encode("utf-8", "replace"))

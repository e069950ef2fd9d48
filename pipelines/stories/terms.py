"""What an article is about: its most salient stems, its names and how they sound, and its figures."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

import xxhash

from pipelines.stories.sounds import sound_of
from pipelines.stories.stems import stems_of
from pipelines.stories.stopwords import STOPWORDS
from pipelines.stories.words import Sentence, words_of

TERMS: Final = 48
FIGURES: Final = 12
SOUNDS: Final = 16
# A count and two marks fit into one byte.
MOST_COUNTED: Final = 63
_TITLE_COUNTS: Final = 2
_CAPITALS: Final = "".join(chr(code) for code in chain(range(0x250), range(0x370, 0x530)) if chr(code).isupper())
_CAPITALISED: Final = re.compile(rf"(?<![^\W\d_])[{_CAPITALS}][^\W\d_]+")
# A word with a capital that begins no sentence and no quotation.
_NAME: Final = re.compile(rf"(?<=[^\s.!?…:\"“„«‘(\[—–-][\s-])[{_CAPITALS}][^\W\d_]+")


@dataclass(frozen=True, slots=True)
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


def terms_of(heading: Sequence[str], text: str, sentences: Iterable[Sentence], language: str | None) -> Terms:
    """What an article is about.

    heading: words of the title. text, sentences: the text, whole and split.
    """
    words = [word for sentence in sentences for word in sentence.words]
    titled = dict.fromkeys(stems_of(heading, language))
    occurring = Counter(stems_of(words, language))
    for stem in titled:
        occurring[stem] += _TITLE_COUNTS
    # Of equally frequent stems those that come first, since news leads with what matters.
    kept = tuple(dict.fromkeys((*titled, *(stem for stem, _ in occurring.most_common(TERMS)))))[:TERMS]
    counts = {key_of(stem): min(occurring[stem], MOST_COUNTED) for stem in kept}
    names = words_of(" ".join(_NAME.findall(text)))
    figures = dict.fromkeys(word for word in (*heading, *words) if len(word) > 1 and word[0].isdigit())
    return Terms(
        counts,
        frozenset(counts.keys() & map(key_of, titled)),
        frozenset(counts.keys() & map(key_of, stems_of(names, language))),
        frozenset(key_of(figure) for figure in tuple(figures)[:FIGURES]),
        # A script without capitals does not tell names from other words.
        _sounds(words_of(" ".join(_CAPITALISED.findall(text))) if names else words, language),
    )


def _sounds(names: Iterable[str], language: str | None) -> tuple[int, ...]:
    # Other stemmers take the ends of names for suffixes; Russian names have cases.
    telling = stems_of(names, language) if language == "ru" else (name for name in names if name not in STOPWORDS)
    heard = Counter(sound for name in telling if (sound := sound_of(name, language)))
    return tuple(key_of(f"/{sound}/") for sound, _ in heard.most_common(SOUNDS))


@lru_cache(maxsize=1 << 16)
def key_of(stem: str) -> int:
    """The key of a stem."""
    return xxhash.xxh32_intdigest(stem.encode("utf-8", "replace"))

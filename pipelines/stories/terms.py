"""What an article is about: its most salient stems, which of them stand in the title or are names, and its figures."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

import xxhash

from pipelines.stories.stems import stems_of
from pipelines.stories.words import Sentence, words_of

TERMS: Final = 48
FIGURES: Final = 12
# A count and two marks fit into one byte.
MOST_COUNTED: Final = 63
_TITLE_COUNTS: Final = 2
_CAPITALS: Final = "".join(chr(code) for code in chain(range(0x250), range(0x370, 0x530)) if chr(code).isupper())
# A word with a capital that begins no sentence and no quotation.
_NAME: Final = re.compile(rf"(?<=[^\s.!?…:\"“„«‘(\[—–-][\s-])[{_CAPITALS}][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is about. Stems and figures are 32-bit keys.

    counts: how often each stem occurs, one of the title twice more, at most `MOST_COUNTED`; the title's first, then the
    most salient of the text, at most `TERMS`.
    titled, names: those of them that stand in the title, and that the text writes as names are written.
    figures: the first numbers of two digits and more, at most `FIGURES`.
    """

    counts: dict[int, int]
    titled: frozenset[int]
    names: frozenset[int]
    figures: frozenset[int]


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
    counts = {_key(stem): min(occurring[stem], MOST_COUNTED) for stem in kept}
    names = map(_key, stems_of(words_of(" ".join(_NAME.findall(text))), language))
    figures = dict.fromkeys(word for word in (*heading, *words) if len(word) > 1 and word[0].isdigit())
    return Terms(
        counts,
        frozenset(counts.keys() & map(_key, titled)),
        frozenset(counts.keys() & names),
        frozenset(_key(figure) for figure in tuple(figures)[:FIGURES]),
    )


@lru_cache(maxsize=1 << 16)
def _key(stem: str) -> int:
    return xxhash.xxh32_intdigest(stem.encode("utf-8", "replace"))

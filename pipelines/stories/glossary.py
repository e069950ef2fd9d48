"""What the words of four languages mean, as far as news is made of it: `glossary.toml`, by keys of stems."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final

from pipelines.stories.stems import stems_of
from pipelines.stories.terms import key_of
from pipelines.stories.words import words_of

_ARTICLE: Final = "ال"
_SCRIPTS: Final = (
    (re.compile("[а-яё]", re.IGNORECASE), ("ru",)),
    (re.compile("[\u0621-\u064a]"), ("ar",)),
    (re.compile("[a-z]", re.IGNORECASE), ("en", "tr")),
)


def meanings_of(stems: Iterable[int]) -> tuple[int, ...]:
    """The meanings of those stems that have one, in their order; 32-bit keys that no stem has."""
    return tuple(dict.fromkeys(filter(None, map(_glossary().get, stems))))


@cache
def _glossary() -> dict[int, int]:
    """Key of a stem → meaning. A stem that stands in two lines has the first one's."""
    lines = tomllib.loads((resources.files("pipelines.stories") / "glossary.toml").read_text(encoding="utf-8"))
    found: dict[int, int] = {}
    for meaning, line in lines.items():
        for word in line.split():
            languages = next(languages for letters, languages in _SCRIPTS if letters.search(word))
            # The Arabic stemmer takes other ends off a word with its article than off the word alone.
            forms = (word, _ARTICLE + word) if languages == ("ar",) else (word,)
            for language in languages:
                for stem in stems_of(words_of(" ".join(forms)), language):
                    found.setdefault(key_of(stem), key_of(f"[{meaning}]"))
    return found

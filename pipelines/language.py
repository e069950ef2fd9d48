"""The language of a text.

py3langid (Lui & Baldwin's langid.py, ACL 2012) reads the text's bytes; its languages without a two-letter code are left
out. A text that is too short or too mixed for a verdict gets none.
"""

import functools
import re
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Fewer letters than this tell a script, not a language.
_LETTERS_NEEDED: Final = 20
# What follows the first so many characters is in the same language.
_READ: Final = 300
_CONFIDENT: Final = 0.3
_ISO_639_1: Final = 2
_LETTER: Final = re.compile(r"[^\W\d_]")


def detect(text: str) -> str | None:
    """ISO 639-1 code of the text's language; None where there is too little text to tell."""
    sample = text[:_READ]
    if len(_LETTER.findall(sample)) < _LETTERS_NEEDED:
        return None
    code, confidence = _identifier().classify(sample)
    return str(code) if confidence >= _CONFIDENT else None


def languages() -> frozenset[str]:
    """Every code that `detect` can give."""
    return frozenset(code for code in _identifier().labels if len(code) == _ISO_639_1)


@functools.cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == _ISO_639_1])
    return identifier

"""By-lines and picture credits: who wrote and who took the picture, told by what the words are.

They hold names, wire services, journalists' posts and the words that stand before these, and nothing else. A name is a
word with a capital that no other word of these is spelled like.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipelines.extraction.folding import fold
from pipelines.extraction.vocabulary import AGENCY, AUTHOR, BY, GRAMMAR, PICTURE, ROLE, SOURCE, VAGUE, WE, marks

_LONGEST: Final = 110
_LONGEST_CAPTION: Final = 200
_LONGEST_TAKER: Final = 55
_MOST_WORDS: Final = 14
_LONGEST_NAME: Final = 3
_WORD: Final = re.compile(r"[^\W_]+")
# A line without any of these is none of both.
OF_CREDITS: Final = BY | AUTHOR | ROLE | AGENCY | SOURCE | PICTURE
_OF_BYLINES: Final = OF_CREDITS | GRAMMAR | VAGUE | WE
# What stands between "Photo" and who took it.
_TAKEN_BY: Final = (":", "/", "|", "©", ",")
_BULLETS: Final = ("- ", "* ", "• ")
_LABEL: Final = re.compile(r"\W*[^\W\d_]+(?: [^\W\d_]+)?\s*[:—–]")
_SENTENCE: Final = re.compile(r"[.!?؟]\s*$")
# "(Photo: Name/Agency)" behind a caption.
_BEHIND_CAPTION: Final = re.compile(
    r"(?:[(\[]|[.!?…]\s+|\s[-–—|/]\s*)([^\W\d][^()\[\].!?:/©]{1,24}?)\s*[:/©]\s*([^()\[\]:]{2,50})[)\]]?\.?$"
)
# "Name Name, Place"; "Name Name / Agency".
_SIGNATURE: Final = re.compile(r"[^\W\d]+(?:[ .-]+[^\W\d]+){1,3}\s*[,/|–-]\s*[^\W\d]+(?: [^\W\d]+)?")


def is_picture_credit(text: str) -> bool:
    """Whether a line says who took a picture, or is a caption that ends so."""
    return _is_credit(text) or _ends_in_credit(text)


def is_byline(text: str) -> bool:
    """Whether a line is a label and names, posts or agencies: "By Jane Roe in Amman", "Our correspondent in Amman"."""
    if len(text) > _LONGEST or _SENTENCE.search(text) or text.isupper():
        return False
    words = _WORD.findall(text)
    bits = [marks(fold(word)) for word in words]
    if not 0 < len(bits) <= _MOST_WORDS or not _all_are(words, bits, _OF_BYLINES):
        return False
    posted = any(bit & (ROLE | AGENCY) for bit in bits)
    if bits[0] & BY or (bits[0] & AUTHOR and _LABEL.match(text)):
        return (posted and len(bits) > 1) or _holds_name(words[1:], bits[1:])
    return (
        len(bits) > 1
        and any(bit & ROLE for bit in bits[:3])
        and (bool(bits[0] & WE) or all(bit & _OF_BYLINES for bit in bits))
    )


def is_signature(text: str) -> bool:
    """Whether a line is a name with a post or an agency: "Jane Roe, Reuters"."""
    if len(text) > _LONGEST or not _SIGNATURE.fullmatch(text):
        return False
    words = _WORD.findall(text)
    return all(map(_named, words)) and any(marks(fold(word)) & (ROLE | AGENCY) for word in words)


def _is_credit(text: str) -> bool:
    if len(text) > _LONGEST or text.startswith(_BULLETS) or text.endswith(":") or _is_headline(text):
        return False
    found = list(_WORD.finditer(text))
    words = [word[0] for word in found]
    bits = [marks(fold(word)) for word in words]
    if not 0 < len(bits) <= _MOST_WORDS or not bits[0] & (PICTURE | AGENCY | SOURCE):
        return False
    if not _all_are(words, bits, PICTURE | AGENCY | SOURCE | ROLE | GRAMMAR | WE | BY):
        return False
    if any(bit & AGENCY for bit in bits) or all(bit & (PICTURE | GRAMMAR) for bit in bits):
        return True
    label = next(place for place, bit in enumerate(bits) if not bit & PICTURE)
    return label > 0 and (bool(bits[label] & BY) or text[found[label - 1].end() :].lstrip().startswith(_TAKEN_BY))


def _is_headline(text: str) -> bool:
    """Whether a line is all in capitals, so that nothing tells a name."""
    return text.isupper() and text.count(" ") >= _LONGEST_NAME


def _ends_in_credit(text: str) -> bool:
    if len(text) > _LONGEST_CAPTION or not any(sign in text[-_LONGEST_TAKER:] for sign in ":/©"):
        return False
    found = _BEHIND_CAPTION.search(text)
    if found is None:
        return False
    label = [marks(fold(word)) for word in _WORD.findall(found[1])]
    taker = _WORD.findall(found[2])
    return all(bit & PICTURE for bit in label) and _all_are(
        taker, [marks(fold(word)) for word in taker], AGENCY | GRAMMAR
    )


def _all_are(words: Sequence[str], bits: Sequence[int], kinds: int) -> bool:
    """Whether all words are of some kinds or names."""
    return all(bit & kinds or _named(word) for bit, word in zip(bits, words, strict=True))


def _holds_name(words: Sequence[str], bits: Sequence[int]) -> bool:
    """Whether two words in a row are a name: both with a capital, and one that is nothing else."""
    names = [_named(word) and not bit & GRAMMAR for word, bit in zip(words, bits, strict=True)]
    pure = [name and not bit & ~(BY | AUTHOR | ROLE) for name, bit in zip(names, bits, strict=True)]
    return any(all(pair) and any(own) for pair, own in zip(pairwise(names), pairwise(pure), strict=True))


def _named(word: str) -> bool:
    return word[0].isupper()

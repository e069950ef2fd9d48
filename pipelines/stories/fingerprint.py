"""Fingerprints: what tells, without reading, that two texts are the same.

Three, from cheap to dear. The digest finds the same words in the same order. Sentence keys, one min-hash per
sentence, find texts that share sentences, however short the shared part is (Manku's and Broder's fingerprints miss a
copy of two sentences out of twenty). The bottom-k sketch (Broder 1997) estimates how much of one text stands in the
other: containment rather than resemblance, because syndication truncates.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

import numpy as np
import numpy.typing as npt
import xxhash

from pipelines.article import Article
from pipelines.stories.words import Sentence, sentences_of

SKETCH_SIZE: Final = 256
KEYS: Final = 48
PROBES: Final = 64
_SHINGLE: Final = 3
# Keys are made of longer runs: three words in a row meet by chance in texts that have nothing to do with each other.
_KEY_SHINGLE: Final = 5
_LONGEST_SENTENCE: Final = 48
KEY_BITS: Final = 40
# Enough for texts of thousands of words; two texts of four hundred share one of these by chance once in fifty times.
SKETCH_BITS: Final = 22
_LEADING_KEYS: Final = 32
_LARGEST: Final = (1 << SKETCH_BITS) - 1

_Hashes = npt.NDArray[np.uint64]
_MULTIPLIERS: Final = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5, 0x85EBCA77C2B2AE63],
    dtype=np.uint64,
)
_MIX: Final = np.uint64(0xD6E8FEB86659FD93)
_HALF: Final = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of a text's word shingles.

    hashes: of 22 bits, little-endian uint32, ascending and distinct, at most `SKETCH_SIZE`.
    size: how many distinct shingles the text has.
    """

    hashes: bytes
    size: int

    @property
    def whole(self) -> bool:
        """Whether the sketch holds every shingle of its text."""
        return self.size <= SKETCH_SIZE


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells, without reading, that two texts are the same.

    digest: 8 bytes of the words in order, empty for an article without words.
    keys: min-hash keys of sentences, 40 bits each, distinct, at most `KEYS`; what the text is found under.
    probes: the keys to look under for texts that share sentences with this one, at most `PROBES`.
    """

    digest: bytes
    keys: tuple[int, ...]
    probes: tuple[int, ...]
    sketch: Sketch


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article's text; of its title where it has no text."""
    return fingerprint_of(sentences_of(article.text or article.title or ""))


def fingerprint_of(sentences: tuple[Sentence, ...]) -> Fingerprint:
    """The fingerprint of a text that has been split already."""
    words = list(chain.from_iterable(sentence.words for sentence in sentences))
    if not words:
        return Fingerprint(b"", (), (), Sketch(b"", 0))
    hashes = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    runs = _shingles(hashes, _KEY_SHINGLE)
    keys = _keys(sentences, runs)
    return Fingerprint(
        digest=xxhash.xxh3_64_digest("\n".join(words).encode("utf-8", "replace")),
        keys=keys,
        # A short text may break off in mid-sentence, before or after the run that the whole sentence is found under.
        probes=tuple(dict.fromkeys(map(_key, runs.tolist()))) if len(runs) <= PROBES else keys,
        sketch=_sketch(_shingles(hashes, _SHINGLE)),
    )


def containment(one: Sketch, other: Sketch) -> tuple[float, float]:
    """Estimated share of each text's shingles that stand in the other, 0 to 1.

    Only hashes that both sketches would show are compared: those up to the smaller of their largest.
    """
    first, second = _read(one), _read(other)
    if not first.size or not second.size:
        return 0.0, 0.0
    limit = min(_limit(one, first), _limit(other, second))
    first, second = first[: first.searchsorted(limit, "right")], second[: second.searchsorted(limit, "right")]
    if not first.size or not second.size:
        return 0.0, 0.0
    places = second.searchsorted(first)
    places[places == second.size] = 0
    shared = np.count_nonzero(second[places] == first)
    return float(shared / first.size), float(shared / second.size)


@lru_cache(maxsize=1 << 16)
def _word_hash(word: str) -> int:
    return xxhash.xxh3_64_intdigest(word.encode("utf-8", "replace"))


def _shingles(hashes: _Hashes, width: int) -> _Hashes:
    """One hash per run of `width` words; a shorter text is one shingle."""
    width = min(width, len(hashes))
    count = len(hashes) - width + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(width):
        mixed += hashes[offset : offset + count] * _MULTIPLIERS[offset]
    mixed ^= mixed >> _HALF
    mixed *= _MIX
    mixed ^= mixed >> _HALF
    return mixed


def _sketch(shingles: _Hashes) -> Sketch:
    # Three times as fast as np.unique, which hashes.
    short = np.sort((shingles & np.uint64(_LARGEST)).astype("<u4"))
    distinct = short[np.append(True, short[1:] != short[:-1])]
    return Sketch(distinct[:SKETCH_SIZE].tobytes(), len(distinct))


def _keys(sentences: tuple[Sentence, ...], runs: _Hashes) -> tuple[int, ...]:
    """One key per sentence: the first sentences, which truncation keeps, then those with the smallest keys.

    runs: hashes of the whole text's runs of `_KEY_SHINGLE` words.
    """
    starts, stops, start = [], [], 0
    for sentence in sentences:
        end = start + len(sentence)
        for piece in range(start, end, _LONGEST_SENTENCE):
            stop = min(end, piece + _LONGEST_SENTENCE) - _KEY_SHINGLE + 1
            if stop > piece:
                starts.append(piece)
                stops.append(stop)
        start = end
    least = _least(runs, starts, stops) if starts else [int(runs.min())]
    keys = list(dict.fromkeys(map(_key, least)))
    return (*keys[:_LEADING_KEYS], *sorted(keys[_LEADING_KEYS:])[: KEYS - _LEADING_KEYS])


def _least(hashes: _Hashes, starts: list[int], stops: list[int]) -> list[int]:
    """The smallest hash of each stretch; stretches are in order and don't overlap."""
    borders = np.array([starts, stops]).T.ravel()
    # A border at the very end is not needed, and not allowed.
    least: list[int] = np.minimum.reduceat(hashes, borders[: -1 if stops[-1] == len(hashes) else None])[::2].tolist()
    return least


def _key(shingle: int) -> int:
    return shingle >> (64 - KEY_BITS)


def _read(sketch: Sketch) -> npt.NDArray[np.uint32]:
    return np.frombuffer(sketch.hashes, dtype="<u4")


def _limit(sketch: Sketch, hashes: npt.NDArray[np.uint32]) -> int:
    return _LARGEST if sketch.whole else int(hashes[-1])

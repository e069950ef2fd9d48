"""How profiles are written: msgpack with packed numbers, since there is one for every report."""

import struct
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
import numpy as np

from pipelines.errors import StoreError
from pipelines.stories.fingerprint import Sketch
from pipelines.stories.profile import Profile
from pipelines.stories.terms import MOST_COUNTED, Terms

_TERM: Final = struct.Struct("<IB")
_KEY: Final = struct.Struct("<I")
_TITLED: Final = 0x80
_NAME: Final = 0x40
_LONGEST_STEP: Final = 0xFFFF


class _Packed(msgspec.Struct, array_like=True):
    story: str
    when: float
    dated: bool
    outlet: str
    language: str | None
    hashes: bytes
    size: int
    terms: bytes
    figures: bytes
    sounds: bytes


def pack_profile(profile: Profile) -> bytes:
    """A profile as bytes; its number is the key that it is kept under."""
    return msgspec.msgpack.encode(
        _Packed(
            profile.story, profile.when, profile.dated, profile.outlet, profile.language,
            _pack_hashes(profile.sketch.hashes), profile.sketch.size, _pack_terms(profile.about),
            _pack_keys(sorted(profile.about.figures)), _pack_keys(profile.about.sounds),
        )
    )  # fmt: skip


def unpack_profile(number: int, packed: bytes) -> Profile:
    """A profile back from its bytes.

    Raises:
        StoreError: it is damaged.
    """
    try:
        found = msgspec.msgpack.decode(packed, type=_Packed)
        return Profile(
            number, found.story, found.when, found.dated, found.outlet, found.language,
            Sketch(_unpack_hashes(found.hashes), found.size), _unpack_terms(found.terms, found.figures, found.sounds),
        )  # fmt: skip
    except (msgspec.DecodeError, struct.error) as error:
        raise StoreError(f"The index entry of report {number} is damaged. Run `wirewatch doctor --rebuild`.") from error


def _pack_hashes(hashes: bytes) -> bytes:
    """Ascending numbers as the steps between them, two bytes each; one that is too far takes several."""
    steps = np.diff(np.frombuffer(hashes, dtype="<u4"), prepend=np.uint32(0))
    leaps = steps // _LONGEST_STEP
    packed = np.full(len(steps) + int(leaps.sum()), _LONGEST_STEP, dtype="<u2")
    packed[np.arange(len(steps)) + np.cumsum(leaps, dtype=np.intp)] = steps % _LONGEST_STEP
    return packed.tobytes()


def _unpack_hashes(packed: bytes) -> bytes:
    steps = np.frombuffer(packed, dtype="<u2")
    return bytes(np.cumsum(steps, dtype="<u4")[steps != _LONGEST_STEP])


def _pack_terms(about: Terms) -> bytes:
    """Five bytes a term: its key, and how often it occurs with the marks of titles and names above it."""
    return b"".join(
        _TERM.pack(term, count | _TITLED * (term in about.titled) | _NAME * (term in about.names))
        for term, count in about.counts.items()
    )


def _pack_keys(keys: Iterable[int]) -> bytes:
    return b"".join(map(_KEY.pack, keys))


def _unpack_keys(packed: bytes) -> Iterator[int]:
    return (key for (key,) in _KEY.iter_unpack(packed))


def _unpack_terms(terms: bytes, figures: bytes, sounds: bytes) -> Terms:
    marked = dict(_TERM.iter_unpack(terms))
    return Terms(
        {term: mark & MOST_COUNTED for term, mark in marked.items()},
        frozenset(term for term, mark in marked.items() if mark & _TITLED),
        frozenset(term for term, mark in marked.items() if mark & _NAME),
        frozenset(_unpack_keys(figures)),
        tuple(_unpack_keys(sounds)),
    )

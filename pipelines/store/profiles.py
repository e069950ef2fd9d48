"""How profiles are written: msgpack with packed numbers, since there is one for every report."""

import struct
from typing import Final

import msgspec

from pipelines.errors import StoreError
from pipelines.stories.fingerprint import Sketch
from pipelines.stories.profile import Profile
from pipelines.stories.reading import Terms

_TERM: Final = struct.Struct("<IB")


class _Packed(msgspec.Struct, array_like=True):
    story: str
    when: float
    outlet: str
    hashes: bytes
    size: int
    about: bytes
    headline: bytes


def pack_profile(profile: Profile) -> bytes:
    """A profile as bytes; its number is the key that it is kept under."""
    return msgspec.msgpack.encode(
        _Packed(
            profile.story, profile.when, profile.outlet, profile.sketch.hashes, profile.sketch.size,
            _pack_terms(profile.about), _pack_terms(profile.headline),
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
            number, found.story, found.when, found.outlet, Sketch(found.hashes, found.size),
            _unpack_terms(found.about), _unpack_terms(found.headline),
        )  # fmt: skip
    except (msgspec.DecodeError, struct.error) as error:
        raise StoreError(f"The index entry of report {number} is damaged. Run `wirewatch doctor --rebuild`.") from error


def _pack_terms(terms: Terms) -> bytes:
    return b"".join(_TERM.pack(term, count) for term, count in terms.counts.items())


def _unpack_terms(packed: bytes) -> Terms:
    return Terms(dict(_TERM.iter_unpack(packed)))

"""How records are written: versioned, typed, compressed JSON."""

import zlib
from typing import Final, TypeVar

import msgspec
import structlog

from pipelines.errors import StoreError

T = TypeVar("T")
_VERSION: Final = b"1"

_log = structlog.get_logger(__name__)


def pack(record: object) -> bytes:
    """A dataclass as bytes: one version byte, then zlib over JSON."""
    return _VERSION + zlib.compress(msgspec.json.encode(record), 6)


def unpack(packed: bytes, kind: type[T]) -> T:
    """The dataclass back from its bytes.

    Raises:
        StoreError: written by a newer version, or damaged.
    """
    if packed[:1] != _VERSION:
        raise StoreError(
            f"A stored {kind.__name__} has format {packed[:1]!r}, which this version can't read. "
            "Upgrade wirewatch to the version that wrote it."
        )
    try:
        return msgspec.json.decode(zlib.decompress(packed[1:]), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise StoreError(f"A stored {kind.__name__} is damaged ({error}). Run `wirewatch doctor`.") from error


def unpack_if_readable(packed: bytes, kind: type[T], place: str) -> T | None:
    """The dataclass back from its bytes; None where that can't be, which is logged: one must not stop the others.

    place: where it stands in the store, for whoever reads the log.
    """
    try:
        return unpack(packed, kind)
    except StoreError as error:
        _log.error("record unreadable", place=place, error=str(error))
        return None

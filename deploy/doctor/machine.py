"""The machine: disk space."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.doctor.finding import Finding, fine, problem

_AREA: Final = "disk"
_LEAST_BYTES: Final = 1 << 30
_GIB: Final = 1 << 30


def look_at_disk(data: Path) -> Iterator[Finding]:
    """Whether the data directory's disk has room to write for some time."""
    place = next(folder for folder in (data.absolute(), *data.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    text = f"{free / _GIB:.1f} GiB free at {place}"
    if free >= _LEAST_BYTES:
        yield fine(_AREA, text)
    else:
        yield problem(_AREA, f"Only {text}; a full disk stops all work.", "Free some space, or move --data elsewhere.")

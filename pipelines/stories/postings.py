"""Which reports a key leads to: the oldest and the newest few.

The oldest one is the original; the newest ones are what a copy was most likely made from. Adding is commutative and
idempotent, so that an index may be filled twice, or from the middle, and comes out the same.
"""

from typing import Final

KEY_HOLDERS: Final = 4
# With its count and the last report that was counted, a term's entry stays within 64 bytes.
TERM_HOLDERS: Final = 14


def with_holder(holders: tuple[int, ...], number: int, limit: int) -> tuple[int, ...]:
    """The holders of a key, ascending, with one more; the oldest and the newest `limit - 1` stay."""
    if number in holders:
        return holders
    merged = sorted((*holders, number))
    return tuple(merged) if len(merged) <= limit else (merged[0], *merged[-(limit - 1) :])

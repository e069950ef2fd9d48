"""How long a failed delivery waits.

Exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015): a wait
drawn evenly from zero to a ceiling that doubles, so that what failed together does not come back together.
"""

from datetime import timedelta
from typing import Final

FIRST_CEILING: Final = timedelta(seconds=10)
LAST_CEILING: Final = timedelta(hours=1)
LEAST: Final = timedelta(seconds=1)
PATIENCE: Final = timedelta(days=5)
_DOUBLINGS: Final = 9


def backoff(failures: int, chance: float) -> timedelta:
    """The wait after so many failures in a row, at least `LEAST`, at most `LAST_CEILING`.

    failures: from 1. chance: evenly from [0, 1).
    """
    ceiling = min(LAST_CEILING, FIRST_CEILING * (1 << min(failures - 1, _DOUBLINGS)))
    return max(LEAST, ceiling * chance)


def asked_for(retry_after: timedelta) -> timedelta:
    """The wait that a server asked for, held within reason."""
    return min(max(retry_after, LEAST), LAST_CEILING)

"""How the crawler behaves on other people's servers."""

from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Limits and manners of every fetch.

    contact: how a site's owner reaches the operator; stands in the User-Agent.
    allow_private: "HOST:PORT" pairs, literal addresses, that may be connected to although they are private.
    resolve: "HOST:PORT" → "ADDRESS:PORT"; where to connect for a host, instead of asking the DNS.
    max_bytes: of a body, after content decoding. seconds: for a whole response.
    delay: least time between two requests to one host, across all processes.
    poll_floor, poll_ceiling: least and longest time between two polls of a source.
    """

    contact: str = ""
    allow_private: frozenset[str] = frozenset()
    resolve: dict[str, str] = field(default_factory=dict)
    max_bytes: int = 8 * 1024 * 1024
    seconds: float = 30.0
    delay: timedelta = timedelta(seconds=1)
    poll_floor: timedelta = timedelta(minutes=2)
    poll_ceiling: timedelta = timedelta(minutes=30)
    respect_robots: bool = True

"""What a site's robots.txt says, after RFC 9309, and where that is kept.

A file that is not there (4xx) allows everything; one that can't be read (5xx, no connection) forbids everything until
it can. Nothing is believed for longer than a day. `Crawl-delay` is no part of the standard, but it is what a site
asks for.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, Protocol

from protego import Protego
from redis.asyncio import Redis

from crawler.failure import Failure
from pipelines.store.records import pack, unpack

KEPT: Final = timedelta(hours=12)
KEPT_UNREADABLE: Final = timedelta(minutes=5)
KEPT_UNREACHED: Final = timedelta(seconds=30)
# RFC 9309 has crawlers read at least 500 KiB.
LONGEST: Final = 512 * 1024
_LONGEST_DELAY: Final = timedelta(seconds=60)


class Found(StrEnum):
    """What stood where robots.txt should be."""

    READ = "read"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A site's robots.txt as it was found.

    text: its first `LONGEST` bytes. failure, why: what stood in the way of reading it.
    """

    found: Found
    text: str = ""
    failure: Failure = Failure.ROBOTS_UNREADABLE
    why: str = ""

    @property
    def kept(self) -> timedelta:
        """How long this is believed: a connection that failed is worth a new try sooner than a server in trouble."""
        if self.found is not Found.UNREADABLE:
            return KEPT
        return KEPT_UNREADABLE if self.failure is Failure.ROBOTS_UNREADABLE else KEPT_UNREACHED


class RobotsRules:
    """The rules of one robots.txt for one robot."""

    def __init__(self, file: RobotsFile, robot: str) -> None:
        self._parsed = Protego.parse(file.text)
        self._robot = robot

    def allows(self, url: str) -> bool:
        """Whether the robot may fetch a URL of the site."""
        return bool(self._parsed.can_fetch(url, self._robot))

    @property
    def delay(self) -> timedelta:
        """The distance between requests that the site asks for; more than a minute is not honoured as such."""
        asked = self._parsed.crawl_delay(self._robot) or 0.0
        return min(timedelta(seconds=min(asked, 3600.0)), _LONGEST_DELAY)


class RobotsCache(Protocol):
    """Robots files by origin ("https://news.example")."""

    async def get(self, origin: str) -> RobotsFile | None:
        """What is believed of an origin, None if it must be asked."""
        ...

    async def put(self, origin: str, file: RobotsFile) -> None:
        """Believe it for `file.kept`."""
        ...


class SharedRobotsCache:
    """The cache of all processes that share a store."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def get(self, origin: str) -> RobotsFile | None:
        """See `RobotsCache`."""
        packed = await self._redis.get(_key(origin))
        return unpack(packed, RobotsFile) if packed else None

    async def put(self, origin: str, file: RobotsFile) -> None:
        """See `RobotsCache`."""
        await self._redis.set(_key(origin), pack(file), ex=file.kept)


class LocalRobotsCache:
    """A cache for one short run."""

    def __init__(self) -> None:
        self._files: dict[str, RobotsFile] = {}

    async def get(self, origin: str) -> RobotsFile | None:
        """See `RobotsCache`."""
        return self._files.get(origin)

    async def put(self, origin: str, file: RobotsFile) -> None:
        """See `RobotsCache`."""
        self._files[origin] = file


def _key(origin: str) -> str:
    return f"ww:robots:{origin}"

"""What is remembered of a source between polls."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from redis.asyncio import Redis

from crawler.answer import Validators
from crawler.schedule import Due, Poll, PollHistory
from crawler.sources.source import SourceKind
from pipelines.store.records import pack, unpack

_POLLS_KEPT: Final = 300
# Some servers repeat a validator after a change: now and then a poll goes without.
_CONDITIONAL_POLLS: Final = 12


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source's memory.

    kind: as it was found out. contacted: the first poll that reached it, None before. last: the last poll that did.
    conditional: polls in a row that sent validators. trouble: why the last poll failed, in words, "" if it did not.
    due: the next poll.
    """

    name: str
    kind: SourceKind | None = None
    contacted: datetime | None = None
    last: datetime | None = None
    validators: Validators = field(default_factory=Validators)
    conditional: int = 0
    history: PollHistory = field(default_factory=PollHistory)
    trouble: str = ""
    due: Due | None = None

    def validators_to_send(self) -> Validators:
        """The validators of the next poll; none where it is time to verify them."""
        return self.validators if self.conditional < _CONDITIONAL_POLLS else Validators()

    def reached(self, now: datetime, new: int, validators: Validators | None, kind: SourceKind | None) -> "SourceState":
        """After a poll that reached the source; `validators` None where nothing had changed."""
        polls = (*self.history.polls, Poll(now, new))[-_POLLS_KEPT:]
        return replace(
            self,
            kind=kind or self.kind,
            contacted=self.contacted or now,
            last=now,
            validators=self.validators if validators is None else validators,
            conditional=self.conditional + 1 if validators is None else 0,
            history=PollHistory(polls),
            trouble="",
        )

    def failed(self, trouble: str, retry_after: datetime | None, *, tried: bool) -> "SourceState":
        """After a poll that failed; one that was not even tried does not count against the source."""
        history = replace(self.history, failures=self.history.failures + tried, retry_after=retry_after)
        return replace(self, history=history, trouble=trouble)


class SourceStates:
    """The memory of all sources."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def of(self, name: str) -> SourceState:
        """A source's memory; an empty one before first contact."""
        packed = await self._redis.get(_key(name))
        return unpack(packed, SourceState) if packed else SourceState(name)

    async def put(self, state: SourceState) -> None:
        """Remember."""
        await self._redis.set(_key(state.name), pack(state))


def _key(name: str) -> str:
    return f"ww:source:{name}"

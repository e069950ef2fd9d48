"""The work itself: sources that fail, channels that are closed, alerts that were given up."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from redis.asyncio import Redis

from alerts.channels import make_channel
from alerts.channels.config import ChannelConfig
from alerts.channels.state import ChannelStates
from alerts.delivery import Status
from alerts.outbox import Outbox
from crawler.source_state import SourceState, SourceStates
from crawler.sources.source import Source
from deploy.doctor.finding import Finding, fine, note, problem
from deploy.wording import counted
from pipelines.store.documents import DocumentQueue

_SOURCES: Final = "sources"
_CHANNELS: Final = "channels"
_FEW: Final = 3
_ALERTS_LOOKED_AT: Final = 500
_LATE: Final = timedelta(days=2)


async def look_at_sources(redis: Redis, sources: Sequence[Source], now: datetime) -> AsyncIterator[Finding]:
    """Sources that failed last, were not polled for long, or never."""
    states = [await SourceStates(redis).of(source.name) for source in sources]
    if len(states) > _FEW and all(state.trouble for state in states):
        text = f"None of the {counted(len(states), 'source')} could be read; for one, {_failing(states[0])}"
        yield problem(_SOURCES, text, "Does this machine have a network? `wirewatch sources check` asks each of them.")
        return
    well = 0
    for state in states:
        if state.trouble:
            yield problem(_SOURCES, _failing(state), f"Run `wirewatch sources check {state.name}`, or take it out.")
        elif state.last is not None and now - state.last > _LATE:
            days = (now - state.last).days
            yield note(
                _SOURCES, f"{state.name} was last read {counted(days, 'day')} ago.", "Does `wirewatch run` still run?"
            )
        else:
            well += state.contacted is not None
    waiting = [state.name for state in states if state.contacted is None and not state.trouble]
    if waiting:
        named = ", ".join(islice(waiting, _FEW)) + (" …" if len(waiting) > _FEW else "")
        remedy = "Run `wirewatch crawl`, or `wirewatch run`."
        yield note(_SOURCES, f"{len(waiting)} of {counted(len(sources), 'source')} never read: {named}", remedy)
    if well:
        yield fine(_SOURCES, f"{well} of {len(sources)} read without trouble")


def _failing(state: SourceState) -> str:
    times = state.history.failures
    return f"{state.name}: {state.trouble}" + (f" ({times} times in a row)" if times > 1 else "")


async def look_at_channels(redis: Redis, configs: Sequence[ChannelConfig]) -> AsyncIterator[Finding]:
    """Channels that take nothing, and alerts that were given up."""
    outbox = Outbox(redis)
    for config in configs:
        state = await ChannelStates(redis).of(config.name)
        waiting = await outbox.pending(config.name)
        if state.is_closed(make_channel(config).identity):
            remedy = f"Mend it, then run `wirewatch alerts test {config.name}`: that opens it again."
            yield problem(_CHANNELS, f"{config.name} is closed, {_waiting(waiting)}: {state.why}", remedy)
        else:
            yield fine(_CHANNELS, f"{config.name}: open, {_waiting(waiting)}")
    for channel, count in sorted((await _given_up(outbox)).items()):
        alerts = "1 alert was" if count == 1 else f"{count} alerts were"
        yield problem(_CHANNELS, f"{channel}: {alerts} given up.", "See `wirewatch alerts list`, then `alerts retry`.")


def _waiting(alerts: int) -> str:
    return f"{alerts} alerts wait" if alerts > 1 else "1 alert waits" if alerts else "no alert waits"


async def _given_up(outbox: Outbox) -> Counter[str]:
    """Dead letters by channel, among the newest alerts."""
    dead: Counter[str] = Counter()
    looked_at = 0
    async for ledger in outbox.ledgers():
        dead.update(row.channel for row in ledger.rows if row.status is Status.DEAD)
        looked_at += 1
        if looked_at == _ALERTS_LOOKED_AT:
            break
    return dead


async def look_at_queue(redis: Redis) -> AsyncIterator[Finding]:
    """Pages that wait to be judged."""
    waiting = await DocumentQueue(redis, "doctor").waiting()
    if waiting:
        pages = "1 page waits" if waiting == 1 else f"{waiting} pages wait"
        yield note("store", f"{pages} to be judged.", "`wirewatch run` or the next `wirewatch crawl` takes them up.")

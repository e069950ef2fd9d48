"""A ping that tells the outside that the daemon lives; its silence is the alarm."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp
import structlog
from redis.asyncio import Redis

from pipelines.store.outage import OUTAGES, pause
from pipelines.telemetry.settings import Telemetry

_TIMEOUT: Final = aiohttp.ClientTimeout(total=10)
_LATE_MINUTES: Final = 5
_PULSE: Final = "ww:pulse"
_PULSE_SECONDS: Final = 3600

_log = structlog.get_logger(__name__)


async def takes_writes(redis: Redis) -> bool:
    """Whether the store takes what is found: it answers, has memory left, and is no replica."""
    try:
        await redis.set(_PULSE, "1", ex=_PULSE_SECONDS)
    except OUTAGES:
        return False
    return True


class Heartbeat:
    """Pings the configured URL and checks in with the configured Sentry monitor."""

    def __init__(self, settings: Telemetry, healthy: Callable[[], Awaitable[bool]]) -> None:
        """healthy: whether the process does its work; while it does not, no ping is sent."""
        self._settings = settings
        self._healthy = healthy

    @property
    def wanted(self) -> bool:
        """Whether anything is configured to beat for."""
        return self._settings.heartbeat_url is not None or bool(self._settings.sentry_monitor)

    async def run(self, stop: asyncio.Event) -> None:
        """Beat until `stop` is set. A ping that fails is logged, never more."""
        while not stop.is_set():
            if await self._healthy():
                await self.beat()
            await pause(stop, self._settings.heartbeat_seconds)

    async def beat(self) -> None:
        """One ping, now."""
        if self._settings.heartbeat_url is not None:
            await self._ping(self._settings.heartbeat_url.reveal())
        if self._settings.sentry_monitor and self._settings.sentry_dsn is not None:
            self._check_in()

    async def _ping(self, url: str) -> None:
        try:
            async with aiohttp.ClientSession(timeout=_TIMEOUT) as session, session.get(url) as answer:
                if answer.status >= 400:  # noqa: PLR2004 - the first status that says no
                    _log.warning("heartbeat refused", status=answer.status)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            # The error's text may quote the address, which is a secret.
            _log.warning("heartbeat failed", error=type(error).__name__)

    def _check_in(self) -> None:
        import sentry_sdk.crons  # noqa: PLC0415 - only where there is a monitor (see reports.py)

        minutes = max(1, round(self._settings.heartbeat_seconds / 60))
        sentry_sdk.crons.capture_checkin(
            monitor_slug=self._settings.sentry_monitor,
            status="ok",
            monitor_config={
                "schedule": {"type": "interval", "value": minutes, "unit": "minute"},
                "checkin_margin": _LATE_MINUTES,
            },
        )

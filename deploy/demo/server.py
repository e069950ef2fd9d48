"""The newswire on loopback: one free port, a virtual host per site, pages as they stand at the clock's time."""

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from deploy.demo.sites import Sites

_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Served:
    """Where it listens ("127.0.0.1:40123"), and the setting that sends each site's host there."""

    address: str
    resolve: dict[str, str]


@asynccontextmanager
async def serve(sites: Sites, clock: Callable[[], datetime]) -> AsyncIterator[Served]:
    """Serve the sites until the block ends."""

    async def answer(request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        response = sites.respond(host, request.path_qs, clock())
        tag = hashlib.sha256(response.body).hexdigest()[:16]
        if any(known.value == tag for known in request.if_none_match or ()):
            return web.Response(status=304, headers={"ETag": f'"{tag}"'})
        headers = {"Content-Type": response.content_type, "ETag": f'"{tag}"'}
        return web.Response(status=response.status, body=response.body, headers=headers)

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, _LOOPBACK, 0).start()
        address = f"{_LOOPBACK}:{runner.addresses[0][1]}"
        yield Served(address, {f"{host}:80": address for host in sites.hosts})
    finally:
        await runner.cleanup()

"""The server answers for every host, by simulated time, and knows what a client has."""

from datetime import timedelta

import aiohttp
import pytest

from deploy.demo.clock import Clock
from deploy.demo.server import serve


@pytest.fixture
def clock(newswire):
    return Clock(newswire.ticks[0].at)


@pytest.fixture
async def served(sites, clock):
    async with serve(sites, clock) as served:
        yield served


@pytest.fixture
async def client():
    async with aiohttp.ClientSession() as client:
        yield client


async def fetch(client, served, host, path, **headers):
    async with client.get(f"http://{served.address}{path}", headers={"Host": host, **headers}) as answer:
        return answer.status, answer.headers, await answer.read()


def test_every_host_is_sent_to_the_same_port(newswire, served):
    assert served.resolve == {f"{site.host}:80": served.address for site in newswire.sites}
    assert served.address.startswith("127.0.0.1:")


async def test_a_piece_appears_when_the_clock_reaches_it(newswire, served, clock, client):
    path = "/world/2018-09-17/zone-agreed.html"
    status, _, _ = await fetch(client, served, "northlight.example", path)
    assert status == 404
    clock.move(newswire.ticks[1].at)
    status, headers, body = await fetch(client, served, "northlight.example", path)
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"demilitarised zone" in body


async def test_what_has_not_changed_is_not_sent_again(newswire, served, clock, client):
    _, headers, _ = await fetch(client, served, "northlight.example", "/rss/world.xml")
    known = {"If-None-Match": headers["ETag"]}
    status, _, body = await fetch(client, served, "northlight.example", "/rss/world.xml", **known)
    assert (status, body) == (304, b"")
    clock.move(newswire.ticks[1].at)
    status, _, _ = await fetch(client, served, "northlight.example", "/rss/world.xml", **known)
    assert status == 200


async def test_a_host_may_carry_a_port(served, client):
    status, _, _ = await fetch(client, served, "courier.example:80", "/latest")
    assert status == 200


def test_the_clock_does_not_go_back(newswire):
    clock = Clock(newswire.ticks[1].at)
    with pytest.raises(ValueError, match="can't go back"):
        clock.move(newswire.ticks[1].at - timedelta(seconds=1))

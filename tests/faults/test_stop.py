"""SIGTERM at inconvenient moments: it ends in time, and what was in hand is neither lost nor done twice."""

import asyncio
import signal

from tests.rig.process import configuration, daemon, ended, store
from tests.rig.records import assert_whole, deliveries
from tests.rig.waiting import until
from tests.rig.wire import Extra

DRAIN_SECONDS = 10.0


def urls(wire, first, last):
    return {wire.article_url(number) for number in range(first, last + 1)}


async def test_in_the_middle_of_a_send_that_ends_in_time(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    with daemon(tmp_path) as process:
        await until(lambda: "/report/1" in wire.asked)
        desk.held = asyncio.Event()
        wire.publish(6)
        await until(lambda: desk.asked == 1)
        process.send_signal(signal.SIGTERM)
        asyncio.get_running_loop().call_later(2, desk.held.set)
        took = await ended(process, DRAIN_SECONDS + 5)
        assert process.returncode == 0
    print(f"stopped in {took:.1f} s")
    assert took < DRAIN_SECONDS
    assert len(desk.links) >= 1
    with daemon(tmp_path):
        await until(lambda: urls(wire, 2, 7) <= set(desk.links.values()))
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, 7))
    assert desk.resent == 0


async def test_in_the_middle_of_a_send_that_never_ends(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    with daemon(tmp_path) as process:
        await until(lambda: "/report/1" in wire.asked)
        desk.held = asyncio.Event()
        wire.publish(2)
        await until(lambda: desk.asked == 1)
        process.send_signal(signal.SIGTERM)
        took = await ended(process, DRAIN_SECONDS + 5)
        assert process.returncode == 0
    print(f"stopped in {took:.1f} s")
    assert took < DRAIN_SECONDS
    desk.held.set()
    with daemon(tmp_path):
        await until(lambda: urls(wire, 2, 3) <= set(desk.links.values()), 60)
        with store(tmp_path) as there:
            await until(lambda: all(row.status == "sent" for row in deliveries(there)))
            assert_whole(there)
    assert sorted(desk.links.values()) == sorted(urls(wire, 2, 3))


async def test_while_a_page_is_slow(wire, desk, tmp_path):
    (tmp_path / "wirewatch.toml").write_text(configuration(wire.url, desk.url))
    with daemon(tmp_path) as process:
        await until(lambda: "/report/1" in wire.asked)
        slow = Extra(b"<title>Idlib</title><p>Idlib is told of late.</p>", held=asyncio.Event())
        wire.extras["/extra/slow"] = slow
        await until(lambda: "/extra/slow" in wire.asked)
        process.send_signal(signal.SIGTERM)
        took = await ended(process, DRAIN_SECONDS + 5)
        assert process.returncode == 0
    print(f"stopped in {took:.1f} s")
    assert took < DRAIN_SECONDS
    slow.held.set()
    with daemon(tmp_path):
        await until(lambda: f"{wire.url}/extra/slow" in desk.links.values(), 60)


async def test_while_the_feed_is_slow(wire, desk, tmp_path):
    slow = Extra(b"", {"Content-Type": "application/rss+xml"}, held=asyncio.Event())
    wire.extras["/extra/feed"] = slow
    (tmp_path / "wirewatch.toml").write_text(configuration({"slow": f"{wire.url}/extra/feed"}, desk.url))
    with daemon(tmp_path) as process:
        await until(lambda: "/extra/feed" in wire.asked)
        process.send_signal(signal.SIGTERM)
        took = await ended(process, DRAIN_SECONDS + 5)
        assert process.returncode == 0
    assert took < DRAIN_SECONDS
    slow.held.set()

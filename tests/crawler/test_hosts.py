"""One clock per host, the same for all processes."""

from datetime import timedelta

import pytest

from crawler.hosts import HostClock, LocalHostClock, SharedHostClock, Slot

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(params=["shared", "local"])
def clock(request, store) -> HostClock:
    return SharedHostClock(store) if request.param == "shared" else LocalHostClock()


def seconds(slot: Slot) -> float:
    return round(slot.wait / SECOND, 1)


async def test_slots_follow_each_other(clock):
    slots = [await clock.reserve("news.example", SECOND, MINUTE) for _ in range(3)]
    assert [seconds(slot) for slot in slots] == [0, 1, 2]
    assert all(slot.granted for slot in slots)


async def test_hosts_do_not_wait_for_each_other(clock):
    assert [seconds(await clock.reserve(f"{n}.example", SECOND, MINUTE)) for n in range(3)] == [0, 0, 0]


async def test_a_slot_that_is_too_far_is_not_taken(clock):
    await clock.hold("news.example", 2 * MINUTE)
    for _ in range(2):
        slot = await clock.reserve("news.example", SECOND, MINUTE)
        assert (slot.granted, seconds(slot)) == (False, 120)


async def test_a_pause_is_never_shortened(clock):
    await clock.hold("news.example", 2 * MINUTE)
    await clock.hold("news.example", SECOND)
    assert seconds(await clock.reserve("news.example", SECOND, MINUTE)) == 120


async def test_two_processes_share_a_clock(store):
    one, other = SharedHostClock(store), SharedHostClock(store)
    await one.reserve("news.example", SECOND, MINUTE)
    assert seconds(await other.reserve("news.example", SECOND, MINUTE)) == 1


async def test_a_clock_that_has_run_out_is_forgotten(store):
    await SharedHostClock(store).reserve("news.example", SECOND, MINUTE)
    assert 0 < await store.pttl("ww:host:news.example") <= 3000

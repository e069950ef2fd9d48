"""One of several has the lease."""

from datetime import timedelta

from crawler.lease import Lease

LONG = timedelta(minutes=1)


async def test_one_holds_it_until_it_lets_go(store):
    one, other = Lease(store, "ww:leader", "one", LONG), Lease(store, "ww:leader", "other", LONG)
    assert await one.hold()
    assert not await other.hold()
    assert await one.hold()
    await other.release()
    assert not await other.hold()
    await one.release()
    assert await other.hold()


async def test_it_ends_by_itself(store):
    await Lease(store, "ww:leader", "one", LONG).hold()
    assert 0 < await store.pttl("ww:leader") <= 60_000

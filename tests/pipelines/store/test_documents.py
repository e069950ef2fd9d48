"""Documents cross the stream once, and survive their consumer."""

from datetime import UTC, datetime, timedelta

from pipelines.document import Announcement, Document
from pipelines.store import documents
from pipelines.store.documents import DocumentQueue

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
SOON = timedelta(milliseconds=10)


def document(url: str = "https://news.example/a") -> Document:
    return Document(Announcement(url, "s", NOW), url, b"<p>\xff\x00", "text/html", "Example", NOW, ("idlib",))


async def test_a_document_crosses_whole(store):
    queue = DocumentQueue(store, "one")
    await queue.open()
    await queue.open()
    id = await queue.put(document())
    (handout,) = await queue.take(10, SOON)
    assert (handout.id, handout.document, handout.times) == (id, document(), 1)
    assert await queue.take(10, SOON) == ()
    assert await queue.contains(id)
    await queue.done(id)
    assert not await queue.contains(id)
    assert await queue.waiting() == 0


async def test_what_a_dead_consumer_held_is_claimed_and_counted(store, monkeypatch):
    monkeypatch.setattr(documents, "RECLAIM_AFTER", timedelta(0))
    dead, alive = DocumentQueue(store, "dead"), DocumentQueue(store, "alive")
    await dead.open()
    id = await dead.put(document())
    await dead.take(1, SOON)
    (handout,) = await alive.reclaim(10)
    assert (handout.id, handout.times) == (id, 2)


async def test_what_is_held_by_the_living_is_left_to_them(store):
    busy, idle = DocumentQueue(store, "busy"), DocumentQueue(store, "idle")
    await busy.open()
    await busy.put(document())
    await busy.take(1, SOON)
    assert await idle.reclaim(10) == ()


async def test_what_is_held_is_not_claimed_and_not_counted(store, monkeypatch):
    monkeypatch.setattr(documents, "RECLAIM_AFTER", timedelta(milliseconds=200))
    slow, idle = DocumentQueue(store, "slow"), DocumentQueue(store, "idle")
    await slow.open()
    id = await slow.put(document())
    await slow.take(1, SOON)
    await idle.take(1, timedelta(milliseconds=250))
    await slow.hold([id])
    assert await idle.reclaim(10) == ()
    await idle.take(1, timedelta(milliseconds=250))
    (handout,) = await idle.reclaim(10)
    assert handout.times == 2


async def test_a_record_that_can_not_be_read_stays_and_stops_no_other(store, monkeypatch):
    monkeypatch.setattr(documents, "RECLAIM_AFTER", timedelta(0))
    one, other = DocumentQueue(store, "one"), DocumentQueue(store, "other")
    await one.open()
    damaged = await store.xadd(documents.STREAM, {b"d": b"2 of a later version"})
    good = await one.put(document())
    assert [handout.id for handout in await one.take(10, SOON)] == [good]
    assert [handout.id for handout in await other.reclaim(10)] == [good]
    assert await other.contains(damaged.decode())


async def test_a_consumer_leaves_its_name_only_with_what_it_holds(store):
    idle, busy = DocumentQueue(store, "idle"), DocumentQueue(store, "busy")
    await idle.open()
    id = await busy.put(document())
    await busy.take(1, SOON)
    await idle.take(1, SOON)
    await idle.leave()
    await busy.leave()
    (left,) = await store.xinfo_consumers(documents.STREAM, documents.GROUP)
    assert (left["name"], left["pending"]) == (b"busy", 1)
    await busy.done(id)
    await busy.leave()
    assert await store.xinfo_consumers(documents.STREAM, documents.GROUP) == []

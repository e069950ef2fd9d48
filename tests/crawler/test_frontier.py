"""The frontier keeps what was announced until it is dealt with, whoever dies in between."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from crawler.frontier import DUE, LEASE, PENDING, Frontier, Pending, fair
from crawler.marks import Standing
from crawler.trial import TrialFrontier
from pipelines.document import Announcement, Document
from pipelines.urls import host_of

NOW = datetime(2018, 9, 17, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def told(path: str = "a", host: str = "news.example", **claims) -> Announcement:
    return Announcement(f"https://{host}/{path}", "s", NOW, **claims)


def pending(path: str = "a", host: str = "news.example", due: datetime = NOW) -> Pending:
    return Pending(told(path, host), "Example", due)


@pytest.fixture(params=["shared", "trial"])
def frontier(request, store) -> Frontier:
    """One suite for both: a dry run decides as the real one."""
    return Frontier(store) if request.param == "shared" else TrialFrontier(store)


async def test_a_url_goes_its_way(frontier):
    assert await frontier.standings([told()], NOW) == [Standing.NEW]
    await frontier.add([pending()])
    assert await frontier.count() == await frontier.count(NOW) == 1
    (taken,) = await frontier.take(NOW, 10, 10)
    assert taken == pending()
    await frontier.finish(taken, NOW)
    assert await frontier.standings([told()], NOW) == [Standing.KNOWN]
    assert await frontier.take(NOW + HOUR, 10, 10) == ()
    assert await frontier.count() == 0


async def test_what_is_not_due_waits(frontier):
    await frontier.add([pending("a", due=NOW + HOUR), pending("b", due=NOW + 2 * HOUR)])
    assert await frontier.take(NOW, 10, 10) == ()
    assert [taken.announcement.url for taken in await frontier.take(NOW + HOUR, 10, 10)] == ["https://news.example/a"]


async def test_the_oldest_come_first_and_no_host_takes_all_places(frontier):
    await frontier.add(pending(str(n), due=NOW - HOUR + timedelta(seconds=n)) for n in range(20))
    await frontier.add([pending("late", "other.example")])
    taken = await frontier.take(NOW, 5, 3)
    assert [each.announcement.url for each in taken] == [
        "https://news.example/0", "https://news.example/1", "https://news.example/2", "https://other.example/late",
    ]  # fmt: skip


async def test_where_a_page_came_from_in_the_end_is_marked_too(store):
    frontier = Frontier(store)
    await frontier.finish(pending("short"), NOW, "https://news.example/long")
    assert await frontier.standings([told("short"), told("long"), told("other")], NOW) == [
        Standing.KNOWN, Standing.KNOWN, Standing.NEW,
    ]  # fmt: skip


async def test_what_waits_is_not_announced_again(store):
    frontier = Frontier(store)
    await frontier.add([pending()])
    assert await frontier.standings([told()], NOW) == [Standing.WAITING]


async def test_a_change_is_announced_again(store):
    frontier = Frontier(store)
    await frontier.mark([told(published=NOW - HOUR)], NOW)
    assert await frontier.standings([told(modified=NOW + HOUR)], NOW + 2 * HOUR) == [Standing.CHANGED]


async def test_two_processes_never_take_the_same(store):
    await Frontier(store).add(pending(str(n), f"{n % 10}.example") for n in range(100))
    hands = await asyncio.gather(*(Frontier(store).take(NOW, 30, 30) for _ in range(8)))
    urls = [each.announcement.url for hand in hands for each in hand]
    assert len(urls) == len(set(urls)) > 0


async def test_what_a_dead_process_held_goes_to_the_next(store):
    frontier = Frontier(store)
    await frontier.add([pending()])
    assert len(await frontier.take(NOW, 10, 10)) == 1
    assert await frontier.take(NOW + LEASE / 2, 10, 10) == ()
    assert await frontier.take(NOW + LEASE, 10, 10) == (pending(),)


async def test_what_is_held_is_renewed_only_while_it_waits(store):
    frontier = Frontier(store)
    await frontier.add([pending("a"), pending("b")])
    a, b = await frontier.take(NOW, 10, 10)
    await frontier.finish(b, NOW)
    await frontier.renew([a, b], NOW + HOUR)
    assert await frontier.take(NOW + LEASE, 10, 10) == ()
    assert await store.zcard(DUE) == 1


async def test_a_lost_index_is_made_again(store):
    frontier = Frontier(store)
    await frontier.add([pending("a"), pending("b", due=NOW + HOUR)])
    await store.delete(DUE)
    assert await frontier.mend() == 2
    assert await frontier.mend() == 0
    assert [each.announcement.url for each in await frontier.take(NOW, 10, 10)] == ["https://news.example/a"]


async def test_a_lost_record_leaves_the_index(store):
    frontier = Frontier(store)
    await frontier.add([pending("a")])
    await store.delete(PENDING)
    assert await frontier.take(NOW, 10, 10) == ()
    assert await store.zcard(DUE) == 0


def document(announced: datetime = NOW, fetched: datetime = NOW, *, baseline: bool = False) -> Document:
    announcement = Announcement("https://news.example/a", "s", announced, baseline=baseline)
    return Document(announcement, announcement.url, b"", "", "Example", fetched, ("idlib",))


async def test_a_page_that_matched_is_visited_again(store):
    frontier = Frontier(store)
    assert await frontier.revisit(document(baseline=True)) == NOW + HOUR
    (taken,) = await frontier.take(NOW + HOUR, 10, 10)
    assert not taken.announcement.baseline
    assert await frontier.revisit(document(fetched=NOW + HOUR)) == NOW + 6 * HOUR
    assert await frontier.revisit(document(fetched=NOW + timedelta(days=4))) is None


async def test_a_visit_that_is_asked_for_while_the_page_is_in_hand_is_kept(store):
    frontier = Frontier(store)
    await frontier.add([pending()])
    (taken,) = await frontier.take(NOW, 10, 10)
    await frontier.revisit(document())
    await frontier.finish(taken, NOW)
    assert await frontier.count() == 1


async def test_a_page_that_waits_already_is_not_put_off(store):
    frontier = Frontier(store)
    await frontier.add([pending(due=NOW + timedelta(minutes=1))])
    assert await frontier.revisit(document()) == NOW + timedelta(minutes=1)
    assert await frontier.count(NOW + timedelta(minutes=1)) == 1


async def test_a_dry_run_leaves_the_store_as_it_is(store):
    await Frontier(store).add([pending("kept")])
    before = {key: await store.dump(key) for key in await store.keys()}
    trial = TrialFrontier(store)
    assert await trial.standings([told("kept"), told("new")], NOW) == [Standing.NEW, Standing.NEW]
    await trial.add([pending("new")])
    (taken,) = await trial.take(NOW, 10, 10)
    await trial.finish(taken, NOW)
    await trial.mark([told("other")], NOW)
    assert await trial.revisit(document()) is None
    await trial.mend()
    await trial.renew([taken], NOW)
    assert {key: await store.dump(key) for key in await store.keys()} == before


async def test_a_host_with_thousands_of_pages_does_not_hide_the_others(store):
    frontier = Frontier(store)
    await frontier.add(pending(str(n), due=NOW - HOUR) for n in range(3000))
    await frontier.add([pending("a", "small.example")])
    taken = await frontier.take(NOW, 10, 3)
    assert [host_of(each.announcement.url) for each in taken] == ["news.example"] * 3 + ["small.example"]


async def test_a_record_that_can_not_be_read_stops_no_other_and_can_be_announced_again(store):
    frontier = Frontier(store)
    await frontier.add([pending("a"), pending("b")])
    await store.hset(PENDING, pending("a").key, b"1 torn")
    assert await frontier.take(NOW, 10, 10) == (pending("b"),)
    assert await frontier.mend() == 0
    assert await frontier.standings([told("a")], NOW) == [Standing.NEW]
    await frontier.add([pending("a")])
    assert await frontier.take(NOW + HOUR, 10, 10) == (pending("a"), pending("b"))


def test_fairness_keeps_the_order():
    assert fair(["a1", "a2", "b1", "a3", "b2", "c1"], lambda each: each[0], 4, 2) == ("a1", "a2", "b1", "b2")


async def test_a_page_that_says_the_same_again_and_again_is_believed_to_have_changed_less_often(store):
    frontier, later = Frontier(store), NOW + 2 * HOUR
    await frontier.weigh("https://news.example/a", changed=False)
    await frontier.mark([told(published=NOW - HOUR)], NOW)
    await frontier.mark([told(published=NOW)], NOW)
    assert await frontier.standings([told(modified=later)], later) == [Standing.CHANGED]
    for _ in range(4):
        await frontier.weigh(told().url, changed=False)
    assert await frontier.standings([told(modified=later)], later) == [Standing.KNOWN]
    await frontier.weigh(told().url, changed=True)
    assert await frontier.standings([told(modified=later)], later) == [Standing.CHANGED]

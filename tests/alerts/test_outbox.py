from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.alert import alert_of
from alerts.delivery import Status, new_delivery
from alerts.outbox import Outbox


@pytest.fixture
def outbox(store):
    return Outbox(store)


@pytest.fixture
def row(alert, clock):
    return new_delivery(alert.id, alert.key, "desk", "ann@example.org", clock())


async def test_what_was_entered_stays_as_it_is(outbox, alert, row, clock):
    await outbox.enter(alert, [row], clock())
    await outbox.write(replace(row, status=Status.SENT))
    await outbox.enter(replace(alert, held_back=9), [row], clock())

    ledger = await outbox.ledger(alert.id)
    assert ledger.alert.held_back == 0
    assert [kept.status for kept in ledger.rows] == [Status.SENT]


async def test_rows_are_due_in_the_order_of_their_time(outbox, alert, row, clock):
    later = replace(row, recipient="bob@example.org", not_before=clock() + timedelta(minutes=1))
    await outbox.enter(alert, [later, row], clock())

    assert await outbox.due("desk", clock(), 10) == [(alert.id, "ann@example.org")]
    clock.forward(timedelta(minutes=2))
    assert await outbox.due("desk", clock(), 10) == [(alert.id, "ann@example.org"), (alert.id, "bob@example.org")]
    assert await outbox.due("other", clock(), 10) == []


async def test_a_finished_row_leaves_the_index(outbox, alert, row, clock):
    await outbox.enter(alert, [row], clock())
    await outbox.write(replace(row, status=Status.DEAD))
    assert await outbox.due("desk", clock(), 10) == []
    assert await outbox.pending("desk") == 0


async def test_a_lost_index_is_made_again_from_the_rows(outbox, store, alert, row, clock):
    await outbox.enter(alert, [row, replace(row, recipient="bob@example.org", status=Status.SENT)], clock())
    await store.delete("ww:alerts", "ww:outbox:desk")

    await outbox.reindex()

    assert await outbox.due("desk", clock(), 10) == [(alert.id, "ann@example.org")]
    assert [ledger.alert.id async for ledger in outbox.ledgers()] == [alert.id]


async def test_only_one_holds_the_lease_of_a_row(outbox, alert):
    async with outbox.lease(alert.id, "desk", "ann") as first, outbox.lease(alert.id, "desk", "ann") as second:
        assert first is not None
        assert second is None
    async with outbox.lease(alert.id, "desk", "ann") as third:
        assert third is not None


async def test_a_lease_that_ran_out_is_let_go_quietly(outbox, store, alert):
    async with outbox.lease(alert.id, "desk", "ann"):
        await store.delete(f"ww:lease:{alert.id}:desk:ann")


async def test_alerts_are_listed_newest_first(outbox, a_report, clock):
    for number in (1, 2, 3):
        alert = alert_of(replace(a_report, number=number))
        await outbox.enter(alert, [], clock())
        clock.forward(timedelta(seconds=1))
    assert [ledger.alert.id async for ledger in outbox.ledgers()] == ["idlib-3", "idlib-2", "idlib-1"]


async def test_a_forgotten_alert_leaves_nothing(outbox, store, alert, row, clock):
    await outbox.enter(alert, [row], clock())
    assert await outbox.forget(alert.id)
    assert not await outbox.forget(alert.id)
    assert [key async for key in store.scan_iter(match="ww:[^s]*")] == []

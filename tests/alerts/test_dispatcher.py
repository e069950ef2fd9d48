import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.channels import make_channel
from alerts.channels.config import WebhookConfig
from alerts.delivery import Status
from alerts.dispatcher import Dispatcher
from alerts.groups import Groups, arrival_of
from alerts.journals import Journals
from pipelines.errors import ConfigError
from pipelines.report import Because, Reason, Verdict
from pipelines.secret import Secret
from pipelines.store.connection import connect
from pipelines.store.journal import Journal
from pipelines.watch import Watch

NOW = datetime(2018, 9, 17, tzinfo=UTC)
SOON = timedelta(seconds=10)
IDLIB = Watch("idlib", "idlib", channels=("screen",))
ZONES = Watch("zones", "zone", channels=("screen",))


async def test_a_committed_report_is_told_once(store, commit, a_report, terminal):
    report = await commit(a_report)

    (row,) = await Dispatcher(store, [IDLIB], [terminal.channel], "one").drain(SOON)

    assert (row.alert, row.channel, row.status, row.attempts) == (report.id, "screen", Status.SENT, 1)
    assert str(terminal).count("Presidents agree on a zone in Idlib") == 1
    assert await Dispatcher(store, [IDLIB], [terminal.channel], "two").drain(SOON) == []
    assert str(terminal).count("Presidents agree on a zone in Idlib") == 1


async def test_a_report_without_alert_is_silent_and_counted_as_held_back(store, commit, a_report, terminal):
    first = await commit(a_report)
    silent = replace(a_report, alert=False, verdict=Verdict.COPY, story=first.story, document="2")
    await commit(silent)
    await commit(replace(silent, document="3"))
    await commit(replace(a_report, verdict=Verdict.NEW_REPORTING, document="4", title="More of it"))

    rows = await Dispatcher(store, [IDLIB], [terminal.channel], "one").drain(SOON)

    assert [row.status for row in rows] == [Status.SENT, Status.SENT]
    assert "2 copies held back" in str(terminal)


async def test_an_alert_behind_many_silent_reports_is_found(store, commit, a_report, terminal):
    for number in range(150):
        await commit(replace(a_report, alert=False, verdict=Verdict.SAME_FACTS, document=f"s{number}"))
    report = await commit(a_report)
    rows = await Dispatcher(store, [IDLIB], [terminal.channel], "one").drain(SOON)
    assert [row.alert for row in rows] == [report.id]


async def test_one_message_speaks_for_all_watches_of_a_document(store, commit, a_report, terminal):
    await commit(replace(a_report, siblings=("zones",)))
    await commit(replace(a_report, watch="zones", siblings=("idlib",), verdict=Verdict.SAME_FACTS))

    rows = await Dispatcher(store, [IDLIB, ZONES], [terminal.channel], "one").drain(SOON)

    assert {row.alert: (row.status, row.covered_by) for row in rows} == {
        "idlib-1": (Status.SENT, None),
        "zones-1": (Status.COVERED, "idlib-1"),
    }
    assert str(terminal).count("Presidents agree") == 1
    assert "Also for zones (same facts)" in str(terminal)


async def test_a_watch_whose_channel_does_not_exist_is_refused(store, terminal):
    with pytest.raises(ConfigError, match="Watch idlib goes to the channel 'desk', which does not exist"):
        Dispatcher(store, [replace(IDLIB, channels=("desk",))], [terminal.channel], "one")


async def test_a_failed_extraction_is_told_with_what_is_known(store, commit, a_report, terminal):
    await commit(
        replace(
            a_report,
            verdict=Verdict.UNJUDGED,
            text="",
            spans=(),
            reasons=(Reason(Because.EXTRACTION_FAILED, "it took more than 5 s"),),
        )
    )

    await Dispatcher(store, [IDLIB], [terminal.channel], "one").drain(SOON)

    assert "Unjudged" in str(terminal)
    assert "The page could not be read, so nobody has judged it: it took more than 5 s" in str(terminal)


class Running:
    """A dispatcher at work, stopped at the end."""

    def __init__(self, dispatcher):
        self._stop = asyncio.Event()
        self._work = asyncio.create_task(dispatcher.run(self._stop))

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self._stop.set()
        async with asyncio.timeout(10):
            await self._work


async def until(true):
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110 - terminals and servers give no event
            await asyncio.sleep(0.02)


async def test_a_running_dispatcher_tells_what_is_committed(store, commit, a_report, terminal):
    async with Running(Dispatcher(store, [IDLIB], [terminal.channel], "one")):
        for number in range(3):
            await commit(replace(a_report, title=f"Report no {number}", document=str(number)))
        await until(lambda: "Report no 2" in str(terminal))
    assert await store.xinfo_consumers("ww:{idlib}:journal", "dispatch") == []
    assert str(terminal).count("Report no") == 3


async def test_two_dispatchers_share_the_work(store, valkey_url, commit, a_report, hook):
    async with connect(valkey_url) as other:
        first, second = (
            Dispatcher(client, [replace(IDLIB, channels=("hook",))], [webhook(hook)], owner)
            for client, owner in ((store, "one"), (other, "two"))
        )
        async with Running(first), Running(second):
            for number in range(20):
                await commit(replace(a_report, document=str(number)))
            await until(lambda: len(hook.posted) >= 20)
        assert await first.drain(SOON) == []
    assert len({posted.headers["Idempotency-Key"] for posted in hook.posted}) == len(hook.posted) == 20


async def test_what_a_dead_dispatcher_had_taken_is_told_by_another(store, commit, a_report, terminal, monkeypatch):
    report = await commit(a_report)
    dead = Journals(store, ["idlib"], "dead")
    await dead.open()
    assert [entry.report.id for entry in await dead.take(timedelta(0))] == [report.id]
    monkeypatch.setattr("alerts.journals.RECLAIM_AFTER", timedelta(0))

    (row,) = await Dispatcher(store, [IDLIB], [terminal.channel], "alive").drain(SOON)

    assert (row.alert, row.status) == (report.id, Status.SENT)


async def test_a_closed_channel_is_told_of_through_another_once(store, commit, a_report, terminal, hook):
    hook.will_answer(404, body="no_service")
    watch = replace(IDLIB, channels=("hook", "screen"))
    report = await commit(a_report)

    dispatcher = Dispatcher(store, [watch], [webhook(hook), terminal.channel], "one")
    rows = {row.channel: row.status for row in await dispatcher.drain(SOON)}
    await dispatcher.drain(SOON)

    assert rows == {"hook": Status.PENDING, "screen": Status.SENT}
    assert str(terminal).count("the channel hook is closed") == 1
    assert "The server answered 404: no_service" in str(terminal)
    assert "1 alert waits for it" in " ".join(str(terminal).split())
    assert hook.url not in str(terminal)
    assert (await dispatcher.outbox.ledger(report.id)).rows[0].error.startswith("The server answered 404")


async def test_a_sibling_that_never_comes_is_not_waited_for_long(store, commit, a_report, terminal, clock):
    await commit(replace(a_report, siblings=("zones",)))
    dispatcher = Dispatcher(store, [IDLIB], [terminal.channel], "one", clock)
    drain = asyncio.create_task(dispatcher.drain(SOON))
    await until(lambda: dispatcher._intake.waits)
    assert str(terminal) == ""

    clock.forward(timedelta(seconds=4))
    (row,) = await drain
    assert row.status is Status.SENT
    assert "Also for" not in str(terminal)


async def test_a_sibling_that_comes_too_late_speaks_for_itself(store, commit, a_report, terminal):
    await commit(replace(a_report, siblings=("zones",)))
    await commit(replace(a_report, watch="zones", siblings=("idlib",)))
    first = Groups(store)
    await first.seal(a_report.document, (arrival_of(a_report, NOW),))

    await Dispatcher(store, [IDLIB, ZONES], [terminal.channel], "one").drain(SOON)

    assert str(terminal).count("Presidents agree") == 2


async def test_a_watch_speaks_for_another_only_where_both_go(store, commit, a_report, terminal, hook):
    await commit(replace(a_report, siblings=("zones",)))
    await commit(replace(a_report, watch="zones", siblings=("idlib",)))
    zones = replace(ZONES, channels=("screen", "hook"))

    rows = await Dispatcher(store, [IDLIB, zones], [terminal.channel, webhook(hook)], "one").drain(SOON)

    assert {(row.alert, row.channel): row.status for row in rows} == {
        ("idlib-1", "screen"): Status.SENT,
        ("zones-1", "screen"): Status.COVERED,
        ("zones-1", "hook"): Status.SENT,
    }


async def test_an_emptied_store_is_opened_again(store, commit, a_report, terminal):
    async with Running(Dispatcher(store, [IDLIB], [terminal.channel], "one")):
        await commit(a_report)
        await until(lambda: "Presidents" in str(terminal))
        await store.flushall()
        await commit(replace(a_report, title="After the flood"))
        await until(lambda: "After the flood" in str(terminal))


async def test_a_drain_ends_at_its_deadline(store, commit, a_report, hook):
    hook.holding = asyncio.Event()
    await commit(a_report)
    drain = Dispatcher(store, [replace(IDLIB, channels=("hook",))], [webhook(hook)], "one").drain(timedelta(seconds=1))
    draining = asyncio.create_task(drain)
    await until(lambda: hook.posted)
    hook.holding.set()
    async with asyncio.timeout(5):
        assert [row.status for row in await draining] == [Status.SENT]


async def test_what_another_process_has_in_hand_can_be_waited_for(store, commit, a_report, terminal):
    report = await commit(a_report)
    watches = [IDLIB]
    async with Running(Dispatcher(store, watches, [terminal.channel], "daemon")):
        rows = await Dispatcher(store, watches, [terminal.channel], "errand").drain(SOON, [report.id])
    assert [(row.alert, row.status) for row in rows] == [(report.id, Status.SENT)]


async def test_a_closed_channel_is_not_waited_for(store, commit, a_report, hook):
    hook.will_answer(404)
    dispatcher = Dispatcher(store, [replace(IDLIB, channels=("hook",))], [webhook(hook)], "one")
    first = await commit(a_report)
    await dispatcher.drain(SOON, [first.id])
    second = await commit(replace(a_report, document="2"))
    rows = await dispatcher.drain(timedelta(seconds=60), [second.id])
    assert [(row.alert, row.status, row.attempts) for row in rows] == [(second.id, Status.PENDING, 0)]


async def test_a_forgotten_report_is_passed_over(store, commit, a_report, terminal):
    await commit(a_report)
    await Journal(store, "idlib").forget(1)
    assert await Dispatcher(store, [IDLIB], [terminal.channel], "one").drain(SOON) == []


def webhook(hook):
    return make_channel(WebhookConfig("hook", Secret(hook.url)))

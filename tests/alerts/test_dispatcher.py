from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.delivery import Status
from alerts.dispatcher import Dispatcher
from pipelines.errors import ConfigError
from pipelines.report import Because, Reason, Verdict
from pipelines.watch import Watch

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

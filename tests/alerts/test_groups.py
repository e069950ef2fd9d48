from dataclasses import replace
from datetime import timedelta

from alerts.groups import Arrival, Groups, arrival_of, to_seal
from pipelines.report import Verdict

WINDOW = timedelta(seconds=3)


def arrivals(clock, **alerts):
    return tuple(
        Arrival(watch, f"{watch}-1", Verdict.NEW_STORY, alert, clock() + timedelta(seconds=delay))
        for delay, (watch, alert) in enumerate(alerts.items())
    )


def test_a_group_waits_for_its_siblings(a_report, clock):
    report = replace(a_report, siblings=("zones",))
    here = arrivals(clock, idlib=True)
    assert to_seal(report, here, WINDOW, clock() + timedelta(seconds=2)) is None


def test_a_whole_group_waits_no_longer(a_report, clock):
    report = replace(a_report, siblings=("zones",))
    here = arrivals(clock, zones=True, idlib=True)
    assert [member.watch for member in to_seal(report, here, WINDOW, clock())] == ["idlib", "zones"]


def test_the_window_of_the_first_ends_the_wait(a_report, clock):
    report = replace(a_report, siblings=("zones", "third"))
    here = arrivals(clock, idlib=True, zones=True)
    assert to_seal(report, here, WINDOW, clock() + timedelta(seconds=2)) is None
    assert len(to_seal(report, here, WINDOW, clock() + WINDOW)) == 2


def test_a_watch_that_stays_silent_is_no_member(a_report, clock):
    report = replace(a_report, siblings=("zones",))
    here = arrivals(clock, idlib=True, zones=False)
    assert [member.watch for member in to_seal(report, here, WINDOW, clock())] == ["idlib"]


async def test_a_sealed_group_never_changes(store, a_report, clock):
    groups = Groups(store)
    first, second = (arrival_of(replace(a_report, watch=watch), clock()) for watch in ("idlib", "zones"))
    assert await groups.sealed("doc") is None
    await groups.seal("doc", (first,))
    await groups.seal("doc", (first, second))
    assert await groups.sealed("doc") == (first,)


async def test_the_first_note_of_an_arrival_stands(store, a_report, clock):
    groups = Groups(store)
    await groups.note("doc", arrival_of(a_report, clock()))
    await groups.note("doc", arrival_of(a_report, clock() + timedelta(hours=1)))
    assert [arrival.at for arrival in await groups.arrivals("doc")] == [clock()]

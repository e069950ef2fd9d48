"""The way of a URL in words, where no server is needed to go it."""

from dataclasses import replace
from datetime import UTC, datetime

from alerts.delivery import Delivery, Status
from crawler.frontier import Known, Pending
from crawler.marks import Mark
from deploy.account import Account, Nearest, Told
from deploy.cli.account import account_in_words
from pipelines.article import Removal
from pipelines.document import Announcement
from pipelines.report import Because, Conflict, ConflictValue, Reason, Report, Verdict
from pipelines.store.traces import Trace

NOON = datetime(2018, 9, 17, 12, tzinfo=UTC)
URL = "https://news.example/zone"
NOBODY = Known(None, None)


def report(watch: str, number: int, verdict: Verdict, *codes: Because, **details) -> Report:
    alert = verdict is Verdict.NEW_STORY
    return Report(
        watch=watch, number=number, document=f"{number}-0", url=URL, title="Zone agreed",
        outlet="Example", source="feed", language="en", published=None, observed=NOON, text="",
        verdict=verdict, reasons=tuple(map(Reason, codes)), story=f"{watch}-1", alert=alert, **details,
    )  # fmt: skip


def told(report: Report, *deliveries: Delivery, nearest: Nearest | None = None) -> Told:
    return Told(report, report.story, "Zone agreed", nearest, (), deliveries)


def lines(known: Known, trace: Trace | None = None, *reports: Told) -> list[str]:
    return [f"{head}{text}" for head, text in account_in_words(Account(URL, known, trace, reports))]


def test_of_a_page_whose_trace_has_expired_it_says_so():
    assert lines(Known(None, Mark(NOON)))[1:] == [
        "  Looked at   last 17 Sep 2018, 12:00 UTC",
        "  Expired     It matched no watch; why is remembered for 7 days only.",
    ]


def test_a_page_that_waits_says_for_what_and_after_how_many_failures():
    pending = Pending(Announcement(URL, "feed", NOON), "Example", NOON, failures=2)
    assert lines(Known(pending, None))[1:] == [
        "  Waits       to be fetched 17 Sep 2018, 12:00 UTC, after 2 failures; announced by feed"
    ]


def test_looks_that_found_nothing_are_counted_for_each_watch():
    reports = [
        told(report(watch, number, *verdict))
        for watch in ("a", "b")
        for number, verdict in enumerate([(Verdict.NEW_STORY,), *[(Verdict.COPY, Because.SAME_URL)] * 2], 1)
    ]
    shown = lines(NOBODY, None, *reports)
    assert [line for line in shown if "alert:" in line] == ["  New story, alert: a-1", "  New story, alert: b-1"]
    assert sum(line.startswith("  Again       looked at 2 times more") for line in shown) == 2


def test_a_copy_names_its_original_and_why_nobody_is_told():
    copy = report("a", 2, Verdict.COPY, Because.CONTAINED, removed=(Removal("We use cookies.", "cookie_notice"),))
    shown = lines(NOBODY, None, told(copy, nearest=Nearest("a-1", "Agency", "The zone", 0.98)))
    assert "  Removed     “We use cookies.”: a notice about cookies" in shown
    assert "  Nearest     Agency (a-1) has 98% of its wording: The zone" in shown
    assert "  Alert       none: a copy is never told" in shown


def test_each_delivery_says_what_became_of_it():
    def row(channel: str, status: Status, **details) -> Delivery:
        return Delivery("a-1", channel, "", "id", NOON, NOON, NOON, status, **details)

    rows = (
        row("desk", Status.SENT, finished=NOON),
        row("mail", Status.DEAD, finished=NOON, error="550 no such user"),
        row("hook", Status.COVERED, covered_by="b-1"),
    )
    shown = lines(NOBODY, None, told(report("a", 1, Verdict.NEW_STORY), *rows))
    assert shown[-3:] == [
        "  Told        desk, sent 17 Sep 2018, 12:00 UTC",
        "              mail, dead 17 Sep 2018, 12:00 UTC: 550 no such user",
        "              hook, in one message with b-1",
    ]


def test_the_sides_of_a_conflict_are_told_once_and_not_again_among_the_reasons():
    values = (
        ConflictValue("15 to 20 kilometres", "a-1", "Agency", "The zone is 15 to 20 kilometres wide."),
        ConflictValue("15–20 километров", "a-2", "Маятник", "Зона шириной 15–20 километров."),
        ConflictValue("15 to 25 km", "a-3", "Example", "A zone of 15 to 25 km."),
    )
    reasons = (Reason(Because.CONFLICT, "zone width: 15 to 20 kilometres / 15–20 километров / 15 to 25 km"),)
    judged = replace(
        report("a", 3, Verdict.NEW_REPORTING), reasons=reasons, conflicts=(Conflict("zone width", "km", values),)
    )
    shown = lines(NOBODY, None, told(judged))
    assert "  Conflict    zone width: 15 to 20 kilometres (Agency, Маятник) against 15 to 25 km (Example)" in shown
    assert "  Because     Contradicts an earlier report: zone width" in shown


def test_a_page_that_could_not_be_had_was_tried_and_not_fetched():
    shown = lines(NOBODY, None, told(report("a", 1, Verdict.UNJUDGED, Because.EXTRACTION_FAILED)))
    assert "  Tried       17 Sep 2018, 12:00 UTC" in shown
    assert not any(line.startswith("  Fetched") for line in shown)

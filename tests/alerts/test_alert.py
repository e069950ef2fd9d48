from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.alert import EXCERPT_LIMIT, AlsoFor, alert_of, told
from pipelines.match import Field, Span
from pipelines.report import Because, Conflict, ConflictValue, NewItem, Reason, Verdict


def test_an_alert_says_what_a_reader_wants_to_know(a_report):
    alert = told(alert_of(a_report), 2, (AlsoFor("zones", Verdict.SAME_FACTS),))
    assert (alert.label, alert.watch, alert.watches) == ("New story", "idlib", ("idlib", "zones"))
    assert (alert.headline, alert.outlet) == ("Presidents agree on a zone in Idlib", "Example News")
    assert alert.when == "17 Sep 2018, 19:40 UTC"
    assert list(map(str, alert.told)) == [
        "First report of this development",
        "2 copies held back",
        "Also for zones (same facts)",
    ]
    assert [piece.text for piece in alert.excerpt if piece.marked] == ["demilitarised zone", "Idlib"]
    assert (alert.link, alert.host) == ("https://news.example/idlib-zone", "news.example")


def test_what_is_unknown_is_said_to_be(a_report):
    alert = alert_of(replace(a_report, title=None, outlet="", published=None, text="", spans=()))
    assert alert.headline == "(no headline)"
    assert alert.outlet == "news.example"
    assert alert.when == "no date, seen 17 Sep 2018, 19:43 UTC"
    assert alert.excerpt == ()


def test_the_outlet_of_an_address_that_is_none_is_unknown(a_report):
    assert alert_of(replace(a_report, outlet="", url="data:text/html,x")).outlet == "unknown outlet"


def test_the_same_report_makes_the_same_alert_and_another_makes_another(a_report):
    first = alert_of(a_report)
    assert alert_of(a_report) == first
    others = [
        replace(a_report, document="other"),
        replace(a_report, number=2),
        replace(a_report, observed=a_report.observed + timedelta(seconds=1)),
    ]
    assert len({first.key, *(alert_of(other).key for other in others)}) == 4


@given(title=st.text(), text=st.text(min_size=1, max_size=900), data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_an_excerpt_is_short_and_safe_whatever_the_article(a_report, title, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    reasons = (Reason(Because.CONFLICT, text),)
    alert = alert_of(replace(a_report, title=title, text=text, spans=(Span(Field.TEXT, start, end),), reasons=reasons))

    shown = "".join(piece.text for piece in alert.excerpt)
    assert len(shown) <= EXCERPT_LIMIT
    assert all(piece.text for piece in alert.excerpt)
    assert len(alert.headline) <= 300
    for words in (shown, alert.headline, *map(str, alert.told)):
        assert not any(sign in words for sign in "\n\r\x1b\u2028\u202e\u200b\x00")


SIDES = (
    ConflictValue("15 to 20 kilometres", "idlib-1", "Agency", "The zone is 15 to 20 kilometres wide."),
    ConflictValue("15–20 километров", "idlib-2", "Маятник", "Зона шириной 15–20 километров."),
    ConflictValue("15 to 25 km", "idlib-3", "Example News", "A zone of 15 to 25 km."),
)


def revised(a_report, *reasons, **changes):
    return alert_of(replace(a_report, verdict=Verdict.REVISION, reasons=reasons, **changes))


def test_a_first_report_is_told_by_its_headline(a_report):
    alert = alert_of(a_report)
    assert (alert.news, alert.subject) == (None, alert.headline)


def test_the_most_telling_of_what_is_new_is_told_first_and_once(a_report):
    alert = revised(
        a_report,
        Reason(Because.TEXT_CHANGED, "“25” → “20”"),
        Reason(Because.FACT_CHANGED, "“25 km” → “20 km”"),
        Reason(Because.CONFLICT_CORRECTED, "zone width: no longer 25 km"),
    )
    assert str(alert.news) == "Corrects a figure that was told before: zone width: no longer 25 km"
    assert alert.subject == f"zone width: no longer 25 km | {alert.headline}"
    assert list(map(str, alert.told)) == ["What the page tells has changed: “25 km” → “20 km”"]
    assert len(alert.reasons) == 3


def test_a_new_sentence_is_told_without_its_marks_in_the_subject(a_report):
    new = (NewItem("Patrols began on Monday.", "sentence"), NewItem("More.", "sentence"))
    reasons = (Reason(Because.NEW_SENTENCES, "“More.”, and 1 more"), Reason(Because.SAME_DEVELOPMENT, "as Agency"))
    alert = alert_of(replace(a_report, verdict=Verdict.NEW_REPORTING, reasons=reasons, new=new))
    assert alert.subject.startswith("Patrols began on Monday. | ")
    assert f"{alert.news}{alert.news.stop}" == "Says what no earlier report said: “Patrols began on Monday.”"
    assert list(map(str, alert.told)) == ["On a development already known: as Agency"]


def test_a_conflict_names_every_side_once_with_outlets_and_sentence(a_report):
    conflict = Conflict("zone width", "km", SIDES)
    reasons = (Reason(Because.CONFLICT, "zone width: 15 to 20 kilometres / 15 to 25 km"),)
    alert = alert_of(replace(a_report, verdict=Verdict.NEW_REPORTING, reasons=reasons, conflicts=(conflict,)))
    assert alert.subject.startswith("zone width, 15 to 20 kilometres against 15 to 25 km | ")
    (dispute,) = alert.disagreements
    assert [(side.value, side.holders, side.sentence) for side in dispute.sides] == [
        ("15 to 20 kilometres", ("Agency", "Маятник"), "The zone is 15 to 20 kilometres wide."),
        ("15 to 25 km", ("Example News",), "A zone of 15 to 25 km."),
    ]
    assert alert.told == ()


def reported(a_report, *reasons, **changes):
    return alert_of(replace(a_report, verdict=Verdict.NEW_REPORTING, reasons=reasons, **changes))


def test_a_report_that_opens_a_conflict_is_told_by_it_and_one_that_takes_a_side_by_its_side(a_report):
    conflicts = (Conflict("zone width", "km", SIDES),)
    figures = Reason(Because.NEW_FIGURES, "“A zone of 15 to 25 km.”")
    contradicts = Reason(Because.CONFLICT, "zone width: 15 to 20 kilometres / 15 to 25 km")
    confirms = Reason(Because.CONFLICT_CONFIRMED, "zone width: 15–20 километров, against 15 to 25 km")
    opening = reported(a_report, figures, contradicts, conflicts=conflicts)
    assert str(opening.news) == "Sources disagree: zone width, 15 to 20 kilometres against 15 to 25 km"
    siding = reported(a_report, confirms, contradicts, conflicts=conflicts)
    assert str(siding.news) == f"Confirms one side of an open conflict: {confirms.detail}"


def test_of_a_long_change_the_reader_sees_both_sides_and_the_subject_what_it_came_to(a_report):
    before = "At least nine fighters were killed when rebels and troops exchanged fire at the edge of the zone " * 3
    after = "Fourteen fighters are dead after the exchange of fire at the edge of the zone, a doctor said"
    alert = reported(a_report, Reason(Because.NEW_FIGURES, f"“{before.strip()}” → “{after}”"))
    assert alert.news.evidence.startswith("“At least nine fighters")
    assert alert.news.evidence.endswith(f"…” → “{after}”")
    assert alert.subject.startswith("Fourteen fighters are dead after")


def test_the_agency_that_an_article_is_from_is_named(a_report):
    assert alert_of(replace(a_report, agency="Reuters")).byline == "Example News, from Reuters"
    assert alert_of(replace(a_report, outlet="Reuters", agency="Reuters")).byline == "Reuters"

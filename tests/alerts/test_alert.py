from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.alert import EXCERPT_LIMIT, AlsoFor, alert_of, told
from pipelines.match import Field, Span
from pipelines.report import Because, Reason, Verdict


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

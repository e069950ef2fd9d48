"""The excerpt shows what matched, in few enough characters, safely."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.match import Field, Span
from pipelines.matching.excerpt import LIMIT, Excerpt, excerpt

FILLER = "The committee met on Tuesday and spoke about the budget. "


def spans_of(text: str, *found: str) -> tuple[Span, ...]:
    return tuple(sorted(Span(Field.TEXT, text.index(word), text.index(word) + len(word)) for word in found))


def marked(shown: Excerpt) -> list[str]:
    return [shown.text[first:last] for first, last in shown.marks]


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    text = "One \u202ezone.\nTwo\u200b Idlib\x1b[31m deals."
    shown = excerpt("Title", text, spans_of(text, "zone", "\u200b Idlib"))
    assert shown.text == "One zone. Two Idlib[31m deals."
    assert marked(shown) == ["zone", " Idlib"]


def test_the_stretch_with_most_different_words_is_shown_from_its_sentence() -> None:
    text = FILLER * 9 + "Idlib again. " + FILLER * 9 + "A zone was drawn around Idlib by them. " + FILLER * 9
    first, second = text.index("Idlib"), text.index("zone")
    third = text.index("Idlib", second)
    spans = tuple(Span(Field.TEXT, start, start + length) for start, length in ((first, 5), (second, 4), (third, 5)))
    shown = excerpt(None, text, spans)
    assert marked(shown) == ["zone", "Idlib"]
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert shown.text[1:].startswith(("The", "A zone"))


def test_a_text_without_marks_is_shown_from_its_beginning() -> None:
    shown = excerpt("Idlib", FILLER * 20, (Span(Field.TITLE, 0, 5),))
    assert shown.text.startswith("The committee")
    assert shown.marks == ()


def test_the_headline_stands_in_where_there_is_no_text() -> None:
    assert excerpt("On Idlib", " ", (Span(Field.TITLE, 3, 8),)) == Excerpt("On Idlib", ((3, 8),))
    assert excerpt(None, "", ()) == Excerpt("", ())


def test_a_word_without_end_is_cut() -> None:
    shown = excerpt(None, "x" * 5000, (Span(Field.TEXT, 2000, 2600),))
    assert len(shown.text) <= LIMIT
    assert marked(shown)


@given(st.text(max_size=600), st.data(), st.integers(20, 300))
@settings(max_examples=300, deadline=None)
def test_never_too_long_and_marks_lie_inside_in_order(text: str, data: st.DataObject, limit: int) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=10, unique=True)))
    spans = tuple(Span(Field.TEXT, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False))
    shown = excerpt("A title", text, spans, limit)
    assert len(shown.text) <= limit
    assert "\n" not in shown.text
    edges = [edge for mark in shown.marks for edge in mark]
    assert edges == sorted(edges)
    assert all(0 <= first < last <= len(shown.text) for first, last in shown.marks)

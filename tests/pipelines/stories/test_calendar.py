"""Which figures tell dates."""

import pytest

from pipelines.stories.calendar import tells_time
from pipelines.stories.dates import date_at
from pipelines.stories.quantities import quantities_of, tokens_of
from pipelines.stories.words import words_of


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("in October 2018", "2018"),
        ("в октябре 2018 года", "2018"),
        ("Ekim 2018", "2018"),
        ("في اكتوبر 2018", "2018"),
        ("в мае 12 числа", "12"),
        ("at 16:20", "16:20"),
        ("on 2018 10 10", "10"),
    ],
)
def test_a_figure_beside_a_month_in_any_case_tells_a_date(text, figure):
    words = words_of(text)
    assert tells_time(words, words.index(figure))


@pytest.mark.parametrize(("text", "figure"), [("12 people", "12"), ("2018 tonnes", "2018"), ("رجل 2018", "2018")])
def test_other_figures_tell_none(text, figure):
    words = words_of(text)
    assert not tells_time(words, words.index(figure))


@pytest.mark.parametrize("text", ["10 August", "10 августа", "10 Ağustos", "10 أغسطس", "10 آب", "August 10"])
def test_all_names_of_a_month_tell_the_same_day(text):
    found = date_at(tokens_of(text).words, 0)
    assert found is not None
    assert (found.low, found.end) == (8 * 31 + 10, 2)


def test_years_are_no_range_but_thousands_are():
    def ranges(text):
        return [(one.low, one.high) for one in quantities_of(text, tokens_of(text))]

    assert ranges("1850 to 1914") == [(1850, 1850), (1914, 1914)]
    assert ranges("2 bin ila 3 bin kişi") == [(2000, 3000)]

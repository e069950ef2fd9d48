"""Figures that are written otherwise tell the same; others tell something else."""

import pytest

from pipelines.stories.figures import replaces, says_as_much
from pipelines.stories.words import Sentence, sentences_of


def sentence(text: str) -> Sentence:
    return sentences_of(text)[0]


def told(before: str, after: str, *figures: str) -> bool:
    return says_as_much(figures, sentence(after), sentence(before))


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        ("Forty-two people were taken to clinics.", "42 people were taken to clinics.", ["42"]),
        ("Ушли 25 тысяч жителей города Сельма.", "Ушли 25 000 жителей города Сельма.", ["25", "000"]),
        ("Köylere 25 bin kişi kaçtı dün.", "Köylere 25.000 kişi kaçtı dün.", ["25000"]),
        ("ونزح 25 ألف شخص إلى القرى.", "ونزح 25000 شخص إلى القرى.", ["25000"]),
        ("The wall, 64 metres high, held.", "The wall, 64 metres (210 feet) high, held.", ["210"]),
        ("They must leave by 20 May at noon.", "They must leave by May 20 at noon.", ["20"]),
    ],
)
def test_a_figure_written_otherwise_tells_the_same(before, after, figures):
    assert told(before, after, *figures)


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        ("At least 3,000 people fled the town.", "At least 3,100 people fled the town.", ["3100"]),
        ("The strip is 15 km wide in the north.", "The strip is 20 km wide in the north.", ["20"]),
        ("They met at the end of 2021 in Sochi.", "They met at the end of 2030 in Sochi.", ["2030"]),
        ("It is 15 to 20 km wide, due by 15 October.", "It is 15 to 20 km wide, due by 20 October.", ["20"]),
        ("The home side won by 3:2 in the end.", "The home side won by 4:2 in the end.", ["4:2"]),
    ],
)
def test_another_figure_tells_another_thing(before, after, figures):
    assert not told(before, after, *figures)


def test_a_quantity_replaces_one_of_its_kind_whatever_forms_the_words_around_it_take():
    before, after = sentence("Обменяли в среду 34 пленных у моста."), sentence("Обменяли в среду 41 пленного у моста.")
    assert replaces({"41"}, after, before, dates=False)


def test_a_day_replaces_another_day_only():
    before, after = sentence("Войска уйдут до 1 марта с дороги."), sentence("Войска уйдут до 1 июня с дороги.")
    assert replaces({"июня"}, after, before, dates=True)
    assert not replaces({"июня"}, after, before, dates=False)


def test_a_figure_that_comes_beside_a_known_one_replaces_nothing():
    before = sentence("The strip is 15 km wide in the north.")
    after = sentence("The strip is 15 km wide in the north, and 30 villages lie in it.")
    assert not replaces({"30"}, after, before, dates=False)


def test_what_is_too_long_to_be_a_sentence_has_no_quantities():
    table = " ".join(f"{number} people" for number in range(200))
    assert not told(table, table, "42")

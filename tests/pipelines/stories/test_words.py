"""Words in one spelling, sentences as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories.words import MOST_CHARACTERS, sentences_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Idlib's 3 million people", ("idlib", "s", "3", "million", "people")),
        ("İdlib'de ATEŞKES ılımlı", ("idlib", "de", "ateskes", "ilimli")),
        ("Ещё трёх мирных жителей", ("еще", "3", "мирных", "жителей")),
        ("إدلب والمنطقة الـ٧٤ مُسلّحًا", ("ادلب", "والمنطقه", "ال", "74", "مسلحا")),
        ("800,000 and 800.000 and 800000", ("800000", "and", "800000", "and", "800000")),
        ("three, üç, три, ثلاثة", ("3", "3", "3", "3")),
        ("one of them stood on M4", ("one", "of", "them", "stood", "on", "m", "4")),
        ("停火协议", ("停", "火", "协", "议")),
        ("", ()),
        (" — … ", ()),
    ],
)
def test_words_have_one_spelling(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. and Gen. A. Smith met. They talked.", 2),
        ("He asked: “Why?” Nobody knew.", 2),
        ("It rose to 3.5 per cent. Then it fell.", 2),
        ("Песков, им. Горького, сказал 3,5 тыс. человек. Всё.", 2),
        ("قال الرئيس ذلك. ثم غادر؟ نعم.", 3),
        ("A heading without an end\nA sentence with one.", 2),
        ("停火协议。双方同意。", 2),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, count):
    assert len(sentences_of(text)) == count


def test_a_sentence_knows_how_it_stands_in_the_text():
    heading, first, second = sentences_of("Deal in Sochi\nThe talks took four hours. They ended in the evening")
    assert (heading.closed, heading.prose) == (False, False)
    assert (first.closed, first.prose) == (True, False)
    assert (second.closed, second.text) == (False, "They ended in the evening")


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("The talks took four hours.", True),
        ("انتهت المحادثات بعد أربع ساعات.", True),
        ("Переговоры продлились четыре часа.", True),
        ("Who won in Sochi?", False),
        ("More on the talks...", False),
        ("talks on the zone and the roads.", False),
        ("Talks", False),
        ("After four hours of talks the two presidents went before the press and told what they had agreed", True),
    ],
)
def test_a_line_is_prose_if_it_is_long_or_ends_with_a_full_stop(line, prose):
    assert sentences_of(line)[0].prose == prose


WRAPPED = """\
The central bank left its main rate where it was and
said that it would look at it again after the
harvest. Exporters in the two large sea ports of
Rotterdam and Antwerp had hoped for less.
Wheat   212
Barley  180
"""


def test_lines_that_a_width_broke_are_joined():
    assert [sentence.text for sentence in sentences_of(WRAPPED)] == [
        "The central bank left its main rate where it was and said that it would look at it again after the harvest.",
        "Exporters in the two large sea ports of Rotterdam and Antwerp had hoped for less.",
        "Wheat   212",
        "Barley  180",
    ]


def test_lines_that_a_link_broke_are_joined():
    text = "Officials in the\nprovince\nsaid that nobody was hurt.\nAid groups asked for more time."
    assert [sentence.text for sentence in sentences_of(text)] == [
        "Officials in the province said that nobody was hurt.",
        "Aid groups asked for more time.",
    ]


def test_a_name_that_a_line_break_took_from_its_title_is_joined_with_it():
    text = "Over the past year hackers have taken aim at Mr.\nHalvard's campaign.\nHe said little of it."
    assert [sentence.text for sentence in sentences_of(text)] == [
        "Over the past year hackers have taken aim at Mr. Halvard's campaign.",
        "He said little of it.",
    ]


def test_a_sentence_goes_on_behind_an_abbreviation_that_ends_a_line():
    text = "He was known to those who want to put V.A.\nhealth care in private hands.\nIt has been tried before."
    assert len(sentences_of(text)) == 2


def test_headings_are_not_joined_with_what_follows():
    text = "A long heading that stands above the first paragraph of the text\nThe paragraph begins here."
    assert len(sentences_of(text)) == 2


@given(st.text())
def test_the_words_of_a_text_are_the_words_of_its_sentences(text):
    of_sentences = [word for sentence in sentences_of(text) for word in sentence.words]
    assert of_sentences == [word for line in text.splitlines() for word in words_of(line)]


@given(st.text())
def test_spelling_once_is_enough(text):
    assert words_of(" ".join(words_of(text))) == words_of(text)


def test_a_text_is_read_as_far_as_news_goes():
    sentence = "The same words stand here again and again. "
    read = sentences_of(sentence.strip() + "x" * MOST_CHARACTERS + f". {sentence}")
    assert sum(len(one.text) for one in read) <= MOST_CHARACTERS

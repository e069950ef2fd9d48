"""Words in one spelling, sentences as written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories.words import sentences_of, words_of


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
    assert (heading.closed, heading.line) == (False, 3)
    assert (first.closed, first.line) == (True, 10)
    assert (second.closed, second.text) == (False, "They ended in the evening")


@given(st.text())
def test_the_words_of_a_text_are_the_words_of_its_sentences(text):
    of_sentences = [word for sentence in sentences_of(text) for word in sentence.words]
    assert of_sentences == [word for line in text.splitlines() for word in words_of(line)]


@given(st.text())
def test_spelling_once_is_enough(text):
    assert words_of(" ".join(words_of(text))) == words_of(text)

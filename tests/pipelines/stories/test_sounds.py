"""Names are told by their sound, whatever letters they are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories.glossary import meanings_of
from pipelines.stories.sounds import sound_of
from pipelines.stories.stems import stems_of
from pipelines.stories.terms import key_of
from pipelines.stories.words import words_of


def sound(name: str, language: str) -> str:
    return sound_of(words_of(name)[0], language)


@pytest.mark.parametrize(
    ("english", "russian", "arabic", "turkish"),
    [
        ("Putin", "Путин", "بوتين", "Putin"),
        ("Erdogan", "Эрдоган", "أردوغان", "Erdoğan"),
        ("Idlib", "Идлиб", "إدلب", "İdlib"),
        ("Sochi", "Сочи", "سوتشي", "Soçi"),
        ("Shoigu", "Шойгу", "شويغو", "Şoygu"),
        ("Lavrov", "Лавров", "لافروف", "Lavrov"),
        ("Guterres", "Гутерреш", "غوتيريش", "Guterres"),
        ("Nusra", "Нусра", "النصرة", "Nusra"),
        ("Hmeimim", "Хмеймим", "حميميم", "Hmeymim"),
    ],
)
def test_a_name_sounds_the_same_in_four_languages(english, russian, arabic, turkish):
    one = sound(english, "en")
    assert one
    assert {sound(russian, "ru"), sound(arabic, "ar"), sound(turkish, "tr")} == {one}


def test_arabic_names_lose_what_is_written_onto_them():
    assert sound("وأردوغان", "ar") == sound("أردوغان", "ar")
    assert sound("والنصرة", "ar") == sound("النصرة", "ar")


@pytest.mark.parametrize(("one", "other"), [("Putin", "Pence"), ("Idlib", "Aleppo"), ("Akar", "Assad")])
def test_other_names_sound_otherwise(one, other):
    assert sound(one, "en") != sound(other, "en")


@pytest.mark.parametrize("word", ["he", "Ab", "من"])
def test_a_short_word_has_no_sound_to_be_told_by(word):
    assert not sound(word, "en")


@given(st.text(min_size=1), st.sampled_from(["en", "ru", "tr", "ar", None]))
def test_any_text_has_a_sound_or_none(text, language):
    for word in words_of(text):
        assert isinstance(sound_of(word, language), str)


@pytest.mark.parametrize(
    "words",
    [
        {"en": "ceasefire", "ru": "перемирие", "tr": "ateşkes", "ar": "هدنة"},
        {"en": "earthquake", "ru": "землетрясение", "tr": "deprem", "ar": "زلزال"},
        {"en": "elections", "ru": "выборы", "tr": "seçimler", "ar": "الانتخابات"},
    ],
)
def test_a_word_means_the_same_in_four_languages(words):
    meanings = {
        meanings_of(key_of(stem) for stem in stems_of(words_of(word), language)) for language, word in words.items()
    }
    assert len(meanings) == 1
    assert len(meanings.pop()) == 1

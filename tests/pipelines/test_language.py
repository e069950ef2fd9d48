"""The language of a text, in sentences of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language import detect

SENTENCES = {
    "en": "The two presidents agreed on a zone from which all heavy weapons will be withdrawn by mid-October.",
    "ar": "اتفق الرئيسان على إقامة منطقة منزوعة السلاح تسحب منها الأسلحة الثقيلة قبل منتصف تشرين الأول.",
    "tr": "İki cumhurbaşkanı, ağır silahların ekim ortasına kadar çekileceği bir bölge üzerinde anlaştı.",
    "ru": "Президенты договорились о создании зоны, из которой к середине октября выведут тяжёлое оружие.",
    "fr": "Les deux présidents se sont entendus sur une zone d'où toutes les armes lourdes seront retirées.",
    "de": "Die beiden Präsidenten einigten sich auf eine Zone, aus der alle schweren Waffen abgezogen werden.",
    "es": "Los dos presidentes acordaron una zona de la que se retirarán todas las armas pesadas en octubre.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_a_sentence_tells_its_language(language: str, sentence: str):
    assert detect(sentence) == language


@pytest.mark.parametrize("text", ["", "   ", "OK", "12,000 – 15.5 %", "1234567890" * 10])
def test_too_little_text_tells_nothing(text: str):
    assert detect(text) is None


@given(st.text(max_size=400))
def test_any_text_gets_a_two_letter_code_or_none(text: str):
    assert (code := detect(text)) is None or len(code) == 2

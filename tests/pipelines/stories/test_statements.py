"""Who said what is read where a sentence says so."""

import pytest

from pipelines.stories.statements import statement_of
from pipelines.stories.words import sentences_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergei Shoigu said that no operation was planned.", ("Sergei Shoigu", "said", "")),
        ('"We will prevent a humanitarian tragedy," Recep Tayyip Erdogan said.',
         ("Recep Tayyip Erdogan", "said", "We will prevent a humanitarian tragedy,")),
        ("The plan is dead, said the minister Sergei Shoigu.", ("Sergei Shoigu", "said", "")),
        ("Damascus denied that it had agreed.", ("Damascus", "denied", "")),
        ("Министр Сергей Шойгу заявил, что операции не будет.", ("Министр Сергей Шойгу", "announced", "")),
        ("Recep Tayyip Erdoğan, bölgenin kurulacağını söyledi.", ("Recep Tayyip Erdoğan", "said", "")),
        ("وقال الرئيس التركي رجب طيب أردوغان إن بلاده ستعزز النقاط.", ("الرئيس التركي رجب طيب أردوغان", "said", "")),
        ("«Мы предотвратим гуманитарную катастрофу в этой провинции».",
         ("", "said", "Мы предотвратим гуманитарную катастрофу в этой провинции")),
        ("Hayat Tahrir al-Sham denied on Tuesday that it had agreed.", ("Hayat Tahrir al-Sham", "denied", "")),
        ("Syria's foreign minister, Walid al-Moallem, said the deal was welcome.", ("Walid al-Moallem", "said", "")),
        ("Turkey's defence ministry on Tuesday denied it had agreed.", ("Turkey's defence ministry", "denied", "")),
        ("Ankara has categorically denied that it agreed.", ("Ankara", "denied", "")),
        ("Министерство обороны Турции опровергло сообщения.", ("Турции", "denied", "")),
        ("نفت وزارة الدفاع التركية صحة الأنباء عن الانسحاب.", ("وزارة الدفاع التركية", "denied", "")),
        ("Twelve people died, Syria's state news agency said.", ("Syria's state news agency", "said", "")),
        ("A million children live there, according to UNICEF.", ("UNICEF", "said", "")),
        ("По словам Сергея Лаврова, боевики уйдут.", ("Сергея Лаврова", "said", "")),
        ("Трое солдат убиты, передаёт агентство САНА.", ("САНА", "said", "")),
        ("BM'ye göre binlerce kişi kaçtı.", ("BM", "said", "")),
        ("Kremlin haberleri yalanladı.", ("Kremlin", "denied", "")),
        ("Bölgenin kurulacağını belirten Erdoğan, tarih vermedi.", ("Erdoğan", "said", "")),
        ("Muallim, eyaletin geri döneceğini ekledi.", ("Muallim", "said", "")),
        ("نفى المتحدث باسم الكرملين دميتري بيسكوف التحضير لعملية.",
         ("المتحدث باسم الكرملين دميتري بيسكوف", "denied", "")),
        ("قتل 11 شخصا، بحسب الخوذ البيضاء.", ("الخوذ البيضاء", "said", "")),
        ("وقال وليد المعلم، وزير الخارجية، إن الاتفاق جيد.", ("وليد المعلم", "said", "")),
    ],
)  # fmt: skip
def test_a_statement_names_its_actor_and_what_is_quoted(text, expected):
    (sentence,) = sentences_of(text)
    found = statement_of(sentence)
    assert found is not None
    assert (found.actor, found.act, found.quote) == expected
    assert found.sentence == text


@pytest.mark.parametrize(
    "text",
    [
        "They said so on Monday.",
        "The “zone” is small.",
        "Troops moved north.",
        "Он сказал это.",
        "Some analysts said Trump's order may fail.",
        "It said the New York gathering was a chance.",
        "Türkiye'de öneri kabul edildi.",
    ],
)
def test_nobody_in_particular_states_nothing(text):
    assert [statement_of(sentence) for sentence in sentences_of(text)] == [None]

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
    ],
)  # fmt: skip
def test_a_statement_names_its_actor_and_what_is_quoted(text, expected):
    (sentence,) = sentences_of(text)
    found = statement_of(sentence)
    assert found is not None
    assert (found.actor, found.act, found.quote) == expected
    assert found.sentence == text


@pytest.mark.parametrize(
    "text", ["They said so on Monday.", "The “zone” is small.", "Troops moved north.", "Он сказал это."]
)
def test_nobody_in_particular_states_nothing(text):
    assert [statement_of(sentence) for sentence in sentences_of(text)] == [None]

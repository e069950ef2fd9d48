"""Figures are read as four languages write them, bound to what they measure, and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.stories.claims import claims_of
from pipelines.stories.conflicts import contradicts
from pipelines.stories.quantities import quantities_of, tokens_of
from pipelines.stories.words import sentences_of


def quantities(text):
    return [(round(q.low, 1), round(q.high, 1), q.unit) for q in quantities_of(text, tokens_of(text))]


def claims(text):
    return [(claim.subject, claim.quantity.written) for claim in claims_of(sentences_of(text))]


def claim(text):
    (found,) = claims_of(sentences_of(text))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15 to 20 kilometres", (15, 20, "km")),
        ("15-20 km", (15, 20, "km")),
        ("a 15–20-kilometre strip", (15, 20, "km")),
        ("between fifteen and twenty-five kilometres", (15, 25, "km")),
        ("9 to 12 miles", (14.5, 19.3, "km")),
        ("15-20 километров", (15, 20, "km")),
        ("от 15 до 20 км", (15, 20, "km")),
        ("15 ila 20 kilometre", (15, 20, "km")),
        ("من ١٥ إلى ٢٠ كيلومترا", (15, 20, "km")),
        ("500 metres", (0.5, 0.5, "km")),
        ("3,5 миллиона", (3_500_000, 3_500_000, "")),
        ("3.5 million", (3_500_000, 3_500_000, "")),
        ("15 to 20 thousand", (15_000, 20_000, "")),
        ("800.000", (800_000, 800_000, "")),
        ("٨٠٠٬٠٠٠", (800_000, 800_000, "")),
        ("1,5", (1.5, 1.5, "")),
        ("12.5 percent", (12.5, 12.5, "%")),
        ("10 October", (320, 320, "date")),
        ("October 10", (320, 320, "date")),
        ("the 10th of October", (320, 320, "date")),
        ("10 октября", (320, 320, "date")),
        ("10 Ekim", (320, 320, "date")),
        ("10 تشرين الأول", (320, 320, "date")),
        ("10 أكتوبر", (320, 320, "date")),
    ],
)
def test_a_quantity_is_read(text, expected):
    assert quantities(text) == [expected]


def test_two_counts_with_and_between_are_no_range():
    assert quantities("12 soldiers and 14 civilians, 3 and 4") == [
        (12, 12, ""), (14, 14, ""), (3, 3, ""), (4, 4, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The zone will be 15 to 20 km wide.", [("zone width", "15 to 20 km")]),
        ("They agreed on a buffer of 15-25 kilometres.", [("zone width", "15-25 kilometres")]),
        ("Зона глубиной 15–20 километров появится.", [("zone width", "15–20 километров")]),
        ("15-20 kilometre genişliğinde bir bölge kurulacak.", [("zone width", "15-20 kilometre")]),
        ("منطقة منزوعة السلاح بعمق ١٥ إلى ٢٠ كيلومترا.", [("zone width", "١٥ إلى ٢٠ كيلومترا")]),
        ("Heavy weapons must leave the zone by 10 October.", [("weapons deadline", "10 October")]),
        ("К 10 октября из зоны выведут тяжёлое вооружение.", [("weapons deadline", "10 октября")]),
        ("Зона вдоль линии соприкосновения вооружённой оппозиции появится к 15 октября.",
         [("zone deadline", "15 октября")]),
        ("The zone is to stand by 15 October, and heavy weapons are to go by 10 October.",
         [("zone deadline", "15 October"), ("weapons deadline", "10 October")]),
        # What is not said is not claimed.
        ("Turkish troops stand 20 km north of the zone.", []),
        ("He spoke on 10 October about weapons.", []),
        ("About 3 million loaves were baked there.", []),
        ("They walked 15 km.", []),
    ],
)  # fmt: skip
def test_a_figure_is_bound_to_what_it_measures(text, expected):
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("A zone 15 to 20 km wide.", "A zone 15 to 25 km wide.", True),
        ("A zone 15 to 20 km wide.", "A zone 9 to 12 miles wide.", False),
        ("A zone 15 to 20 km wide.", "Зона шириной 15-20 километров.", False),
        ("A zone 15 to 20 km wide.", "A zone up to 20 km wide.", False),
        ("A zone 15 to 20 km wide.", "A zone 30 km wide.", True),
        ("A zone 15 to 20 km wide.", "A zone 250 km long.", False),
        ("Weapons leave by 10 October.", "The zone is due by 15 October.", False),
        ("Weapons leave by 10 October.", "Weapons leave by 12 October.", True),
    ],
)
def test_claims_conflict_only_where_both_cannot_be_true(one, other, conflict):
    assert contradicts(claim(one), claim(other)) is conflict
    assert contradicts(claim(other), claim(one)) is conflict


@given(st.text(alphabet=st.sampled_from("0123456789.,٫٬- kmзонаzone15 tooctober()\n؟.٣"), max_size=80))
def test_whatever_stands_there_claims_point_to_their_sentence(text):
    sentences = sentences_of(text)
    for found in claims_of(sentences):
        assert any(found.sentence == sentence.text for sentence in sentences)
        assert found.quantity.low <= found.quantity.high

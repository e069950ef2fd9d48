"""Notices told by what their words are, by-lines and credits by what they hold. All sentences are our own."""

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.boilerplate import Known, clean
from pipelines.extraction.composition import composed, features, pointer
from pipelines.extraction.credits import is_byline, is_picture_credit, is_signature
from pipelines.extraction.folding import key
from pipelines.extraction.vocabulary import marks_of

PARAGRAPHS = [
    "The governor opened a new bridge over the river on Tuesday, two years after the old one was closed to lorries.",
    "Engineers from three countries worked on the structure, which rests on eleven piers and carries two lanes.",
    "Residents of the eastern bank had waited for the crossing since the ferry sank, and many walked over it at once.",
]


def reason(line: str) -> str | None:
    words = key(line).split()
    return composed(line, words, marks_of(words))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Some cookies are essential for this page, you choose the others.", "cookie_notice"),
        ("Für dieses Video brauchen Sie einen neueren Browser.", "browser_notice"),
        ("Bültenimiz her sabah e-postanızda.", "newsletter_prompt"),
        ("Попробуйте нашу подписку бесплатно.", "paywall"),
        ("Cochez la case pour prouver que vous êtes humain.", "challenge"),
        ("Comparte esta nota con tus amigos en WhatsApp.", "share_bar"),
        ("حدّث الصفحة لتصلك آخر المستجدات مباشرة", "live_furniture"),
    ],
)
def test_a_notice_is_told_by_its_words(line: str, expected: str):
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "The minister asked browsers' makers to explain how they track their users.",
        "Subscribers of the company in Ankara rose by 12 percent.",
        "She read the whole letter and shared it with the delegates from Idlib.",
        "Die Regierung will das Archiv in Damaskus bis Ende Oktober öffnen.",
        "Le tribunal a rejeté la plainte des abonnés de Lyon.",
        "Полиция проверила документы у двух человек.",
        "وصل الوزير إلى دمشق صباح الثلاثاء",
        "",
        "2018",
    ],
)
def test_a_line_of_an_article_is_none(line: str):
    assert reason(line) is None


def test_what_an_article_is_about_is_no_notice_of_its_site():
    about = [
        f"The {country} regulator said its citizens refuse cookies far more often than the companies had expected."
        for country in ("French", "Dutch", "Polish")
    ]
    assert "Your choice of cookies" in clean([*about, "Your choice of cookies"], Known())[0]
    assert "Your choice of cookies" not in clean([*PARAGRAPHS, "Your choice of cookies"], Known())[0]


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Ministers meet in Vienna",
        "» Mehr dazu: Minister treffen sich in Wien",
        "À lire : Les ministres réunis à Vienne",
        "Читайте также | Министры встретились в Вене",
    ],
)
def test_a_label_and_a_title_point_elsewhere(line: str):
    assert pointer(line)


@pytest.mark.parametrize(
    "line",
    [
        "Watch out for: mines along the road. Nobody has cleared them.",
        "Read this: “The war is over”",
        "Related groups: 12 fighters",
        "Mehr: ",
        "The plan: ministers meet in Vienna",
    ],
)
def test_other_labels_do_not(line: str):
    assert not pointer(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Laura Finch in Amman",
        "Von unserer Redaktion",
        "Автор: Лариса Финк",
        "Our correspondent in Beirut",
        "Par AFP",
    ],
)
def test_by_lines(line: str):
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    ["By Monday evening, half had left", "BY THE NUMBERS", "Text Animation for Beginners", "Von Berlin nach Paris"],
)
def test_no_by_lines(line: str):
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Omar Said/AFP",
        "(Reuters)",
        "Foto AFP",
        "Soldiers at a checkpoint. Photo: AFP",
        "Photograph by Laura Finch",
    ],
)
def test_picture_credits(line: str):
    assert is_picture_credit(line)


@pytest.mark.parametrize(
    "line",
    ["Image Processing Basics", "Photo:", "AFP PLAYS DEFENCE AS RIVALS GROW", "Photos show the damage in Idlib."],
)
def test_no_picture_credits(line: str):
    assert not is_picture_credit(line)


def test_a_signature_names_a_post_or_an_agency():
    assert is_signature("Laura Finch, Reuters")
    assert not is_signature("Las Vegas, United States")


def test_there_is_a_weight_for_every_feature():
    weights = tomllib.loads((resources.files("pipelines.extraction") / "wordings" / "weights.toml").read_text())
    assert set(weights["weights"]) == set(features("any", ["any"]))


@given(st.text(max_size=80))
def test_any_line_can_be_asked(line: str):
    words = key(line).split()
    if words:
        assert all(0 <= value <= 1 for value in features(line, words).values())
    assert reason(line) is None or words
    for question in (pointer, is_byline, is_picture_credit, is_signature):
        assert question(line) in (True, False)

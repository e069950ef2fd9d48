"""The explanation says of every part what became of it."""

from datetime import UTC, datetime

import pytest

from pipelines.article import Article
from pipelines.matching.explain import Explanation, explain
from pipelines.watch import Watch

CONCEPTS = {"idlib": ("Idlib", "إدلب")}
ARTICLE = Article(
    "https://news.example/a", "A zone", "Idlib's zone, far away from Idlib.\nHeavy, old weapons.",
    language="en", published=datetime(2018, 9, 17, tzinfo=UTC),
)  # fmt: skip


def why(query: str) -> Explanation:
    return explain(Watch("w", query, CONCEPTS), ARTICLE, "feed-1")


@pytest.mark.parametrize(
    ("query", "holds", "because"),
    [
        ("@idlib", True, "2 × Idlib's, Idlib"),
        ("zone", True, "2 × zone"),
        ("title:zone", True, "1 × zone"),
        ("title:weapons", False, "only in the text"),
        ("peace", False, "not there"),
        ('"old guns"', False, "without guns"),
        ('"heavy weapons"', False, "its words don't stand together"),
        ("@idlib NEAR/3 zone", True, "closest next to each other"),
        ("far NEAR/1 weapons", False, "closest 6 words apart"),
        ("far NEAR/5 peace", False, "its right side is missing"),
        ("war NEAR/5 peace", False, "both sides are missing"),
        ("a NEAR/9 weapons", False, "one only in the headline, the other only in the text"),
        ("zone AND NOT peace", True, "2 of 2"),
        ("war OR peace OR zone", True, "1 of 3"),
        ("* NOT zone", False, "1 of 2"),
        ("*", True, "true of every article"),
        ("lang:tr", False, "its language is en"),
        ("site:other.example", False, "it comes from news.example"),
        ("source:feed-2", False, "it comes from feed-1"),
        ("published:2019", False, "published 2018-09-17"),
    ],
)
def test_reasons(query: str, holds: bool, because: str) -> None:  # noqa: FBT001 - a column of the table
    found = why(query)
    assert (found.holds, found.because) == (holds, because)


def test_parts_are_explained_one_by_one() -> None:
    found = why("zone NOT (war OR weapons)")
    assert found.label == "all of"
    refused = found.parts[1]
    assert (refused.part, refused.holds, refused.because) == ("NOT (war OR weapons)", False, "there, so it is excluded")
    assert [(part.part, part.holds) for part in refused.parts] == [("war", False), ("weapons", True)]


def test_what_is_unknown_is_said() -> None:
    bare = Article("", None, "x")
    reasons = [
        explain(Watch("w", query, {}), bare).because
        for query in ("lang:tr", "site:a.example", "source:s", "published:2018")
    ]
    assert reasons == [
        "its language is unknown",
        "its site is unknown",
        "it comes from no source",
        "its date is unknown",
    ]

"""The examples of the reference page are true."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from pipelines.article import Article
from pipelines.language import detect
from pipelines.matching.matcher import Matcher
from pipelines.watch import Watch

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "query-language.md"
ROW = re.compile(r"\| `([^`]+)` \| (?:\*\*(.+?)\*\* ?)?(.*?) \| (yes|no) \|")
KNOWN = ("language ", "url ", "source ", "published ")


def rows() -> list[tuple[str, str, str, bool]]:
    examples = PAGE.read_text("utf-8").partition("## Examples")[2].partition("\n## ")[0]
    return [(query, title, text, true == "yes") for query, title, text, true in ROW.findall(examples)]


def told(text: str) -> tuple[Article, str]:
    """An article of which one thing is known, and its source."""
    name, _, value = text.partition(" ")
    value = "" if value == "unknown" else value
    published = datetime.fromisoformat(value) if name == "published" and value else None
    language = value or None if name == "language" else None
    return Article(value if name == "url" else "", None, "x", published=published, language=language), (
        value if name == "source" else ""
    )


def test_there_are_examples() -> None:
    assert len(rows()) > 20


@pytest.mark.parametrize(("query", "title", "text", "true"), rows())
def test_an_example(query: str, title: str, text: str, true: bool) -> None:  # noqa: FBT001 - a column of the table
    matcher = Matcher([Watch("w", query, {})])
    article, source = told(text) if text.startswith(KNOWN) else (Article("", title, text, language=detect(text)), "")
    assert bool(matcher.match(article, source)) is true

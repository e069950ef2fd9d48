"""The shipped watch on labelled texts of our own: the agreement on Idlib, and what looks like it."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipelines.article import Article
from pipelines.language import detect
from pipelines.matching.matcher import Matcher
from pipelines.watch import Watch

HERE = Path(__file__).parent
LABELLED = [json.loads(line) for line in (HERE / "data" / "idlib_agreement.jsonl").read_text("utf-8").splitlines()]
FLOOR = 0.97


def shipped() -> Matcher:
    configured = tomllib.loads((HERE.parents[2] / "deploy" / "shipped.toml").read_text("utf-8"))
    watch = next(watch for watch in configured["watch"] if watch["name"] == "idlib-agreement")
    return Matcher([Watch(watch["name"], watch["query"], configured["concepts"])])


def told(item: dict[str, Any]) -> str | None:
    return str(item["lang"])


def detected(item: dict[str, Any]) -> str | None:
    return detect(f"{item['title']}\n{item['text']}")


def unknown(item: dict[str, Any]) -> str | None:
    del item
    return None


def test_the_set_covers_the_languages_and_the_look_alikes() -> None:
    assert len(LABELLED) >= 360
    assert {item["lang"] for item in LABELLED} == {"en", "ar", "tr", "ru", "fr", "de", "es", "fa"}
    assert sum(item["label"] == "N" for item in LABELLED) >= 150


@pytest.mark.parametrize("language", [told, detected, unknown])
def test_precision_and_recall(language: Any) -> None:
    matcher = shipped()
    found = {
        item["id"]
        for item in LABELLED
        if matcher.match(Article("", item["title"], item["text"], language=language(item)))
    }
    relevant = {item["id"] for item in LABELLED if item["label"] == "R"}
    assert len(found & relevant) / len(found) >= FLOOR, sorted(found - relevant)
    assert len(found & relevant) / len(relevant) >= FLOOR, sorted(relevant - found)

"""The command `wirewatch backtest`, run as users run it."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WIREWATCH = Path(sys.executable).with_name("wirewatch")
FIELDS = ["id", "url", "matched", "verdict", "alert", "story", "of", "new", "conflicts", "reasons"]
ZONE = (
    "The two presidents agreed in Sochi to set up a demilitarised zone in Idlib that will be 15 to 20 km wide.\n"
    "Heavy weapons have to be out of the strip by 10 October, both delegations told reporters after four hours.\n"
    "Aid groups welcomed the news and asked for access to the camps along the border before the winter comes.\n"
)
OTHER = (
    "Engineers in Lisbon reopened the oldest tram line of the city after eleven months of work on its rails.\n"
    "Residents had complained of crowded buses, and the municipality of a bill of four million euros.\n"
)
ARTICLES = [
    {"id": "one", "url": "https://a.example/1", "title": "Zone agreed", "text": ZONE, "source": "A",
     "published": "2018-09-17T15:00:00Z"},
    {"id": "two", "url": "https://b.example/1", "title": "Idlib deal", "text": ZONE, "source": "B"},
    {"id": "three", "text": OTHER},
    {"id": 4, "url": "https://a.example/1", "title": "Zone agreed", "text": ZONE.replace("15 to 20", "15 to 25")},
    {"id": "five", "html": f"<html><body><article><h1>Zone agreed</h1><p>{ZONE}</p></article></body></html>"},
]  # fmt: skip


def backtest(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command's end, with what it printed."""
    return subprocess.run(
        [WIREWATCH, "backtest", *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    return path


def lines(done: subprocess.CompletedProcess[str]) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_json_has_a_line_per_input_in_order(articles: Path):
    done = backtest(articles, "--all", "--json", cwd=articles.parent)
    found = lines(done)
    assert done.returncode == 0
    assert all(list(line) == FIELDS for line in found)
    assert [line["id"] for line in found] == ["one", "two", "three", "4", "five"]
    assert [line["verdict"] for line in found] == ["new_story", "copy", "new_story", "revision", "copy"]
    assert [line["alert"] for line in found] == [True, False, True, True, False]
    assert found[1]["of"] == "one"
    assert found[1]["reasons"] == ["same_text: as at A"]
    assert found[0]["story"] == found[1]["story"] != found[2]["story"]
    assert all(line["matched"] for line in found)


def test_an_article_without_a_source_is_shown_with_its_host(articles: Path):
    shown = backtest(articles, "--all", cwd=articles.parent).stdout
    assert "●  Revision   a.example" in " ".join(shown.splitlines())


def test_a_watch_decides_what_matters(articles: Path):
    (articles.parent / "wirewatch.toml").write_text(
        '[[watch]]\nname = "zone"\nquery = "Idlib NEAR/40 zone"\nnotify = "stories"\nchannels = ["screen"]\n'
        '[[channel]]\nname = "screen"\ntype = "terminal"\n'
    )
    done = backtest(articles, "--watch", "zone", "--json", cwd=articles.parent)
    found = lines(done)
    assert done.returncode == 0, done.stderr
    assert [line["matched"] for line in found] == [True, True, False, True, True]
    assert (found[2]["verdict"], found[2]["story"], found[2]["reasons"]) == ("irrelevant", None, ["no_match"])
    assert [line["alert"] for line in found] == [True, False, False, False, False]


def test_the_same_input_gives_the_same_output(articles: Path):
    first = backtest(articles, "--all", "--json", cwd=articles.parent)
    assert backtest(articles, "--all", "--json", cwd=articles.parent).stdout == first.stdout


def test_people_get_a_table_and_a_summary(articles: Path):
    done = backtest(articles, "--all", cwd=articles.parent)
    assert "Zone agreed" in done.stdout
    assert "Revision" in done.stdout
    assert "5 articles, 5 matched, 3 alerts, 2 stories." in done.stderr


def test_what_is_piped_is_not_cut(tmp_path: Path):
    headline = "The zone " + "and what it means for those who live beside it " * 5
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": "one", "title": headline, "text": ZONE}) + "\n")
    assert headline.strip() in backtest("articles.jsonl", "--all", cwd=tmp_path).stdout


def test_labels_are_compared(articles: Path):
    labels, report = articles.parent / "labels.jsonl", articles.parent / "figures.json"
    expected = {"one": "alert", "two": "silent", "three": "alert", "4": "silent", "nobody": "alert"}
    labels.write_text("".join(json.dumps({"id": id, "expect": expect}) + "\n" for id, expect in expected.items()))
    done = backtest(articles, "--all", "--json", "--labels", labels, "--report", report, cwd=articles.parent)
    figures = json.loads(report.read_text())
    assert (figures["inputs"], figures["alerts"], figures["labels"]["labelled"]) == (5, 3, 4)
    assert figures["labels"]["missing"] == 1
    assert figures["labels"]["confusion"] == {"alert": {"alert": 2}, "silent": {"alert": 1, "silent": 1}}
    assert figures["labels"]["classes"]["alert"] == {"precision": 0.6667, "recall": 1.0, "f1": 0.8}
    assert "accuracy 0.750" in done.stderr


def test_two_configurations_are_compared(articles: Path):
    watch = (
        '[[watch]]\nname = "news"\nquery = "{query}"\nnotify = "{notify}"\nchannels = ["screen"]\n'
        '[[channel]]\nname = "screen"\ntype = "terminal"\n'
    )
    old, new, report = (articles.parent / name for name in ("old.toml", "new.toml", "figures.json"))
    old.write_text(watch.format(query="zone OR tram", notify="reporting"))
    new.write_text(watch.format(query="zone", notify="stories"))
    arguments = ("--watch", "news", "--report", report)
    done = subprocess.run(
        [WIREWATCH, "--config", new, "backtest", articles, *arguments, "--compare", old],
        cwd=articles.parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Compared: 1 alert instead of 3; 1 lost, 1 spared, 0 gained." in done.stderr
    assert json.loads(report.read_text())["comparison"] == {
        "alerts": 1, "instead_of": 3, "lost": ["three"], "spared": ["4"], "gained": [],
    }  # fmt: skip
    back = backtest(articles, "--all", "--compare", old, cwd=articles.parent)
    assert (back.returncode, "--watch NAME" in back.stderr) == (2, True)


def test_texts_and_archives_are_read(tmp_path: Path):
    (tmp_path / "note.txt").write_text(f"Zone agreed\n\n{ZONE}")
    with gzip.open(tmp_path / "more.jsonl.gz", "wt") as stream:
        stream.write(json.dumps({"id": "copy", "text": ZONE}) + "\n")
    done = backtest("note.txt", "more.jsonl.gz", "--all", "--json", cwd=tmp_path)
    assert [(line["id"], line["verdict"], line["of"]) for line in lines(done)] == [
        ("note.txt", "new_story", None), ("copy", "copy", "note.txt"),
    ]  # fmt: skip


def test_what_holds_no_text_is_no_news(tmp_path: Path):
    (tmp_path / "empty.txt").write_text("")
    done = backtest("empty.txt", "--all", "--json", cwd=tmp_path)
    assert (done.returncode, [line["verdict"] for line in lines(done)]) == (1, ["unjudged"])
    assert "empty.txt holds no text" in done.stderr


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path):
    path = tmp_path / "articles.jsonl"
    path.write_text("not json\n" + json.dumps({"id": "one", "text": ZONE}) + "\n")
    done = backtest(path, "--all", "--json", cwd=tmp_path)
    assert done.returncode == 1
    assert [line["verdict"] for line in lines(done)] == ["unjudged", "new_story"]
    assert "line 1" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "--watch NAME"),
        (["--watch", "nobody"], "nobody"),
        (["missing.jsonl", "--all"], "'missing.jsonl' does not exist"),
        (["--all", "--labels", "missing.jsonl"], "missing.jsonl can't be read"),
        (["--all", "--labels", "articles.jsonl"], "line 1"),
    ],
)
def test_wrong_usage_says_what_to_do(articles: Path, arguments: list[str], says: str):
    done = backtest(articles, *arguments, cwd=articles.parent)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr

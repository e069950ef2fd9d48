"""The command `wirewatch extract`, run as users run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WIREWATCH = Path(sys.executable).with_name("wirewatch")
FIELDS = [
    "path", "url", "title", "authors", "agency", "published", "modified", "language", "text", "removed", "error",
    "canonical_url", "outlet", "section", "tags", "paywalled", "live_blog", "evidence",
]  # fmt: skip
PARAGRAPH = (
    "Delegations of both countries met for four hours and agreed that heavy weapons will leave the zone by the middle "
    "of October, the foreign minister told reporters when the talks had ended."
)


def page(title: str, *paragraphs: str) -> str:
    """A page as small sites build them."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<!doctype html><html><head><title>{title}</title></head>"
    return f"{head}<body><article><h1>{title}</h1>{body}</article></body></html>"


def extract(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command's end, with what it printed."""
    return subprocess.run(
        [WIREWATCH, "extract", *arguments], cwd=cwd, capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "COLUMNS": "80"},
    )  # fmt: skip


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with good pages, one without an article, one that is none, and a file of another kind."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(6):
        html = page(f"Talks, day {number}", f"Day {number}. {PARAGRAPH}", PARAGRAPH, "Please enable JavaScript.")
        (folder / f"{number}.html").write_text(html)
    (folder / "7-empty.html").write_text("<html><body></body></html>")
    (folder / "8-document.html").write_bytes(b"%PDF-1.7")
    (folder / "9.txt").write_text(f"A headline\n\n{PARAGRAPH}\n")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    return folder


def test_json_has_a_line_per_page_in_input_order(pages: Path):
    done = extract(pages, "--json", cwd=pages)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(line["path"]).name for line in lines] == sorted(p.name for p in pages.iterdir() if p.suffix != ".png")
    assert all(list(line) == FIELDS for line in lines)
    assert [line["title"] for line in lines[:6]] == [f"Talks, day {number}" for number in range(6)]
    assert lines[0]["text"] == f"Day 0. {PARAGRAPH}\n{PARAGRAPH}"
    assert lines[0]["removed"][-1] == {"text": "Please enable JavaScript.", "reason": "browser_notice"}
    assert lines[0]["language"] == "en"
    assert lines[0]["published"] is lines[0]["error"] is None
    assert lines[6]["text"] == ""
    assert "PDF" in lines[7]["error"]
    assert lines[7]["text"] is None
    assert lines[8]["title"] == "A headline"
    assert done.returncode == 1
    assert "photo.png: skipped" in done.stderr


def test_pages_that_can_all_be_read_end_well(pages: Path):
    done = extract("0.html", "7-empty.html", "--json", cwd=pages)
    assert done.returncode == 0
    assert done.stderr == ""


def test_people_get_text_to_read(pages: Path):
    done = extract("0.html", cwd=pages)
    assert done.stdout.startswith("Talks, day 0\nen · 0.html\n\nDay 0. Delegations")
    assert "Taken out: the headline once more, a notice about the browser." in done.stdout


def test_a_missing_file_is_told_and_the_others_are_read(pages: Path):
    done = extract("nowhere.html", "0.html", "--json", cwd=pages)
    missing, found = map(json.loads, done.stdout.splitlines())
    assert missing["error"] == "nowhere.html can't be read: there is no such file."
    assert found["error"] is None
    assert done.returncode == 1


def test_an_empty_folder_is_told(tmp_path: Path):
    done = extract(".", "--json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "No page was found in what was given.\n"


def test_an_inner_address_is_refused(pages: Path):
    done = extract("http://127.0.0.1:9/admin", "--json", cwd=pages)
    assert "loopback" in json.loads(done.stdout)["error"]
    assert done.returncode == 1


def test_nothing_to_extract_is_wrong_usage(pages: Path):
    assert extract(cwd=pages).returncode == 2


def test_a_pathological_page_ends_in_time_and_the_others_do_not_wait(pages: Path):
    (pages / "00-hostile.html").write_text("<html><body>" + "<b><i><p>x" * 200_000)
    done = extract("00-hostile.html", "0.html", "1.html", "--json", cwd=pages)
    hostile, *good = map(json.loads, done.stdout.splitlines())
    assert hostile["error"] is not None or hostile["text"] is not None
    assert all(line["error"] is None for line in good)

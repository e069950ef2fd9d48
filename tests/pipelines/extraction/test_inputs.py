"""What users hand over, in every form and state."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import InputError
from pipelines.extraction import inputs
from pipelines.extraction.inputs import Given, Skipped, Text, read_pages
from pipelines.page import Page

HTML = b"<html><body><p>A page.</p></body></html>"
MHTML = b"""From: <Saved by a browser>
Snapshot-Content-Location: https://news.example/saved
Subject: A saved page
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="edge"

--edge
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://news.example/saved

<html><body><p>Caf=C3=A9</p></body></html>
--edge
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://news.example/x.png

AAAA
--edge--
"""


def record(url: str, status: str, kind: str, body: bytes) -> bytes:
    """A response as a crawler archives it."""
    block = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:{url}>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def warc(path: Path, *, gz: bool, pages: int = 2) -> Path:
    """An archive with pages, a missing page and an image; each record compressed by itself."""
    records = [record(f"https://news.example/{number}", "200 OK", "text/html", HTML) for number in range(pages)]
    records.append(record("https://news.example/gone", "404 Not Found", "text/html", b"gone"))
    records.append(record("https://news.example/x.png", "200 OK", "image/png", b"x"))
    path.write_bytes(b"".join(map(gzip.compress, records) if gz else records))
    return path


def only(path: Path) -> Given:
    (handed,) = read_pages([path])
    assert isinstance(handed, Given)
    return handed


@pytest.mark.parametrize("gz", [False, True])
def test_a_page_is_read_plain_and_compressed(tmp_path: Path, *, gz: bool):
    path = tmp_path / ("page.html.gz" if gz else "page.htm")
    path.write_bytes(gzip.compress(HTML) if gz else HTML)
    assert only(path).content == Page("", HTML)


@pytest.mark.parametrize("gz", [False, True])
def test_an_archive_gives_its_pages_and_nothing_else(tmp_path: Path, *, gz: bool):
    found = list(read_pages([warc(tmp_path / ("a.warc.gz" if gz else "a.warc"), gz=gz)]))
    assert [handed.url for handed in found] == ["https://news.example/0", "https://news.example/1"]
    assert all(handed.content.body == HTML for handed in found)


def test_an_archive_that_is_cut_off_gives_what_it_has_and_says_so(tmp_path: Path):
    path = warc(tmp_path / "a.warc.gz", gz=True, pages=20)
    path.write_bytes(path.read_bytes()[:-600])
    found = list(read_pages([path]))
    assert isinstance(found[0].content, Page)
    assert isinstance(found[-1].content, InputError)


@pytest.mark.parametrize("gz", [False, True])
def test_a_saved_page_tells_where_it_came_from(tmp_path: Path, *, gz: bool):
    path = tmp_path / ("page.mhtml.gz" if gz else "page.mhtml")
    path.write_bytes(gzip.compress(MHTML) if gz else MHTML)
    found = only(path)
    assert found.url == "https://news.example/saved"
    assert "Café".encode() in found.content.body


def test_a_texts_first_line_is_its_title(tmp_path: Path):
    path = tmp_path / "report.txt"
    path.write_text("\n A headline \n\nFirst paragraph.\nSecond.\n", encoding="utf-8-sig")
    assert only(path).content == Text("A headline", "\nFirst paragraph.\nSecond.\n")


def test_lines_of_json_give_pages_and_texts_with_what_they_tell(tmp_path: Path):
    rows = [
        {
            "id": "1",
            "url": "https://news.example/1",
            "html": "<p>x</p>",
            "title": "T",
            "published": "2018-09-17T10:00:00Z",
        },
        {"id": 2, "title": "T", "text": "Some text.", "source": "wire"},
        {"url": "https://news.example/3"},
    ]
    path = tmp_path / "pages.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join([*map(json.dumps, rows), "", "{broken"]).encode()))
    page, text, neither, broken = read_pages([path])
    assert page.content == Page("https://news.example/1", b"<p>x</p>", "text/html; charset=utf-8", "T")
    assert page.published is not None
    assert (text.content, text.id, text.source) == (Text("T", "Some text."), "2", "wire")
    assert "neither `text` nor `html`" in str(neither.content)
    assert "line 5" in str(broken.content)


def test_folders_are_read_recursively_and_sorted_and_the_rest_is_skipped(tmp_path: Path):
    for name in ("b.html", "a/z.htm", "a/b/c.html", "note.docx", "c.HTML"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(HTML)
    found = list(read_pages([tmp_path]))
    names = [handed.path.relative_to(tmp_path).as_posix() for handed in found]
    assert names == ["a/b/c.html", "a/z.htm", "b.html", "c.HTML", "note.docx"]
    assert [type(handed) for handed in found] == [Given, Given, Given, Given, Skipped]


def test_a_file_that_is_not_there_is_an_error_among_the_others(tmp_path: Path):
    (tmp_path / "a.html").write_bytes(HTML)
    missing, page = read_pages([tmp_path / "no.html", tmp_path / "a.html"])
    assert "there is no such file" in str(missing.content)
    assert isinstance(page.content, Page)


@pytest.mark.parametrize("name", ["a.html.gz", "a.warc.gz", "a.warc", "a.jsonl.gz", "a.mhtml"])
@given(junk=st.binary(max_size=300))
def test_junk_never_raises(tmp_path_factory: pytest.TempPathFactory, name: str, junk: bytes):
    path = tmp_path_factory.mktemp("junk") / name
    path.write_bytes(junk)
    for handed in read_pages([path]):
        assert isinstance(handed, Given)


def test_what_is_larger_than_a_page_may_be_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(inputs, "LARGEST", 1000)
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(gzip.compress(b" " * 100_000))
    assert "larger than" in str(only(path).content)

"""The replay server, for those who measure with it."""

import gzip
import json
from pathlib import Path

import pytest

from deploy.config import load
from tests.replay import Replay, saved_pages

PAGES = {
    "one": ("https://news.example/2018/zone?b=2&a=1", "<p>Zone"),
    "two": ("http://other.example:8080/a", "<p>Зона"),
    "three": (None, "<p>No address"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": id, "url": url}) for id, (url, _) in PAGES.items()]
    (tmp_path / "truth.jsonl").write_text("\n".join(lines), "utf-8")
    for id, (_, body) in PAGES.items():
        (tmp_path / f"{id}.html.gz").write_bytes(gzip.compress(body.encode()))
    return tmp_path


async def test_a_configuration_leads_to_the_saved_pages(folder, tmp_path):
    async with Replay(saved_pages([folder])) as replay:
        file = tmp_path / "wirewatch.toml"
        file.write_text(replay.config("*"), "utf-8")
        config = load(file, {})
    assert [source.url for source in config.sources] == [
        "http://replay.example/feed.xml", "http://replay.example/sitemap.xml",
    ]  # fmt: skip
    endpoint = f"127.0.0.1:{replay.port}"
    assert config.fetch.allow_private == {endpoint}
    assert config.fetch.resolve == {
        "replay.example:80": endpoint, "news.example:80": endpoint, "other.example:8080": endpoint,
    }  # fmt: skip


def test_an_address_is_as_the_crawler_will_ask_for_it(folder):
    assert [page.url for page in saved_pages([folder])] == [
        "http://news.example/2018/zone?a=1&b=2", "http://other.example:8080/a", "http://replay.example/three",
    ]  # fmt: skip
    assert [page.body().decode() for page in saved_pages([folder], 2)] == ["<p>Zone", "<p>Зона"]

"""Saved pages, served under their own host names on loopback, with a feed and a sitemap that announce them.

    python -m tests.replay FOLDER [FOLDER…] --config wirewatch.toml

writes a configuration that leads to them and serves until it is stopped (Ctrl-C). Then, elsewhere,

    wirewatch --config wirewatch.toml --data replay-data crawl --no-baseline

or, with `--at-first 5`, which announces five pages at first contact and all others from the second poll on,

    wirewatch --config wirewatch.toml --data replay-data run

A folder holds `ID.html` or `ID.html.gz` files and `truth.jsonl` with a line per page: {"id": …, "url": …}; a page
without an address gets one of its own.
Addresses of https are served over http: everything behind the socket is the same, and no certificate has to be trusted.
"""

import argparse
import asyncio
import gzip
import json
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from aiohttp import web

from pipelines.errors import InputError
from pipelines.urls import canonical

ANNOUNCER: Final = "replay.example"


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page on disk and the address it is served under."""

    url: str
    file: Path

    def body(self) -> bytes:
        """The page as it was saved."""
        raw = self.file.read_bytes()
        return gzip.decompress(raw) if self.file.suffix == ".gz" else raw


def saved_pages(folders: Iterable[Path], limit: int | None = None) -> list[SavedPage]:
    """The pages of some folders, each address once, in the folders' order."""
    found: dict[str, SavedPage] = {}
    for folder in folders:
        for id, url in _truth(folder / "truth.jsonl"):
            file = next((path for path in (folder / f"{id}.html.gz", folder / f"{id}.html") if path.exists()), None)
            if file is not None:
                found.setdefault(url, SavedPage(url, file))
    return list(found.values())[:limit]


def _truth(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        yield page["id"], _address(page["id"], page.get("url") or "")


def _address(id: str, url: str) -> str:
    try:
        return canonical(url.replace("https://", "http://", 1))
    except InputError:
        return canonical(f"http://{ANNOUNCER}/{id}")


class Replay:
    """The server. An async context manager; listens on a port of loopback that the system chooses.

    answers: how often each status was answered, by what was asked for: `page`, `robots`, `feed`, `sitemap`, `other`.
    """

    def __init__(self, pages: Sequence[SavedPage], at_first: int | None = None) -> None:
        """at_first: how many pages feed and sitemap announce when they are asked for the first time; None for all."""
        self.pages = {page.url: page for page in pages}
        self._at_first = at_first
        self.answers: Counter[tuple[str, int]] = Counter()
        self.port = 0
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self._runner.cleanup()

    def hosts(self) -> list[str]:
        """All "HOST:PORT" that are served."""
        places = {ANNOUNCER: None} | {urlsplit(url).netloc: None for url in self.pages}
        return [place if ":" in place else f"{place}:80" for place in places]

    def config(self, query: str) -> str:
        """A configuration that leads here, through the same guard, robots.txt and limits as anywhere."""
        endpoint = f"127.0.0.1:{self.port}"
        lines = [
            "[fetch]",
            f'allow_private = ["{endpoint}"]',
            "delay_seconds = 0",
            "poll_floor_seconds = 2",
            "poll_ceiling_seconds = 5",
            "[fetch.resolve]",
            *(f'"{host}" = "{endpoint}"' for host in self.hosts()),
            "[[watch]]",
            'name = "replay"',
            f"query = '''{query}'''",
        ]
        for kind in ("feed", "sitemap"):
            address = f"http://{ANNOUNCER}/{kind}.xml"
            lines += ["[[source]]", f'name = "replay-{kind}"', f'url = "{address}"', 'outlet = "Replay"']
        return "\n".join(lines) + "\n"

    async def _answer(self, request: web.Request) -> web.Response:
        kind, response = self._found(request)
        self.answers[kind, response.status] += 1
        return response

    def _found(self, request: web.Request) -> tuple[str, web.Response]:
        if request.path == "/robots.txt":
            return "robots", web.Response(text="User-agent: *\nAllow: /\n")
        if request.host == ANNOUNCER and request.path == "/feed.xml":
            return "feed", web.Response(text=self._feed(), content_type="application/rss+xml")
        if request.host == ANNOUNCER and request.path == "/sitemap.xml":
            return "sitemap", web.Response(text=self._sitemap(), content_type="application/xml")
        page = self.pages.get(canonical(f"http://{request.host}{request.raw_path}"))
        if page is None:
            return "other", web.Response(status=404, text="not saved")
        body = page.body()
        return "page", web.Response(body=body, headers={"Content-Type": _content_type(body)})

    def _announced(self, kind: str) -> Iterator[str]:
        return islice(self.pages, None if self.answers[kind, 200] else self._at_first)

    def _feed(self) -> str:
        items = "".join(f"<item><link>{escape(url)}</link></item>" for url in self._announced("feed"))
        return f'<rss version="2.0"><channel><title>Replay</title>{items}</channel></rss>'

    def _sitemap(self) -> str:
        urls = "".join(f"<url><loc>{escape(url)}</loc></url>" for url in self._announced("sitemap"))
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def _content_type(body: bytes) -> str:
    """What the page's server would have said: many collections save every page as UTF-8, whatever it declares."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "text/html"
    return "text/html; charset=utf-8"


async def serve(replay: Replay, config: Path, query: str) -> None:
    """Write the configuration, serve until a signal comes, then say what was asked for."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with replay:
        await asyncio.to_thread(config.write_text, replay.config(query), encoding="utf-8")
        _say(f"{len(replay.pages)} pages of {len(replay.hosts()) - 1} hosts, port {replay.port}; see {config}.")
        await stop.wait()
    for (kind, status), count in sorted(replay.answers.items()):
        _say(f"{kind} {status}: {count}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.replay", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="the configuration to write")
    parser.add_argument("--query", default="*", help="of the watch; everything, if left out")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N pages")
    parser.add_argument("--at-first", type=int, metavar="N", help="announce only N pages at first contact")
    arguments = parser.parse_args()
    replay = Replay(saved_pages(arguments.folders, arguments.limit), arguments.at_first)
    asyncio.run(serve(replay, arguments.config, arguments.query))


if __name__ == "__main__":
    main()

"""A local server that takes what Sentry's own client sends."""

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest


class Ingest:
    """What arrived, as (path, body) with the content encoding undone."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, str]] = []
        ingest = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                ingest.arrived.append((self.path, decoded(body, self.headers.get("Content-Encoding", ""))))
                self._answer()

            def do_GET(self) -> None:
                ingest.arrived.append((self.path, ""))
                self._answer()

            def _answer(self) -> None:
                self.send_response(503 if self.path.startswith("/refuse") else 200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.server.server_port}"

    def text(self) -> str:
        return "\n".join(body for _, body in self.arrived)


def decoded(body: bytes, encoding: str) -> str:
    match encoding:
        case "gzip":
            return gzip.decompress(body).decode()
        case "br":
            return brotli.decompress(body).decode()
        case _:
            return body.decode()


@pytest.fixture
def ingest() -> Iterator[Ingest]:
    ingest = Ingest()
    serving = threading.Thread(target=ingest.server.serve_forever)
    serving.start()
    yield ingest
    ingest.server.shutdown()
    ingest.server.server_close()
    serving.join()

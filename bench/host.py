"""A small web host as a site would have: it compresses what can be, and lets a browser keep what has not changed."""

from __future__ import annotations

import gzip
import http.server
import mimetypes
import threading
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".wasm", ".txt")
"""What hosts compress; the parts of a search index come compressed already."""
LEVEL = 6
"""As nginx and others have it unless told otherwise: not the smallest."""
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".xml": "application/xml",
}
"""Named here, because the types that Python knows by itself differ between systems."""


class Host:
    """Serves a folder on a free port of this machine until the block is left."""

    def __init__(self, folder: Path) -> None:
        self._server = _Server(("127.0.0.1", 0), partial(_Handler, folder))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> Host:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def sent(self) -> int:
        """Bytes that it has sent until now, heads of answers included."""
        return self._server.sent


class _Server(http.server.ThreadingHTTPServer):
    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.sent = 0
        self._counting = threading.Lock()

    def count(self, sent: int) -> None:
        with self._counting:
            self.sent += sent

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a browser breaks a connection off, which it may do at any time."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def __init__(self, folder: Path, *given: object) -> None:
        self._folder = folder
        super().__init__(*given)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._folder / path.lstrip("/")
        file = file / "index.html" if path.endswith("/") else file
        if ".." in path.split("/") or not file.is_file():
            return self._answer(404, b"not here", {})
        stat = file.stat()
        tag = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        # The browser asks each time whether it changed: the most careful a host can be, and the most it can cost.
        fields = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if self.headers.get("If-None-Match") == tag:
            return self._answer(304, b"", fields)
        squeeze = file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        body, ending = _content(file, stat.st_mtime_ns, squeeze), {"Content-Encoding": "gzip"} if squeeze else {}
        kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self._answer(200, body, {**fields, **ending, "Content-Type": kind})

    def _answer(self, status: int, body: bytes, fields: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        head = b"".join(self._headers_buffer)  # type: ignore[attr-defined]
        self.server.count(len(head) + len(b"\r\n") + len(body))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the browser's own log is what counts."""


@lru_cache(maxsize=256)
def _content(file: Path, changed: int, squeeze: bool) -> bytes:
    data = file.read_bytes()
    return gzip.compress(data, LEVEL, mtime=0) if squeeze else data

"""`hub.py serve`: the hub on one's own computer, which follows every change."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from hubs import PROJECT, ROOT, story, write_hub
from storyhub_engine import Engine

PATIENCE = 90
"""Seconds after which something is broken rather than slow."""


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A hub of one story."""
    return write_hub(tmp_path / "stories", {"2026/a.md": story("Eerste titel")})


@pytest.fixture
def address(stories: Path, engine: Engine, tmp_path: Path) -> Iterator[str]:
    """Where the hub is served, for as long as the test runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(ROOT / "scripts/hub.py"), "serve", "--stories", str(stories), "--port", str(port)]
    command += ["--config", str(PROJECT / "mkdocs.yml")]
    with (tmp_path / "log.txt").open("w", encoding="utf-8") as log:
        group = {} if sys.platform == "win32" else {"start_new_session": True}
        process = subprocess.Popen([*command, "--engine", engine.name], stdout=log, stderr=log, cwd=tmp_path, **group)
        yield f"http://127.0.0.1:{port}/"
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=PATIENCE)
    if sys.platform != "win32":
        assert "Traceback" not in (tmp_path / "log.txt").read_text(encoding="utf-8")


def text_at(url: str, wanted: str) -> str:
    """The page at an address, as soon as it holds the wanted words."""
    end = time.monotonic() + PATIENCE
    text = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                text = answer.read().decode("utf-8")
            if wanted in text:
                return text
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.1)
    raise AssertionError(f"{wanted!r} never came; the last answer was {text[:300]!r}")


def test_a_saved_story_is_on_the_site_without_a_restart(stories: Path, address: str) -> None:
    """A changed title, a new story and a fixed mistake show up; the page asks the browser to reload itself."""
    page = text_at(address + "2026/a/", "Eerste titel")
    assert "livereload(" in page
    assert "script-src 'self' 'unsafe-inline'" in unescape(page)
    write_hub(stories, {"2026/a.md": story("Tweede titel")})
    text_at(address + "2026/a/", "Tweede titel")
    write_hub(stories, {"2026/b.md": story("Nieuw", date=None)})
    text_at(address + "comms/", "<dd>1</dd>")
    write_hub(stories, {"2026/b.md": story("Nieuw")})
    text_at(address + "2026/b/", "Nieuw")


def test_a_change_is_seen_and_a_build_is_not_mistaken_for_one(stories: Path, address: str, tmp_path: Path) -> None:
    """A build opens every story and writes its cache: the server must not take that for a change, and build for ever."""
    text_at(address + "2026/a/", "Eerste titel")
    write_hub(stories, {"2026/a.md": story("Tweede titel")})
    text_at(address + "2026/a/", "Tweede titel")
    seen = []
    for _ in range(2):
        time.sleep(1)
        seen.append((tmp_path / "log.txt").read_text(encoding="utf-8").count("Detected file changes"))
    assert seen[0] == seen[1] > 0

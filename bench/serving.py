"""`serve`: from saving a story to having its page again, asked for as the page's own live reload does."""

from __future__ import annotations

import re
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import IO

from bench.clock import CommandFailed, started
from bench.contest import Contest
from bench.figures import Figures, spread
from bench.peers.hub import DOOR, Hub
from bench.warm import Desk

FEWEST = 5
"""Saves at least: what is waited for is mostly the next look at the files, which comes at any moment."""
PATIENCE = 600
"""Seconds for the first site."""
_RELOAD = re.compile(r"livereload\((\d+), (\d+)\);")


def measure_serve(contest: Contest, hub: Hub) -> Figures:
    """Seconds to the first page, with the cache of a build, and from each save to the page reloaded."""
    contest.built([hub])
    desk = Desk(hub.stories, [], list(contest.stories))
    port = _free_port()
    command: list[str | Path] = [sys.executable, DOOR, "serve", "--stories", hub.stories, "--port", str(port)]
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        with started(command, hub.folder, {**hub.env, "PYTHONUNBUFFERED": "1"}, printed.fileno()) as process:
            site = _Site(f"http://127.0.0.1:{port}/", printed, lambda: process.poll() is None)
            site.first()
            first = time.perf_counter() - start
            contest.say(f"serve: the first page after {first:.1f} s")
            waits = []
            for turn in range(max(FEWEST, contest.turns)):
                time.sleep(1 + turn * 0.13)  # people do not save in step with the clock that looks for changes
                waits.append(_save_and_wait(site, desk))
                contest.say(f"serve: a saved story is there after {waits[-1]:.2f} s")
    return {"first_page_seconds": first, "reload_seconds": spread(waits)}


def _save_and_wait(site: _Site, desk: Desk) -> float:
    """Change a story whose page is open; returns the seconds from the change to its page with the change in it."""
    address = f"{desk.stories[desk.turn].id}/"
    page = site.get(address)
    start = time.perf_counter()
    sentence = desk.change().body.strip().splitlines()[-1]
    while sentence not in page:
        epoch, request = _RELOAD.search(page).groups()  # type: ignore[union-attr]
        site.get(f"livereload/{epoch}/{request}")
        page = site.get(address)
        if time.perf_counter() - start > PATIENCE:
            raise site.failure("never showed a change")
    return time.perf_counter() - start


class _Site:
    """What a browser sees of the running `serve`."""

    def __init__(self, url: str, printed: IO[bytes], alive: Callable[[], bool]) -> None:
        self._url = url
        self._printed = printed
        self._alive = alive

    def get(self, address: str) -> str:
        """A page of it, once a build that is going on has ended."""
        with urllib.request.urlopen(self._url + address, timeout=PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))

    def first(self) -> None:
        """Wait for the home page."""
        end = time.perf_counter() + PATIENCE
        while time.perf_counter() < end and self._alive():
            try:
                self.get("")
                return
            except urllib.error.URLError:
                time.sleep(0.05)
        raise self.failure("never showed its first page")

    def failure(self, what: str) -> CommandFailed:
        """What went wrong, with the end of what it printed."""
        self._printed.seek(0)
        said = self._printed.read().decode("utf-8", "replace")[-3000:]
        return CommandFailed(f"hub.py serve {what}, and said:\n{said}")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])

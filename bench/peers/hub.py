"""The hub itself, with everything on, with or without its search index and sharing cards."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.clock import Sample, measure
from bench.peers.peer import Peer
from bench.told import Told

ROOT = Path(__file__).resolve().parents[2]
DOOR = ROOT / "scripts" / "hub.py"
_PRINTED = re.compile(r"(\d+) files written")


class Hub(Peer):
    """`hub.py build` with a cache and a site of its own; the folder of stories is shared, and written by whoever made it."""

    name = "hub"
    made = ("site", "cache")

    def __init__(self, folder: Path, stories: Path, *, search: bool, cards: bool = False) -> None:
        super().__init__(folder, folder)
        self.stories = stories
        self.search = search
        self.cards = cards
        self.name = "hub with search" if search else "hub with cards" if cards else "hub"
        self.env = {
            "STORYHUB_CACHE": str(folder / "cache"),
            "STORYHUB_SEARCH": "1" if search else "0",
            "STORYHUB_CARDS": "1" if cards else "0",
        }

    def label(self) -> str:
        more = "its search index" if self.search else "sharing cards" if self.cards else ""
        return f"Story Hub with {more}" if more else "Story Hub"

    def prepare(self, stories: Sequence[Told]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def write(self, story: Told) -> None:
        """Nothing: whoever changes the hub's stories changes the files themselves (see bench.warm)."""

    def command(self) -> list[str | Path]:
        return [sys.executable, DOOR, "build", "--stories", self.stories, "--site", self.site]

    def check(self, *paths: Path) -> Sample:
        """Have the hub check these stories, measured; faults that it finds are no failure."""
        command: list[str | Path] = [sys.executable, DOOR, "check", *paths, "--stories", self.stories]
        return measure(command, self.folder, self.env, allow=(0, 1))


def files_written(sample: Sample) -> int | None:
    """How many files a build said that it wrote; None when it said nothing of it."""
    found = _PRINTED.search(sample.output)
    return int(found[1]) if found else None

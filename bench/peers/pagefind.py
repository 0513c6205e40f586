"""Pagefind over the site that Hugo has made: what gives Hugo a search like the hub's. Its program is in .venv already."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from bench.peers.peer import CannotBeHad, Peer
from bench.told import Told


class Pagefind(Peer):
    """The index of another contestant's site, in that site's folder."""

    name = "pagefind"
    made = ("site/pagefind",)

    def __init__(self, other: Peer) -> None:
        super().__init__(other.tools, other.folder)
        self.other = other

    def label(self) -> str:
        return f"Pagefind {version('pagefind-bin')} over the site of {self.other.label()}"

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.site / "pagefind"

    def install(self) -> None:
        if get_executable() is None:
            raise CannotBeHad("its program did not come with the requirements on this system")

    def prepare(self, stories: Sequence[Told]) -> None:
        """Nothing: the other contestant's site is its project."""

    def write(self, story: Told) -> None:
        """Nothing, for the same reason."""

    def command(self) -> list[str | Path]:
        return [str(get_executable()), "--site", self.site.name, "--silent"]

    def story_pages(self, stories: Sequence[Told]) -> int:
        """How many pages it has indexed; only stories are marked to be."""
        languages = json.loads((self.index / "pagefind-entry.json").read_text(encoding="utf-8"))["languages"]
        return sum(language["page_count"] for language in languages.values())

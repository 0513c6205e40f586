"""Pelican: the best-known generator of blogs in Python."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.peers.installing import from_pypi
from bench.peers.peer import Peer, write_text
from bench.told import Told

VERSION = "4.12.0"


class Pelican(Peer):
    """Pelican with a theme of a few lines; values are its tags and departments its categories."""

    name = recipe = "pelican"
    made = ("site", "cache")

    @property
    def _home(self) -> Path:
        return self.tools / f"pelican-{VERSION}"

    def label(self) -> str:
        return f"Pelican {VERSION}"

    def install(self) -> None:
        from_pypi(self._home, f"pelican[markdown]=={VERSION}")
        self.env = {"PYTHONPATH": str(self._home)}

    def write(self, story: Told) -> None:
        year, _, slug = story.id.partition("/")
        fields = {
            "Title": story.title,
            "Date": story.date,
            "Slug": slug,
            "Author": story.author,
            "Category": story.department,
            "Tags": ", ".join(story.values),
            "Language": story.language,
            "Why": story.why,
        }
        head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value)
        write_text(self.folder / "content" / year / f"{slug}.md", f"{head}\n{story.body_by_address}")

    def command(self) -> list[str | Path]:
        settings = ["--settings", "pelicanconf.py", "--output", "site", "--quiet"]
        return [sys.executable, "-m", "pelican", "content", *settings]

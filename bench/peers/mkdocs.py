"""MkDocs as it comes, without the hub: story pages alone, for it knows no lists or feeds. With and without its own search."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

from bench.peers.frontmatter import document
from bench.peers.peer import Peer, write_text
from bench.told import Told


class MkDocs(Peer):
    """Plain MkDocs with a theme of a few lines; it is in .venv already."""

    name = recipe = "mkdocs"

    def label(self) -> str:
        return f"MkDocs {version('mkdocs')}"

    def write(self, story: Told) -> None:
        write_text(self.folder / "docs" / story.file, document(story.fields, story.body))

    def command(self) -> list[str | Path]:
        return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", self._config]

    @property
    def _config(self) -> Path:
        return self.folder / "mkdocs.yml"


class Lunr(MkDocs):
    """MkDocs with the search that comes with it, whose index a browser fetches whole."""

    name = "lunr"

    def label(self) -> str:
        return f"{super().label()} with its search"

    @property
    def _config(self) -> Path:
        return self.folder / "with-search.yml"

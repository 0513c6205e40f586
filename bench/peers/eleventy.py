"""Eleventy: the generator that front-end developers pick. It needs Node.js and npm on the machine."""

from __future__ import annotations

from pathlib import Path

from bench.peers.frontmatter import document
from bench.peers.installing import from_npm, program
from bench.peers.peer import Peer, write_text
from bench.told import Told

VERSION = "3.1.8"


class Eleventy(Peer):
    """Eleventy with templates of a few lines in JavaScript, its fastest kind."""

    name = recipe = "eleventy"

    @property
    def _home(self) -> Path:
        return self.tools / f"eleventy-{VERSION}"

    def label(self) -> str:
        return f"Eleventy {VERSION}"

    def install(self) -> None:
        program("node")
        from_npm(self._home, f"@11ty/eleventy@{VERSION}")

    def write(self, story: Told) -> None:
        write_text(self.folder / "content" / story.file, document(story.fields, story.body_by_address))

    def command(self) -> list[str | Path]:
        program_file = self._home / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
        return [program("node"), program_file, "--quiet"]

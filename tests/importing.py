"""What the tests of `new` and `import` share: a hub to write in, answers, and what came of them."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hubs import PROJECT
from PIL import Image
from storyhub.cli.main import main
from storyhub.read.reading import Reading
from storyhub.read.story import read_story
from storyhub.text.render import render

NEEDED = ["--author", "Noor Bakker", "--department", "ward", "--date", "2026-03-01"]
NO_EXTRAS = ["--why", "", "--could-be-better", "", "--question", ""]


@dataclass(frozen=True)
class Made:
    """A story that a verb wrote, and all that it said."""

    file: Path
    out: str
    err: str

    @property
    def text(self) -> str:
        """The content of its file."""
        return self.file.read_text(encoding="utf-8")

    @property
    def body(self) -> str:
        """What is below its fields."""
        return self.text.partition("\n---\n")[2].strip()

    @property
    def words(self) -> str:
        """What a reader of its page sees, on one line."""
        return " ".join(render(self.body, "x").body.text.split())

    @property
    def html(self) -> str:
        """Its page."""
        return render(self.body, "x").body.html

    @property
    def reading(self) -> Reading:
        """The story as the hub reads it."""
        return read_story(self.file.read_bytes(), f"{self.file.parent.name}/{self.file.name}", "nl")

    @property
    def field(self) -> dict[str, str]:
        """Its fields as they are written, a line each."""
        lines = self.text.partition("\n---\n")[0].split("\n")[1:]
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Answers, a line each; nothing more comes after them."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def made(hub: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> Made:
    """The story that a verb makes, and what it says."""
    capsys.readouterr()
    assert main([*arguments, "--stories", str(hub)], PROJECT) == 0, capsys.readouterr().err
    printed = capsys.readouterr()
    path = Path(printed.out.splitlines()[0])
    return Made(path if path.is_absolute() else Path.cwd() / path, printed.out, printed.err)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4), colour: str = "red", **options: object) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()

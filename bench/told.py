"""The made-up stories, read back for the other generators: what is in a file, without any rule of the hub."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FIELD = re.compile(r"^(\w+): (.*)$", re.MULTILINE)
_TO_STORY = re.compile(r"\]\(\.\./(\d{4}/[\w-]+)\.md\)")


@dataclass(frozen=True, slots=True)
class Told:
    """One made-up story."""

    id: str
    """`<year>/<slug>`: its address on every site."""
    title: str
    author: str
    department: str
    """Key of its department."""
    date: str
    """ISO date."""
    language: str
    why: str
    values: tuple[str, ...]
    """Keys of the values; empty when its writer chose none."""
    body: str
    """Markdown; links to other stories are relative to its file."""

    @property
    def fields(self) -> dict[str, object]:
        """What its front matter says, under the hub's own names."""
        names = ("title", "author", "department", "date", "language", "why", "values")
        return {name: getattr(self, name) for name in names}

    @property
    def file(self) -> str:
        """Its file under a folder of stories."""
        return f"{self.id}.md"

    @property
    def page(self) -> str:
        """Its page under a site."""
        return f"{self.id}/index.html"

    @property
    def body_by_address(self) -> str:
        """The body with links that hold in any generator: to the address of a story's page."""
        return _TO_STORY.sub(r"](/\1/)", self.body)


def read(folder: Path) -> list[Told]:
    """All made-up stories of a folder, the oldest first."""
    stories = [_read(path) for path in folder.glob("[0-9][0-9][0-9][0-9]/*.md")]
    return sorted(stories, key=lambda story: (story.date, int(story.id.rpartition("-")[2])))


def _read(path: Path) -> Told:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(_FIELD.findall(head))
    return Told(
        id=f"{path.parent.name}/{path.stem}",
        title=fields["title"].strip('"'),
        author=fields["author"],
        department=fields["department"],
        date=fields["date"],
        language=fields["language"],
        why=fields["why"].strip('"'),
        values=tuple(re.findall(r"\w+", fields.get("values", ""))),
        body=body.strip() + "\n",
    )

"""Looks over the organisation's own pages (index.md, mission.en.md …), which the site generator renders.

They are ordinary pages, and may hold whatever such a page may; only what would come out as rubbish, or not at all, is a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from storyhub.model.issues import Issue, error
from storyhub.model.messages import say
from storyhub.model.story import Body
from storyhub.read.fields import Fields
from storyhub.read.front_matter import FENCE
from storyhub.read.strict_yaml import read_at_ease
from storyhub.text.decoding import decode, first_paragraph
from storyhub.text.render import render

SENTENCE_LIMIT = 220
"""Characters of a page's opening."""
_OF_A_STORY = frozenset({"author", "department"})
"""Fields that no page has and every story has."""


def opening(file: Path) -> str:
    """The first paragraph of a page without its headings, as plain text of at most SENTENCE_LIMIT characters."""
    rendered = body_of(file)
    prose = rendered.text
    for _, _, heading in rendered.headings:
        prose = prose.replace(heading, "", 1)
    return first_paragraph(prose.strip(), SENTENCE_LIMIT)


def body_of(file: Path) -> Body:
    """A page below its fields."""
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    if text.startswith(FENCE):
        text = text.split(f"\n{FENCE}", 1)[-1].partition("\n")[2]
    return render(text, file.name).body


def faults(root: Path, paths: Iterable[str]) -> Iterator[Issue]:
    """What keeps each of these pages from being published."""
    for path in paths:
        text, found = decode((root / path).read_bytes(), path)
        yield from (issue for issue in found if issue.rule != "empty")  # a site generator does not mind
        if text.startswith(FENCE):
            yield from _faults_of_fields(text, path)


def _faults_of_fields(text: str, path: str) -> Iterator[Issue]:
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in (FENCE, "...")), 0)
    if not end:
        told = say(
            "opens with --- that is never closed; a second line with --- ends the fields; put it above your text"
        )
        yield error(path, 1, "file", "unclosed-front-matter", told)
        return
    fields = Fields(path)
    read_at_ease("\n".join(lines[1:end]) + "\n", fields, first_line=2)
    yield from (issue for issue in fields.issues if issue.rule == "broken-yaml")
    if fields.data.keys() >= _OF_A_STORY:
        told = say(
            "has the fields of a story (%(fields)s); a story is in the folder of its year, and is checked there; move it, or take the fields out",
            fields=", ".join(sorted(_OF_A_STORY)),
        )
        yield error(path, 1, "file", "story-as-page", told)

"""The file of a line back that a letter brings; what is left out of a story is left out of it too."""

from __future__ import annotations

import json
from datetime import date

from storyhub.compose.draft import slug
from storyhub.letterbox.letter import NotTakenError
from storyhub.letterbox.request_lines import Request, line_of
from storyhub.letterbox.story import without_people
from storyhub.model.messages import say


def line_file(asked: Request, today: date, digest: str) -> tuple[str, str]:
    """Path in the folder of stories, and text, of the line that a letter with this digest brings.

    The digest keeps the names of lines to one story apart: they may wait on branches that know nothing of each other.

    Raises:
        NotTakenError: nobody signed it, or it has no words.
    """
    by, words = (without_people(text) for text in line_of(asked.words))
    if not by or not words:
        told = say("the message is a line back without a name or without words; a line is signed; ask its sender")
        raise NotTakenError(told)
    path = f"replies/{today.year:04}-{slug(asked.story.replace('/', '-')[5:])[:60] or 'line'}-{digest[:6]}.yml"
    fields = {"to": asked.story, "by": by, "line": words}
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in fields.items()]
    return path, "\n".join([*lines, f"date: {today.isoformat()}"]) + "\n"

"""The file of a line back that a letter brings; what is left out of a story is left out of it too."""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import date
from itertools import count

from storyhub.compose.draft import slug
from storyhub.letterbox.refusal import NotTakenError
from storyhub.letterbox.slip import Slip, line_of
from storyhub.letterbox.story import without_people
from storyhub.model.messages import say


def line_file(asked: Slip, today: date, there: Container[str]) -> tuple[str, str]:
    """Path in the folder of stories, and text, of a new line; `there` has the paths that are taken.

    Raises:
        NotTakenError: nobody signed it, or it has no words.
    """
    by, words = (without_people(text) for text in line_of(asked.words))
    if not by or not words:
        told = say("the message is a line back without a name or without words; a line is signed; ask its sender")
        raise NotTakenError(told)
    start = f"{today.year:04}-{slug(asked.story.replace('/', '-')[5:])[:60] or 'line'}"
    names = (f"replies/{start}-{number}.yml" for number in count(1))
    path = next(name for name in names if name not in there)
    fields = {"to": asked.story, "by": by, "line": words}
    lines = [f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in fields.items()]
    return path, "\n".join([*lines, f"date: {today.isoformat()}"]) + "\n"

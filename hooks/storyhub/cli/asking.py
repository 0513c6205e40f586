"""What `new` and `import` have in common: fields as options, questions for the rest, and the file that comes of it."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.cli import paths, shared_options

if TYPE_CHECKING:
    from storyhub.compose.draft import Draft

_TEXTS = ("title", "author", "department", "why", "could_be_better", "question", "language", "reply_to")
"""Fields that can be given as an option."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """A field that is given is not asked for."""
    shared_options.arguments(parser)
    for name in _TEXTS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=f"the field {name}")
    parser.add_argument("--date", metavar="YYYY-MM-DD", type=date.fromisoformat, help="the day (default: today)")


def given(options: argparse.Namespace) -> dict[str, object]:
    """The fields that were given as options."""
    found = {name: getattr(options, name) for name in (*_TEXTS, "date")}
    return {name: value for name, value in found.items() if value is not None}


def finish(draft: Draft, options: argparse.Namespace, root: Path) -> Path:
    """Asks for what is missing, writes the story, and tells where it stands and what there is to say about it.

    Raises:
        UsageError: something needed was not told.
    """
    from storyhub.compose.dialogue import Dialogue, NoAnswerError
    from storyhub.compose.draft import branch, chosen, write
    from storyhub.model.i18n import available, catalogue
    from storyhub.model.issues import harmless_line
    from storyhub.model.messages import said
    from storyhub.model.settings import today
    from storyhub.read.organisation import read_departments
    from storyhub.read.story import read_story

    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    draft.fields |= given(options)
    draft.fields.setdefault("date", today(settings))
    language = str(draft.fields.get("language") or settings.language)
    words = catalogue(language if available(language) else settings.language)
    offered = [one for one in read_departments(folder, settings.language, []) if one.is_offered(today(settings))]
    departments = {one.key: one.name for one in offered}
    if named := draft.fields.get("department"):
        draft.fields["department"] = chosen(str(named), departments) or named
    try:
        Dialogue(words, departments, _next_line, lambda line: print(line, file=sys.stderr)).complete(draft)
    except NoAnswerError as fault:
        option = "" if str(fault) == "body" else f", or give --{str(fault).replace('_', '-')}"
        raise shared_options.UsageError(
            f"{fault}: was not told; no story can do without; answer the question{option}"
        ) from fault
    file = write(draft, folder)
    print(paths.as_seen(file.relative_to(folder).as_posix(), folder))
    print(branch(file))
    for note in draft.notes:
        print(harmless_line(note), file=sys.stderr)
    place = file.relative_to(folder).as_posix()
    for issue in read_story(file.read_bytes(), place, settings.language).issues:
        print(
            harmless_line(f"{issue.path}:{issue.line}: {issue.field}: {said(issue.message, words.gettext)}"),
            file=sys.stderr,
        )
    return file


def _next_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")

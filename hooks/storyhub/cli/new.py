"""`new`: makes a story from a few questions, in the terminal; and what `import` has in common with it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from storyhub.cli import paths, shared_options
from storyhub.cli.check import issues_about
from storyhub.compose.dialogue import Dialogue, NoAnswerError
from storyhub.compose.draft import Draft, branch, chosen, write
from storyhub.model.i18n import Catalogue, catalogue_for
from storyhub.model.issues import Level, harmless_line
from storyhub.model.messages import Message, said, say
from storyhub.model.settings import Settings, today
from storyhub.model.story import retired
from storyhub.read.organisation import read_departments

_ALIKE = 10
"""Notes of one kind that are shown."""
_TEXTS = ("title", "author", "department", "why", "could_be_better", "question", "language", "reply_to")
"""Fields that can be given as an option."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """A field that is given is not asked for."""
    shared_options.arguments(parser)
    for name in _TEXTS:
        parser.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=f"the field {name}")
    parser.add_argument(
        "--date", metavar="YYYY-MM-DD", type=shared_options.day, help="the day (new: today when absent)"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Asks, and writes the story."""
    draft = Draft()
    draft.fields["date"] = today(shared_options.settings(options, root))
    finish(draft, options, root)
    return 0


def finish(draft: Draft, options: argparse.Namespace, root: Path) -> Path:
    """Asks for what is missing, writes the story, and says how to send it and what there is to say about it.

    Raises:
        UsageError: it cannot be written, or something needed has no answer; what was typed is printed.
    """
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise shared_options.UsageError(
            f"{folder}: this folder cannot be written to; --stories takes another; choose one that is yours"
        )
    draft.fields |= {name: value for name in (*_TEXTS, "date") if (value := getattr(options, name)) is not None}
    words = catalogue_for(str(draft.fields.get("language") or ""), settings.language)
    _complete(draft, folder, settings, words)
    file = _written(draft, folder)
    print(paths.as_seen(file))
    for note in in_short(draft.notes):
        _show(said(note, words.gettext))
    _say_what_check_says(file, folder, options, root, words)
    _say_how_to_send(file, words)
    return file


def in_short(notes: Sequence[Message]) -> Iterator[Message]:
    """Notes without those that say the same of many places: of each kind the first ones, and how many more there are."""
    kinds: dict[str, list[Message]] = {}
    for note in dict.fromkeys(notes):
        kinds.setdefault(note.msgid, []).append(note)
    for alike in kinds.values():
        yield from alike[:_ALIKE]
        if (more := len(alike) - _ALIKE) > 0:
            yield say("and %(number)s more of these", number=more)


def _complete(draft: Draft, folder: Path, settings: Settings, words: Catalogue) -> None:
    listed = read_departments(folder, settings.language, [])
    past = retired(listed, today(settings))
    departments = {one.key: one.name for one in listed if one.key not in past}
    if named := draft.fields.get("department"):
        draft.fields["department"] = chosen(str(named), departments) or named
    if "date" not in draft.fields:
        draft.suggested["date"] = today(settings).isoformat()
    dialogue = Dialogue(words, departments, _next_line, lambda line: print(line, file=sys.stderr))
    try:
        dialogue.complete(draft)
    except (NoAnswerError, KeyboardInterrupt) as fault:
        if dialogue.answered:
            print(draft.text())
        field = str(fault) or "story"
        option = f", or give --{field.replace('_', '-')}" if field in _TEXTS else ""
        raise shared_options.UsageError(
            f"{field}: has no answer; a story needs one; answer the question{option}"
        ) from fault


def _written(draft: Draft, folder: Path) -> Path:
    try:
        return write(draft, folder)
    except OSError as fault:
        print(draft.text())
        place = f"{folder}/{draft.day.year:04}/{draft.name()}.md"
        raise shared_options.UsageError(
            f"{place}: cannot be written ({fault.strerror}); the whole story is printed above; copy it, and save it as {draft.name()}.md"
        ) from fault


def _say_how_to_send(file: Path, words: Catalogue) -> None:
    """The commands that make a branch of a story; its pictures are in the folder of its name."""
    pictures = file.with_suffix("")
    added = [paths.as_seen(one) for one in (file, pictures) if one.exists()]
    _show("\n" + words.gettext("To send it:"))
    print(f"git switch -c {branch(file)}")
    print(f"git add {' '.join(map(_quoted, added))}")
    print(f'git commit -m "Story: {file.stem}"')
    print(f"git push -u origin {branch(file)}")


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def _say_what_check_says(file: Path, folder: Path, options: argparse.Namespace, root: Path, words: Catalogue) -> None:
    """The same rules, over the hub with the story in it."""
    wanted = [one.relative_to(folder).as_posix() for one in (file, file.with_suffix(""))]
    hub = issues_about(wanted, folder, shared_options.settings(options, root), shared_options.store(root, folder))
    heads = {
        Level.ERROR: words.gettext("This stops the story; correct it before you send it:"),
        Level.ADVICE: words.gettext("Advice, which you may ignore:"),
    }
    for level, head in heads.items():
        found = [issue for issue in hub.issues if issue.level is level]
        if found:
            _show(f"\n{head}")
        for issue in found:
            place = f"{paths.as_seen(folder / issue.path)}:{issue.line}: {issue.field}"
            _show(f"{place}: {said(issue.message, words.gettext)}")


def _show(line: str) -> None:
    blank, text = ("\n", line[1:]) if line.startswith("\n") else ("", line)
    print(blank + harmless_line(text), file=sys.stderr)


def _next_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")

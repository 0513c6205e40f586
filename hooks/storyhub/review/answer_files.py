"""Where a new answer goes into the file of a listening item, so that what comms wrote in it stays as it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import yaml

from storyhub.model.listening import answers_path
from storyhub.model.story import Listening
from storyhub.text.decoding import decode


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file with a place for one more answer: `before`, the new lines, `after`."""

    path: str
    """Relative to the folder of stories."""
    before: str
    indent: str
    """What comes before the hyphen of each answer."""
    after: str
    is_new: bool


def answer_file(story: str, found: Listening | None, raw: bytes | None) -> AnswerFile:
    """The file of the answers to a story (an id), as it is or still to be made.

    Example: of `entries:\\n  - {date: 2026-01-31, …}\\nconfirmed: 2026-03-01\\n` the new lines go between the second and the third.
    A file that is not a list in blocks (or that YAML cannot read) is rewritten from what could be read of it.
    """
    if found is None or not found.path or raw is None:
        return AnswerFile(answers_path(story), "entries:\n", "  ", "", True)
    text = decode(raw, found.path)[0] or ""
    if place := _place(text):
        lines = text.rstrip("\n").split("\n")
        end, indent = place
        before, after = lines[:end], lines[end:]
        while before and not before[-1].strip():
            after.insert(0, before.pop())
        rest = "\n".join(after)
        return AnswerFile(found.path, "\n".join(before) + "\n", indent, f"{rest}\n" if rest.strip() else "", False)
    return _anew(found)


def _place(text: str) -> tuple[int, str] | None:
    """The number of lines before a new answer, and its indent."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    listed = root
    if isinstance(root, yaml.MappingNode):
        listed = next((value for key, value in root.value if key.value == "entries"), None)
    if not isinstance(listed, yaml.SequenceNode) or listed.flow_style or not listed.value:
        return None
    last = listed.value[-1]
    # An entry in blocks ends where the next thing starts, one in braces on its own line.
    end = last.end_mark.line + (1 if last.flow_style or last.end_mark.column else 0)
    return end, " " * listed.start_mark.column


def _anew(found: Listening) -> AnswerFile:
    lines = [f"owner: {_quoted(found.owner)}"] if found.owner else []
    if found.also:
        lines += ["also:", *(f"  - {_quoted(one)}" for one in found.also)]
    lines.append("entries:")
    for answer in found.answers:
        lines += answer_lines("  ", answer.date.isoformat(), answer.by, answer.status, answer.note)
    after = f"confirmed: {found.confirmed.isoformat()}\n" if found.confirmed else ""
    return AnswerFile(found.path, "\n".join(lines) + "\n", "  ", after, False)


def answer_lines(indent: str, day: str, by: str, status: str, note: str) -> list[str]:
    """One answer as YAML, as the form of the desk writes it too (theme/desk/js/answer.js)."""
    lines = [f"{indent}- date: {day}", f"{indent}  by: {_quoted(by)}", f"{indent}  status: {status}"]
    return [*lines, f"{indent}  note: {_quoted(note)}"] if note else lines


def with_confirmed(text: str, day: date | None) -> str:
    """A file of answers in which the teller agreed with the last one on a day, or (None) no longer does."""
    kept = [line for line in text.rstrip("\n").split("\n") if not line.startswith(("confirmed:", "..."))]
    root = yaml.compose("\n".join(kept), Loader=yaml.SafeLoader)
    if isinstance(root, yaml.SequenceNode):
        # Only a map has room for the day; what is above the list (comments, `---`) stays there.
        start = root.start_mark.line
        kept[start:] = ["entries:", *(f"  {line}" if line else "" for line in kept[start:])]
    return "\n".join([*kept, *([f"confirmed: {day.isoformat()}"] if day else [])]) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

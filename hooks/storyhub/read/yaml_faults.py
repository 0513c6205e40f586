"""The faults of broken YAML in plain words, and the line that each is really about."""

from __future__ import annotations

import re
from typing import Any

from storyhub.model.issues import shown
from storyhub.model.messages import Message, say

FIELD = re.compile(r"([A-Za-z_][\w-]*)\s*:")
"""How a line begins that is a field."""
_NO_SPACE = re.compile(r"[A-Za-z_][\w-]*:[^\s/]")
_ABOUT_THE_START = ("simple key", "quoted", "flow")


def line_of(fault: Any, lines: list[str]) -> int:
    """Index of the line that a fault is about; the parser often notices it only further on."""
    problem, context = (getattr(fault, name, None) for name in ("problem_mark", "context_mark"))
    about_start = context is not None and any(word in str(fault.context) for word in _ABOUT_THE_START)
    mark = context if about_start else problem
    index = max(0, min(mark.line if mark is not None else 0, len(lines) - 1))
    if "mapping values" in str(fault.problem) and index and _NO_SPACE.match(lines[index - 1]):
        return index - 1
    while index and not lines[index].strip():
        index -= 1  # what is missing is noticed at the end, and is missing above it
    return index


def in_plain_words(fault: Any, line: str) -> Message:
    """`what was found; what is allowed; what to do` for the line that a fault is about."""
    problem, context = str(fault.problem or ""), str(fault.context or "")
    found = shown(line.strip(), 50)
    if _NO_SPACE.match(line) and ("mapping values" in problem or "expected ':'" in problem):
        return say(
            "%(found)s has no space after its colon; a field is a name, a colon, a space and its text; put a space after the colon",
            found=found,
        )
    if line[:1].isspace() and ("mapping values" in problem or "document start" in problem):
        return say(
            "%(found)s starts with spaces; a field starts at the beginning of its line; take the spaces out",
            found=found,
        )
    if "mapping values" in problem:
        return say(
            '%(found)s has a colon inside its text; text with a colon stands between quotes; write it as: field: "text: with colon"',
            found=found,
        )
    if "tab" in problem or "'\\t'" in problem:
        return say(
            "%(found)s starts with a tab; fields start at the beginning of the line, lists with spaces; take the tab out",
            found=found,
        )
    if "start any token" in problem:
        return say(
            "%(found)s starts its text with a character that has a meaning of its own (such as @, ` or %%); put the text between quotes",
            found=found,
        )
    if "expected ':'" in problem or "document start" in problem:
        return say(
            "%(found)s is no field; each line is a name, a colon and its text; write it as: field: text", found=found
        )
    if "quoted" in context and "end of stream" in problem:
        return say(
            "%(found)s has a quote that is never closed; quotes come in pairs; add the missing quote", found=found
        )
    if "escape" in problem:
        return say(
            "%(found)s has a backslash between double quotes, where it has a meaning of its own; use single quotes; write it as: field: 'text'",
            found=found,
        )
    if "flow" in context:
        return say(
            "%(found)s has a bracket that is never closed; a list is written as [a, b]; add the missing bracket",
            found=found,
        )
    if "found '<scalar>'" in problem or ("expected key" in problem and re.search(r":\s*[\"']", line)):
        return say(
            "%(found)s has text after its closing quote; the quotes stand around the whole text; use “double” quotes around text with a ' in it",
            found=found,
        )
    if "expected key" in problem or "block end" in problem:
        return say(
            "%(found)s is no field; each line is a name, a colon and its text; write it as: field: text", found=found
        )
    return say(
        "%(found)s cannot be read; each line is a name, a colon and its text; put text with special characters between quotes",
        found=found,
    )

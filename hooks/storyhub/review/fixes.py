"""How an issue is reported to a writer in their own language, and the lines that fix it, to be copied or written by `fix`."""

from __future__ import annotations

from collections.abc import Callable

from storyhub.model.issues import Issue
from storyhub.model.messages import Message, said

CURE, PASTE = "cure", "paste"
"""Names that the words of a sentence have: the writer's own line as it should be, and a line to add."""
_COMES_BELOW = "\ue001"


def told(issue: Issue, translate: Callable[[str], str]) -> str:
    """What was found, what is allowed and what to do, as sentences; the line to paste goes below them."""
    if not isinstance(issue.message, Message):
        return issue.message
    sentence = _without_paste(issue.message) if lines_to_paste(issue, translate) else issue.message
    parts = [_ended(part.replace(_COMES_BELOW, "")) for part in sentence.parts(translate)]
    return " ".join((parts[0], *(part[:1].upper() + part[1:] for part in parts[1:])))


def place(issue: Issue, _: Callable[[str], str]) -> str:
    """Where in a file an issue is, in words."""
    if issue.field == "file":
        return _("the file") if issue.line == 1 else _("line %(line)s") % {"line": issue.line}
    field = _("the text") if issue.field == "body" else issue.field
    return _("line %(line)s, %(field)s") % {"line": issue.line, "field": field}


def _ended(part: str) -> str:
    plain = part.rstrip()
    return plain if plain.endswith((":", "?", "…")) else f"{plain}."


def lines_to_paste(issue: Issue, translate: Callable[[str], str]) -> str:
    """The lines that fix an issue; empty where only its writer can know."""
    if not isinstance(issue.message, Message):
        return ""
    lines = [_find(issue.message, name) for name in (CURE, PASTE)]
    return next((said(line, translate) for line in lines if line is not None), "")


def cure(issue: Issue) -> str | None:
    """What belongs in the place of the line that an issue is about; None where only its writer can know."""
    found = _find(issue.message, CURE) if isinstance(issue.message, Message) else None
    return None if found is None else str(found)


def _find(sentence: Message, name: str) -> object | None:
    if name in sentence.words:
        return sentence.words[name]
    inner = (_find(word, name) for word in sentence.words.values() if isinstance(word, Message))
    return next((found for found in inner if found is not None), None)


def _without_paste(sentence: Message) -> Message:
    words = {
        name: _COMES_BELOW if name in (CURE, PASTE) else _without_paste(word) if isinstance(word, Message) else word
        for name, word in sentence.words.items()
    }
    return Message(sentence.msgid, words)

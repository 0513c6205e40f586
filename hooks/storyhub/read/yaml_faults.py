"""The faults of broken YAML in plain words, and the line that each is really about."""

from __future__ import annotations

import re
from typing import Any

from storyhub.model.issues import shown
from storyhub.model.messages import Message, say
from storyhub.text.cures import PARTS, cured, quoted, quoted_parts, with_quotes, with_text

FIELD = re.compile(r"([A-Za-z_][\w-]*)\s*:")
"""How a line begins that is a field."""
_NO_SPACE = re.compile(r"[A-Za-z_][\w-]*:[^\s/]")
_FIELDS = frozenset(
    {"title", "author", "department", "date", "language", "why", "values", "summary", "could_be_better", "question"}
    | {"photo", "consent", "status"}
)
"""Fields that a line may be meant to be; none that is also a word with which a sentence goes on."""
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


def in_plain_words(fault: Any, line: str, goes_on: bool = False) -> Message:
    """`what was found; what is allowed; what to do` for the line that a fault is about, which is shown as it should be.

    A text that `goes_on` on the next line is not put right by one line.
    """
    problem, context = str(fault.problem or ""), str(fault.context or "")
    found = shown(line.strip(), 50)
    parts = PARTS.fullmatch(line)
    text = parts["text"] if parts else ""
    if _NO_SPACE.match(line) and ("mapping values" in problem or "expected ':'" in problem):
        told = say(
            "%(found)s has no space after its colon; a field is a name, a colon, a space and its text", found=found
        )
        return cured(told, line.replace(":", ": ", 1), say("put a space after the colon"))
    if "mapping values" in problem and _COLON.search(text):
        told = say("%(found)s has a colon inside its text; text with a colon goes between quotes", found=found)
        return cured(told, "" if goes_on else with_quotes(line), say("put quotes around the text"))
    if line[:1].isspace() and ("mapping values" in problem or "document start" in problem):
        told = say("%(found)s starts with spaces; a field starts at the beginning of its line", found=found)
        name = FIELD.match(line.strip())
        return cured(told, line.strip() if name and name[1] in _FIELDS else "", say("take the spaces out"))
    if "tab" in problem or "'\\t'" in problem:
        told = say("%(found)s has a tab; fields start at the beginning of the line, and lists with spaces", found=found)
        return cured(told, line.replace("\t", "  "), say("write spaces instead"))
    own_meaning = say(
        "%(found)s starts its text with a character that has a meaning of its own (such as @, ` or %%); such text goes between quotes",
        found=found,
    )
    if "start any token" in problem:
        return cured(own_meaning, with_quotes(line), say("put quotes around it"))
    if "quoted" in context and "end of stream" in problem:
        return _unclosed_quote(line, text, found)
    if "escape" in problem:
        told = say(
            "%(found)s has a backslash between double quotes, where it has a meaning of its own; such text goes between single quotes",
            found=found,
        )
        one = with_text(line, _requoted(_unescaped(text))) if text[:1] not in ("", "{", "[") else ""
        return cured(told, one or _ESCAPED.sub(_without_escapes, line), say("use single quotes"))
    if "flow mapping" in context and "':'" in problem and _COLON.search(text.partition(": ")[2]):
        told = say("%(found)s has a colon inside its text; text with a colon goes between quotes", found=found)
        return cured(told, with_text(line, quoted_parts(text)), say("put quotes around the text"))
    if "flow" in context:
        return _unclosed_bracket(line, text, found)
    if "found '<scalar>'" in problem or ("expected key" in problem and re.search(r":\s*[\"']", line)):
        told = say("%(found)s has text after its closing quote; the quotes go around the whole text", found=found)
        return cured(told, with_text(line, _requoted(text)), say("use “double” quotes around text with a ' in it"))
    if text and not goes_on and text[0] in _OWN_MEANING:
        return cured(own_meaning, with_text(line, quoted(text)), say("put quotes around it"))
    if any(words in problem for words in ("expected ':'", "document start", "expected key", "block end")):
        return _no_field(line, found)
    told = say("%(found)s cannot be read; each line is a name, a colon and its text", found=found)
    return say("%(told)s; put text with special characters between quotes", told=told)


def without_colon(line: str) -> str:
    """The field that a line is, but for its colon; empty when it is none."""
    begins = _COLON_LEFT_OUT.fullmatch(line)
    return begins["name"] if begins and begins["name"] in _FIELDS else ""


def _no_field(line: str, found: str) -> Message:
    begins = _COLON_LEFT_OUT.fullmatch(line)
    if begins and without_colon(line):
        told = say(
            "%(found)s has no colon behind the name of its field; a field is a name, a colon and its text", found=found
        )
        return cured(told, f"{begins['name']}: {begins['text']}", say("put a colon after the name"))
    return say(
        "%(found)s is not a field; each line is a name, a colon and its text; write it as: field: text", found=found
    )


_OWN_MEANING = frozenset("*&-|>?[{}],%@`!#")
_COLON_LEFT_OUT = re.compile(r"(?P<name>[a-z_]+)(?:\s*[;.,]|\s+-)?\s+(?P<text>[^\s:].*?)\s*")
_COLON = re.compile(r":(?:\s|$)")
# The first letters of words that Dutch and English shorten: 's morgens, 't huis, 'n keer, 'k weet, 'em, 'twas.
_SHORTENED = re.compile(r"'(?:[stnkmrd]|em|ns|tis|twas|til|cause|bout)(?![^\W_])", re.IGNORECASE)


_ESCAPED = re.compile(r'"((?:[^"\\]|\\.)*)"')
# How JSON, which other programs write between the quotes of YAML, writes an emoji: in two halves, neither of which YAML knows.
_HALVES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def _without_escapes(text: re.Match[str]) -> str:
    """A text between double quotes as it was meant; one without a backslash stays as it is."""
    return quoted(_unescaped(text[1])) if "\\" in text[1] else text[0]


def _unescaped(text: str) -> str:
    r"""Text with the emoji and quotes that its backslashes stand for; all other backslashes are its own.

    >>> _unescaped(r"\ud83d\ude00 in C:\files")
    '😀 in C:\\files'
    """
    return _HALVES.sub(_sign, text).replace('\\"', '"')


def _sign(halves: re.Match[str]) -> str:
    return bytes.fromhex(halves[1] + halves[2]).decode("utf-16-be")


def _requoted(text: str) -> str:
    """The same words between quotes that hold what is in them; empty when there are none."""
    if not text:
        return ""
    whole = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return quoted(text[1:-1] if whole else text)


def _unclosed_quote(line: str, text: str, found: str) -> Message:
    if not text.startswith(("'", '"')):
        return say(
            "%(found)s has a quote that is never closed; quotes come in pairs; add the missing quote", found=found
        )
    if text.startswith("'") and _SHORTENED.match(text):
        told = say(
            "%(found)s starts with an apostrophe, which opens quotes here; such text goes between “double” quotes",
            found=found,
        )
        return cured(told, with_text(line, quoted(text)), say("put “double” quotes around it"))
    told = say("%(found)s has a quote that is never closed; quotes come in pairs", found=found)
    return cured(told, with_text(line, quoted(text[1:])), say("add the missing quote"))


def _unclosed_bracket(line: str, text: str, found: str) -> Message:
    told = say("%(found)s has a bracket that is never closed; a list is written as [a, b]", found=found)
    closing = {"[": "]", "{": "}"}.get(text[:1], "")
    whole = closing and closing not in text and not set("[{\"'").intersection(text[1:])
    return cured(told, with_text(line, text.rstrip(", ") + closing) if whole else "", say("add the missing bracket"))

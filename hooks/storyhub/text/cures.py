"""A writer's own line, corrected: the words of a message that are called `cure` go in the place of the line it is about."""

from __future__ import annotations

import re

from storyhub.model.messages import Message, say
from storyhub.text import private_data

ODD_SPACES = "\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""Spaces that look like an ordinary one; a no-break space is the commonest."""
NO_WIDTH = "\u00ad\u200b\u2060\ufeff"
"""Signs that nobody sees; those that join emoji and letters are not among them."""
_ODD_SPACE = re.compile(f"[{ODD_SPACES}\t]")
_NO_WIDTH = re.compile(f"[{NO_WIDTH}]")
_LONGEST = 2500
"""Characters of a line: a field has fewer."""
_NEXT_PART = re.compile(r",\s+(?=[a-z]+:\s)")
NEEDS_QUOTES = re.compile(r":(?:\s|$)|\s#|^['\"@`%&*!|>?\[\]{}#-]")
"""Words of a field that YAML would not take as they are."""
_NEEDS_QUOTES_AS_PART = re.compile(r",(?:\s|$)|:(?:\s|$)|\s#|^['@`%&*!|>]")
# A name, a colon and its text, also of an entry of a list.
PARTS = re.compile(r"(?P<start>\s*(?:- +)?(?P<name>[^\W\d][\w-]*)\s*:\s*)(?P<text>.*?)\s*")


def cured(told: Message, cure: str, otherwise: Message) -> Message:
    """What was found and what is allowed, with the line as it should be; `otherwise` says what to do where none can be shown.

    A line with somebody's private data is never repeated.
    """
    cure = plainly_spaced(cure)
    if cure and next(private_data.find(cure), None) is None:
        return say("%(told)s; write the line as: %(cure)s", told=told, cure=cure)
    return say("%(told)s; %(otherwise)s", told=told, otherwise=otherwise)


def plainly_spaced(text: str) -> str:
    """Text whose spaces are all ordinary ones."""
    return text if text.isprintable() else _ODD_SPACE.sub(" ", _NO_WIDTH.sub("", text)).rstrip()


def quoted(text: str) -> str:
    """Text between quotes, as YAML reads it back."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def quoted_parts(text: str) -> str:
    """A map between braces on one line, whose texts with a comma or a colon in them are between quotes; empty for anything else.

    >>> quoted_parts("{file: a.jpg, alt: Ward 3: Jan, Piet}")
    '{file: a.jpg, alt: "Ward 3: Jan, Piet"}'
    """
    if not (text.startswith("{") and text.endswith("}")):
        return ""
    parts = [part.partition(": ") for part in _NEXT_PART.split(text[1:-1].strip())]
    if not all(between and "{" not in inner and "[" not in inner for _, between, inner in parts):
        return ""
    return "{" + ", ".join(f"{name}: {_as_part(inner.strip())}" for name, _, inner in parts) + "}"


def _as_part(text: str) -> str:
    return quoted(text) if text[:1] not in ("'", '"') and _NEEDS_QUOTES_AS_PART.search(text) else text


def with_text(line: str, text: str) -> str:
    """A line of a field with another text; empty when it is not such a line."""
    parts = PARTS.fullmatch(line)
    return f"{parts['start'].rstrip()} {text}" if parts else ""


def with_quotes(line: str) -> str:
    """A line whose text is between quotes; empty where that would change what it is, and for what is no line of words."""
    parts = PARTS.fullmatch(line) if len(line) <= _LONGEST else None
    return with_text(line, quoted(parts["text"])) if parts and parts["text"][:1] not in ("", "[", "{", "|", ">") else ""


def with_word(line: str, found: str, meant: str) -> str:
    """A line in which one word is another; empty when it is not there exactly once."""
    words = re.compile(rf"(?<![\w-]){re.escape(found)}(?![\w-])") if found else None
    return words.sub(lambda _: meant, line) if words and len(words.findall(line)) == 1 else ""

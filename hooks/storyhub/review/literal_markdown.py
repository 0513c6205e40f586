"""Text as Markdown that shows it letter for letter on any code host: no markup, no link, and nobody is called by it."""

from __future__ import annotations

import re

from storyhub.model.issues import one_line

_HOLD = "\u2060"
"""Word joiner: without width, and no part of any name, number or address."""
# How code hosts find people (@), issues (#, !, GH-), snippets and labels ($, ~, %, ^, &), emoji and addresses (:, www).
_CALLS = re.compile(r"(?<=[@#!$~%^&:+*])(?=\S)|(?<=\bGH-)(?=\d)|(?<=\bwww)(?=\.)", re.IGNORECASE)
_COMMIT = re.compile(r"\b[0-9a-f]{7,64}\b", re.IGNORECASE)
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$^=])")


def literal(text: str) -> str:
    """One line of Markdown that shows a text as it is."""
    plain = _COMMIT.sub(lambda match: match[0][:4] + _HOLD + match[0][4:], one_line(text.replace("\n", " ")))
    # An ampersand goes first: what is escaped may hold what looks like an entity.
    return _MARKUP.sub(r"\\\1", _CALLS.sub(_HOLD, plain).replace("&", "&amp;"))


def code(text: str) -> str:
    """A text within a line as code, which no code host looks into."""
    plain = one_line(text)
    fence = "`" * (_longest(plain) + 1)
    return f"{fence} {plain} {fence}" if "`" in plain else f"{fence}{plain}{fence}"


def block(text: str, indent: str = "") -> str:
    """Lines of text as a block of code, to be copied."""
    fence = "`" * max(3, _longest(text) + 1)
    return "\n".join(indent + line for line in (fence, *map(one_line, text.split("\n")), fence))


def _longest(text: str) -> int:
    """Length of the longest row of backticks."""
    return max((len(row) for row in re.findall("`+", text)), default=0)

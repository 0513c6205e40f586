"""Where in a document something stands, for people: near which words."""

from __future__ import annotations

from typing import Any

from storyhub.compose.imports.word.names import TEXTS, W, local
from storyhub.model.issues import shown
from storyhub.model.messages import Message, say

_APART = frozenset({"tab", "br", "cr", "p"})
_NEAR = 40
"""Characters that name a place."""
_BACK = 20
"""Paragraphs in which words are looked for."""


def words_of(element: Any, most: int = 0) -> str:
    """All text in an element, that of boxes included; `most`: no more than is needed for so many characters."""
    found: list[str] = []
    length, last = 0, None
    for node in element.iter():
        if node.tag in TEXTS:
            paragraph = next(node.iterancestors(f"{W}p"), None)
            if paragraph is not last:  # behind the end of a box
                found.append(" ")
            last = paragraph
            found.append(node.text or "")
            length += len(found[-1])
            if length > most > 0:
                break
        elif local(node.tag) in _APART:
            found.append(" ")
    return " ".join("".join(found).split())


def near(element: Any) -> Message:
    """The words of an element's paragraph, or of one before it."""
    here = element if element is not None and element.tag == f"{W}p" else None
    if here is None and element is not None:
        here = next(element.iterancestors(f"{W}p"), None)
    for _ in range(_BACK):
        if here is None:
            break
        if words := words_of(here, _NEAR):
            return say("near %(words)s", words=shown(words, _NEAR))
        here = here.getprevious()
    return say("near the start") if here is None else say("in a part without words")

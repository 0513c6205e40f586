"""Where in a document something is, for people: near which words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from storyhub.compose.imports.word.names import TEXTS, W, local
from storyhub.model.issues import shown
from storyhub.model.messages import Message, say

_APART = frozenset({"tab", "br", "cr", "p"})
_WHOLE = frozenset(f"{W}{name}" for name in ("body", "document", "footnotes", "endnotes", "hdr", "ftr"))
"""What holds all of a part: its words name no place."""
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
    """The words of an element's paragraph, or of what comes before it; in a cell or a box also of what is around it."""
    return _near(
        element if element is None or element.tag == f"{W}p" else next(element.iterancestors(f"{W}p"), element)
    )


def forget() -> None:
    """Looks anew from here on: what is around a place has changed."""
    _near.cache_clear()


@lru_cache(maxsize=32)
def _near(here: Any) -> Message:
    """The same for a paragraph, or for what is in none. Thousands of things may be in one, and it is looked through once."""
    for _ in range(_BACK):
        if here is None or here.tag in _WHOLE:
            break
        if words := words_of(here, _NEAR):
            return say("near %(words)s", words=shown(words, _NEAR))
        before = here.getprevious()
        here = here.getparent() if before is None else before
    return say("in a part without words") if here is not None and here.tag not in _WHOLE else say("near the start")

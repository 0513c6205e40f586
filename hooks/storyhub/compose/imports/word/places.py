"""Where in a document something stands, for people: near which words."""

from __future__ import annotations

from typing import Any

from storyhub.compose.imports.word.names import TEXTS, W, local
from storyhub.model.issues import shown
from storyhub.model.messages import Message, say

_APART = frozenset({"tab", "br", "cr", "p"})


def words_of(element: Any) -> str:
    """All text in an element, that of boxes included."""
    found = [
        node.text or "" if node.tag in TEXTS else " "
        for node in element.iter()
        if node.tag in TEXTS or local(node.tag) in _APART
    ]
    return " ".join("".join(found).split())


def near(element: Any) -> Message:
    """The words of an element's paragraph, or of the one before it."""
    here = element if element is not None and element.tag == f"{W}p" else None
    if here is None and element is not None:
        here = next(element.iterancestors(f"{W}p"), None)
    while here is not None:
        if words := words_of(here):
            return say("near %(words)s", words=shown(words, 40))
        here = here.getprevious()
    return say("near the start")

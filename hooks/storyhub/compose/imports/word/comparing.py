"""Compares a document with the story that was made of it, word by word and in order: what is missing is added, and reported.

The words of the document are counted here again, from its XML; those of the story are taken from the page that readers see.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, islice
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.word.inline import escaped, start_of_line
from storyhub.compose.imports.word.names import BOX, TEXTS, W, local
from storyhub.compose.imports.word.places import near
from storyhub.model.issues import shown
from storyhub.text.render import render

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = frozenset({"tab", "br", "cr", "ptab"})
_NOT_ITS_OWN = frozenset({f"{W}p", BOX})


def add_what_is_missing(parts: Iterable[Any], draft: Draft) -> None:
    """Adds each paragraph that is not in the draft as often as in the document, and says so."""
    body = render(draft.body, "2000/import.md").body.text
    there = _WordsInARow(f"{draft.fields.get('title', '')}\n{body}")
    wanted: Counter[str] = Counter()
    for paragraph in (paragraph for part in parts for paragraph in part.iter(f"{W}p")):
        text = _text(paragraph)
        letters = "".join(_words(text))
        if not letters:
            continue
        wanted[letters] += 1
        if not there.go_on_to(letters) and there.count(letters, wanted[letters]) < wanted[letters]:
            draft.body = f"{draft.body}\n\n{start_of_line(escaped(text))}".strip()
            draft.say(
                "the words %(words)s had no place of their own and are at the end (%(place)s); move them to where they belong",
                words=shown(text),
                place=near(before if (before := paragraph.getprevious()) is not None else paragraph.getparent()),
            )


class _WordsInARow:
    """Words in a row, without what is between them."""

    def __init__(self, text: str) -> None:
        words = _words(text)
        self._letters = "".join(words)
        self._edges = set(accumulate(map(len, words), initial=0))
        self._reached = 0

    def go_on_to(self, letters: str) -> bool:
        """Whether the words come behind those that were found last."""
        place = next(self._places(letters, self._reached), -1)
        if place >= 0:
            self._reached = place + len(letters)
        return place >= 0

    def count(self, letters: str, most: int) -> int:
        """How often they are there, up to a number."""
        return len(list(islice(self._places(letters, 0), most)))

    def _places(self, letters: str, start: int) -> Iterator[int]:
        while (place := self._letters.find(letters, start)) >= 0:
            end = place + len(letters)
            is_whole = {place, end} <= self._edges
            if is_whole:
                yield place
            start = end if is_whole else place + 1


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def _text(paragraph: Any) -> str:
    """The words of a paragraph itself, without those of paragraphs in boxes inside it."""
    found: list[str] = []
    for node in paragraph.iter():
        if node.tag in TEXTS:
            if next(around for around in node.iterancestors() if around.tag in _NOT_ITS_OWN) is paragraph:
                found.append(node.text or "")
        elif local(node.tag) in _BETWEEN:
            found.append(" ")
    return " ".join("".join(found).split())

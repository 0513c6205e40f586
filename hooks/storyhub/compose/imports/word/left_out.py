"""What a document holds beside its text: remarks in the margin, words above and below each page. It is reported, with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from storyhub.compose.imports.word.names import W
from storyhub.compose.imports.word.places import near, words_of
from storyhub.compose.imports.word.source import WordSource
from storyhub.model.issues import shown
from storyhub.model.messages import Message, say

_WORDS_SHOWN = 120
_EDGES = {"header": say("the header"), "footer": say("the footer")}


def tell(parts: Iterable[Any], source: WordSource) -> None:
    """Names what is not part of the story; `parts` are those that are."""
    source.draft.notes += [*_remarks(parts, source), *_edges(source)]


def _remarks(parts: Iterable[Any], source: WordSource) -> Iterator[Message]:
    tree = source.package.tree(source.package.related("comments"))
    if tree is None:
        return
    marks = (mark for part in parts for mark in part.iter(f"{W}commentReference", f"{W}commentRangeStart"))
    places = {str(mark.get(f"{W}id")): near(mark) for mark in marks}
    for remark in tree.iter(f"{W}comment"):
        if words := words_of(remark):
            yield say(
                "a comment in the margin is not part of the story: %(words)s (%(place)s)",
                words=shown(words, _WORDS_SHOWN),
                place=places.get(str(remark.get(f"{W}id")), near(None)),
            )


def _edges(source: WordSource) -> Iterator[Message]:
    seen = set()
    for relation in source.package.relations_of_main.values():
        if relation.kind in _EDGES and (tree := source.tree(relation.target)) is not None:
            words = words_of(tree)
            if any(map(str.isalpha, words)) and words not in seen:
                seen.add(words)
                yield say(
                    "%(place)s of the pages is not part of the story: %(words)s",
                    place=_EDGES[relation.kind],
                    words=shown(words, _WORDS_SHOWN),
                )

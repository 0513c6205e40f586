"""Reads a Word document: headings, lists, tables, notes, links and pictures become Markdown.

Its XML is read directly, through lxml, as its last reader sees it (`final_text`). What has no place in a story is told,
with its place; and at the end every word is compared with the story that came of it (`comparing`).
"""

from __future__ import annotations

from typing import Any

from storyhub.compose.draft import Draft, NotImportedError
from storyhub.compose.imports.word import comparing, left_out, properties
from storyhub.compose.imports.word.blocks import Block, Flow
from storyhub.compose.imports.word.names import TEXTS, note_key
from storyhub.compose.imports.word.places import forget
from storyhub.compose.imports.word.source import WordSource, opened
from storyhub.model.messages import say
from storyhub.read.schema import TITLE_LIMIT

_WORDS_LIMIT = 1_000_000
"""Characters of text in one part: more than any story may have."""


def read(raw: bytes) -> Draft:
    """A draft of a document's bytes.

    Raises:
        NotImportedError: it is no Word document, or too large.
    """
    draft = Draft()
    source = opened(raw, draft)
    root = source.tree(source.package.main)
    if root is None:
        raise NotImportedError(say("has no text; a story needs some; type it in Word and save it again"))
    if sum(len(text.text or "") for text in root.iter(*TEXTS)) > _WORDS_LIMIT:
        raise NotImportedError(say("is longer than a story can be; split it; save each story on its own"))
    flow = Flow(source).read(root)
    draft.suggested = properties.read(source.package)
    _take_title(flow.blocks, draft)
    texts, parts = [flow.text()], [root]
    for letter, kind in (("", "footnotes"), ("e", "endnotes")):
        written, notes = _notes(source, kind, letter)
        texts += written
        parts += notes
    draft.body = "\n\n".join(filter(None, texts))
    left_out.tell(parts, source)
    comparing.add_what_is_missing(parts, draft)
    forget()
    return draft


def _take_title(blocks: list[Block], draft: Draft) -> None:
    """The first heading, when nothing comes before it."""
    if blocks and blocks[0].kind == "heading" and 0 < len(blocks[0].plain) <= TITLE_LIMIT:
        first = blocks.pop(0)
        draft.fields["title"] = first.plain
        if first.rest:
            blocks.insert(0, Block(first.rest))


def _notes(source: WordSource, kind: str, letter: str) -> tuple[list[str], list[Any]]:
    """The foot- or endnotes that the text refers to, as Markdown and as they are in the document."""
    wanted = [key for key in source.notes if key.startswith("e") == bool(letter)]
    part = source.package.related(kind)
    root = source.tree(part) if wanted else None
    found = {} if root is None else {note_key(letter, note): note for note in root}
    texts, elements = [], []
    source.relations = source.package.relations(part)
    for key in wanted:
        if key in found:
            text = Flow(source).read(found[key]).text() or "–"
            texts.append(f"[^{key}]: " + text.replace("\n", "\n    "))
            elements.append(found[key])
        else:
            source.draft.say(
                "the text of note %(mark)s is not in the document; type it in the story, or take the mark out",
                mark=f"[^{key}]",
            )
    return texts, elements

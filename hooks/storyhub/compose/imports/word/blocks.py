"""Paragraphs, headings, lists, quotes and boxes of a Word document in a row, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from storyhub.compose.imports.word import tables
from storyhub.compose.imports.word.inline import LINE, PAGE, Piece, lines, markdown, one_line
from storyhub.compose.imports.word.lists import OpenLists, needs_space
from storyhub.compose.imports.word.names import local
from storyhub.compose.imports.word.numbering import Mark
from storyhub.compose.imports.word.paragraph import Paragraph
from storyhub.compose.imports.word.places import near
from storyhub.compose.imports.word.source import WordSource

_QUOTES = frozenset({"quote", "intense quote", "citaat", "duidelijk citaat", "block text", "quotations"})


@dataclass(slots=True)
class Block:
    """Something that is on lines of its own."""

    text: str
    """Markdown; of an item with its mark, of a table all its lines."""
    kind: str = "paragraph"
    """`paragraph`, `heading`, `item`, `quote` or `table`."""
    plain: str = ""
    """A heading's words, without Markdown."""
    rest: str = ""
    """Pictures and notes in a heading, which a title cannot have."""
    rows: list[list[str]] = field(default_factory=list)
    """Of a table: Markdown of each cell."""


@dataclass(slots=True)
class Flow:
    """What is written from a part of the document; knows which lists are open."""

    source: WordSource
    blocks: list[Block] = field(default_factory=list)
    _lists: OpenLists = field(default_factory=OpenLists)

    def read(self, elements: Iterable[Any]) -> Flow:
        """Writes what is in a row of elements; returns itself."""
        for element in elements:
            name = local(element.tag)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name in ("altChunk", "subDoc"):
                self.source.tell_other_file(element)
            elif name not in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr"):
                self.read(element)
        return self

    def text(self) -> str:
        """All of it."""
        out = "".join(block.text for block in self.blocks[:1])
        for before, block in pairwise(self.blocks):
            close = before.kind == block.kind == "item" and not needs_space(before.text, block.text)
            out += ("\n" if close else "\n\n") + block.text
        return out

    def _paragraph(self, element: Any) -> None:
        mark = self.source.numbering.mark(element)
        paragraph = Paragraph(element, self.source)
        parts = [part for part in _pages(paragraph.pieces) if any(piece.text.strip(f" {LINE}") for piece in part)]
        level = self.source.styles.heading(element)
        for number, part in enumerate(parts):
            if level:
                self._heading(part, level, mark if number == 0 else None)
            elif mark and number == 0:
                self._item(part, mark)
            else:
                self._plain(part, element)
        self.blocks += [Block(lines(words)) for words in paragraph.drawn]
        start = len(self.blocks)
        for box in paragraph.boxes:
            self.read(box)
        if len(self.blocks) > start:
            self.source.draft.say(
                "the words of a text box now follow the paragraph it was attached to (%(place)s); check that they are in the right place",
                place=near(element),
            )

    def _heading(self, part: list[Piece], level: int, mark: Mark | None) -> None:
        self._lists.close()
        label = f"{mark.label} " if mark and mark.label else ""
        words = [replace(piece, look=replace(piece.look, bold=False)) for piece in part]
        plain = one_line("".join(piece.text for piece in words if not piece.ready))
        rest = " ".join(piece.text for piece in words if piece.ready)
        self.blocks.append(
            Block(
                f"{'#' * level} {label}{one_line(markdown(words))}",
                "heading",
                " ".join(f"{label}{plain}".split()),
                rest,
            )
        )

    def _item(self, part: list[Piece], mark: Mark) -> None:
        if mark.lettered and not self.source.letters_told:
            self.source.letters_told = True
            self.source.draft.say(
                "a list that Word numbers with letters or Roman numerals is numbered 1, 2, 3 here; check the text that refers to it"
            )
        self.blocks.append(Block(self._lists.item(mark, lines(markdown(part))), "item"))

    def _plain(self, part: list[Piece], element: Any) -> None:
        names = self.source.styles.names(element)
        text = lines(markdown(part))
        if self._lists and any(name.startswith("list continue") for name in names):
            indent = self._lists.indent
            self.blocks.append(Block(indent + text.replace("\n", f"\n{indent}")))
            return
        self._lists.close()
        if not _QUOTES.isdisjoint(names):
            text = "> " + text.replace("\n", "\n> ")
            if self.blocks and self.blocks[-1].kind == "quote":
                self.blocks[-1].text += f"\n>\n{text}"
                return
            self.blocks.append(Block(text, "quote"))
            return
        self.blocks.append(Block(text))

    def _table(self, element: Any) -> None:
        self._lists.close()
        rows = tables.rows(element)
        if tables.is_layout(rows, self.source):
            for cell in (cell for row in rows for cell in row if cell.element is not None):
                self.read(cell.element)
                self._lists.close()
            return
        table = tables.written(rows, lambda cell: cell_blocks(cell, self.source))
        if table.above:
            self.blocks.append(Block(table.above))
        if table.rows:
            self.blocks.append(Block(table.markdown(), "table", rows=table.rows))


def cell_blocks(cell: Any, source: WordSource) -> list[str]:
    """What is in a cell, each paragraph in one line; a table inside it gives a line for each row."""
    found: list[str] = []
    for block in Flow(source).read(cell).blocks:
        if block.kind == "table":
            found += [" · ".join(filter(None, row)) for row in block.rows]
        elif block.kind == "heading":
            found.append(f"**{block.text.lstrip('# ')}**")
        else:
            text = block.text.strip()
            text = f"• {text[2:]}" if block.kind == "item" and text.startswith("- ") else text
            found.append(text.removeprefix("> ").replace("\\\n", "<br>").replace("\n", " "))
    return found


def _pages(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """The pieces between new pages."""
    part: list[Piece] = []
    for piece in pieces:
        if piece.text == PAGE:
            yield part
            part = []
        else:
            part.append(piece)
    yield part

"""Paragraphs, headings, lists, quotes and boxes of a Word document in a row, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from storyhub.compose.imports.word import tables
from storyhub.compose.imports.word.inline import LINE, PAGE, Piece, lines, markdown, one_line
from storyhub.compose.imports.word.names import local
from storyhub.compose.imports.word.numbering import Mark
from storyhub.compose.imports.word.paragraph import Paragraph
from storyhub.compose.imports.word.places import near
from storyhub.compose.imports.word.source import Source
from storyhub.model.messages import say

_QUOTES = frozenset({"quote", "intense quote", "citaat", "duidelijk citaat", "block text", "quotations"})


@dataclass(slots=True)
class Block:
    """Something that stands on lines of its own."""

    text: str
    """Markdown; of an item with its mark, of a table all its lines."""
    kind: str = "paragraph"
    """`paragraph`, `heading`, `item`, `quote` or `table`."""
    plain: str = ""
    """A heading's words, without Markdown."""
    rest: str = ""
    """Pictures and notes in a heading, which a title cannot have."""


@dataclass(slots=True)
class _Level:
    level: int
    width: int
    number: int | None
    sign: str


@dataclass(slots=True)
class Flow:
    """What is written from a part of the document; knows which lists are open."""

    source: Source
    blocks: list[Block] = field(default_factory=list)
    _open: list[_Level] = field(default_factory=list)

    def read(self, elements: Iterable[Any]) -> Flow:
        """Writes what stands in a row of elements; returns itself."""
        for element in elements:
            name = local(element.tag)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "altChunk":
                told = say(
                    "a part that Word takes from another file is left out (%(place)s); copy it into the story",
                    place=near(element),
                )
                self.source.draft.notes.append(told)
            elif name not in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr"):
                self.read(element)
        return self

    def text(self) -> str:
        """All of it."""
        out, before = "", None
        for block in self.blocks:
            out += (
                ""
                if before is None
                else "\n"
                if before.kind == block.kind == "item" and not _apart(before, block)
                else "\n\n"
            )
            out += block.text
            before = block
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
        for box in paragraph.boxes:
            start = len(self.blocks)
            self.read(box)
            if len(self.blocks) > start:
                told = say(
                    "words from a box stand behind the paragraph that it hangs on (%(place)s); look whether they are in their place",
                    place=near(box),
                )
                self.source.draft.notes.append(told)

    def _heading(self, part: list[Piece], level: int, mark: Mark | None) -> None:
        self._open.clear()
        label = f"{mark.label} " if mark and mark.label and mark.number is not None else ""
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
        while self._open and self._open[-1].level > mark.level:
            self._open.pop()
        twin = self._open.pop() if self._open and self._open[-1].level == mark.level else None
        indent = " " * sum(one.width for one in self._open)
        sign = "-"
        if mark.number is not None:
            end = twin.sign if twin and twin.sign in (".", ")") else "."
            if twin and twin.number is not None and twin.number + 1 != mark.number:
                end = ")" if end == "." else "."  # else two lists would be one, and go on counting
            sign = end
            if mark.lettered and self.source.letters_told is False:
                self.source.letters_told = True
                self.source.draft.notes.append(
                    say(
                        "a list that Word counts with letters or Roman numbers is counted 1, 2, 3 here; look at what refers to it"
                    )
                )
        begin = "- " if mark.number is None else f"{mark.number}{sign} "
        body = lines(markdown(part)).replace("\n", f"\n{indent}{' ' * len(begin)}")
        self._open.append(_Level(mark.level, len(begin), mark.number, sign))
        self.blocks.append(Block(f"{indent}{begin}{body}", "item"))

    def _plain(self, part: list[Piece], element: Any) -> None:
        names = self.source.styles.names(element)
        text = lines(markdown(part))
        if self._open and any(name.startswith("list continue") for name in names):
            indent = " " * sum(one.width for one in self._open)
            self.blocks.append(Block(indent + text.replace("\n", f"\n{indent}")))
            return
        self._open.clear()
        if not _QUOTES.isdisjoint(names):
            text = "> " + text.replace("\n", "\n> ")
            if self.blocks and self.blocks[-1].kind == "quote":
                self.blocks[-1].text += f"\n>\n{text}"
                return
            self.blocks.append(Block(text, "quote"))
            return
        self.blocks.append(Block(text))

    def _table(self, element: Any) -> None:
        self._open.clear()
        rows = tables.rows(element)
        if tables.is_layout(rows, self.source):
            for cell in (cell for row in rows for cell in row if cell.element is not None):
                self.read(cell.element)
                self._open.clear()
            return
        text = tables.written(rows, lambda cell: cell_blocks(cell, self.source))
        if text.above:
            self.blocks.append(Block(text.above))
        if text.table:
            self.blocks.append(Block(text.table, "table"))


def cell_blocks(cell: Any, source: Source) -> list[str]:
    """What stands in a cell, each paragraph in one line; a table inside it gives a line for each row."""
    found: list[str] = []
    for block in Flow(source).read(cell).blocks:
        if block.kind == "table":
            found += [" · ".join(filter(None, row)) for row in tables.taken_apart(block.text)]
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


def _apart(before: Block, block: Block) -> bool:
    """Whether an item would be taken for words of the one before: a deeper list must begin with 1, or after an empty line."""
    deeper = _indent(block.text) > _indent(before.text)
    start = block.text.lstrip()
    return deeper and not start.startswith(("- ", "1. ", "1) "))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))

"""Tables of Word as tables of Markdown: merged cells leave room, so that each value stays under its own head."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from storyhub.compose.imports.word.names import W, local, number, val
from storyhub.compose.imports.word.source import WordSource

_AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "Fallback"})
"""What rows and cells may be in: content controls and the like."""
_COLUMNS_LIMIT = 63
"""The most columns that Word allows."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or the room that a merged one takes."""

    element: Any
    """None: room."""
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with Markdown in its cells, as many in each row."""

    rows: list[list[str]]
    above: str = ""
    """A first row of one cell over all columns, which is a title and not a head."""

    def markdown(self) -> str:
        """All its lines."""
        lines = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in self.rows]
        head, *body = (f"| {line} |" for line in lines)
        return "\n".join([head, f"|{' --- |' * len(self.rows[0])}", *body])


def rows(table: Any) -> list[list[Cell]]:
    """The cells of each row, with room for those that are merged."""
    return [list(_cells(row)) for row in _children(table, "tr")]


def _cells(row: Any) -> Iterator[Cell]:
    yield from [Cell(None)] * _span(row.find(f"{W}trPr/{W}gridBefore"), least=0)
    for cell in _children(row, "tc"):
        span = _span(cell.find(f"{W}tcPr/{W}gridSpan"))
        yield Cell(cell, span)
        yield from [Cell(None)] * (span - 1)


def _span(element: Any, least: int = 1) -> int:
    return max(least, min(number(val(element)) or least, _COLUMNS_LIMIT))


def _children(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row."""
    for child in element:
        if local(child.tag) == name:
            yield child
        elif local(child.tag) in _AROUND:
            yield from _children(child, name)


def is_layout(found: list[list[Cell]], source: WordSource) -> bool:
    """Whether a table only puts things beside or below each other: then it is not a table for a reader."""
    cells = [cell.element for row in found for cell in row if cell.element is not None]
    if len(cells) <= 1 or any(source.styles.heading(p) for cell in cells for p in cell.findall(f"{W}p")):
        return True
    if any(next(cell.iter(f"{W}tbl"), None) is not None for cell in cells):
        return len(found) == 1 or all(len([c for c in row if c.element is not None]) == 1 for row in found)
    return len(found) == 1 and any(len([p for p in cell.iter(f"{W}p") if _has_words(p)]) > 2 for cell in cells)


def _has_words(paragraph: Any) -> bool:
    return any((text.text or "").strip() for text in paragraph.iter(f"{W}t"))


def written(found: list[list[Cell]], blocks: Callable[[Any], list[str]]) -> Table:
    """What is in a table; `blocks` gives the lines of a cell. Rows without words are left out."""
    lines = [
        ["<br>".join(blocks(cell.element)) if cell.element is not None else "" for cell in row[:_COLUMNS_LIMIT]]
        for row in found
    ]
    kept = [(row, line) for row, line in zip(found, lines, strict=True) if any(line)]
    width = max((len(line) for _, line in kept), default=0)
    above = ""
    if len(kept) > 1 and width > 1:
        first, line = kept[0]
        if first[0].element is not None and first[0].span == len(line) == width:
            above = line[0].replace("<br>", "\\\n")
            kept = kept[1:]
    return Table([line + [""] * (width - len(line)) for _, line in kept], above)

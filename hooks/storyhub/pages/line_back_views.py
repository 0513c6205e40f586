"""What the template of a story sees of the lines back under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyhub.model.line_back import LineBack
from storyhub.pages.cards import Cards
from storyhub.text.quotes import typeset


@dataclass(frozen=True, slots=True)
class LineView:
    """One signed line."""

    id: str
    text: str
    by: str
    date_text: str
    language: str
    to: str = ""
    """Who signed the line that it answers; empty: it answers the story, or a line that is not shown."""
    to_id: str = ""


def line_views(lines: Sequence[LineBack], cards: Cards, language: str) -> tuple[LineView, ...]:
    """Lines in the order in which they are given; `language` is that of the story."""
    by_id = {line.id: line for line in lines}
    return tuple(
        LineView(
            id=line.id,
            text=typeset(line.text, line.language or language),
            by=line.by,
            date_text=cards.words.date(line.date),
            language=line.language or language,
            to=by_id[line.to].by if line.to in by_id else "",
            to_id=line.to if line.to in by_id else "",
        )
        for line in lines
    )

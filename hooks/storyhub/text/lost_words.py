"""What Markdown itself leaves out without a word: notes that nothing refers to, and cells beyond the head of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import say
from storyhub.text.source_lines import SourceLines

_DEFINITION = re.compile(r"^[ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)?\[(\^?[^\[\]\n]+)\]:(?!\()[ \t]*(.*)", re.MULTILINE)
_REFERENCE = re.compile(r"\[(\^?[^\[\]]+)\]")
_SHOWN = re.compile(r"\[([^\[\]<>\n]+)\]:")
_HEAD_RULE = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*(?::?-+:?[ \t]*)?")
_CELL_END = re.compile(r"(?<!\\)\|")
_LIMIT = 20
"""Pieces of advice of each kind."""


def issues(html: str, places: SourceLines) -> Iterator[Issue]:
    """Advice on words that are in the Markdown and not on the page."""
    if "]" in places.markdown and "]:" in places.markdown:
        yield from islice(_unused_definitions(html, places), _LIMIT)
    if "|" in places.markdown and "<table>" in html:
        yield from islice(_cells_too_many(places), _LIMIT)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _unused_definitions(html: str, places: SourceLines) -> Iterator[Issue]:
    used = Counter(_label(label) for label in _REFERENCE.findall(places.markdown))
    # What turned out to be no definition is on the page, letter by letter.
    on_page = {_label(unescape(label)) for label in _SHOWN.findall(html)}
    seen: set[str] = set()
    definitions = list(_DEFINITION.finditer(places.markdown))
    used.subtract(_label(match[1]) for match in definitions)
    for match in definitions:
        label = _label(match[1])
        # All notes of one name are shown; of addresses the first counts.
        again = label in seen and not label.startswith("^")
        seen.add(label)
        if label in on_page or (used[label] > 0 and not again) or places.is_code(match.start(1)):
            continue
        what = shown(f"[{match[1]}]: {match[2]}")
        why = say("has a name that another one has already") if again else say("nothing in the text refers to")
        message = say(
            "has %(found)s, which %(why)s; a note or address like this is only used where [%(mark)s] is in the text; it is left out: refer to it, or write it as text",
            found=what,
            why=why,
            mark=match[1][:40],
        )
        yield advice(places.path, places.line_at(match.start(1)), "body", "not-shown", message)


def _cells_too_many(places: SourceLines) -> Iterator[Issue]:
    columns = offset = 0
    for row in places.markdown.split("\n"):
        bare = row.strip().lstrip("> ")
        if "-" in bare and "|" in bare and _HEAD_RULE.fullmatch(bare) and not places.is_code(offset):
            columns = len(_cells(bare))
        elif not bare:
            columns = 0
        elif columns and any(cell.strip() for cell in _cells(bare)[columns:]):
            message = say(
                "has a row with %(number)s cells under a head of %(columns)s; a row has as many cells as its head; what is beyond is left out: give the head a cell more",
                number=len(_cells(bare)),
                columns=columns,
            )
            yield advice(places.path, places.line_at(offset), "body", "not-shown", message)
        offset += len(row) + 1


def _cells(row: str) -> list[str]:
    return _CELL_END.split(row.removeprefix("|").removesuffix("|"))

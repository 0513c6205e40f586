"""The numbers that Word gives to paragraphs: they go on past other text, and start where the document says (ECMA-376, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from storyhub.compose.imports.word.names import W, child_val, number
from storyhub.compose.imports.word.styles import Styles

_LEVELS = 9
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])")
"""Styles of Word's own that are a level deeper without saying so."""
_ROMAN = "M CM D CD C XC L XL X IX V IV I"
_WORTH = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Mark:
    """What comes before a paragraph of a list."""

    level: int
    number: int | None
    """None: a bullet."""
    label: str
    """As Word shows it: “2.1”, “b)”."""
    lettered: bool = False
    """Whether Word counts in another way than 1, 2, 3."""


@dataclass(slots=True)
class _ListLevel:
    start: int = 1
    form: str = "decimal"
    label: str = ""


@dataclass(slots=True)
class _List:
    kind: str
    """The list whose count it shares."""
    levels: dict[int, _ListLevel] = field(default_factory=dict)
    restarts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of one document, from its beginning to its end."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def mark(self, paragraph: Any) -> Mark | None:
        """What comes before a paragraph; None when it is not part of a list. Counts it."""
        given = self._styles.property(paragraph, "numPr")
        if given is None:
            return None
        key = child_val(given, "numId")
        if not key:  # it names a level alone, and its style the list
            key = child_val(self._styles.of_style(paragraph, "numPr"), "numId")
        if key not in self._lists:  # "0" is in none: what takes a paragraph out of its style's list
            return None
        return self._counted(key, _depth(child_val(given, "ilvl")), paragraph)

    def _counted(self, key: str, depth: int, paragraph: Any) -> Mark | None:
        one = self._lists[key]
        level = one.levels.get(depth, _ListLevel())
        counts = self._counts.setdefault(one.kind, [None] * _LEVELS)
        if depth in one.restarts:
            counts[depth] = one.restarts.pop(depth) - 1
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        if level.form == "none":
            return None
        shown = depth
        for name in self._styles.names(paragraph):
            if match := _DEEPER.fullmatch(name):
                shown = max(depth, int(match[1]) - 1)
        if level.form == "bullet":
            return Mark(shown, None, "")
        label = _PLACE.sub(lambda match: self._shown(one, counts, int(match[1]) - 1), level.label)
        return Mark(shown, counts[depth], label, level.form not in ("decimal", "decimalZero", "ordinal"))

    def _shown(self, one: _List, counts: list[int | None], depth: int) -> str:
        level, count = one.levels.get(depth, _ListLevel()), counts[depth]
        return in_form(level.start if count is None else count, level.form)

    def _read(self, root: Any) -> None:
        kinds = {str(kind.get(f"{W}abstractNumId")): kind for kind in root.findall(f"{W}abstractNum")}
        by_style = {styled: key for key, kind in kinds.items() if (styled := child_val(kind, "styleLink"))}
        for instance in root.findall(f"{W}num"):
            key = child_val(instance, "abstractNumId")
            if key in kinds and (linked := child_val(kinds[key], "numStyleLink")):
                key = by_style.get(linked, key)
            one = _List(key)
            for level in kinds[key].findall(f"{W}lvl") if key in kinds else ():
                one.levels[_depth(str(level.get(f"{W}ilvl")))] = _level(level)
            for change in instance.findall(f"{W}lvlOverride"):
                depth, inner = _depth(str(change.get(f"{W}ilvl"))), change.find(f"{W}lvl")
                if inner is not None:
                    one.levels[depth] = _level(inner)
                if (start := number(child_val(change, "startOverride"))) is not None:
                    one.restarts[depth] = start
                elif inner is not None:
                    one.restarts[depth] = one.levels[depth].start
            self._lists[str(instance.get(f"{W}numId"))] = one


def _depth(text: str) -> int:
    return min(number(text) or 0, _LEVELS - 1)


def _level(element: Any) -> _ListLevel:
    start = number(child_val(element, "start"))
    return _ListLevel(
        1 if start is None else start, child_val(element, "numFmt") or "decimal", child_val(element, "lvlText")
    )


def in_form(count: int, form: str) -> str:
    """A number as Word writes it in a form: 3 is c, III or 03."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for sign, worth in zip(_ROMAN.split(), _WORTH, strict=True):
        written += sign * (count // worth)
        count %= worth
    return written

"""What the styles of a Word document say: headings, quotes, lists, bold and hidden text (ECMA-376, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from storyhub.compose.imports.word.names import W

_HEADING = re.compile(r"(?:heading|kop) ?([1-9])")
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "ondertitel": 2}
_OFF = frozenset({"0", "false", "off", "none"})
_RAISED = {"superscript": "sup", "subscript": "sub"}


@dataclass(frozen=True, slots=True)
class Look:
    """How words look, as far as a story keeps it."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: str = ""
    """`sup`, `sub` or nothing."""
    link: str = ""


class Styles:
    """The styles of one document; `root` may be None."""

    def __init__(self, root: Any) -> None:
        styles = () if root is None else root.iter(f"{W}style")
        self._all = {str(style.get(f"{W}styleId")): style for style in styles}
        self._first = {
            str(style.get(f"{W}type")): name
            for name, style in self._all.items()
            if style.get(f"{W}default") in ("1", "true")
        }
        self._defaults = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._chain = cache(self._chained)

    def names(self, paragraph: Any) -> list[str]:
        """The names of a paragraph's style and of those it is based on, in small letters."""
        return [_name(style) or key.lower() for key, style in self._of(paragraph, "pPr", "pStyle", "paragraph")]

    def heading(self, paragraph: Any) -> int:
        """1 to 6; 0 for what is no heading."""
        for name in self.names(paragraph):
            if name in _TITLES:
                return _TITLES[name]
            if match := _HEADING.fullmatch(name):
                return min(int(match[1]), 6)
        level = self.property(paragraph, "outlineLvl")
        number = _number(level)
        return number + 1 if number is not None and number < 6 else 0

    def property(self, paragraph: Any, name: str) -> Any:
        """What a paragraph says of itself, or else its styles."""
        direct = _says(paragraph, "pPr", name)
        return direct if direct is not None else self.of_style(paragraph, name)

    def of_style(self, paragraph: Any, name: str) -> Any:
        """What a paragraph's styles say."""
        of_styles = (style.find(f"{W}pPr/{W}{name}") for _, style in self._of(paragraph, "pPr", "pStyle", "paragraph"))
        return next((found for found in of_styles if found is not None), None)

    def look(self, run: Any, link: str) -> Look:
        """How a run looks. Bold and italics of a whole paragraph's style are the looks of that style, and go."""
        vertical = self._run(run, "vertAlign")
        return Look(
            bold=_on(self._run(run, "b")),
            italic=_on(self._run(run, "i")),
            struck=_on(self._run(run, "strike")) or _on(self._run(run, "dstrike")),
            raised=_RAISED.get("" if vertical is None else str(vertical.get(f"{W}val")), ""),
            link=link,
        )

    def hides(self, run: Any, paragraph: Any) -> bool:
        """Whether Word does not show a run: by itself, by its style, or by its paragraph's."""
        own = self._run(run, "vanish")
        if own is not None or paragraph is None:
            return _on(own)
        of_styles = (style.find(f"{W}rPr/{W}vanish") for _, style in self._of(paragraph, "pPr", "pStyle", "paragraph"))
        found = next((one for one in of_styles if one is not None), None)
        if found is None and self._defaults is not None:
            found = self._defaults.find(f"{W}vanish")
        return _on(found)

    def _run(self, run: Any, name: str) -> Any:
        direct = _says(run, "rPr", name)
        if direct is not None:
            return direct
        of_styles = (style.find(f"{W}rPr/{W}{name}") for _, style in self._of(run, "rPr", "rStyle", "character"))
        return next((found for found in of_styles if found is not None), None)

    def _of(self, element: Any, properties: str, reference: str, kind: str) -> tuple[tuple[str, Any], ...]:
        named = _says(element, properties, reference)
        key = str(named.get(f"{W}val")) if named is not None else self._first.get(kind, "")
        return self._chain(key)

    def _chained(self, key: str) -> tuple[tuple[str, Any], ...]:
        return tuple(self._based_on(key)) or ((key, _NOTHING),) if key else ()

    def _based_on(self, key: str) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        while key in self._all and key not in seen:
            seen.add(key)
            style = self._all[key]
            yield key, style
            base = style.find(f"{W}basedOn")
            key = "" if base is None else str(base.get(f"{W}val"))


class _Nothing:
    """Stands for a style that is named and not there."""

    def find(self, path: str) -> None:
        return None


_NOTHING = _Nothing()


def _says(element: Any, properties: str, name: str) -> Any:
    """What an element says of itself; that comes first in it, and the thousands of others are not looked through."""
    own = next((child for child in islice(element, 2) if child.tag == f"{W}{properties}"), None)
    return None if own is None else own.find(f"{W}{name}")


def _name(style: Any) -> str:
    named = style.find(f"{W}name")
    return "" if named is None else str(named.get(f"{W}val", "")).lower()


def _on(element: Any) -> bool:
    return element is not None and str(element.get(f"{W}val", "1")).lower() not in _OFF


def _number(element: Any) -> int | None:
    text = "" if element is None else str(element.get(f"{W}val"))
    return int(text) if text.isascii() and text.isdigit() else None

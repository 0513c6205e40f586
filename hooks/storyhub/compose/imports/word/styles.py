"""What the styles of a Word document say: headings, quotes, lists, bold and hidden text (ECMA-376, 17.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from lxml import etree

from storyhub.compose.imports.word.names import W, child_val, is_on, number, val

_HEADING = re.compile(r"(?:heading|kop) ?([1-9])")
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "ondertitel": 2}
_OF_PARAGRAPH = ("pPr", "pStyle", "paragraph")
_OF_RUN = ("rPr", "rStyle", "character")
"""Where an element has its properties, what in these names its style, and which kind of style that is."""
_UNKNOWN = etree.Element(f"{W}style")
"""Stands for a style that is named and not there."""
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
        return [(child_val(style, "name") or key).lower() for key, style in self._of(paragraph, *_OF_PARAGRAPH)]

    def heading(self, paragraph: Any) -> int:
        """1 to 6; 0 for what is no heading."""
        for name in self.names(paragraph):
            if name in _TITLES:
                return _TITLES[name]
            if match := _HEADING.fullmatch(name):
                return min(int(match[1]), 6)
        level = number(val(self.property(paragraph, "outlineLvl")))
        return level + 1 if level is not None and level < 6 else 0

    def property(self, paragraph: Any, name: str) -> Any:
        """What a paragraph says of itself, or else its styles."""
        direct = _says(paragraph, "pPr", name)
        return direct if direct is not None else self.of_style(paragraph, name)

    def of_style(self, paragraph: Any, name: str) -> Any:
        """What a paragraph's styles say."""
        return self._styled(paragraph, _OF_PARAGRAPH, f"{W}pPr/{W}{name}")

    def look(self, run: Any, link: str) -> Look:
        """How a run looks. Bold and italics of a whole paragraph's style are the looks of that style, and go."""
        return Look(
            bold=is_on(self._run(run, "b")),
            italic=is_on(self._run(run, "i")),
            struck=is_on(self._run(run, "strike")) or is_on(self._run(run, "dstrike")),
            raised=_RAISED.get(val(self._run(run, "vertAlign")), ""),
            link=link,
        )

    def hides(self, run: Any, paragraph: Any) -> bool:
        """Whether Word does not show a run: by itself, by its style, or by its paragraph's."""
        own = self._run(run, "vanish")
        if own is not None or paragraph is None:
            return is_on(own)
        found = self._styled(paragraph, _OF_PARAGRAPH, f"{W}rPr/{W}vanish")
        if found is None and self._defaults is not None:
            found = self._defaults.find(f"{W}vanish")
        return is_on(found)

    def _run(self, run: Any, name: str) -> Any:
        direct = _says(run, "rPr", name)
        return direct if direct is not None else self._styled(run, _OF_RUN, f"{W}rPr/{W}{name}")

    def _styled(self, element: Any, kind: tuple[str, str, str], path: str) -> Any:
        """What an element's styles have at a path, its own before those that it is based on."""
        found = (style.find(path) for _, style in self._of(element, *kind))
        return next((one for one in found if one is not None), None)

    def _of(self, element: Any, properties: str, reference: str, kind: str) -> tuple[tuple[str, Any], ...]:
        named = _says(element, properties, reference)
        return self._chain(self._first.get(kind, "") if named is None else val(named))

    def _chained(self, key: str) -> tuple[tuple[str, Any], ...]:
        return tuple(self._based_on(key)) or ((key, _UNKNOWN),) if key else ()

    def _based_on(self, key: str) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        while key in self._all and key not in seen:
            seen.add(key)
            style = self._all[key]
            yield key, style
            key = child_val(style, "basedOn")


def _says(element: Any, properties: str, name: str) -> Any:
    """What an element says of itself; that comes first in it, and the thousands of others are not looked through."""
    own = next((child for child in islice(element, 2) if child.tag == f"{W}{properties}"), None)
    return None if own is None else own.find(f"{W}{name}")

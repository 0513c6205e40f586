"""The words of one paragraph, and what hangs on it: links, notes, pictures, boxes and equations."""

from __future__ import annotations

import re
from typing import Any

from storyhub.compose.imports.word import equations, graphics
from storyhub.compose.imports.word.final_text import FIELD_LINK
from storyhub.compose.imports.word.inline import LINE, PAGE, PLAIN, Piece
from storyhub.compose.imports.word.names import MATH, R, W, local
from storyhub.compose.imports.word.places import near
from storyhub.compose.imports.word.source import WordSource
from storyhub.compose.imports.word.styles import Look
from storyhub.model.issues import shown
from storyhub.model.messages import say

_SPACE = re.compile("[ \t\r\n\ue011\ue012]+")
_SIGNS = {"tab": " ", "ptab": " ", "cr": LINE, "noBreakHyphen": "\u2011"}
_SYMBOLS = {
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xDF): "←",
    ("wingdings", 0xE8): "→",
    ("wingdings", 0xF0): "⇨",
    ("wingdings", 0x4A): "☺",
    ("wingdings", 0x4C): "☹",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("symbol", 0xB7): "•",
    ("symbol", 0xAE): "→",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB4): "×",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0x6D): "μ",
    ("symbol", 0x61): "α",
    ("symbol", 0x62): "β",
}
"""Signs that are drawn with a font instead of written, as far as they are used in running text."""
_WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_NOTES = {"footnoteReference": "", "endnoteReference": "e"}


class Paragraph:
    """What a paragraph holds, in its order."""

    def __init__(self, element: Any, source: WordSource) -> None:
        self.pieces: list[Piece] = []
        self.boxes: list[Any] = []
        """Boxes with text of their own, which come after it."""
        self._source = source
        self._walk(element, "")

    def _walk(self, element: Any, link: str) -> None:
        for child in element:
            name = local(child.tag)
            if name == "r" and child.tag.startswith(W):
                self._run(child, link)
            elif child.tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                self._equation(child, link)
            elif name == "hyperlink":
                self._walk(child, self._address(child) or link)
            elif name not in ("pPr", "rPr", "sdtPr", "sdtEndPr", "p"):
                self._walk(child, link)

    def _run(self, run: Any, link: str) -> None:
        address = run.get(FIELD_LINK, "")
        look = self._source.styles.look(run, address if _WEB.match(address) else link)
        for child in run:
            name = local(child.tag)
            if name in ("t", "delText"):
                self._add(_SPACE.sub(" ", child.text or ""), look)
            elif name == "br":
                self._add(PAGE if child.get(f"{W}type") in ("page", "column") else LINE, look)
            elif name in _SIGNS:
                self._add(_SIGNS[name], look)
            elif name == "sym":
                self._symbol(child, look)
            elif name in _NOTES:
                self._note(name, child)
            elif name in ("drawing", "pict", "object"):
                self._graphic(child, link)
            elif name not in ("rPr", "softHyphen", "instrText", "rubyPr"):
                self._walk(child, link)

    def _add(self, text: str, look: Look) -> None:
        if text:
            self.pieces.append(Piece(text, look))

    def _symbol(self, symbol: Any, look: Look) -> None:
        font, code = str(symbol.get(f"{W}font", "")), int(str(symbol.get(f"{W}char", "0")), 16)
        plain = code - 0xF000 if code >= 0xF000 else code
        sign = _SYMBOLS.get((font.lower(), plain), chr(code) if 0x20 < code < 0xD800 else "")
        self._add(sign, look)
        if not sign:
            told = say(
                "a symbol in the font %(font)s cannot be carried over (%(place)s); type an ordinary character instead",
                font=shown(font, 30),
                place=near(symbol),
            )
            self._source.draft.notes.append(told)

    def _note(self, name: str, reference: Any) -> None:
        key = f"{_NOTES[name]}{reference.get(f'{W}id')}"
        self._source.notes.setdefault(key, None)
        self.pieces.append(Piece(f"[^{key}]", PLAIN, ready=True))

    def _graphic(self, element: Any, link: str) -> None:
        shown_here, boxes = graphics.read(element, self._source)
        self.pieces += [Piece(text, Look(link=link), ready=True) for text in shown_here]
        self.boxes += boxes

    def _equation(self, element: Any, link: str) -> None:
        self.pieces.append(Piece(equations.written(element), Look(link=link), ready=True))
        self._source.draft.notes.append(
            say(
                "an equation is now on one line (%(place)s); check that it still says the same",
                place=near(element),
            )
        )

    def _address(self, hyperlink: Any) -> str:
        """Where a link leads; empty when only Word can follow it."""
        relation = self._source.relations.get(str(hyperlink.get(f"{R}id")))
        if relation is None:
            return ""  # a place in the document itself, or nothing
        anchor = str(hyperlink.get(f"{W}anchor", ""))
        address = f"{relation.target}#{anchor}" if anchor else relation.target
        if relation.external and _WEB.match(address):
            return address
        told = say(
            "a link to %(address)s is left out and its words stay (%(place)s); only web addresses can be linked",
            address=shown(address),
            place=near(hyperlink),
        )
        self._source.draft.notes.append(told)
        return ""

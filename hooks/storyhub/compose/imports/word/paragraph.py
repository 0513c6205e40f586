"""The words of one paragraph, and what hangs on it: links, notes, pictures, boxes and equations."""

from __future__ import annotations

import re
from typing import Any

from storyhub.compose.imports.word import equations, graphics
from storyhub.compose.imports.word.fields import LINK
from storyhub.compose.imports.word.inline import LINE, PAGE, PLAIN, Piece
from storyhub.compose.imports.word.names import MATH, R, W, local, note_key
from storyhub.compose.imports.word.places import near
from storyhub.compose.imports.word.source import WordSource
from storyhub.compose.imports.word.styles import Look
from storyhub.model.issues import shown

_SPACE = re.compile("[ \t\r\n\x85\u2028\u2029\ue011\ue012]+")
_SIGNS = {"tab": " ", "ptab": " ", "cr": LINE, "noBreakHyphen": "\u2011"}
_WEB = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_NOTES = {"footnoteReference": "", "endnoteReference": "e"}


class Paragraph:
    """What a paragraph holds, in its order."""

    def __init__(self, element: Any, source: WordSource) -> None:
        self.pieces: list[Piece] = []
        self.boxes: list[Any] = []
        """Boxes with text of their own, which come after it."""
        self.drawn: list[str] = []
        """Markdown of words in its diagrams, which come after it too."""
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
            elif name == "subDoc":
                self._source.tell_other_file(child)
            elif name not in ("pPr", "rPr", "sdtPr", "sdtEndPr", "p"):
                self._walk(child, link)

    def _run(self, run: Any, link: str) -> None:
        address = run.get(LINK, "")
        look = self._source.styles.look(run, address if _WEB.match(address) else link)
        for child in run:
            name = local(child.tag)
            if name in ("t", "delText"):
                self._add(_SPACE.sub(" ", child.text or ""), look)
            elif name == "br":
                self._add(PAGE if child.get(f"{W}type") in ("page", "column") else LINE, look)
            elif name in _SIGNS:
                self._add(_SIGNS[name], look)
            elif name in _NOTES:
                self._note(name, child)
            elif name in ("drawing", "pict", "object"):
                self._graphic(child, link)
            elif name not in ("rPr", "softHyphen", "instrText", "rubyPr"):
                self._walk(child, link)

    def _add(self, text: str, look: Look) -> None:
        if text:
            self.pieces.append(Piece(text, look))

    def _note(self, name: str, reference: Any) -> None:
        key = note_key(_NOTES[name], reference)
        self._source.notes.setdefault(key, None)
        self.pieces.append(Piece(f"[^{key}]", PLAIN, ready=True))

    def _graphic(self, element: Any, link: str) -> None:
        shown_here = graphics.read(element, self._source)
        self.pieces += [Piece(text, Look(link=link), ready=True) for text in shown_here.pictures]
        self.boxes += shown_here.boxes
        self.drawn += shown_here.words

    def _equation(self, element: Any, link: str) -> None:
        self.pieces.append(Piece(equations.written(element), Look(link=link), ready=True))
        self._source.draft.say(
            "an equation is now on one line (%(place)s); check that it still says the same", place=near(element)
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
        self._source.draft.say(
            "a link to %(address)s is left out and its words stay (%(place)s); only web addresses can be linked",
            address=shown(address),
            place=near(hyperlink),
        )
        return ""

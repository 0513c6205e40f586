"""Fields of a Word document (ECMA-376, 17.16): of each, what it shows; neither its code nor what is inside that."""

from __future__ import annotations

import re
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.word.names import W, child_val, is_on, local, number, text_element, val
from storyhub.compose.imports.word.places import near
from storyhub.model.issues import shown

LINK = "link"
"""Attribute of a run that is in a field with a link: its address."""
_FIELD = f"{W}fldChar"
_KIND = re.compile(r"\s*(=|\w+)")
_ADDRESS = re.compile(r'\s*HYPERLINK\s+"?([^"\s\\]+)"?', re.IGNORECASE)
_DRAWN_BY_WORD = """
    = autonum autonumlgl autonumout embed eq gotobutton includepicture includetext link listnum macrobutton quote seq symbol
"""
"""Fields that show something also when no result is kept in the document."""


def follow(root: Any, draft: Draft) -> None:
    """Takes the codes of fields out. A link is noted on its runs; what only Word can show is reported."""
    open_fields: list[_OpenField] = []
    codes = 0  # of how many of them the code is still being written
    for element in list(root.iter()):
        kind = element.get(f"{W}fldCharType") if element.tag == _FIELD else ""
        if kind == "begin":
            open_fields.append(_OpenField(element))
            codes += 1
        elif not open_fields:
            continue
        elif kind == "separate":
            codes -= open_fields[-1].in_code
            open_fields[-1].in_code = False
        elif kind == "end":
            closed = open_fields.pop()
            codes -= closed.in_code
            closed.close(draft)
        elif element.tag == f"{W}instrText":
            open_fields[-1].code += element.text or ""
        elif local(element.getparent().tag) == "r" and local(element.tag) != "rPr":
            open_fields[-1].content.append((element, codes > 0))


class _OpenField:
    """A field that has begun; one that never ends takes nothing away."""

    def __init__(self, begin: Any) -> None:
        self.in_code = True
        self.code = ""
        self.content: list[tuple[Any, bool]] = []
        """What is in its runs, and whether it is part of the code."""
        self._begin = begin

    def close(self, draft: Draft) -> None:
        link = _ADDRESS.match(self.code)
        for element, in_code in self.content:
            if in_code:
                element.getparent().remove(element)
            elif link:
                element.getparent().set(LINK, link[1])
        if all(in_code for _, in_code in self.content):
            self._without_result(draft)

    def _without_result(self, draft: Draft) -> None:
        kind = _KIND.match(self.code)
        if chosen := _chosen(self._begin):
            self._begin.addnext(text_element(chosen))
        elif kind and kind[1].lower() in _DRAWN_BY_WORD.split():
            draft.say(
                "what only Word can show is left out: %(words)s (%(place)s); type what it shows in the story",
                words=shown(" ".join(self.code.split()), 80),
                place=near(self._begin),
            )


def _chosen(begin: Any) -> str:
    """What is chosen in a list or a box of a form, which has no result."""
    form = begin.find(f"{W}ffData")
    if form is None:
        return ""
    if (choices := form.find(f"{W}ddList")) is not None:
        named = [val(entry) for entry in choices.findall(f"{W}listEntry")]
        place = number(child_val(choices, "result") or child_val(choices, "default") or "0")
        return named[place] if place is not None and place < len(named) else ""
    if (box := form.find(f"{W}checkBox")) is not None:
        ticked = box.find(f"{W}checked")
        return "☒" if is_on(box.find(f"{W}default") if ticked is None else ticked) else "☐"
    return ""

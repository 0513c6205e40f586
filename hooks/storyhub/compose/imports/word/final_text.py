"""A document as its last reader sees it: changes accepted, one of two alternatives, fields by what they show, nothing hidden.

All that reads a document afterwards, reads this; what was hidden is reported.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.word.names import BOX, MC, TEXTS, A, V, W, local
from storyhub.compose.imports.word.places import near, words_of
from storyhub.compose.imports.word.styles import Styles
from storyhub.model.issues import shown
from storyhub.model.messages import say

FIELD_LINK = "link"
"""Attribute of a run that is in a field with a link: its address."""
_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom", "delText", "delInstrText", "instrText"))
_PICTURES = (f"{A}blip", f"{V}imagedata")
_LINK = re.compile(r'\s*HYPERLINK\s+"?([^"\s\\]+)"?', re.IGNORECASE)
_FIELD = f"{W}fldChar"


def settle(root: Any, styles: Styles, draft: Draft) -> Any:
    """Takes out of a part what its reader does not see; returns it."""
    _choose(root)
    _follow_fields(root)
    _join_at_deleted_marks(root)
    for row in [mark.getparent().getparent() for mark in root.iter(f"{W}del") if local(mark.getparent().tag) == "trPr"]:
        _drop(row)
    for element in list(root.iter(*_GONE)):
        if local(element.getparent().tag) != "rPr":
            _drop(element)
    _hide(root, styles, draft)
    return root


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _choose(root: Any) -> None:
    """Word writes boxes and drawings twice, for itself and for older programs: one of them stays."""
    for twice in list(root.iter(f"{MC}AlternateContent")):
        branches = [branch for branch in twice if local(branch.tag) in ("Choice", "Fallback")]
        with_words = [branch for branch in branches if next(branch.iter(*TEXTS), None) is not None]
        with_pictures = [branch for branch in branches if next(branch.iter(*_PICTURES), None) is not None]
        for child in [child for branch in (with_words or with_pictures or branches)[:1] for child in branch]:
            twice.addprevious(child)
        _drop(twice)


def _follow_fields(root: Any) -> None:
    """Of a field, what it shows: neither its code nor what is inside that. A link is noted on its runs."""
    open_fields: list[_OpenField] = []
    codes = 0  # of how many of them the code is still being written
    for element in list(root.iter()):
        kind = element.get(f"{W}fldCharType") if element.tag == _FIELD else ""
        if kind == "begin":
            open_fields.append(_OpenField())
            codes += 1
        elif not open_fields:
            continue
        elif kind == "separate":
            codes -= open_fields[-1].in_code
            open_fields[-1].in_code = False
        elif kind == "end":
            closed = open_fields.pop()
            codes -= closed.in_code
            closed.close()
        elif element.tag == f"{W}instrText":
            open_fields[-1].code += element.text or ""
        elif local(element.getparent().tag) == "r" and local(element.tag) != "rPr":
            open_fields[-1].content.append((element, codes > 0))


class _OpenField:
    """A field that has begun; one that never ends takes nothing away."""

    def __init__(self) -> None:
        self.in_code = True
        self.code = ""
        self.content: list[tuple[Any, bool]] = []
        """What is in its runs, and whether it is part of the code."""

    def close(self) -> None:
        match = _LINK.match(self.code)
        for element, in_code in self.content:
            if in_code:
                _drop(element)
            elif match:
                element.getparent().set(FIELD_LINK, match[1])


def _join_at_deleted_marks(root: Any) -> None:
    """A paragraph whose end was deleted goes on in the next one."""
    for mark in list(root.iter(f"{W}del", f"{W}moveFrom")):
        properties = mark.getparent().getparent() if local(mark.getparent().tag) == "rPr" else None
        if properties is None or local(properties.tag) != "pPr":
            continue
        paragraph = properties.getparent()
        following = paragraph.getnext()
        content = [child for child in paragraph if child is not properties]
        if following is not None and local(following.tag) == "p":
            start = 1 if len(following) and local(following[0].tag) == "pPr" else 0
            following[start:start] = content
            _drop(paragraph)
        elif not words_of(paragraph):
            _drop(paragraph)


def _hide(root: Any, styles: Styles, draft: Draft) -> None:
    hidden = [run for run in root.iter(f"{W}r") if styles.hides(run, next(run.iterancestors(f"{W}p"), None))]
    for paragraph, runs in groupby(hidden, lambda run: next(run.iterancestors(f"{W}p", BOX), None)):
        together = list(runs)
        words = " ".join(" ".join(words_of(run) for run in together).split())
        for run in together:
            _drop(run)
        if words:
            draft.notes.append(
                say(
                    "hidden text is left out: %(words)s (%(place)s); only what Word shows is imported; type it in the story if it belongs there",
                    words=shown(words, 80),
                    place=near(paragraph),
                )
            )

"""A document as its last reader sees it: changes accepted, one of two alternatives, fields by what they show, nothing hidden.

All that reads a document afterwards, reads this; what was hidden is reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lxml import etree

from storyhub.compose.draft import Draft
from storyhub.compose.imports.word import fields, symbols
from storyhub.compose.imports.word.names import BOX, MATH, MC, TEXTS, A, V, W, is_on, local
from storyhub.compose.imports.word.places import forget, near, words_of
from storyhub.compose.imports.word.styles import Styles
from storyhub.model.issues import shown

_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom", "delText", "delInstrText", "instrText"))
_EQUATIONS = (f"{MATH}oMathPara", f"{MATH}oMath")
_PICTURES = (f"{A}blip", f"{V}imagedata")


def settle(root: Any, styles: Styles, draft: Draft) -> Any:
    """Takes out of a part what its reader does not see; returns it."""
    _choose(root)
    fields.follow(root, draft)
    _join_at_deleted_marks(root)
    for row in [mark.getparent().getparent() for mark in root.iter(f"{W}del") if local(mark.getparent().tag) == "trPr"]:
        _drop(row)
    for element in list(root.iter(*_GONE)):
        if local(element.getparent().tag) != "rPr":
            _drop(element)
    _hide(root, styles, draft)
    symbols.spell(root, draft)
    for ruby in list(root.iter(f"{W}ruby")):
        _put_reading_behind(ruby)
    _give_paragraphs(root)
    forget()
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


def _join_at_deleted_marks(root: Any) -> None:
    """A paragraph whose end was deleted goes on in the next one."""
    # From the last: what is joined is moved once, however many paragraphs it goes through.
    for mark in reversed(list(root.iter(f"{W}del", f"{W}moveFrom"))):
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
    """Takes out what Word does not show, and what it shows in a field that waits to be filled in."""
    forget()
    waiting = [
        run
        for mark in root.iter(f"{W}showingPlcHdr")
        if is_on(mark)
        for run in mark.getparent().getparent().iter(f"{W}r")
    ]
    for paragraph, words in _taken_out(waiting):
        draft.say(
            "a field that nobody filled in is left out: %(words)s (%(place)s)",
            words=shown(words, 80),
            place=near(paragraph),
        )
    hidden = [run for run in root.iter(f"{W}r") if styles.hides(run, next(run.iterancestors(f"{W}p"), None))]
    for paragraph, words in _taken_out(hidden):
        draft.say(
            "hidden text is left out: %(words)s (%(place)s); only what Word shows is imported; type it in the story if it belongs there",
            words=shown(words, 80),
            place=near(paragraph),
        )
        if next(paragraph.iter(f"{W}r", *_EQUATIONS), None) is None:
            _drop(paragraph)  # it is not there for its reader, and no number is for it


def _taken_out(runs: list[Any]) -> Iterator[tuple[Any, str]]:
    """Takes out runs; of those that had words, the paragraph or box they were in, and the words."""
    for around, group in groupby(runs, lambda run: next(run.iterancestors(f"{W}p", BOX), None)):
        together = list(group)
        words = " ".join(" ".join(words_of(run) for run in together).split())
        for run in together:
            _drop(run)
        if words:
            yield around, words


def _put_reading_behind(ruby: Any) -> None:
    """How a word is read, which Word writes above it (ruby), comes behind it: 東京 (とうきょう)."""
    above, base = ruby.find(f"{W}rt"), ruby.find(f"{W}rubyBase")
    texts = [] if above is None or base is None else list(above.iter(f"{W}t"))
    if texts:
        ruby.append(above)
        texts[0].text = f" ({texts[0].text or ''}"
        texts[-1].text = f"{texts[-1].text or ''})"


def _give_paragraphs(root: Any) -> None:
    """Words and equations that some programs put beside the paragraphs get one of their own."""
    for element in list(root.iter(f"{W}r", *_EQUATIONS)):
        if next(element.iterancestors(f"{W}p", *_EQUATIONS), None) is None and element.getparent() is not None:
            around = etree.Element(f"{W}p")
            element.addprevious(around)
            around.append(element)

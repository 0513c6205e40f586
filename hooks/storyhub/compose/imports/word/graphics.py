"""Drawings in a paragraph: pictures come in, boxes and diagrams give their words, and what cannot come is reported with its place."""

from __future__ import annotations

import ntpath
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from storyhub.compose.imports import pictures
from storyhub.compose.imports.word.inline import LINE, escaped
from storyhub.compose.imports.word.names import BOX, CHART, DIAGRAM, OFFICE, PIC, WP, A, R, V, local
from storyhub.compose.imports.word.places import near
from storyhub.compose.imports.word.source import WordSource
from storyhub.model.issues import shown
from storyhub.model.messages import say

_LOOKED_AT = (
    f"{A}blip",
    f"{V}imagedata",
    f"{CHART}chart",
    f"{DIAGRAM}relIds",
    f"{OFFICE}OLEObject",
    f"{V}textpath",
    BOX,
)
_FRAMES = (f"{WP}inline", f"{WP}anchor")
"""What is around all of a drawing."""
_DESCRIBED = {f"{PIC}pic": f"{PIC}nvPicPr/{PIC}cNvPr", **dict.fromkeys(_FRAMES, f"{WP}docPr")}
"""Where it is said what a picture shows."""
_SHARE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?)(%?)")


@dataclass(slots=True)
class Shown:
    """What a drawing shows."""

    pictures: list[str] = field(default_factory=list)
    """Markdown of each."""
    words: list[str] = field(default_factory=list)
    """Of diagrams and drawn letters: Markdown, with LINE where a new line begins."""
    boxes: list[Any] = field(default_factory=list)
    """Boxes with text, to be read."""


def read(drawing: Any, source: WordSource) -> Shown:
    """What a drawing shows; what cannot be shown here is reported."""
    found = Shown()
    met = False
    for element in drawing.iter(*_LOOKED_AT):
        if _in_box(element, drawing):
            continue  # it is read with the box
        met = True
        name = local(element.tag)
        if element.tag == BOX:
            found.boxes.append(element)
        elif name in ("blip", "imagedata"):
            if text := _picture(element, source):
                found.pictures.append(text)
        elif name == "textpath":  # letters drawn in a shape (WordArt)
            found.words.append(escaped(" ".join(str(element.get("string", "")).split())))
        elif name == "relIds":
            found.words.append(_diagram(element, source))
        elif name == "chart":
            source.draft.say(
                "a chart cannot be carried over (%(place)s); make a picture of it, and say in the text what it shows",
                place=near(drawing),
            )
        else:
            source.draft.say(
                "a file inside the document (%(kind)s) is left out (%(place)s)",
                kind=shown(element.get("ProgID", "")),
                place=near(drawing),
            )
    if not met and not _is_rule(drawing):
        source.draft.say(
            "a drawing is left out (%(place)s); make a picture of it if readers need it, and say in the text what it shows",
            place=near(drawing),
        )
    return found


def _is_rule(drawing: Any) -> bool:
    """Whether it is only a line across the page, or nothing at all."""
    shapes = [child for child in drawing if local(child.tag) != "shapetype"]
    return all(shape.get(f"{OFFICE}hr") for shape in shapes)


def _in_box(element: Any, drawing: Any) -> bool:
    return next(around for around in element.iterancestors() if around is drawing or around.tag == BOX) is not drawing


def _picture(element: Any, source: WordSource) -> str:
    inside = element.get(f"{R}embed") or element.get(f"{R}id")
    relation = source.relations.get(str(inside or element.get(f"{R}link")))
    alt = _alt(element)
    about = say("%(words)s, %(place)s", words=shown(alt, 120), place=near(element)) if alt else near(element)
    if relation is None or relation.external or relation.target not in source.package:
        lost = say("a picture is not in the document")
        if relation is not None and relation.external:
            name = unquote(ntpath.basename(relation.target.rstrip("/")))
            lost = say("picture %(name)s is not in the document, which only links to it", name=shown(name))
        source.draft.say(
            "%(found)s (%(about)s); put the picture beside the story, and show it in the text", found=lost, about=about
        )
        return ""
    cut = _cut(element)
    key = f"{relation.target} {cut}"
    if key not in source.pictures:
        name = f"picture-{len(source.draft.pictures) + 1}{ntpath.splitext(relation.target)[1]}"
        source.pictures[key] = pictures.add(source.draft, source.package.part(relation.target), name, cut, about)
    return f"![{escaped(alt)}]({source.pictures[key]})" if source.pictures[key] else ""


def _alt(element: Any) -> str:
    """What its writer says that a picture shows; Word's own guesses and names of files are none of these."""
    said = ""
    for around in element.iterancestors():
        if around.tag.startswith(V):
            said = said or str(around.get("alt", ""))
        elif (path := _DESCRIBED.get(around.tag)) and (own := around.find(path)) is not None:
            said = said or str(own.get("descr", ""))
        if around.tag in _FRAMES:
            break
    return " ".join(said.split())


def _cut(element: Any) -> pictures.Cut:
    """What was cropped away in Word, as parts of its width and height: left, top, right, bottom."""
    parent = element.getparent()
    edges = parent.find(f"{A}srcRect") if parent is not None else None
    if edges is None:
        return pictures.WHOLE
    left, top, right, bottom = (_share(str(edges.get(side, "0"))) for side in "ltrb")
    return (left, top, right, bottom)


def _share(text: str) -> float:
    """A part of a width or height: 12500 is an eighth, as is 12.5% in strict files."""
    found = _SHARE.fullmatch(text)
    return min(float(found[1]) / (100 if found[2] else 100_000), 1.0) if found else 0.0


def _diagram(element: Any, source: WordSource) -> str:
    """The words of a diagram (SmartArt), which are in a part of their own."""
    relation = source.relations.get(str(element.get(f"{R}dm")))
    root = None if relation is None or relation.external else source.package.tree(relation.target)
    points = [] if root is None else root.iter(f"{DIAGRAM}t")
    words = [" ".join("".join(point.itertext()).split()) for point in points]
    source.draft.say(
        "a diagram (SmartArt) cannot be drawn here; its words follow the paragraph it was attached to (%(place)s); say in the text how they belong together",
        place=near(element),
    )
    return LINE.join(escaped(one) for one in words if one)

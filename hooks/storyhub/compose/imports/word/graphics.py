"""Drawings in a paragraph: pictures come in, boxes and diagrams give their words, and what cannot come is reported with its place."""

from __future__ import annotations

import ntpath
import re
from typing import Any
from urllib.parse import unquote

from storyhub.compose.imports import pictures
from storyhub.compose.imports.word.inline import escaped
from storyhub.compose.imports.word.names import BOX, CHART, DIAGRAM, OFFICE, PIC, WP, A, R, V, local
from storyhub.compose.imports.word.places import near
from storyhub.compose.imports.word.source import WordSource
from storyhub.model.issues import shown
from storyhub.model.messages import Message, say

_LOOKED_AT = (
    f"{A}blip",
    f"{V}imagedata",
    f"{CHART}chart",
    f"{DIAGRAM}relIds",
    f"{OFFICE}OLEObject",
    f"{V}textpath",
    BOX,
)


def read(drawing: Any, source: WordSource) -> tuple[list[str], list[Any]]:
    """The Markdown of what a drawing shows, and the boxes in it."""
    texts: list[str] = []
    boxes: list[Any] = []
    for element in drawing.iter(*_LOOKED_AT):
        if _in_box(element, drawing):
            continue  # it is read with the box
        name = local(element.tag)
        if element.tag == BOX:
            boxes.append(element)
        elif name in ("blip", "imagedata"):
            if text := _picture(element, source):
                texts.append(text)
        elif name == "textpath":  # letters drawn in a shape (WordArt)
            texts.append(escaped(" ".join(str(element.get("string", "")).split())))
        elif name == "relIds":
            texts += _diagram(element, source)
        elif name == "chart":
            source.draft.notes.append(
                say(
                    "a chart cannot be carried over (%(place)s); make a picture of it, and say in the text what it shows",
                    place=near(drawing),
                )
            )
        else:
            told = say(
                "a file inside the document (%(kind)s) is left out (%(place)s)",
                kind=shown(element.get("ProgID", "")),
                place=near(drawing),
            )
            source.draft.notes.append(told)
    return texts, boxes


def _in_box(element: Any, drawing: Any) -> bool:
    for around in element.iterancestors():
        if around is drawing:
            return False
        if around.tag == BOX:
            return True
    return False


def _picture(element: Any, source: WordSource) -> str:
    inside = element.get(f"{R}embed") or element.get(f"{R}id")
    relation = source.relations.get(str(inside or element.get(f"{R}link")))
    alt = _alt(element)
    if relation is None or (not relation.external and relation.target not in source.package):
        _tell(source, element, alt, say("a picture is not in the document"))
        return ""
    if relation.external:
        name = unquote(ntpath.basename(relation.target.rstrip("/")))
        _tell(
            source,
            element,
            alt,
            say("picture %(name)s is not in the document, which only links to it", name=shown(name)),
        )
        return ""
    cut = _cut(element)
    key = f"{relation.target} {cut}"
    if key not in source.pictures:
        name = f"picture-{len(source.draft.pictures) + 1}{ntpath.splitext(relation.target)[1]}"
        source.pictures[key] = pictures.add(source.draft, source.package.part(relation.target), name, cut)
    return f"![{escaped(alt)}]({source.pictures[key]})" if source.pictures[key] else ""


def _tell(source: WordSource, element: Any, alt: str, found: Message) -> None:
    about = say("%(words)s, %(place)s", words=shown(alt, 120), place=near(element)) if alt else near(element)
    told = say(
        "%(found)s (%(about)s); put the picture beside the story, and show it in the text", found=found, about=about
    )
    source.draft.notes.append(told)


def _alt(element: Any) -> str:
    """What its writer says that a picture shows; Word's own guesses and names of files are none of these."""
    said = ""
    for around in element.iterancestors():
        if around.tag in (f"{WP}inline", f"{WP}anchor"):
            own = around.find(f"{WP}docPr")
            said = said or ("" if own is None else str(own.get("descr", "")))
            break
        if around.tag == f"{PIC}pic":
            own = around.find(f"{PIC}nvPicPr/{PIC}cNvPr")
            said = said or ("" if own is None else str(own.get("descr", "")))
        if around.tag.startswith(V):
            said = said or str(around.get("alt", ""))
    return re.sub(r"\s+", " ", said).strip()


def _cut(element: Any) -> tuple[float, float, float, float]:
    """What was cropped away in Word, as parts of its width and height: left, top, right, bottom."""
    parent = element.getparent()
    edges = parent.find(f"{A}srcRect") if parent is not None else None
    if edges is None:
        return (0, 0, 0, 0)
    given = [str(edges.get(side, "0")) for side in "ltrb"]
    left, top, right, bottom = (
        min(int(one), 100_000) / 100_000 if one.isascii() and one.isdigit() else 0.0 for one in given
    )
    return (left, top, right, bottom)


def _diagram(element: Any, source: WordSource) -> list[str]:
    """The words of a diagram (SmartArt), which are in a part of their own."""
    relation = source.relations.get(str(element.get(f"{R}dm")))
    root = None if relation is None or relation.external else source.package.tree(relation.target)
    points = [] if root is None else root.iter(f"{DIAGRAM}t")
    words = [" ".join("".join(point.itertext()).split()) for point in points]
    source.draft.notes.append(
        say(
            "a diagram (SmartArt) cannot be drawn here; its words are in its place (%(place)s); say in the text how they belong together",
            place=near(element),
        )
    )
    return [f"{escaped(one)}\ue011" for one in words if one]

"""Reads a Word document: headings, lists, tables, notes, links and pictures become Markdown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import mammoth
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from storyhub.compose.draft import Draft
from storyhub.compose.imports import NotImportedError, images

_UNPACKED_LIMIT = 400 * 1024 * 1024
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_OPEN, _CLOSE = "\ue010", "\ue011"
"""Stand around the name of a note while the rest is escaped."""
_NOTE = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_MARKUP = re.compile(r"([\\`*_\[\]<>#~|&])")
_LETTERS = re.compile(r"[\W_]+")
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\np[style-name='Quote'] => blockquote > p:fresh\np[style-name='Intense Quote'] => blockquote > p:fresh"


def read(raw: bytes) -> Draft:
    """A draft of a document's bytes.

    Raises:
        NotImportedError: it is no Word document.
    """
    draft = Draft()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _UNPACKED_LIMIT:
                raise NotImportedError(
                    "is far larger than it looks; it is not opened; save it anew with smaller pictures"
                )
            paragraphs = [
                text for part in _PARTS if part in package.namelist() for text in _paragraphs(package.read(part))
            ]
            properties = _properties(package)
        converted = mammoth.convert_to_html(
            io.BytesIO(raw),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda image: _picture(draft, image)),
        )
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError) as fault:
        raise NotImportedError("is no Word document that can be opened; save it again as .docx") from fault
    soup = BeautifulSoup(converted.value, "html.parser")
    _take_title(soup, properties, draft)
    notes = _notes(soup)
    draft.body = _NOTE.sub(r"[^\1]", "\n\n".join([_markdown(soup), *notes])).strip()
    _add_what_is_missing(paragraphs, draft)
    return draft


def _properties(package: zipfile.ZipFile) -> dict[str, str]:
    """Title and author, as far as the document knows them."""
    if "docProps/core.xml" not in package.namelist():
        return {}
    root = ElementTree.fromstring(package.read("docProps/core.xml"))
    found = {name: (root.findtext(f"{_DUBLIN}{name}") or "").strip() for name in ("title", "creator")}
    return {name: text for name, text in found.items() if text}


def _picture(draft: Draft, image: Any) -> dict[str, str]:
    with image.open() as stream:
        data = stream.read()
    kind = str(image.content_type or "").rpartition("/")[2].replace("jpeg", "jpg")
    name = images.add(draft, data, f"picture-{len(draft.pictures) + 1}.{kind}")
    if not name:
        draft.notes.append(
            f"a picture of the kind {kind!r} cannot be shown; save it as png or jpg, and put it beside the story"
        )
    return {"src": name} if name else {"src": "", "alt": image.alt_text or ""}


def _take_title(soup: BeautifulSoup, properties: dict[str, str], draft: Draft) -> None:
    """The first heading when nothing stands before it, else what the document says of itself."""
    first = soup.find(True)
    if (
        isinstance(first, Tag)
        and first.name == "h1"
        and (text := " ".join(first.get_text().split()))
        and not first.find("img")
    ):
        draft.fields["title"] = text
        first.decompose()
    elif "title" in properties:
        draft.fields["title"] = properties["title"]
    if "creator" in properties and properties["creator"] != "python-docx":
        draft.fields["author"] = properties["creator"]


def _notes(soup: BeautifulSoup) -> list[str]:
    """Takes foot- and endnotes out, leaves their marks, and returns them as Markdown."""
    for mark in soup.select("sup > a[id]"):
        if (parent := mark.parent) and (name := _note_name(str(mark.get("href", "")))):
            parent.replace_with(f"{_OPEN}{name}{_CLOSE}")
    found = []
    for item in soup.select("li[id]"):
        name = _note_name(f"#{item['id']}")
        if not name:
            continue
        for back in item.select('a[href*="note-ref-"]'):
            back.decompose()
        item.name = "div"  # else it would be numbered as an entry of a list
        lines = _markdown(item).strip().split("\n")
        found.append(
            "\n".join([f"{_OPEN}{name}{_CLOSE}: {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])])
        )
        item.decompose()
    for rest in soup.find_all("ol"):
        if not rest.find("li"):
            rest.decompose()
    return found


def _note_name(target: str) -> str:
    match = re.fullmatch(r"#.*?(foot|end)note-(\d+)", target)
    return ("" if match[1] == "foot" else "e") + match[2] if match else ""


def _markdown(soup: Tag) -> str:
    converter = MarkdownConverter(
        heading_style="atx",
        bullets="-",
        escape_misc=True,
        table_infer_header=True,
        keep_inline_images_in=["td", "th", "h1", "h2", "h3", "h4", "h5", "h6"],
    )
    whole = str(converter.convert_soup(soup))
    return re.sub(r"\n{3,}", "\n\n", whole).strip()


def _paragraphs(part: bytes) -> Iterator[str]:
    """The text of each paragraph as Word has it, text boxes and formulas included."""
    for paragraph in ElementTree.fromstring(part).iter(f"{_WORD}p"):
        text = "".join(node.text or "" for node in paragraph.iter() if node.tag in (f"{_WORD}t", f"{_MATH}t"))
        if text.strip():
            yield text.strip()


def _add_what_is_missing(paragraphs: list[str], draft: Draft) -> None:
    """Adds each paragraph that is nowhere in the draft, so that nothing of the text is lost."""
    there = _letters(f"{draft.fields.get('title', '')} {draft.body}")
    missing = [text for text in dict.fromkeys(paragraphs) if _letters(text) not in there]
    # A text box stands inside a paragraph of its own: what holds others that are missing too is said once.
    alone = [text for text in missing if not any(other != text and other in text for other in missing)]
    if alone:
        draft.body = "\n\n".join([draft.body, *(_MARKUP.sub(r"\\\1", text) for text in alone)]).strip()
        draft.notes.append(
            f"{len(alone)} pieces of text (from boxes, shapes or formulas) had no place of their own; they stand at the end; put them where they belong"
        )


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()

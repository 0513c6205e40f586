"""Reads a Markdown file with the front matter of another program: Jekyll and Hugo, in YAML, TOML or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft, chosen
from storyhub.compose.imports import NotImportedError, images
from storyhub.read.folder import PICTURES
from storyhub.read.organisation import read_values
from storyhub.read.schema import field_names

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_SAME = {
    "description": "summary",
    "excerpt": "summary",
    "subtitle": "why",
    "lang": "language",
    "locale": "language",
    "redirect_from": "aliases",
    "permalink": "aliases",
    "url": "aliases",
    "authors": "author",
}
"""What other programs call our fields."""
_PICTURE = ("image", "cover", "featured_image", "thumbnail", "photo")
_WORDS = ("tags", "categories", "category", "keywords", "values")
_OF_NO_USE = frozenset(
    {"layout", "comments", "toc", "weight", "type", "mathjax", "slug", "draft", "published", "lastmod"}
)
"""What says how the other program should show it; draft, published and slug are understood in another way."""
_SHOWN = re.compile(r"(!\[[^\]]*\]\()<?([^)\s>]+)>?((?:\s+\"[^\"]*\")?\))|(<img\b[^>]*?\bsrc=[\"'])([^\"']+)([\"'])")


def read(raw: bytes, file: Path, stories: Path, language: str) -> Draft:
    """A draft of a file's bytes; `file` is where its pictures are looked for.

    Raises:
        NotImportedError: its front matter cannot be read.
    """
    text = _decoded(raw)
    given, body = _apart(text)
    draft = Draft(body=body)
    named = _DATED.fullmatch(file.stem)
    draft.slug = str(given.get("slug") or (named[2] if named else "" if file.stem == "index" else file.stem))
    if named and "date" not in given:
        given["date"] = named[1]
    for key, value in given.items():
        _put(str(key), value, draft, stories, language, file)
    if given.get("draft") is True or given.get("published") is False:
        draft.fields["status"] = "draft"
    _take_title(draft)
    draft.body = _SHOWN.sub(lambda match: _shown(match, draft, file), draft.body)
    return draft


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")  # what Windows wrote before UTF-8
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _apart(text: str) -> tuple[dict[str, Any], str]:
    """Front matter and body."""
    try:
        for fence, load in (("---", _yaml), ("+++", tomllib.loads)):
            if text.startswith(f"{fence}\n") and (end := text.find(f"\n{fence}", len(fence))) >= 0:
                found = load(text[len(fence) + 1 : end + 1]) or {}
                if not isinstance(found, dict):
                    raise ValueError
                return found, text[end + len(fence) + 1 :].partition("\n")[2]
        if text.startswith("{\n"):
            found, end = json.JSONDecoder().raw_decode(text)
            return found, text[end:]
    except ValueError as fault:
        raise NotImportedError("has front matter that cannot be read; YAML, TOML and JSON can; mend it") from fault
    return {}, text


def _yaml(text: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise ValueError from fault


def _put(key: str, value: Any, draft: Draft, stories: Path, language: str, file: Path) -> None:
    """Puts what another program's field says where it belongs; what belongs nowhere is told."""
    name = _SAME.get(key, key)
    if value in (None, "", [], {}) or key in _OF_NO_USE:
        return
    if key in _PICTURE:
        _photo(value, draft, file)
    elif key in _WORDS:
        _values(value, draft, stories, language)
    elif name == "date":
        if day := _day(value):
            draft.fields["date"] = day
    elif name == "author":
        first = value[0] if isinstance(value, list) else value
        draft.fields["author"] = str(first.get("name") if isinstance(first, dict) else first)
    elif name == "aliases":
        listed = value if isinstance(value, list) else [value]
        draft.fields["aliases"] = [*draft.fields.get("aliases", []), *(str(one).strip("/") for one in listed)]
    elif name == "language":
        draft.fields["language"] = str(value).replace("_", "-").partition("-")[0].lower()
    elif name in field_names() and isinstance(value, str):
        draft.fields.setdefault(name, " ".join(value.split()))
    elif name in field_names():
        draft.fields[name] = value
    else:
        draft.notes.append(f"{key}: {value}: has no place in a story; put it in the text if it belongs there")


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _values(value: Any, draft: Draft, stories: Path, language: str) -> None:
    listed = value if isinstance(value, list) else re.split(r"[,\s]+", str(value))
    names = {one.key: one.name for one in read_values(stories, language, [])}
    for word in map(str, filter(None, listed)):
        key = "" if word.isdigit() else chosen(word, names)
        if not key:
            draft.notes.append(f"{word}: is none of the values, and has no place in a story")
        elif key not in draft.fields.setdefault("values", []):
            draft.fields["values"].append(key)


def _photo(value: Any, draft: Draft, file: Path) -> None:
    path = (
        value.get("path") or value.get("src") or value.get("image") or value.get("file")
        if isinstance(value, dict)
        else value
    )
    alt = str(value.get("alt") or value.get("caption") or "") if isinstance(value, dict) else ""
    if name := _found(str(path), draft, file):
        draft.fields["photo"] = {"file": name, **({"alt": alt} if alt else {})}
    else:
        draft.notes.append(f"{path}: is not there, or is no picture; put it beside the story")


def _shown(match: re.Match[str], draft: Draft, file: Path) -> str:
    """A picture in the text, with its name beside the story; one that is not found stays as it was."""
    before, path, after = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
    name = "" if re.match(r"[a-z]+:|//", path, re.IGNORECASE) else _found(path, draft, file)
    return f"{before}{name}{after}" if name else match[0]


def _found(path: str, draft: Draft, file: Path) -> str:
    """Puts a picture beside the draft; looked for beside the file, and from the folders above it where a path starts with a slash."""
    plain = re.sub(r"^\{\{[^}]*\}\}", "", path).split("?")[0]
    home = file.absolute().parent
    roots = [home, *home.parents[:2]] if plain.startswith("/") else [home]
    for place in (root / part / plain.lstrip("/") for root in roots for part in ("", "static", "assets")):
        near = place.resolve().is_relative_to(home.parents[1].resolve())  # no file may fetch a picture from anywhere
        if near and place.suffix.lower() in (*PICTURES, ".gif") and place.is_file():
            return images.add(draft, place.read_bytes(), place.name)
    return ""


def _take_title(draft: Draft) -> None:
    """The first heading stands for a title that is missing."""
    match = re.match(r"\s*#\s+(.+?)\s*#*\n", draft.body)
    if "title" not in draft.fields and match:
        draft.fields["title"] = match[1]
        draft.body = draft.body[match.end() :]

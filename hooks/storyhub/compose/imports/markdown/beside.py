"""The pictures of a post: looked for beside its file and where its program keeps them, brought along, or reported."""

from __future__ import annotations

import os
import re
import unicodedata
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from storyhub.compose.draft import Draft
from storyhub.compose.imports import pictures
from storyhub.compose.imports.markdown.plain import says_no, says_yes, words
from storyhub.model.issues import shown
from storyhub.read.pictures import SIZE_LIMIT

_PLACES = ("", "static", "assets", "public", "src", "source", "content")
"""Folders that programs do not name in an address."""
_SITE = (
    *("_config.yml", "_config.yaml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml", "zola.toml", "Gemfile"),
    *(".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "package.json"),
)
"""Files that are where a site begins."""
_FAR = 6
"""Folders above a post in which its site is looked for."""
_WEB = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
_DATA = re.compile(r"data:image/[a-z+.-]{1,20};base64,([A-Za-z0-9+/=]+)")
"""A picture that is written out in the text itself, as Google Docs does."""
_QUOTED = re.compile(
    r"\{[{%].{0,200}?[\"']([^\"']{1,500})[\"'].{0,200}?[}%]\}"
    r"|\{%-?\s*(?:link|asset|asset_path|img|image|static)\s+([^\s%}]{1,500}).{0,200}?%\}"
)
# All that repeats is bounded: a line of half-open brackets must not cost the square of its length.
_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}")
_TITLE = r"""(?:\s{1,20}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?"""
_TARGET = (
    r"""data:image/[a-z+.-]{1,20};base64,[A-Za-z0-9+/=]+|<[^>\n]{1,500}>|\{\{.{0,300}?\}\}[^)\s"']{0,500}|\{%.{0,300}?%\}[^)\s"']{0,500}"""
    r"""|[^)\s"'<]{1,500}(?: [^)\s"']{1,100}){0,20}?"""
)
_SHOWN = re.compile(
    rf"""(!\[[^\[\]\n]{{0,1000}}\]\(\s{{0,20}})({_TARGET})({_TITLE}\s{{0,20}}\))"""
    r"""|(<img\b[^<>]{0,1000}?\bsrc=["'])([^"'>]{1,500})(["'])|(^\[[^\]\n]{1,200}\]:[ \t]{0,20})(<[^>\n]+>|\S+)()"""
    r"""|(<img\b[^<>]{0,1000}?\bsrc=)([^"'>\s]{1,500})()|(!\[\[)([^\[\]\n|#]{1,300})((?:\|[^\[\]\n]{0,200})?\]\])""",
    re.IGNORECASE | re.MULTILINE,
)
"""A picture in Markdown, in HTML, or as the address of a reference."""
_FIGURE = re.compile(r"\{\{[<%]\s*(?:figure|img|image)\s+([^{}]{1,1500}?)\s{0,20}/?[>%]\}\}", re.DOTALL)
_FOLDER = re.compile(r"^(?:__GHOST_URL__|[{|](?:static|attach|filename)[}|])")
"""What stands for a folder of the site in Ghost and Pelican."""
_PATHS = ("path", "src", "image", "file", "feature", "url", "teaser", "overlay_image")
"""Where a main picture is named, when other things are said of it too."""
_SIZE = re.compile(r"\d*(?:x\d+)?")
_ARGUMENT = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))|^"([^"]+)\"""")


class Beside:
    """Brings pictures along that are near a file."""

    def __init__(self, file: Path, draft: Draft) -> None:
        self._home = file.absolute().parent
        self._draft = draft
        above = [self._home, *self._home.parents[:_FAR]]
        site = next((folder for folder in above if any((folder / name).is_file() for name in _SITE)), None)
        # Without a site around it a file brings only what is near: one from a stranger may fetch nothing else.
        self._roots = above[: above.index(site) + 1] if site else above[:3]
        self._near = site or above[min(2, len(above) - 1)]
        # A post may show one picture, and name one folder, thousands of times: each is looked for once.
        self._name = cache(self._looked_for)
        self._files = cache(_files)

    def photo(self, value: Any) -> None:
        """The main picture of a post; a second one is reported."""
        given = value if isinstance(value, dict) else {"path": value}
        path = next((given[key] for key in _PATHS if given.get(key)), "")
        if isinstance(path, dict):
            self.photo(path)
        elif not path or says_no(path) or says_yes(path):
            return  # it says whether there is one, and not which
        elif "photo" in self._draft.fields:
            self._draft.say("a story has one main picture; %(name)s is left out", name=shown(words(path)))
        elif name := self.name(words(path)):
            alt = words(given.get("alt") or given.get("caption") or given.get("image_alt") or "")
            credit = words(given.get("credit") or "")
            photo = {"file": name, "alt": alt, "credit": credit}
            self._draft.fields["photo"] = {key: said for key, said in photo.items() if said}

    def show(self, text: str) -> str:
        """A text with its pictures under their names beside the story; one that is not found stays as it was, and is reported."""
        return _FIGURE.sub(self._figure, _SHOWN.sub(self._shown, text))

    def name(self, path: str) -> str:
        """The name of a picture beside the story; empty, and reported once, when there is none."""
        return self._name(path)

    def _looked_for(self, path: str) -> str:
        if (data := _DATA.fullmatch(path)) and (found := _decoded(data[1])):
            return pictures.add(self._draft, found, f"picture-{len(self._draft.pictures) + 1}")
        plain = _plain(path)
        if _WEB.match(plain):
            self._draft.say(
                "picture %(name)s is on the web and was not brought along; put it beside the story if you may use it",
                name=shown(path, 120),
            )
            return ""
        for place in map(Path, self._candidates(plain)):
            if place.resolve().is_relative_to(self._near.resolve()) and place.stat().st_size <= SIZE_LIMIT:
                return pictures.add(self._draft, place.read_bytes(), place.name)
        self._draft.say("picture %(name)s was not found near the file; put it beside the story", name=shown(path, 120))
        return ""

    def _candidates(self, plain: str) -> Iterator[str]:
        if not plain or not pictures.is_picture(plain):
            return
        folder, _, name = plain.lstrip("/").rpartition("/")
        roots = self._roots if plain.startswith("/") else [self._home, *self._roots]
        for held in (self._files(f"{root}/{part}/{folder}") for root in roots for part in _PLACES):
            if found := held.get(name) or held.get(_same(name)):
                yield found

    def _shown(self, match: re.Match[str]) -> str:
        before, path, after = next(match.groups()[at : at + 3] for at in range(0, 15, 3) if match[at + 1] is not None)
        path = path.strip("<>")
        is_note = match[13] is not None  # Obsidian shows notes in the same way
        if (match[7] is not None or is_note) and not (pictures.is_picture(_plain(path)) or _DATA.fullmatch(path)):
            return match[0]
        name = self.name(path)
        if name and is_note:
            words = after.strip("|]")
            return f"![{'' if _SIZE.fullmatch(words) else words}]({name})"
        return f"{before}{name}{after}" if name else match[0]

    def _figure(self, match: re.Match[str]) -> str:
        """Hugo's way to show a picture with words below it."""
        given = {found[0] or "src": next(filter(None, found[1:]), "") for found in _ARGUMENT.findall(match[1])}
        name = self.name(given["src"]) if given.get("src") else ""
        if not name:
            return match[0]
        caption = given.get("caption") or given.get("title") or ""
        sign = "" if set("*_`[") & set(caption) else "*"
        return f"![{given.get('alt', '')}]({name})" + (f"\n\n{sign}{caption}{sign}" if caption else "")


def _files(folder: str) -> dict[str, str]:
    """The files in a folder by their names, and by these as a Mac and Windows see them (é as two signs, no capitals)."""
    try:
        with os.scandir(folder) as entries:
            found = {entry.name: entry.path for entry in entries if entry.is_file()}
    except (OSError, ValueError):
        return {}
    return {**{_same(name): found[name] for name in sorted(found, reverse=True)}, **found}


def _decoded(data: str) -> bytes:
    try:
        return b64decode(data, validate=True)
    except ValueError:
        return b""


def _plain(path: str) -> str:
    """An address without what a program fills in; Windows writes it with backslashes."""
    quoted = _QUOTED.sub(lambda match: match[1] or match[2], _FOLDER.sub("", path).replace("\\", "/"))
    plain = unquote(_TEMPLATE.sub("", quoted).strip().split("?")[0].split("#")[0])
    is_whole = not _TEMPLATE.search(path) or plain.startswith("/") or _WEB.match(plain)
    return plain if is_whole else f"/{plain}"


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()

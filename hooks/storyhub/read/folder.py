"""Looks through a stories folder and decides what is accepted; all else is refused by name.

Nothing is followed out of the folder: a symlink is refused, whatever it points to.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from storyhub.model import file_names
from storyhub.model.i18n import available
from storyhub.model.issues import Issue, error, one_line
from storyhub.model.messages import Message, say
from storyhub.read.stamps import Stamp, stamp

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif")
ORGANISATION = ("values.yml", "departments.yml")
OWN_PAGES = frozenset({"index", "mission", "about"})
"""Names of the organisation's own pages that every hub may have; `pages` in mkdocs.yml adds others."""
_IGNORED = frozenset({".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"})
_LISTS = ("listening", "paths", "questions", "replies")
"""Folders of YAML files."""
_YEAR = re.compile(r"\d{4}", re.ASCII)
_TEXTS = frozenset({"md", "yml", "yaml"})
_PAGE = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z]{2,3})?\.md")
# What nearly every file is; Windows keeps no name of five letters for itself.
_STORY = re.compile(r"\d{4}/[a-z0-9][a-z0-9-]{4,100}\.md", re.ASCII)
_USER = os.geteuid() if hasattr(os, "geteuid") else None
_RESERVED_PAGES = frozenset(
    {
        "values",
        "departments",
        "ambassadors",
        "archive",
        "search",
        "listening",
        "network",
        "paths",
        "questions",
        "comms",
        "tell",
        "404",
        "assets",
    }
)


@dataclass(slots=True)
class Folder:
    """What a stories folder holds, as paths relative to it with forward slashes, sorted."""

    root: Path
    stories: list[str] = field(default_factory=list)
    stamps: dict[str, Stamp | None] = field(default_factory=dict)
    """What the file of each story looks like from outside."""
    pictures: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)
    listening: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Signed lines back."""
    questions: list[str] = field(default_factory=list)
    """Of the months."""
    paths: list[str] = field(default_factory=list)
    """Lists of stories to be read in their order."""
    pages: list[str] = field(default_factory=list)
    """Site pages of the organisation: index.md, mission.md, about.en.md …"""
    issues: list[Issue] = field(default_factory=list)


def look(root: Path, pages: Collection[str] = ()) -> Folder:
    """Lists a stories folder; `pages` names the organisation's own pages besides OWN_PAGES.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    folder = Folder(root)
    addresses: dict[str, str] = {}
    now = time.time_ns()
    for path, entry in _walk(root, ""):
        # What nearly every file is needs few of the questions that others have to answer.
        plain = _STORY.fullmatch(path) and entry.is_file(follow_symlinks=False)
        reason = (None if plain else _refusal(path, entry, pages)) or same_address(path, addresses)
        if reason := reason or (None if _can_be_read(entry) else _CANNOT_BE_READ):
            folder.issues.append(error(shown_path(path), 1, "file", "not-taken-in", reason))
        elif plain:
            folder.stories.append(path)
            folder.stamps[path] = stamp(entry.stat(follow_symlinks=False), now)
        else:
            _take(path, entry, folder, now)
    return folder


def shown_path(path: str) -> str:
    """A path that is safe to print: control characters become a question mark, so that no name can forge a line."""
    return one_line(path)


def _walk(directory: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(directory) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.name in _IGNORED:
                continue
            path = prefix + entry.name
            if _is_real_folder(entry) and _folder_is_known(path) and _can_be_read(entry):
                yield from _walk(Path(entry.path), path + "/")
            else:
                yield path, entry


def _is_real_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not _is_link(entry)


def _is_link(entry: os.DirEntry[str]) -> bool:
    # A junction is how Windows links folders; Python knows them by name from 3.12 on.
    return entry.is_symlink() or bool(getattr(entry, "is_junction", bool)())


def readable(path: Path) -> bool:
    """Whether a path is a real file, no link, that this computer's user may read."""
    return path.is_file() and not path.is_symlink() and os.access(path, os.R_OK)


def _can_be_read(entry: os.DirEntry[str]) -> bool:
    if entry.is_dir():
        return os.access(entry.path, os.R_OK | os.X_OK)
    seen = entry.stat(follow_symlinks=False)
    # What somebody may do with a file of their own is in its mode; only for another's the system has to be asked.
    return (seen.st_uid == _USER and bool(seen.st_mode & stat.S_IRUSR)) or os.access(entry.path, os.R_OK)


def _folder_is_known(path: str) -> bool:
    parts = path.split("/")
    if len(parts) == 1:
        return bool(_YEAR.fullmatch(parts[0])) or parts[0] in ("ambassadors", *_LISTS)
    return len(parts) == 2 and bool(_YEAR.fullmatch(parts[0])) and file_names.fault(parts[1]) is None


def _refusal(path: str, entry: os.DirEntry[str], pages: Collection[str]) -> Message | None:
    """Why a file is not taken in, whatever else is there, or nothing."""
    if _is_link(entry):
        return say("is a link to another place; only real files are accepted; put the file itself here")
    if fault := file_names.fault(entry.name):
        return fault
    if entry.is_dir(follow_symlinks=False):
        return _about_folder(path, entry)
    if not entry.is_file(follow_symlinks=False):
        return say("is not an ordinary file; stories and pictures are accepted; delete it")
    return None if _is_known(path, pages) else _what_belongs(path)


def same_address(path: str, addresses: dict[str, str]) -> Message | None:
    """Why a file cannot be beside those in `addresses`, to which it is added, or nothing."""
    stem, _, ending = path.rpartition(".")
    # A picture keeps its ending: its published names tell b.png and b.jpg apart.
    taken = addresses.setdefault(file_names.as_file_systems_see(stem if ending in _TEXTS else path), path)
    if taken == path:
        return None
    return say(
        "would land on the same address as %(found)s; capitals and accents make no difference; give one another name",
        found=shown_path(taken),
    )


def why_not(path: str, pages: Collection[str] = ()) -> Message | None:
    """Why a plain file of this path is not taken in, wherever it comes from, or nothing; `pages` as for `look`."""
    *folders, name = path.split("/")
    for fault in map(file_names.fault, (*folders, name)):
        if fault:
            return fault
    if not all(_folder_is_known("/".join(folders[: depth + 1])) for depth in range(len(folders))):
        return _NO_FOLDER
    return None if _is_known(path, pages) else _what_belongs(path)


_CANNOT_BE_READ = say(
    "cannot be read by this computer’s user; files that may be read are accepted; change its permissions"
)


def _about_folder(path: str, entry: os.DirEntry[str]) -> Message:
    if _folder_is_known(path) and not _can_be_read(entry):
        return _CANNOT_BE_READ
    return _NO_FOLDER


_NO_FOLDER = say(
    "is not a folder of the hub, and nothing in it is used; stories are in a folder named after their year, pictures in one named after their story; move its files there, or delete it"
)


_OTHER_PICTURES = (".gif", ".tif", ".tiff", ".bmp")
_OF_AN_IPHONE = say(
    "is a photo as iPhones keep it (HEIC), which browsers do not show; .jpg, .png, .webp and .avif are accepted; save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible, and photos are JPEG from then on), and put that here instead"
)


def _is_known(path: str, pages: Collection[str]) -> bool:
    parts = path.split("/")
    if len(parts) == 1:
        name = path.split(".")[0]
        named = name in OWN_PAGES or (name in pages and is_free_page(name))
        return path in ORGANISATION or (named and bool(_PAGE.fullmatch(path)))
    if parts[0] == "ambassadors":
        return path.endswith(".md")
    if parts[0] in _LISTS:
        return path.endswith((".yml", ".yaml"))
    return path.endswith(".md") if len(parts) == 2 else path.lower().endswith(PICTURES)


def is_free_page(name: str) -> bool:
    """Whether an own page may have this name: the hub has no list there, nor the home page of another language."""
    return name not in _RESERVED_PAGES and not (len(name) <= 3 and available(name))


def _what_belongs(path: str) -> Message:
    if _PAGE.fullmatch(path):
        name = path.split(".")[0]
        if not is_free_page(name):
            return say(
                "would land on a page of the hub itself; any other name is allowed; give it another name, or delete it"
            )
        return say(
            "is neither a story nor a page of the organisation; a story is in the folder of its year (%(place)s), and only pages named in mkdocs.yml are published; move it there, or add it under extra.hub: %(paste)s",
            place=f"2026/{name}.md",
            paste=f"pages: [{name}]",
        )
    name = path.rsplit("/", 1)[-1]
    if name.lower().endswith((".heic", ".heif")):
        return _OF_AN_IPHONE
    if name.lower().endswith(_OTHER_PICTURES):
        return say(
            "is a picture of another kind (.%(ending)s); .jpg, .png, .webp and .avif are accepted; save it as one of those",
            ending=shown_path(name.rsplit(".", 1)[-1]),
        )
    ending = shown_path(name.rsplit(".", 1)[-1])
    kind = say("a .%(ending)s file", ending=ending) if "." in name else say("a file without an ending")
    allowed = say(
        "stories (<year>/<name>.md) and their pictures (<year>/<name>/picture.jpg, .png, .webp or .avif) are accepted"
    )
    return say(
        "is not accepted (%(kind)s in this place); %(allowed)s; move it, or delete it",
        kind=kind,
        allowed=allowed,
    )


def _take(path: str, entry: os.DirEntry[str], folder: Folder, now: int) -> None:
    parts = path.split("/")
    if len(parts) == 1:
        if path.endswith(".md"):
            folder.pages.append(path)
    elif parts[0] in ("ambassadors", *_LISTS):
        kinds = {"ambassadors": folder.profiles, "listening": folder.listening, "paths": folder.paths}
        kinds |= {"replies": folder.lines, "questions": folder.questions}
        kinds[parts[0]].append(path)
    elif len(parts) == 2:
        folder.stories.append(path)
        folder.stamps[path] = stamp(entry.stat(follow_symlinks=False), now)
    else:
        folder.pictures.append(path)

"""Looks through a stories folder; what is not accepted there (`accepted_paths.py`) is refused by name.

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
from storyhub.model.issues import Issue, error, one_line
from storyhub.model.messages import Message, say
from storyhub.read.accepted_paths import LISTS, NO_FOLDER, is_folder, refusal, same_address
from storyhub.read.unchanged_files import Stamp, stamp

_IGNORED = frozenset({".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"})
# What nearly every file is; Windows keeps no name of five letters for itself.
_STORY = re.compile(r"\d{4}/[a-z0-9][a-z0-9-]{4,100}\.md", re.ASCII)
_CANNOT_BE_READ = say(
    "cannot be read by this computer’s user; files that may be read are accepted; change its permissions"
)
_USER = os.geteuid() if hasattr(os, "geteuid") else None


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
    """Lists a stories folder; `pages` names the organisation's own pages besides home, mission and about.

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
            folder.issues.append(error(one_line(path), 1, "file", "not-taken-in", reason))
        else:
            _take(path, entry, folder, now)
    return folder


def _walk(directory: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(directory) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.name in _IGNORED:
                continue
            path = prefix + entry.name
            is_real = entry.is_dir(follow_symlinks=False) and not _is_link(entry)
            if is_real and is_folder(path) and _can_be_read(entry):
                yield from _walk(Path(entry.path), path + "/")
            else:
                yield path, entry


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


def _refusal(path: str, entry: os.DirEntry[str], pages: Collection[str]) -> Message | None:
    """Why a file is not taken in, whatever else is there, or nothing."""
    if _is_link(entry):
        return say("is a link to another place; only real files are accepted; put the file itself here")
    if fault := file_names.fault(entry.name):
        return fault
    if entry.is_dir(follow_symlinks=False):
        return _CANNOT_BE_READ if is_folder(path) and not _can_be_read(entry) else NO_FOLDER
    if not entry.is_file(follow_symlinks=False):
        return say("is not an ordinary file; stories and pictures are accepted; delete it")
    return refusal(path, pages)


def _take(path: str, entry: os.DirEntry[str], folder: Folder, now: int) -> None:
    parts = path.split("/")
    if len(parts) == 1:
        if path.endswith(".md"):
            folder.pages.append(path)
    elif parts[0] in ("ambassadors", *LISTS):
        kinds = {"ambassadors": folder.profiles, "listening": folder.listening, "paths": folder.paths}
        kinds |= {"replies": folder.lines, "questions": folder.questions}
        kinds[parts[0]].append(path)
    elif len(parts) == 2:
        folder.stories.append(path)
        folder.stamps[path] = stamp(entry.stat(follow_symlinks=False), now)
    else:
        folder.pictures.append(path)

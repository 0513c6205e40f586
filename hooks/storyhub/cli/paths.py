"""Paths of stories as they are given on the command line, and as they are shown there."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from storyhub.cli.shared_options import UsageError
from storyhub.model.issues import one_line


def wanted(given: Sequence[Path], named_in: Path | None, folder: Path) -> list[str] | None:
    """The places that a verb is asked about, relative to the stories folder; None when it is asked about all.

    Raises:
        UsageError: one of them is not there.
    """
    if named_in is None:
        return [one_line(place(path, folder)) for path in given] or None
    try:
        lines = named_in.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(
            f"{named_in}: cannot be read; --paths-from takes a text file with a path on each line"
        ) from fault
    return [one_line(place(path, folder)) for path in (*given, *(folder / line for line in lines if line))]


def place(path: Path, folder: Path) -> str:
    """A path given on the command line, relative to the stories folder; both ways of giving it are understood.

    Raises:
        UsageError: there is nothing, or it is elsewhere.
    """
    for candidate in (path, folder / path):
        if os.path.lexists(candidate) and (found := _inside(candidate, folder)) is not None:
            return found
    raise UsageError(f"{path}: there is no such story or folder in {folder}; name one as {folder}/2026/a-story.md")


def _inside(path: Path, folder: Path) -> str | None:
    """Relative to the stories folder, without following a link at its end; None outside of it."""
    whole = path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()
    return whole.relative_to(folder.resolve()).as_posix() if whole.is_relative_to(folder.resolve()) else None


def among(places: Sequence[str] | None) -> Callable[[str], bool]:
    """Whether a path is one of these places or inside one, as a story's pictures are; None means everything."""
    if places is None or "." in places:
        return lambda path: True
    exactly, inside = frozenset(places), tuple(f"{place.removesuffix('.md')}/" for place in places)
    return lambda path: path in exactly or path.startswith(inside)


def as_seen(file: Path) -> str:
    """A path as it is seen from where the command was given."""
    whole, here = file.absolute(), Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.as_posix()

"""Writes the site: each page whose content may have changed is made, each file whose bytes changed is written, the rest stays.

So the cost of a merge follows the size of the change, and a deploy sends only the difference.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from storyhub import pool
from storyhub.pages.page import Page
from storyhub.pages.story import StoryPage
from storyhub.read import bodies
from storyhub.site import Site
from storyhub.store import Store
from storyhub.templates import Press

MARKER = ".storyhub"
"""File that marks a folder as a hub's site, which may be cleaned."""


class ForeignFolderError(Exception):
    """The folder for the site holds something else; nothing was touched."""


class Entry(NamedTuple):
    """What is known of a published file."""

    fingerprint: str
    """Of all that the file follows from."""
    size: int
    changed: int
    """Modification time in nanoseconds."""


@dataclass(slots=True)
class Publication:
    """What publishing did."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0

    def __str__(self) -> str:
        return f"{len(self.written)} files written, {len(self.removed)} removed, {self.unchanged} left as they were"


@dataclass(slots=True)
class _Task:
    """What a process needs to print pages."""

    site: Site
    templates: Path
    out: Path
    store: Path
    press: Press | None = None


def fingerprint(*parts: object) -> str:
    """Digest of what something follows from."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def publish(
    site: Site, pages: Iterable[Page], files: dict[str, bytes], templates: Path, out: Path, store: Store, kept: str = ""
) -> Publication:
    """Brings the folder `out` up to date with the pages and with files that are ready; what stands under `kept` is not its business.

    Raises:
        ForeignFolderError: `out` holds something that is not a hub's site.
    """
    before = {path: entry for path, entry in _known(out, store).items() if not (kept and path.startswith(kept))}
    done = Publication()
    now: dict[str, Entry] = {}
    stale: list[tuple[Page, str]] = []
    for page in pages:
        print_of = fingerprint(site.version, page.path, page.depends(site))
        if (entry := before.get(page.path)) and entry.fingerprint == print_of and _stands(out, page.path, entry):
            now[page.path] = entry
        else:
            stale.append((page, print_of))
    task = _Task(site, templates, out, store.path)
    for path, entry, written in pool.spread(_print_all, task, stale, chunk=40):
        now[path] = entry
        if written:
            done.written.append(path)
    for path, data in files.items():
        now[path], written = _write(out, path, data, fingerprint(data), before.get(path))
        if written:
            done.written.append(path)
    done.removed = _remove_others(out, before, now)
    done.unchanged = len(now) - len(done.written)
    store.put("site", [(str(out.resolve()), now)])
    return done


def _known(out: Path, store: Store) -> dict[str, Entry]:
    """What stands in the folder, as far as it is the hub's."""
    if out.exists() and not out.is_dir():
        raise ForeignFolderError(f"{out}: is a file; an empty folder is needed; choose another name")
    if not out.exists() or not any(out.iterdir()):
        out.mkdir(parents=True, exist_ok=True)
        (out / MARKER).write_text(
            "The site of a story hub: made anew by every build.\n", encoding="utf-8", newline="\n"
        )
        return {}
    if not (out / MARKER).is_file():
        raise ForeignFolderError(
            f"{out}: holds something that is not a hub's site; an empty folder is needed; choose another, or empty it"
        )
    kept: dict[str, Entry] = store.get("site", [str(out.resolve())]).get(str(out.resolve()), {})
    if kept:
        return kept
    files = (path for path in out.rglob("*") if path.is_file() or path.is_symlink())
    return {path.relative_to(out).as_posix(): Entry("", -1, -1) for path in files if path.name != MARKER}


def _stands(out: Path, path: str, entry: Entry) -> bool:
    try:
        stat = (out / path).stat()
    except OSError:
        return False
    return stat.st_size == entry.size and stat.st_mtime_ns == entry.changed


def _print_all(task: _Task, part: Sequence[tuple[Page, str]]) -> list[tuple[str, Entry, bool]]:
    task.press = task.press or Press(task.site, task.templates)
    site = task.site
    wanted = [site.by_id[page.id] for page, _ in part if isinstance(page, StoryPage)]
    store = Store(task.store) if wanted else None
    read = bodies(site.root, site.settings.language, wanted, store) if store else {}
    printed = []
    for page, print_of in part:
        text = task.press.print(page, read.get(page.id) if isinstance(page, StoryPage) else None)
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        entry, written = _write(task.out, page.path, data, print_of, None)
        printed.append((page.path, entry, written))
    if store:
        store.close()
    return printed


def _write(out: Path, path: str, data: bytes, print_of: str, before: Entry | None) -> tuple[Entry, bool]:
    """Writes a file unless it has these bytes already."""
    file = out / path
    if before and before.fingerprint == print_of and _stands(out, path, before):
        return before, False
    written = True
    try:
        if file.is_symlink():
            file.unlink()
        written = file.stat().st_size != len(data) or file.read_bytes() != data
    except (FileNotFoundError, NotADirectoryError):
        pass
    if written:
        try:
            file.write_bytes(data)
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    stat = file.stat()
    return Entry(print_of, stat.st_size, stat.st_mtime_ns), written


def _remove_others(out: Path, before: Iterable[str], now: dict[str, Entry]) -> list[str]:
    """Removes files of an earlier build that the site has no longer, and folders that this leaves empty."""
    gone = sorted(set(before) - set(now))
    for path in gone:
        file = out / path
        with suppress(OSError):
            file.unlink()
        for folder in file.parents:
            if folder == out:
                break
            try:
                folder.rmdir()
            except OSError:
                break
    return gone

"""Writes the site: each page whose content may have changed is made, each file whose bytes changed is written, the rest stays.

So the cost of a merge follows the size of the change, and a deploy sends only the difference.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

from storyhub import pool
from storyhub.kept import digest
from storyhub.pages.page import Group, Page
from storyhub.pages.story import StoryPage
from storyhub.progress import Step
from storyhub.read import shards_of
from storyhub.register import Entry, Register, keep, load, stands
from storyhub.shards import Shards
from storyhub.site import Site
from storyhub.store import Store
from storyhub.templates import Press

_BODIES = 50
"""Bodies that a process holds at once."""
_ROUND = 32_000
"""Pages that are printed before processes start afresh."""
_BINARY = getattr(os, "O_BINARY", 0)
"""Windows alone would write another end of line."""

MARKER = ".storyhub"
"""File that marks a folder as a hub's site, which may be cleaned."""


class ForeignFolderError(Exception):
    """The folder for the site holds something else; nothing was touched."""


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
    pages: Sequence[Page]
    press: Press | None = None
    """Made where it is used, as are the shards: once in each process, for what they hold is large."""
    shards: Shards | None = None


def fingerprint(*parts: object) -> str:
    """Digest of what something follows from."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def publish(
    site: Site,
    groups: Iterable[Group],
    files: Mapping[str, bytes],
    templates: Path,
    out: Path,
    store: Store,
    kept: str = "",
) -> Publication:
    """Brings the folder `out` up to date with the pages and with files that are ready; what stands under `kept` is not its business.

    Raises:
        ForeignFolderError: `out` holds something that is not a hub's site.
    """
    known = _known(out, store)
    before, now = known.without(kept), Register()
    done = Publication()
    task = _Task(site, templates, out, store.path, _stale(site, groups, before, now, out))
    site.make_ready()
    with Step("pages written", len(task.pages)) as step:
        for number, print_of, size, changed, written in _printed(task):
            path = task.pages[number].path
            now.entries[path] = Entry(print_of, size, changed)
            if written:
                done.written.append(path)
            step.advance()
    for path, data in files.items():
        print_of = digest(data)
        if (entry := before.entries.get(path)) and entry.fingerprint == print_of and stands(str(out), path, entry):
            now.entries[path] = entry
            continue
        size, changed, written = _write(out, path, data)
        now.entries[path] = Entry(print_of, size, changed)
        if written:
            done.written.append(path)
    done.removed = _remove_others(out, before.entries, now.entries)
    done.unchanged = len(now.entries) - len(done.written)
    if now != known:
        keep(out, store, now)
    return done


def _printed(task: _Task) -> Iterator[_Done]:
    """Prints all pages, on all cores. After a round processes start afresh: each comes to hold what it has touched."""
    for start in range(0, len(task.pages), _ROUND):
        numbers = range(start, min(start + _ROUND, len(task.pages)))
        # Pages of one time show the same stories: a process prints a long stretch of time, and each entry of a list once.
        yield from pool.spread(_print_all, task, numbers, max(40, len(numbers) // (4 * pool.workers())))


def _stale(site: Site, groups: Iterable[Group], before: Register, now: Register, out: Path) -> list[Page]:
    """The pages that have to be printed, in the order of time; those that stand go to `now`."""
    stale: list[tuple[int, Page]] = []
    place = str(out)
    for group in groups:
        print_of = "" if group.depends is None else fingerprint(site.version, group.depends)
        if print_of and now.take_over(group.name, print_of, before, place):
            continue
        paths = []
        for page in group.pages():
            path = page.path
            paths.append(path)
            entry = before.entries.get(path)
            if entry and entry.fingerprint == _print_of(site, page) and stands(place, path, entry):
                now.entries[path] = entry
            else:
                stale.append((page.place(site), page))
        if print_of:
            now.groups[group.name] = print_of, paths
    stale.sort(key=itemgetter(0))
    return [page for _, page in stale]


def _print_of(site: Site, page: Page) -> str:
    return fingerprint(site.version, page.path, page.depends(site))


def _known(out: Path, store: Store) -> Register:
    """What stands in the folder, as far as it is the hub's."""
    if out.exists() and not out.is_dir():
        raise ForeignFolderError(f"{out}: is a file; an empty folder is needed; choose another name")
    if not out.exists() or not any(out.iterdir()):
        out.mkdir(parents=True, exist_ok=True)
        (out / MARKER).write_text(
            "The site of a story hub: made anew by every build.\n", encoding="utf-8", newline="\n"
        )
        return Register()
    if not (out / MARKER).is_file():
        raise ForeignFolderError(
            f"{out}: holds something that is not a hub's site; an empty folder is needed; choose another, or empty it"
        )
    if known := load(out, store):
        return known
    files = (path for path in out.rglob("*") if path.is_file() or path.is_symlink())
    nothing = Entry("", -1, -1)
    return Register({path.relative_to(out).as_posix(): nothing for path in files if path.name != MARKER})


_Done = tuple[int, str, int, int, bool]
"""Number of a page, its fingerprint, size and time, and whether its bytes are new."""


def _print_all(task: _Task, numbers: Sequence[int]) -> list[_Done]:
    """Prints the pages with these numbers."""
    site = task.site
    store = Store(task.store)
    task.press = task.press or Press(site, task.templates, store)
    task.shards = task.shards or shards_of(site.root, site.settings.language, store)
    printed = []
    for start in range(0, len(numbers), _BODIES):
        part = numbers[start : start + _BODIES]
        wanted = [site.by_id[page.id] for n in part if isinstance(page := task.pages[n], StoryPage)]
        read = task.shards.bodies(wanted)
        for number in part:
            page = task.pages[number]
            text = task.press.print(page, read.get(page.id) if isinstance(page, StoryPage) else None)
            data = text if isinstance(text, bytes) else text.encode()
            printed.append((number, _print_of(site, page), *_write(task.out, page.path, data)))
    store.close()
    return printed


def _write(out: Path, path: str, data: bytes) -> tuple[int, int, bool]:
    """Writes a file unless it has these bytes already; its size and time, and whether it was written."""
    name = f"{out}/{path}"
    _make_folder(name.rpartition("/")[0])
    with suppress(FileExistsError):
        return _new(name, data)
    file = Path(name)
    if file.is_symlink():
        file.unlink()
        return _new(name, data)
    if file.stat().st_size == len(data) and file.read_bytes() == data:
        stat = file.stat()
        return stat.st_size, stat.st_mtime_ns, False
    file.write_bytes(data)
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns, True


def _make_folder(name: str) -> None:
    # Nearly every page has a folder of its own, in one that is there.
    try:
        os.mkdir(name)  # noqa: PTH102 - a Path for each costs more than the folder
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(name).mkdir(parents=True, exist_ok=True)


def _new(name: str, data: bytes) -> tuple[int, int, bool]:
    """Writes a file that is not there yet."""
    file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # one turn, but on a disk that is nearly full
            rest = rest[os.write(file, rest) :]
        stat = os.fstat(file)
    finally:
        os.close(file)
    return stat.st_size, stat.st_mtime_ns, True


def _remove_others(out: Path, before: Iterable[str], now: dict[str, Entry]) -> list[str]:
    """Removes files of an earlier build that the site has no longer, and folders that this leaves empty."""
    gone = sorted(path for path in before if path not in now)
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

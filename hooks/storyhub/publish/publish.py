"""Writes the site: each page whose content may have changed is made, each file whose bytes changed is written, the rest stays.

So the cost of a merge follows the size of the change, and a deploy sends only the difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from storyhub.pages.page import Group, Page
from storyhub.publish.manifest import Manifest, ManifestEntry, begun, fingerprint, keep, load, page_fingerprint, stands
from storyhub.publish.printing import Task, printed
from storyhub.publish.site_files import make_real_folders, write
from storyhub.site import Site
from storyhub.system.atomic_files import remove, write_text
from storyhub.system.cache_files import Store, digest
from storyhub.system.failures import about
from storyhub.system.progress import Step

MARKER = ".storyhub"
"""File that marks a folder as a hub's site, which may be cleaned."""


class ForeignFolderError(Exception):
    """The folder for the site holds something else; nothing was touched."""


class IndexFiles(NamedTuple):
    """What became of the files of the search index."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Publication:
    """What publishing did."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    index: IndexFiles = field(default_factory=IndexFiles)

    def __str__(self) -> str:
        written, removed = len(self.written) + self.index.written, len(self.removed) + self.index.removed
        return f"{written} files written, {removed} removed, {self.unchanged + self.index.unchanged} left as they were"


def publish(
    site: Site,
    groups: Iterable[Group],
    files: Mapping[str, bytes],
    templates: Sequence[Path],
    out: Path,
    store: Store,
    kept: str,
) -> Publication:
    """Brings the folder `out` up to date with the pages and with files that are ready; what is under `kept` is not its business.

    Raises:
        ForeignFolderError: `out` holds something that is not a hub's site.
    """
    known = _known(out, store)
    before, now = known.without(kept), Manifest()
    done = Publication()
    begun(out, store).touch()
    task = Task(site, templates, out, store.folder, _stale(site, groups, before, now, out))
    with Step("pages written", len(task.pages)) as step:
        for number, print_of, size, changed, written in printed(task):
            path = task.pages[number].path
            now.entries[path] = ManifestEntry(print_of, size, changed)
            if written:
                done.written.append(path)
            step.advance()
    for path, data in files.items():
        print_of = digest(data)
        if (entry := before.entries.get(path)) and entry.fingerprint == print_of and stands(str(out), path, entry):
            now.entries[path] = entry
            continue
        size, changed, written = write(out, path, data)
        now.entries[path] = ManifestEntry(print_of, size, changed)
        if written:
            done.written.append(path)
    done.removed = _remove_others(out, before.entries, now.entries)
    done.unchanged = len(now.entries) - len(done.written)
    if now != known:
        keep(out, store, now)
    begun(out, store).unlink(missing_ok=True)
    return done


def _stale(site: Site, groups: Iterable[Group], before: Manifest, now: Manifest, out: Path) -> list[Page]:
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
            with about(page.source):
                is_as_it_was = (
                    entry and entry.fingerprint == page_fingerprint(site, page) and stands(place, path, entry)
                )
            if entry and is_as_it_was:
                now.entries[path] = entry
            else:
                stale.append((page.place(site), page))
        if print_of:
            now.groups[group.name] = print_of, paths
    stale.sort(key=itemgetter(0))
    return [page for _, page in stale]


def _known(out: Path, store: Store) -> Manifest:
    """What is in the folder, as far as it is the hub's."""
    if out.exists() and not out.is_dir():
        raise ForeignFolderError(f"{out}: is a file; an empty folder is needed; choose another name")
    if not out.exists() or not any(out.iterdir()):
        out.mkdir(parents=True, exist_ok=True)
        write_text(out / MARKER, "The site of a story hub: made again by every build.\n")
        return Manifest()
    if not (out / MARKER).is_file():
        raise ForeignFolderError(
            f"{out}: holds something that is not a hub's site; an empty folder is needed; choose another, or empty it"
        )
    known = load(out, store)
    if known and not begun(out, store).exists():
        return known
    # What an interrupted build has written is in no manifest.
    files = (path for path in out.rglob("*") if path.is_file() or path.is_symlink())
    nothing = ManifestEntry("", -1, -1)
    found = {path.relative_to(out).as_posix(): nothing for path in files if path.name != MARKER}
    return Manifest(found | known.entries, known.groups) if known else Manifest(found)


def _remove_others(out: Path, before: Iterable[str], now: dict[str, ManifestEntry]) -> list[str]:
    """Removes files of an earlier build that the site has no longer, and folders that this leaves empty."""
    gone = sorted(path for path in before if path not in now)
    for path in gone:
        make_real_folders(out, path)
        with suppress(OSError):
            remove(out / path, out)
    return gone

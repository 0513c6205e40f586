"""Lets `serve` know of a change at once where the system tells of changes itself.

MkDocs looks at every file twice a second, which works everywhere, and which takes a second of each three on a large hub.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_CHANGES = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]
"""Not that a file was opened to be read: a build does that."""
_FAR = frozenset({"9p", "afs", "cifs", "drvfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs"})
"""File systems of other computers and of the one around a container, which tell nothing of what is changed over there."""
_MOUNTS = Path("/proc/self/mounts")
"""Where Linux says which file system is where: device, place, kind …"""


class _Prompt(Observer):  # type: ignore[misc, valid-type]
    """Tells of changes only."""

    def schedule(self, event_handler: FileSystemEventHandler, path: str, **options: Any) -> Any:
        """Watches a path for the server."""
        return super().schedule(event_handler, path, **{**options, "event_filter": _CHANGES})


def tell_at_once(server: LiveReloadServer, more: Iterable[str]) -> None:
    """Has the system tell the server of changes, if it can of all that is watched and of what more will be."""
    watched = list(server._watched_paths)
    paths = [*watched, *more]
    if any(_is_far(Path(path)) for path in paths) or not _can_watch(paths):
        return
    for path in watched:
        server.unwatch(path)
    server.observer = _Prompt()
    for path in watched:
        server.watch(path)


def _can_watch(paths: Iterable[str]) -> bool:
    """Whether the system has room for that many: a user of Linux may watch so many folders and no more."""
    trial: BaseObserver = _Prompt()
    try:
        for path in paths:
            trial.schedule(FileSystemEventHandler(), path, recursive=True)
        trial.start()
    except OSError:
        return False
    finally:
        with contextlib.suppress(RuntimeError):
            trial.stop()
            trial.join()
    return True


def _is_far(path: Path) -> bool:
    """Whether changes may be made where this system does not see them."""
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    kinds = {place: kind for _, place, kind, *_ in map(str.split, mounts)}
    kind = next((kinds[str(place)] for place in (path, *path.parents) if str(place) in kinds), "")
    return kind in _FAR or kind.startswith("fuse")

"""`rollback`: gives readers an earlier release again, without what was withdrawn since."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.cli import publishing, shared_options
from storyhub.cli.publishing import Work
from storyhub.cli.verifying import NotPublishedError
from storyhub.system import atomic_files

if TYPE_CHECKING:
    from storyhub.publish.destination import Releases
    from storyhub.publish.record import ReleaseRecord
    from storyhub.publish.release import Outcome

SUMMARY = "Give readers an earlier release again, without anything withdrawn since."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    publishing.arguments(parser)
    told = "the release, or the start of the commit that it was made of (default: the one before)"
    parser.add_argument("release", metavar="RELEASE", nargs="?", default="", help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Goes back once."""
    from storyhub.publish.destination import DestinationError

    with publishing.work(options, root) as todo:
        try:
            publishing.tell(todo, _back(todo, options.release))
        except (NotPublishedError, DestinationError) as fault:
            print(f"hub.py rollback: {fault}; nothing was published", file=sys.stderr)
            return 1
    print("The next `hub.py publish` publishes what is in git then: revert there what was wrong (git revert).")
    return 0


def _back(todo: Work, wanted: str) -> Outcome:
    from storyhub.publish.record import commit_of
    from storyhub.publish.release import back

    there = todo.to.releases()
    current = todo.to.record(there.current) if there.current else None
    if current is None:
        raise NotPublishedError(f"{todo.to} has no release of this version of the hub; use `hub.py publish` first")
    name = _named(wanted, there, current)
    earlier = todo.to.record(name) if name in there.kept else None
    withdrawn = _withdrawn(todo, current)
    if earlier and not withdrawn.intersection(earlier.stories):
        return back(todo.to, there, current, earlier, todo.keep, datetime.now(UTC))
    return _made_again(todo, there, current, earlier, commit_of(name) or wanted, withdrawn)


def _named(wanted: str, there: Releases, current: ReleaseRecord) -> str:
    """The name of the release that is meant; empty when only a commit can be."""
    from storyhub.publish.record import commit_of

    if not wanted:
        if not current.follows:
            raise NotPublishedError("there is no release before this one; name a commit")
        return current.follows[-1]
    known = [*current.follows, *there.kept]
    fits = [name for name in known if name == wanted or (commit_of(name) and commit_of(name).startswith(wanted[:12]))]
    return max(fits, default="")


def _withdrawn(todo: Work, current: ReleaseRecord) -> set[str]:
    """Ids of all that is withdrawn by now, here or on the site, also under the names that they had before."""
    from storyhub.check.addresses import plain
    from storyhub.read.hub import read

    hub = read(todo.folder, todo.settings.language, todo.store)
    stones = [story for story in hub.stories if story.withdrawn]
    return {*current.tombstones, *(one for story in stones for one in (story.id, *map(plain, story.aliases)))}


def _made_again(
    todo: Work, there: Releases, current: ReleaseRecord, earlier: ReleaseRecord | None, commit: str, withdrawn: set[str]
) -> Outcome:
    """The stories of an earlier commit, with the settings, the theme and the software of today."""
    from storyhub.publish.release import publish

    checkout = Earlier(todo, commit, frozenset(withdrawn))
    folder = checkout.write()
    fresh, _ = publishing.site_of(replace(todo, folder=folder, store=shared_options.store(todo.root, folder)), folder)
    follows = earlier.follows if earlier else current.follows[:-1]
    return publish(
        todo.to,
        there,
        current,
        replace(fresh, commit=checkout.commit),
        todo.keep,
        datetime.now(UTC),
        follows=follows,
    )


@dataclass(frozen=True)
class Earlier:
    """The stories of an earlier commit, written to a folder beside the cache."""

    todo: Work
    name: str
    """Of the commit."""
    withdrawn: frozenset[str]

    @property
    def commit(self) -> str:
        """The whole commit.

        Raises:
            NotPublishedError: there is none.
        """
        from storyhub.system.git import GitError, Repository

        if self.name in ("", "uncommitted"):
            raise NotPublishedError("that release was made of stories that were not committed; name a commit")
        try:
            return Repository(self.todo.folder).commit(self.name)
        except GitError as fault:
            raise NotPublishedError(str(fault)) from fault

    def write(self) -> Path:
        """Writes the stories as they were, but for those that are withdrawn by now: of these, what is left of them."""
        import shutil

        from storyhub.system.git import FILE, PROGRAM, Repository

        folder = self.todo.store.folder / "earlier" / "stories"
        shutil.rmtree(folder, ignore_errors=True)
        repository = Repository(self.todo.folder)
        inside = repository.place(self.todo.folder)
        start = f"{inside}/" if inside else ""
        entries = [
            (entry.path.decode("utf-8", "replace").removeprefix(start), entry.blob)
            for entry in repository.files(self.commit, inside)
            if entry.mode in (FILE, PROGRAM)
        ]
        for (path, _), data in zip(entries, repository.contents([blob for _, blob in entries]), strict=True):
            atomic_files.write(folder / path, data)
        self._take_out(folder)
        return folder

    def _take_out(self, folder: Path) -> None:
        from storyhub.compose.withdrawal import withdraw
        from storyhub.model.settings import today

        for identity in sorted(self.withdrawn):
            file, now = folder / f"{identity}.md", self.todo.folder / f"{identity}.md"
            if not file.is_file():
                continue
            withdraw(folder, identity, today(self.todo.settings), "", "", self.todo.settings.language)
            if now.is_file():
                atomic_files.write(file, now.read_bytes())

"""`rollback`: gives readers an earlier release again, without what was withdrawn since."""

from __future__ import annotations

import argparse
import shutil
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from storyhub.check.addresses import plain
from storyhub.cli import publishing, shared_options
from storyhub.cli.publishing import Work
from storyhub.cli.verifying import NotPublishedError
from storyhub.compose.withdrawal import withdraw
from storyhub.model.settings import today
from storyhub.publish.destination import DestinationError, Releases
from storyhub.publish.record import ReleaseRecord, commit_of
from storyhub.publish.release import Outcome, back, publish
from storyhub.read.hub import read
from storyhub.system import atomic_files
from storyhub.system.git import FILE, PROGRAM, GitError, Repository


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    publishing.arguments(parser)
    told = "the release, or the start of the commit that it was made of (default: the one before)"
    parser.add_argument("release", metavar="RELEASE", nargs="?", default="", help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Goes back once."""
    with publishing.work(options, root) as todo:
        try:
            publishing.tell(todo, _back(todo, options.release))
        except (NotPublishedError, DestinationError, GitError) as fault:
            print(f"hub.py rollback: {fault}; nothing was published", file=sys.stderr)
            return 1
    print("The next `hub.py publish` publishes what is in git then: revert there what was wrong (git revert).")
    return 0


def _back(todo: Work, wanted: str) -> Outcome:
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
    if not wanted:
        if not current.follows:
            raise NotPublishedError("there is no release before this one; name a commit")
        return current.follows[-1]
    known = [*current.follows, *there.kept]
    fits = [name for name in known if name == wanted or (commit_of(name) and commit_of(name).startswith(wanted[:12]))]
    return max(fits, default="")


def _withdrawn(todo: Work, current: ReleaseRecord) -> set[str]:
    """Ids of all that is withdrawn by now, here or on the site, also under the names that they had before."""
    hub = read(todo.folder, todo.settings.language, todo.store)
    stones = [story for story in hub.stories if story.withdrawn]
    return {*current.tombstones, *(one for story in stones for one in (story.id, *map(plain, story.aliases)))}


def _made_again(
    todo: Work, there: Releases, current: ReleaseRecord, earlier: ReleaseRecord | None, name: str, withdrawn: set[str]
) -> Outcome:
    """The stories of an earlier commit, which `name` names, with the settings, the theme and the software of today."""
    if name in ("", "uncommitted"):
        raise NotPublishedError("that release was made of stories that were not committed; name a commit")
    commit = Repository(todo.folder).commit(name)
    folder = _written(todo, commit, withdrawn)
    fresh, _ = publishing.site_of(replace(todo, folder=folder, store=shared_options.store(todo.root, folder)), folder)
    follows = earlier.follows if earlier else current.follows[:-1]
    fresh = replace(fresh, commit=commit)
    return publish(todo.to, there, current, fresh, todo.keep, datetime.now(UTC), follows=follows)


def _written(todo: Work, commit: str, withdrawn: set[str]) -> Path:
    """The stories as they were, in a folder beside the cache; of those that are withdrawn by now, what is left of them."""
    folder, repository = todo.store.folder / "earlier" / "stories", Repository(todo.folder)
    shutil.rmtree(folder, ignore_errors=True)
    inside = repository.place(todo.folder)
    entries = [entry for entry in repository.files(commit, inside) if entry.mode in (FILE, PROGRAM)]
    for entry, data in zip(entries, repository.contents(entry.blob for entry in entries), strict=True):
        atomic_files.write(folder / str(entry.below(inside)), data)
    for identity in sorted(withdrawn):
        file, now = folder / f"{identity}.md", todo.folder / f"{identity}.md"
        if file.is_file():
            withdraw(folder, identity, today(todo.settings), "", "", todo.settings.language)
            if now.is_file():
                atomic_files.write(file, now.read_bytes())
    return folder

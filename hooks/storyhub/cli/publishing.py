"""What `publish` and `rollback` share: a site is made of a folder of stories, verified, and made ready to be sent."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from storyhub.assemble import checked, published
from storyhub.check.moved import text_digest
from storyhub.cli import engine, shared_options
from storyhub.cli.shared_options import UsageError
from storyhub.cli.verifying import NotPublishedError, examined, refuse_when_most_is_bad
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.publish import precompressed
from storyhub.publish.destination import Destination, destination
from storyhub.publish.release import Fresh, Outcome
from storyhub.system.cache_files import Store
from storyhub.system.git import GitError, Repository
from storyhub.system.lock import only_one


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of both verbs."""
    engine.arguments(parser)
    told = "a folder, or user@host:folder (default: extra.hub.publish.to of mkdocs.yml)"
    parser.add_argument("--to", metavar="PLACE", default="", help=told)
    told = "how many releases are kept (default: extra.hub.publish.keep, or 5)"
    parser.add_argument("--keep", metavar="N", type=int, help=told)


@dataclass(frozen=True)
class Work:
    """One hub to be published."""

    options: argparse.Namespace
    root: Path
    folder: Path
    """The stories."""
    settings: Settings
    store: Store
    to: Destination

    @property
    def keep(self) -> int:
        """How many releases stay."""
        return max(1, self.options.keep or self.settings.publish.keep)

    @property
    def site(self) -> Path:
        """Where the site is made; what stays the same of it is not made again the next time."""
        return self.store.folder / "to-publish"


@contextmanager
def work(options: argparse.Namespace, root: Path) -> Iterator[Work]:
    """What is to be done, while nobody else on this machine makes the same site.

    Raises:
        UsageError, DestinationError: nothing says where to publish, or what does cannot be used.
    """
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    settings = replace(settings, drafts=settings.drafts or options.drafts)
    given = options.to or settings.publish.to
    if not given:
        raise UsageError("nothing says where to publish; give --to, or set extra.hub.publish.to in mkdocs.yml")
    to, store = destination(given), shared_options.store(root, folder)
    with only_one(store.folder / "publishing.lock"):
        yield Work(options, root, folder, settings, store, to)
    store.close()


def site_of(todo: Work, folder: Path) -> tuple[Fresh, Hub]:
    """The site of a folder of stories, made and verified.

    Raises:
        NotPublishedError: it must not be published.
    """
    hub = checked(folder, todo.settings, todo.store)
    refuse_when_most_is_bad(hub, todo.settings)
    options = argparse.Namespace(**{**vars(todo.options), "stories": folder})
    code = engine.with_engine(
        options, todo.root, lambda made_by, file, more: made_by.build(file, site_dir=todo.site, **more)
    )
    if code:
        raise NotPublishedError("the site could not be made, as said above")
    return _verified(todo, folder, hub), hub


def _verified(todo: Work, folder: Path, hub: Hub) -> Fresh:
    stories, tombstones = published(hub, todo.settings)
    files = examined(todo.site, hub, todo.settings)
    digests = {path: file.digest for path, file in files.items()}
    places = {path: todo.site / path for path in files}
    if todo.settings.publish.precompress:
        cache = todo.store.folder / "compressed"
        for path, digest, place in precompressed.compressed(todo.site, files, cache):
            digests[path], places[path] = digest, place
    return Fresh(
        files=digests,
        places=places,
        stories={one.id: text_digest((folder / one.path).read_bytes()) for one in stories},
        tombstones=tuple(one.id for one in tombstones),
        commit=_commit(folder),
    )


def _commit(folder: Path) -> str:
    """The commit that a folder holds; empty when there is none, or when something in it is not committed."""
    repository = Repository(folder)
    try:
        return repository.commit("HEAD") if repository.is_clean() else ""
    except GitError:
        return ""  # stories that are in no repository can be published too


def tell(todo: Work, outcome: Outcome) -> None:
    """Says what was put in place."""
    news = f"{outcome.sent} of them sent" if outcome.sent or outcome.gone else "none of them new"
    print(f"{todo.to}: release {outcome.name} is in place: {outcome.files} files, {news}")
    if outcome.dropped:
        print(
            f"Stories withdrawn or gone since the release before: {outcome.dropped}; no release that has them is kept"
        )

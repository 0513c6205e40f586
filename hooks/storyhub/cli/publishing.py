"""What `publish` and `rollback` share: a site is made of a folder of stories, verified, and made ready to be sent."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.cli import engine, shared_options
from storyhub.cli.shared_options import UsageError

if TYPE_CHECKING:
    from storyhub.model.settings import Settings
    from storyhub.model.story import Hub, Story
    from storyhub.publish.destination import Destination
    from storyhub.publish.examine import SiteFile
    from storyhub.publish.release import Fresh, Outcome
    from storyhub.system.cache_files import Store

MOST_SHOWN = 20
"""Faults of one kind that are printed; one broken link in the footer is on every page."""
_STORY = re.compile(r"\d{4}/[^/]+\.md")


class NotPublishedError(Exception):
    """Why the site was not published; readers have the one that they had."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of both verbs."""
    engine.arguments(parser)
    told = "a folder, or user@host:folder (default: extra.hub.publish.to of mkdocs.yml)"
    parser.add_argument("--to", metavar="PLACE", default="", help=told)
    told = "how many releases stay (default: extra.hub.publish.keep, or 5)"
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
        UsageError: nothing says where to publish.
    """
    from storyhub.publish.destination import DestinationError, destination
    from storyhub.system.lock import only_one

    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    settings = replace(settings, drafts=settings.drafts or options.drafts)
    given = options.to or settings.publish.to
    if not given:
        raise UsageError("nothing says where to publish; give --to, or set extra.hub.publish.to in mkdocs.yml")
    try:
        to = destination(given)
    except DestinationError as fault:
        raise UsageError(str(fault)) from fault
    store = shared_options.store(root, folder)
    with only_one(store.folder / "publishing.lock"):
        yield Work(options, root, folder, settings, store, to)
    store.close()


def site_of(todo: Work, folder: Path) -> tuple[Fresh, Hub]:
    """The site of a folder of stories, made and verified.

    Raises:
        NotPublishedError: it must not be published.
    """
    from storyhub.assemble import checked

    hub = checked(folder, todo.settings, todo.store)
    refuse_when_most_is_bad(hub, todo.settings)
    options = argparse.Namespace(**{**vars(todo.options), "stories": folder})
    code = engine.with_engine(
        options, todo.root, lambda made_by, file, more: made_by.build(file, site_dir=todo.site, **more)
    )
    if code:
        raise NotPublishedError("the site could not be made, as said above")
    return _verified(todo, folder, hub), hub


def refuse_when_most_is_bad(hub: Hub, settings: Settings) -> None:
    """Lets no site pass from which a large part of the stories is left out.

    Raises:
        NotPublishedError: it is; the first faults are printed.
    """
    bad = {path for path in hub.left_out if _STORY.fullmatch(path)}
    all_of_them = bad | {story.path for story in (*hub.stories, *hub.stopped)}
    if len(bad) * 100 > settings.publish.most_bad * max(1, len(all_of_them)):
        for issue in [issue for issue in hub.issues if issue.path in bad][:MOST_SHOWN]:
            print(issue, file=sys.stderr)
        raise NotPublishedError(
            f"{len(bad)} of {len(all_of_them)} stories have an error, and at most {settings.publish.most_bad} % may; "
            "fix them (`hub.py check` names them all), or set extra.hub.publish.most_bad in mkdocs.yml"
        )


def published(hub: Hub, settings: Settings) -> tuple[list[Story], list[Story]]:
    """The stories that readers see, and the withdrawn ones."""
    from storyhub.assemble import is_published
    from storyhub.model.settings import today

    sound, now = [story for story in hub.stories if story.path not in hub.left_out], today(settings)
    return [one for one in sound if is_published(one, settings, now)], [one for one in sound if one.withdrawn]


def _verified(todo: Work, folder: Path, hub: Hub) -> Fresh:
    from storyhub.check.moved import text_digest
    from storyhub.publish import precompressed
    from storyhub.publish.release import Fresh

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


def examined(site: Path, hub: Hub, settings: Settings) -> dict[str, SiteFile]:
    """Every file of a site that was made of a hub.

    Raises:
        NotPublishedError: it has faults, which are printed.
    """
    from storyhub.publish.examine import examine
    from storyhub.publish.verify import Expected, faults

    stories, tombstones = published(hub, settings)
    files = examine(site, settings.address, settings.base_path)
    found = list(faults(site, files, Expected([one.id for one in stories], [one.id for one in tombstones])))
    show(found)
    if found:
        raise NotPublishedError(f"the site has {len(found)} faults, named above")
    return files


def refuse_lost_from_live(files: Mapping[str, SiteFile], settings: Settings) -> None:
    """Lets no site pass that lacks a page of the live one.

    Raises:
        NotPublishedError: it does; the addresses are printed.
    """
    from storyhub.publish.live_site import LiveSite
    from storyhub.publish.verify import absent

    if not settings.address:
        raise NotPublishedError("--keep-addresses needs site_url in mkdocs.yml, where the live site is")
    live = LiveSite(f"{settings.address.rstrip('/')}/").addresses()
    print(
        f"{settings.address}: {len(live)} addresses there now" if live else f"{settings.address}: no sitemap there yet"
    )
    gone = absent(live, files)
    show([f"{url}: would be lost" for url in gone])
    if gone:
        raise NotPublishedError(
            f"{len(gone)} addresses of the live site would be lost; send them on with aliases, or leave out --keep-addresses once"
        )


def show(lines: Sequence[str]) -> None:
    """Prints some lines, and how many more there are."""
    from storyhub.model.issues import harmless_line

    for line in lines[:MOST_SHOWN]:
        print(harmless_line(line), file=sys.stderr)
    if len(lines) > MOST_SHOWN:
        print(f"… and {len(lines) - MOST_SHOWN} more", file=sys.stderr)


def _commit(folder: Path) -> str:
    """The commit that a folder holds; empty when there is none, or when something in it is not committed."""
    from storyhub.system.git import GitError, Repository

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
        print(f"{outcome.dropped} stories were taken back: no release that has them is kept")

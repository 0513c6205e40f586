"""`doctor`: checks whether settings, this computer and a live site are in order, and says what to do."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from storyhub.assemble import checked, published
from storyhub.cli import shared_options
from storyhub.cli.shared_options import UsageError
from storyhub.model.i18n import available
from storyhub.model.issues import harmless_line
from storyhub.model.settings import Settings
from storyhub.model.settings_file import renamed
from storyhub.publish.destination import DestinationError, destination
from storyhub.publish.diagnosis import Observation, findings
from storyhub.publish.live_site import LiveSite
from storyhub.system.cache_files import cache_folder
from storyhub.system.git import GitError, Repository

ROOM = 1_000_000_000
"""Bytes below which a disk is nearly full."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument("url", metavar="URL", nargs="?", default="", help="a live site to look at as well")
    told = "sent along to the site, such as 'Cookie: …' of somebody who has signed in; may be given more than once"
    parser.add_argument("--header", metavar="'NAME: VALUE'", action="append", default=[], help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Prints what was looked at, a line each; 1 when there is something to do."""
    is_all_fine = True
    for finding in _findings(options, root):
        print(harmless_line(str(finding)))
        is_all_fine = is_all_fine and not finding.to_do
    return int(not is_all_fine)


def _findings(options: argparse.Namespace, root: Path) -> Iterator[Observation]:
    settings, folder = shared_options.settings(options, root), shared_options.stories(options, root)
    yield from _settings(settings, shared_options.config(options, root))
    yield from _computer(settings, folder, root)
    yield from _destination(settings)
    if options.url and not options.url.startswith(("https://", "http://")):
        raise UsageError(f"{options.url}: is not the address of a site; write it as https://stories.example.org/")
    if options.url:
        headers = dict(_header(one) for one in options.header)
        site = LiveSite(f"{options.url.rstrip('/')}/", headers)
        yield from findings(site, _published(folder, settings, root) if settings.address == site.address else None)


def _header(given: str) -> tuple[str, str]:
    name, colon, value = given.partition(":")
    if not colon:
        raise UsageError(f"--header: found {given!r}; NAME: VALUE is allowed; write it like that")
    return name.strip(), value.strip()


def _settings(settings: Settings, config: Path) -> Iterator[Observation]:
    """mkdocs.yml can be read, or we would not be here."""
    for one in renamed(config):
        found, _, to_do = one.told().partition("; ")
        yield Observation(one.path, found, to_do)
    if not settings.address:
        yield Observation(
            "site_url", "is not set", "set it in mkdocs.yml: feeds, the sitemap and links in emails need it"
        )
    elif "example." in settings.address:
        yield Observation("site_url", f"is {settings.address}", "set the address of your own site in mkdocs.yml")
    elif not settings.address.endswith("/"):
        yield Observation("site_url", f"is {settings.address}", "end it with a slash")
    if not settings.code_host and not settings.comms_mail:
        yield Observation("mkdocs.yml", "has neither code_host nor comms_mail", "set one: stories have to go somewhere")
    for language in settings.languages:
        if not available(language):
            yield Observation(f"languages: {language}", "has no catalogue", f"translate it, or take {language} out")
    if settings.logo and not (config.parent / settings.logo).is_file():
        yield Observation("logo", f"{settings.logo} is not there", "put it there, or take the setting out")
    yield Observation("mkdocs.yml", f"{settings.name}, in {', '.join(settings.languages)}")


def _computer(settings: Settings, folder: Path, root: Path) -> Iterator[Observation]:
    yield Observation("Python", sys.version.split()[0])
    try:
        repository = Repository(folder)
        clean = "all is committed" if repository.is_clean() else "something is not committed, and would be published"
        yield Observation("git", f"{repository.commit('HEAD')[:12]}, {clean}")
    except GitError as fault:
        yield Observation("git", str(fault), "put the stories in git: without a history nobody can go back to a commit")
    cache = cache_folder(root, folder)
    place = next(one for one in (cache, *cache.parents) if one.is_dir())
    if not os.access(place, os.W_OK):
        yield Observation(
            str(place),
            "cannot be written",
            "set STORYHUB_CACHE to a folder that can: until then each build starts from nothing",
        )
    elif (free := shutil.disk_usage(place).free) < ROOM:
        yield Observation(str(place), f"has {free // 1_000_000} MB left", "make room")


def _destination(settings: Settings) -> Iterator[Observation]:
    """Where `publish` would put the site can be reached."""
    if not settings.publish.to:
        return

    try:
        there = destination(settings.publish.to).releases()
    except DestinationError as fault:
        yield Observation(
            settings.publish.to, str(fault), "check the folder, and whether ssh lets you in without asking for anything"
        )
        return
    told = (
        f"readers have {there.current}, {len(there.kept)} releases are kept"
        if there.current
        else "nothing is published"
    )
    yield Observation(settings.publish.to, told)


def _published(folder: Path, settings: Settings, root: Path) -> int:
    """How many stories would be published now."""
    store = shared_options.store(root, folder)
    stories, _ = published(checked(folder, settings, store), settings)
    store.close()
    return len(stories)

"""`check`: reads the stories and lists what stops them, and advice."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from storyhub.assemble import checked
from storyhub.check.formats import FORMATS
from storyhub.check.moved import moved
from storyhub.cli import paths, shared_options
from storyhub.cli.settings_advice import advice_about_settings
from storyhub.model.issues import Level
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.read.hub import shards_of
from storyhub.review.comment import comment
from storyhub.review.findings import advised, telling
from storyhub.system.cache_files import Store

COMMENT = "comment"
"""The format that needs the hub, and not only its issues."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="stories or folders (default: all)")
    told = "a file that names the paths instead, one on each line, as `intake` writes it"
    parser.add_argument("--paths-from", metavar="FILE", type=Path, help=told)
    told = "default: text; comment: one friendly comment for a pull request, in the story's language"
    parser.add_argument("--format", choices=(*FORMATS, COMMENT), default="text", help=told)
    told = "the commit since which a moved story is recognised (default: HEAD)"
    parser.add_argument("--base", metavar="REF", default="HEAD", help=told)
    parser.add_argument("--preview", metavar="URL", default="", help="where the preview is, for the comment")


def run(options: argparse.Namespace, root: Path) -> int:
    """Checks a hub, and prints what is found about all of it or about the paths that were given."""
    folder = shared_options.stories(options, root)
    wanted = paths.wanted(options.paths, options.paths_from, folder)
    is_wanted = paths.among(wanted)
    settings, store = shared_options.settings(options, root), shared_options.store(root, folder)
    hub = issues_about(wanted, folder, settings, store)
    elsewhere = [issue for issue in moved(folder, hub.stories, options.base) if is_wanted(issue.path)]
    hub = replace(hub, issues=tuple(sorted((*hub.issues, *elsewhere))))
    if options.format == COMMENT:
        told = telling(hub, is_wanted, settings, shards_of(folder, settings.language, store), store)
        print(comment(told, hub.values, settings.language, options.preview))
    else:
        shown = [replace(issue, path=paths.as_seen(folder / issue.path)) for issue in hub.issues]
        if wanted is None:
            shown = [*advice_about_settings(settings.languages, shared_options.config(options, root), root), *shown]
        if text := FORMATS[options.format](shown):
            print(text)
        elif options.format == "text":
            print("Nothing to fix.")
    return int(any(issue.level is Level.ERROR for issue in hub.issues))


def issues_about(wanted: Sequence[str] | None, folder: Path, settings: Settings, store: Store) -> Hub:
    """A hub with what is found about some of its paths, and what is advised to their writers alone; None: about all of it."""
    is_wanted = paths.among(wanted)
    hub = checked(folder, settings, store, is_wanted)
    found = [issue for issue in hub.issues if is_wanted(issue.path)]
    if wanted is not None:
        asked = [story for story in hub.stories if is_wanted(story.path)]
        found += advised(hub, asked, settings, shards_of(folder, settings.language, store))
    return replace(hub, issues=tuple(sorted(found)))

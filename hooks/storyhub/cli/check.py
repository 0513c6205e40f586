"""`check`: reads the stories and lists what stops them, and advice."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from storyhub.check.formats import FORMATS
from storyhub.cli import paths, shared_options
from storyhub.model.issues import Level

SUMMARY = "Read the stories and list what stops them, and advice."
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
    told = "the commit since which a story that moved is known again (default: HEAD)"
    parser.add_argument("--base", metavar="REF", default="HEAD", help=told)
    parser.add_argument("--preview", metavar="URL", default="", help="where the preview stands, for the comment")


def run(options: argparse.Namespace, root: Path) -> int:
    """Checks a hub, and prints what is found about all of it or about the paths that were given."""
    from storyhub.system import standby

    standby.call()
    from storyhub.assemble import checked
    from storyhub.check.moved import moved
    from storyhub.read.hub import shards_of
    from storyhub.review.comment import comment
    from storyhub.review.findings import advised, telling

    folder = shared_options.stories(options, root)
    wanted = paths.wanted(options.paths, options.paths_from, folder)
    is_wanted = paths.among(wanted)
    settings, store = shared_options.settings(options, root), shared_options.store(root, folder)
    shards = shards_of(folder, settings.language, store)
    hub = checked(folder, settings, store, is_wanted)
    found = [issue for issue in hub.issues if is_wanted(issue.path)]
    found += [issue for issue in moved(folder, hub.stories, options.base) if is_wanted(issue.path)]
    if wanted is not None:
        found += advised(hub, [story for story in hub.stories if is_wanted(story.path)], settings, shards)
    hub = replace(hub, issues=tuple(sorted(found)))
    if options.format == COMMENT:
        told = telling(hub, is_wanted, settings, shards, store)
        print(comment(told, hub.values, settings.language, options.preview))
    else:
        shown = [replace(issue, path=paths.as_seen(issue.path, folder)) for issue in hub.issues]
        if text := FORMATS[options.format](shown):
            print(text)
        elif options.format == "text":
            print("Nothing to mend.")
    return int(any(issue.level is Level.ERROR for issue in hub.issues))

"""`check`: reads the stories and lists what stops them, and advice."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from storyhub.formats import FORMATS
from storyhub.issues import Level, one_line
from storyhub.verbs import paths, project

SUMMARY = "Read the stories and list what stops them, and advice."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    project.arguments(parser)
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="stories or folders (default: all)")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="default: text")


def run(options: argparse.Namespace, root: Path) -> int:
    """Checks a hub, and prints what is found about all of it or about the paths that were given."""
    from storyhub.assemble import checked

    folder = project.stories(options, root)
    wanted = [one_line(paths.place(path, folder)) for path in options.paths]
    hub = checked(folder, project.settings(options, root), project.store(root, folder))
    issues = [issue for issue in hub.issues if not wanted or any(paths.is_under(issue.path, one) for one in wanted)]
    shown = [replace(issue, path=paths.as_seen(issue.path, folder)) for issue in issues]
    if text := FORMATS[options.format](shown):
        print(text)
    elif options.format == "text":
        print("Nothing to mend.")
    return int(any(issue.level is Level.ERROR for issue in issues))

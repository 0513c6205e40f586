"""`intake`: takes the stories out of a pull request as data."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from storyhub.check.formats import FORMATS
from storyhub.cli import pull_request_options, shared_options
from storyhub.model.issues import Level, harmless_line
from storyhub.system.atomic_files import write_text

SUMMARY = "Take the stories out of a pull request as data: nothing of it is checked out or run."
FOR_ENGINEERS = 3
"""Exit code: the pull request changes more than stories, and nothing was taken."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    pull_request_options.arguments(parser)
    told = "a new folder for the hub as it would be after the merge (stories/) and the paths that change (changed.txt)"
    parser.add_argument("--into", metavar="DIR", type=Path, required=True, help=told)
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="of what is refused (default: text)")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes what is taken in, and tells what is not: 1 when something is refused, 3 when it is for engineers."""
    from storyhub.review import pull_request
    from storyhub.system.git import GitError

    into: Path = options.into
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise shared_options.UsageError(f"{into}: already exists; --into takes a folder that is new or empty")
    found = pull_request_options.take(options, root)
    if found.for_engineers:
        print(harmless_line(pull_request.engineers_path(found)), file=sys.stderr)
        return FOR_ENGINEERS
    try:
        pull_request.write(found, into / "stories")
    except (GitError, OSError) as fault:
        raise shared_options.UsageError(f"{into}: cannot be written: {fault}") from fault
    changed = "".join(f"{path}\n" for path in sorted(found.taken))
    write_text(into / "changed.txt", changed)
    if text := FORMATS[options.format](found.issues):
        print(text)
    told = f"{len(found.taken)} files taken in, {len(found.removed)} removed"
    print(told, file=sys.stderr)
    return int(any(issue.level is Level.ERROR for issue in found.issues))

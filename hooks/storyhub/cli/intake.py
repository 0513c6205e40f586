"""`intake`: takes the stories out of a pull request as data."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from storyhub.check.formats import FORMATS
from storyhub.cli import shared_options
from storyhub.model.issues import Level, harmless_line
from storyhub.review import pull_request
from storyhub.review.pull_request import TakenIn
from storyhub.system.atomic_files import write_text
from storyhub.system.git import GitError, Repository

FOR_ENGINEERS = 3
"""Exit code: the pull request changes more than stories, and nothing was taken."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    pull_request_arguments(parser)
    told = "a new folder for the hub as it would be after the merge (stories/) and the paths that change (changed.txt)"
    parser.add_argument("--into", metavar="DIR", type=Path, required=True, help=told)
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="of what is refused (default: text)")


def pull_request_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every verb that looks at a pull request."""
    shared_options.arguments(parser)
    parser.add_argument(
        "--base", metavar="REF", required=True, help="what it is to be merged into, such as origin/main"
    )
    parser.add_argument("--head", metavar="REF", default="HEAD", help="the pull request's last commit (default: HEAD)")
    parser.add_argument("--repo", metavar="DIR", type=Path, help="the repository (default: this one)")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes what is taken in, and tells what is not: 1 when something is refused, 3 when it is for engineers."""
    into: Path = options.into
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise shared_options.UsageError(f"{into}: already exists; --into takes a folder that is new or empty")
    found = take(options, root)
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


def take(options: argparse.Namespace, root: Path) -> TakenIn:
    """What a pull request brings.

    Raises:
        UsageError, GitError: the folder or the commits are not there.
    """
    repository = Repository(options.repo or root)
    place = repository.place(shared_options.stories(options, root))
    return pull_request.take(repository, options.base, options.head, place)

"""A pull request as verbs are given it: a repository, and the two commits that it lies between."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.cli import shared_options

if TYPE_CHECKING:
    from storyhub.review.pull_request import TakenIn


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every verb that looks at a pull request."""
    shared_options.arguments(parser)
    parser.add_argument(
        "--base", metavar="REF", required=True, help="what it is to be merged into, such as origin/main"
    )
    parser.add_argument("--head", metavar="REF", default="HEAD", help="the pull request's last commit (default: HEAD)")
    parser.add_argument("--repo", metavar="DIR", type=Path, help="the repository (default: this one)")


def take(options: argparse.Namespace, root: Path) -> TakenIn:
    """What the pull request brings.

    Raises:
        UsageError, GitError: the folder or the commits are not there.
    """
    from storyhub.review import pull_request
    from storyhub.system.git import Repository

    repository = Repository(options.repo or root)
    place = repository.place(shared_options.stories(options, root))
    return pull_request.take(repository, options.base, options.head, place)

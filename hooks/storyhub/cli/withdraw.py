"""`withdraw`: takes a story back. A notice stays in its place, and says who asked for it."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import paths, shared_options
from storyhub.cli.shared_options import UsageError
from storyhub.compose.withdrawal import withdraw
from storyhub.model.settings import today
from storyhub.read.schema import LINE_LIMIT

TELLER, PERSON, ORGANISATION = "teller", "person", "organisation"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument("story", metavar="ID", type=Path, help="the story, as in its address: 2026/a-day-on-the-ward")
    parser.add_argument(
        "--by",
        choices=(TELLER, PERSON, ORGANISATION),
        default=TELLER,
        help="who asked: its teller (the default), a person who is in it, or the organisation",
    )
    parser.add_argument("--for", dest="reason", metavar="REASON", default="", help="the reason, as readers will see it")


def run(options: argparse.Namespace, root: Path) -> int:
    """Withdraws one story, and says what is left to do."""
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    identity = _story(options.story, folder)
    if len(options.reason) > LINE_LIMIT:
        raise UsageError(
            f"--for is {len(options.reason)} characters long; at most {LINE_LIMIT} are allowed; shorten it"
        )
    reason = " ".join(options.reason.split())
    try:
        gone = withdraw(folder, identity, today(settings), options.by, reason, settings.language)
    except ValueError as fault:
        told = "has no date and department that can be read, and so was never published; delete the file"
        raise UsageError(f"{identity}.md: {told}") from fault
    print(f"{paths.as_seen(folder / f'{identity}.md')}: withdrawn; nothing of the story is left in it")
    for place in gone:
        print(f"{paths.as_seen(place)}: removed")
    for other in _that_name(folder, identity):
        print(f"{paths.as_seen(other)}: names this story; check whether it repeats anything from it")
    print(
        "Commit this and publish: then it is gone from the site, its lists, feeds, pictures and search, and from every "
        "release that is kept. Git keeps its history, and copies of it: docs/withdrawing.md of the software says how to take it out there."
    )
    return 0


def _story(given: Path, folder: Path) -> str:
    """The id of a story that is there."""
    for candidate in (given, folder / given, given.with_name(f"{given.name}.md"), folder / f"{given}.md"):
        if candidate.is_file() and candidate.suffix == ".md":
            return paths.place(candidate, folder).removesuffix(".md")
    raise UsageError(f"{given}: there is no such story in {folder}; name it as in its address: 2026/a-day-on-the-ward")


def _that_name(folder: Path, identity: str) -> list[Path]:
    """Stories whose file names another one, in a link or as the story that it answers."""
    name, own = identity.rpartition("/")[2].encode(), folder / f"{identity}.md"
    return [path for path in sorted(folder.glob("[0-9]*/*.md")) if path != own and name in path.read_bytes()]

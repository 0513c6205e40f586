"""`publish`: makes the website, verifies it, and puts it on its server in one step, or leaves readers what they have."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from storyhub.check.moved import again, asked, since
from storyhub.cli import publishing, verifying
from storyhub.cli.publishing import Work
from storyhub.cli.verifying import NotPublishedError
from storyhub.model.story import Hub
from storyhub.publish.destination import DestinationError
from storyhub.publish.record import ReleaseRecord
from storyhub.publish.release import Fresh, publish
from storyhub.publish.verify import lost
from storyhub.system.git import GitError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    publishing.arguments(parser)
    told = "publish even if an address that the previous release had is lost: links to it will break"
    parser.add_argument("--lose-addresses", action="store_true", help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Publishes the site once."""
    with publishing.work(options, root) as todo:
        try:
            there = todo.to.releases()
            before = todo.to.record(there.current) if there.current else None
            fresh, hub = publishing.site_of(todo, todo.folder)
            if not options.lose_addresses:
                _refuse_lost_addresses(todo, before, fresh, hub)
            publishing.tell(todo, publish(todo.to, there, before, fresh, todo.keep, datetime.now(UTC)))
        except (NotPublishedError, DestinationError) as fault:
            print(f"hub.py publish: {fault}; nothing was published", file=sys.stderr)
            return 1
    return 0


def _refuse_lost_addresses(todo: Work, before: ReleaseRecord | None, fresh: Fresh, hub: Hub) -> None:
    gone = lost(before, fresh.files)
    if not before or not gone:
        return
    verifying.show([*_aliases_to_add(todo, before, fresh, hub), *(f"{url}: would be lost" for url in gone)])
    raise NotPublishedError(
        f"{len(gone)} addresses that readers have would be lost; add the lines above to stories that have another name now, "
        "withdraw a story that has to go (`hub.py withdraw`), or give --lose-addresses"
    )


def _aliases_to_add(todo: Work, before: ReleaseRecord, fresh: Fresh, hub: Hub) -> Sequence[str]:
    """A line for each story that has another name now."""
    try:
        known = since(todo.folder, before.commit) if before.commit else {}
    except GitError:
        known = {}  # a shallow checkout has no such commit; the texts alone tell then
    gone = {one: text for one, text in before.stories.items() if f"{one}/index.html" not in fresh.files}
    there = {one: text for one, text in fresh.stories.items() if one not in before.stories}
    by_id = {story.id: story for story in hub.stories}
    found = again(gone, there, {old: to for old, (_, to) in known.items() if to})
    return [f"{by_id[new].path}: {asked(by_id[new], old)}" for old, new in found.items()]

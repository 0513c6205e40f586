"""What must hold before a site is given to readers, as verbs say it: named where it does not, and nothing is published."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from storyhub.assemble import published
from storyhub.model.issues import harmless_line
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.publish.examine import SiteFile, examine
from storyhub.publish.live_site import LiveSite
from storyhub.publish.verify import absent, faults, remarks

MOST_SHOWN = 20
"""Faults of one kind that are printed; one broken link in the footer is on every page."""
_STORY = re.compile(r"\d{4}/[^/]+\.md")


class NotPublishedError(Exception):
    """Why the site was not published; readers have the one that they had."""


def refuse_when_most_is_bad(hub: Hub, settings: Settings) -> None:
    """Lets no site pass from which a large part of the stories is left out.

    Raises:
        NotPublishedError: it is; the first faults are printed.
    """
    bad = {path for path in hub.left_out if _STORY.fullmatch(path)}
    all_of_them = bad | {story.path for story in hub.all_stories}
    if len(bad) * 100 > settings.publish.most_bad * max(1, len(all_of_them)):
        for issue in [issue for issue in hub.issues if issue.path in bad][:MOST_SHOWN]:
            print(issue, file=sys.stderr)
        raise NotPublishedError(
            f"{len(bad)} of {len(all_of_them)} stories have an error, and at most {settings.publish.most_bad} % may; "
            "fix them (`hub.py check` names them all), or set extra.hub.publish.most_bad in mkdocs.yml"
        )


def examined(site: Path, hub: Hub, settings: Settings) -> dict[str, SiteFile]:
    """Every file of a site that was made of a hub.

    Raises:
        NotPublishedError: it has faults, which are printed.
    """
    stories, tombstones = published(hub, settings)
    files = examine(site, settings.address, settings.base_path)
    found = list(faults(site, files, [one.id for one in stories], [one.id for one in tombstones]))
    show(found or list(remarks(files)))
    if found:
        raise NotPublishedError(f"the site has {len(found)} faults, named above")
    return files


def refuse_lost_from_live(files: Mapping[str, SiteFile], settings: Settings) -> None:
    """Lets no site pass that lacks a page of the live one.

    Raises:
        NotPublishedError: it does; the addresses are printed.
    """
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
            f"{len(gone)} addresses of the live site would be lost; redirect them with aliases, or leave out --keep-addresses once"
        )


def show(lines: Sequence[str]) -> None:
    """Prints some lines, and how many more there are."""
    for line in lines[:MOST_SHOWN]:
        print(harmless_line(line), file=sys.stderr)
    if len(lines) > MOST_SHOWN:
        print(f"… and {len(lines) - MOST_SHOWN} more", file=sys.stderr)

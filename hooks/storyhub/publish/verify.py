"""What must hold of a site before readers get it: it is whole, its links lead somewhere, and no address is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from storyhub.publish.examine import SiteFile
from storyhub.publish.record import INDEX, ReleaseRecord

SEARCH = "search/manifest.json"
_STORY = re.compile(r"\d{4}/[^/]+/index\.html|(?:.*/)?feed\.xml")
"""Files with the text of stories: their pages, and feeds, which hold it too."""
_PASSING = re.compile(r"^(?:[a-z]{2,3}/)?(?:archive|ambassadors)/[^/]+/|/page/\d+/")


def faults(
    site: Path, files: Mapping[str, SiteFile], stories: Sequence[str], tombstones: Sequence[str]
) -> Iterator[str]:
    """Everything that is wrong with a site, a line each; there must be pages of the stories and tombstones with these ids."""
    for path in (INDEX, "404.html"):
        if path not in files:
            yield f"{path}: is not there"
    for identity in (*stories, *tombstones):
        if f"{identity}/{INDEX}" not in files:
            yield f"{identity}/: the story has no page"
    if SEARCH in files:
        languages = json.loads((site / SEARCH).read_bytes())["languages"].values()
        indexed = sum(language["stories"] for language in languages)
        if indexed != len(stories):
            yield f"search/: knows {indexed} stories, and {len(stories)} are published"
    for path, file in files.items():
        if not file.size:
            yield f"{path}: is empty"
        yield from (f"{path}: leads to {link}, which is not there" for link in file.broken)
        if not _STORY.match(path):
            yield from _to_no_place(path, file, files)


def remarks(files: Mapping[str, SiteFile]) -> Iterator[str]:
    """Links in stories to a place that is not on the page they lead to: advice for their writers, and no reason to stop all others."""
    for path, file in files.items():
        if _STORY.match(path):
            yield from _to_no_place(path, file, files)


def _to_no_place(path: str, file: SiteFile, files: Mapping[str, SiteFile]) -> Iterator[str]:
    for target, anchor in file.to_anchors:
        if anchor not in files[target].anchors:
            yield f"{path}: leads to {target}#{anchor}, and there is no such place on that page"


def lost(before: ReleaseRecord | None, files: Collection[str]) -> list[str]:
    """Addresses of stories, and of what leads to them, that the release before had and this site has not."""
    if before is None:
        return []
    return sorted(path.removesuffix(INDEX) for path in before.files if is_address(path) and path not in files)


def is_address(path: str) -> bool:
    """Whether a file of a release is at an address that somebody may have kept: a page or a feed.

    Not those that come and go with the stories: months, parts of a list, and people whose last story was withdrawn.
    """
    return path.endswith((".html", "feed.xml", "feed.json")) and not _PASSING.search(path)


def absent(addresses: Iterable[str], files: Collection[str]) -> list[str]:
    """Those of some addresses (`2026/a-story/`) that a site has no page for."""
    return [url for url in addresses if is_address(url + INDEX) and url + INDEX not in files]

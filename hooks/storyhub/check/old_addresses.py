"""Old addresses of stories: which can be sent on without landing on another page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from storyhub.check.addresses import Addresses, plain
from storyhub.model import file_names
from storyhub.model.story import Story
from storyhub.read.accepted_paths import TAKEN

LENGTH_LIMIT = 200
_FILE_AT_THE_TOP = re.compile(r"[^/]*\.(?!html$)[^/]*")
"""Such as feed.xml."""


def is_free(alias: str, story: Story, addresses: Addresses) -> bool:
    """Whether an old address can be sent on to its story."""
    path = plain(alias)
    parts = path.split("/")
    seen = file_names.as_file_systems_see(path)
    # A part that is a file for one address cannot be a folder for another.
    whole = not any(file_names.fault(part) for part in parts) and not any(
        ".html" in part.lower() for part in parts[:-1]
    )
    # The folder of a story holds its page and its pictures, whatever these are called.
    another = "/".join(seen.split("/")[:2]) in addresses.taken or addresses.at(path) not in (None, story.url)
    return (
        whole
        and not another
        and len(path) <= LENGTH_LIMIT
        and seen.partition("/")[0] not in TAKEN | addresses.languages
        and not _FILE_AT_THE_TOP.fullmatch(seen)
        and not seen.endswith("index.html")
        and seen != "404.html"
    )


def free(stories: Iterable[Story], addresses: Addresses) -> Iterator[tuple[str, Story]]:
    """Each old address that is sent on, with its story; the first story that has it gets it."""
    given: set[str] = set()
    for story in stories:
        for alias in story.aliases:
            seen = file_names.as_file_systems_see(plain(alias))
            if seen not in given and is_free(alias, story, addresses):
                given.add(seen)
                yield plain(alias), story

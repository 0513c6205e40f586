"""A release: what is sent of a site, what of the release before goes on, and what may be kept of the past.

    DIR/current                       → releases/20260301T090005Z-0123456789ab/site
    DIR/releases/<time>-<commit>/     site/ and record.json

A web server's root is DIR/current. The link is replaced by renaming another one over it, which is one step for every reader.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from storyhub.publish.destination import Change, Destination, Releases
from storyhub.publish.record import INDEX, ReleaseRecord, name_after

HASHED, SEARCHED = "assets/", "search/"
"""Where files have names that change with their content."""
MOST_FOLLOWED = 50
"""Names of earlier releases that a record holds."""


@dataclass(frozen=True)
class Fresh:
    """A site that was made and verified."""

    files: Mapping[str, str]
    """Path → digest."""
    places: Mapping[str, Path]
    """Path → the file that holds its bytes."""
    stories: Mapping[str, str]
    """Published stories: id → digest of their text."""
    tombstones: tuple[str, ...]
    commit: str


@dataclass(frozen=True)
class Outcome:
    """What was put in place."""

    name: str
    sent: int
    gone: int
    files: int
    dropped: int
    """Stories that the release before had and that are no longer published, so that no release with them is kept."""


def publish(
    to: Destination,
    there: Releases,
    before: ReleaseRecord | None,
    fresh: Fresh,
    keep: int,
    now: datetime,
    follows: tuple[str, ...] | None = None,
) -> Outcome:
    """Puts a site in place of the release that readers have; `follows`: what it comes after, if not that release.

    Raises:
        DestinationError: readers have what they had.
    """
    # A nightly run without news is no release to go back from: readers have all of it already.
    new = fresh.files, fresh.stories, fresh.tombstones
    if before and (before.files, before.stories, before.tombstones) == new:
        to.clean(keep, before.oldest)
        return Outcome(before.name, 0, 0, len(before.tree), 0)
    name = name_after(there.current, fresh.commit, now)
    left = _taken_back(before, fresh)
    lent = dict(_lent(before, fresh, is_all=not left))
    record = ReleaseRecord(
        name=name,
        files=fresh.files,
        lent=lent,
        stories=fresh.stories,
        tombstones=fresh.tombstones,
        follows=_follows(before) if follows is None else follows,
        oldest=name if left or not before else before.oldest,
    )
    had, tree = before.tree if before else {}, record.tree
    sent = [path for path in record.files if had.get(path) != record.files[path]]
    # What changes is taken out first: nothing is ever written into a file that an earlier release shares.
    gone = [path for path in had if tree.get(path) != had[path]]
    change = Change(
        record=record,
        current=there.current,
        base=before.name if before else "",
        gone=gone,
        sent=((path, fresh.places[path]) for path in sent),
        count=len(tree),
        keep=keep,
    )
    to.put(change)
    return Outcome(name, len(sent), len(gone), len(tree), len(left))


def _taken_back(before: ReleaseRecord | None, fresh: Fresh) -> list[str]:
    """Stories of the release before that were withdrawn or are gone; not those that only have another address now."""
    old = set(before.stories).difference(fresh.stories) if before else set()
    return sorted(one for one in old if one in fresh.tombstones or f"{one}/{INDEX}" not in fresh.files)


def _lent(before: ReleaseRecord | None, fresh: Fresh, *, is_all: bool) -> Iterator[tuple[str, str]]:
    """Hashed files of the release before: a page that is open still asks for them.

    Its search index has the words of its stories: where one of those is gone, so is that index.
    """
    for path, digest in before.files.items() if before else ():
        if path not in fresh.files and path.startswith((HASHED, SEARCHED) if is_all else HASHED):
            yield path, digest


def _follows(before: ReleaseRecord | None) -> tuple[str, ...]:
    return (*before.follows, before.name)[-MOST_FOLLOWED:] if before else ()


def back(
    to: Destination, there: Releases, current: ReleaseRecord, earlier: ReleaseRecord, keep: int, now: datetime
) -> Outcome:
    """Puts a kept release in place of the one that readers have, without making it again.

    Whoever calls it has seen to it that nothing in it was withdrawn since.
    """
    own = {path: digest for path, digest in current.tree.items() if path.startswith(HASHED)}
    lent = {path: digest for path, digest in {**own, **earlier.lent}.items() if path not in earlier.files}
    record = replace(
        earlier,
        name=name_after(there.current, earlier.commit, now),
        lent=lent,
        oldest=max(current.oldest, earlier.oldest),
    )
    change = Change(record, there.current, earlier.name, gone=(), sent=(), count=len(record.tree), keep=keep)
    to.put(change)
    return Outcome(record.name, 0, 0, change.count, 0)

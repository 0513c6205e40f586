"""Takes away what an earlier run has made, without deleting it while something is measured.

ext4 gives the number of a deleted file out again only after a minute or more, and until then looks past all such numbers
each time that a file is made: after a site is deleted, the files of the next one cost ten times as much.
"""

from __future__ import annotations

from pathlib import Path

NAME = "aside"
"""The folder for all that was taken away; it goes with the folder of the whole run."""


def put(thing: Path, within: Path) -> None:
    """Moves a file or folder into the folder `aside` of `within`, on the same disk; nothing happens when it is not there."""
    aside = within / NAME
    aside.mkdir(parents=True, exist_ok=True)
    if thing.exists():
        thing.rename(aside / f"{len(list(aside.iterdir()))}-{thing.name}")

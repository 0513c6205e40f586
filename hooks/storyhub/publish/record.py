"""The record of a release, kept beside it: what it holds, and what the next one has to know of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

FORMAT = 1
INDEX = "index.html"
"""What a page's file is called."""
NAME = re.compile(r"(?P<time>\d{8}T\d{6}Z)-(?P<commit>[0-9a-z]{1,12})")
"""What a release is called: when it was made (UTC), and from which commit."""
NO_COMMIT = "uncommitted"
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class ReleaseRecord:
    """What is known of one release."""

    name: str
    files: Mapping[str, str]
    """The site's own files: path → digest."""
    lent: Mapping[str, str] = field(default_factory=dict)
    """Hashed files of the release before, for pages that are still open."""
    stories: Mapping[str, str] = field(default_factory=dict)
    """Published stories: id → digest of their text, by which one is known again under another name."""
    tombstones: tuple[str, ...] = ()
    """Ids of withdrawn stories."""
    follows: tuple[str, ...] = ()
    """Names of the releases before it, the last one being the one to roll back to."""
    oldest: str = ""
    """No release with a smaller name may be kept: it holds something that was withdrawn since."""

    @property
    def commit(self) -> str:
        """The commit that it was made of, shortened; empty when the stories were not committed."""
        found = commit_of(self.name)
        return "" if found == NO_COMMIT else found

    @property
    def tree(self) -> dict[str, str]:
        """Every file of the release: path → digest."""
        return {**self.lent, **self.files}

    def as_json(self) -> bytes:
        """The record as it is kept."""
        return json.dumps({"format": FORMAT, **asdict(self)}, sort_keys=True, separators=(",", ":")).encode()


def from_json(data: bytes) -> ReleaseRecord:
    """A record that was kept.

    Raises:
        ValueError: it is none, or one of another version of the hub.
    """
    found: Any = json.loads(data)
    if not isinstance(found, dict) or found.pop("format", None) != FORMAT:
        raise ValueError("not a record of this version")
    return ReleaseRecord(**{**found, **{name: tuple(found[name]) for name in ("tombstones", "follows")}})


def commit_of(name: str) -> str:
    """The commit in a release's name."""
    found = NAME.fullmatch(name)
    return found["commit"] if found else ""


def name_after(before: str, commit: str, now: datetime) -> str:
    """A name for a release: it sorts after the one before, also when the clock of that machine was ahead.

    >>> from datetime import UTC
    >>> name_after("", "0123456789abcdef", datetime(2026, 3, 1, 9, 0, 5, tzinfo=UTC))
    '20260301T090005Z-0123456789ab'
    >>> name_after("20260301T090005Z-0123456789ab", "", datetime(2026, 3, 1, 9, 0, 5, tzinfo=UTC))
    '20260301T090006Z-uncommitted'
    """
    found = NAME.fullmatch(before)
    if found:
        now = max(now, datetime.strptime(f"{found['time']}+0000", f"{_TIME}%z") + timedelta(seconds=1))
    return f"{now.strftime(_TIME)}-{commit[:12] or NO_COMMIT}"

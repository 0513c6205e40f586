"""The headings of a story: each gets an id, and no level is skipped below the page's own title."""

from __future__ import annotations

import re

_NO_SLUG = re.compile(r"[^\w\- ]")
_PREFIX = "h-"
"""Keeps a heading's id from ever being that of a part of the page."""
_OF_THE_PAGE = frozenset({"", "top"})
"""Fragments that a browser knows by itself."""


def slug(text: str) -> str:
    """A heading's words as GitHub writes them in an address: small letters and hyphens."""
    return _NO_SLUG.sub("", text.strip().lower()).replace(" ", "-") or "section"


def anchor(fragment: str) -> str:
    """The id on another page that a link's `#fragment` means; footnotes keep theirs."""
    if fragment in _OF_THE_PAGE or fragment.startswith(("fn-", "fnref-", _PREFIX)):
        return fragment
    return _PREFIX + fragment


def _bare(identity: str) -> str:
    return re.sub(r"[\W_]", "", identity)


class Outline:
    """Collects headings in order; the title above them is level 1."""

    def __init__(self) -> None:
        self.headings: list[tuple[int, str, str]] = []
        self._open: list[int] = []
        self._ids: dict[str, int] = {}
        """Each id, and how many headings have asked for it."""
        self._bare: dict[str, str] = {}
        """The first id that reads so when letters and digits alone count."""

    def add(self, level: int, text: str) -> tuple[int, str]:
        """The level and id that a heading gets on the page."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        shown_level = min(6, len(self._open) + 1)
        identity = self._identity(text)
        self.headings.append((shown_level, identity, text))
        return shown_level, identity

    def find(self, fragment: str) -> str | None:
        """The id that a link's `#fragment` on the same page means; None when there is nothing of that name."""
        if fragment in _OF_THE_PAGE:
            return fragment
        if (exact := _PREFIX + fragment.lower()) in self._ids:
            return exact
        # Every code host makes ids of headings in its own way, and they differ only in what is between the words.
        return self._bare.get(_bare(exact))

    def _identity(self, text: str) -> str:
        base = identity = _PREFIX + slug(text)
        while identity in self._ids:
            self._ids[base] += 1
            identity = f"{base}-{self._ids[base] - 1}"
        self._ids[identity] = 1
        self._bare.setdefault(_bare(identity), identity)
        return identity

"""Finds among very many names the few that a mistyped one could have meant, without comparing it with each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from storyhub.model.issues import close_to, meant

_PART = re.compile(r"[^\W_]+")
_START = 4
_MOST = 40


class Nearest:
    """Names made of words, such as ids of stories; looked through only when something has to be suggested."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The start of each word in a name → the names that have it."""
        found: dict[str, list[str]] = {}
        for name in sorted(self._names):
            for start in _starts(name):
                found.setdefault(start, []).append(name)
        return found

    def meant(self, found: str) -> str:
        """The name that was probably meant as ` (did you mean "x"?)`, or nothing."""
        return meant(self.word(found))

    def word(self, found: str) -> str:
        """The name that was probably meant, or nothing."""
        shared: Counter[str] = Counter()
        for start in _starts(found):
            names = self._by_start.get(start, ())
            # A rare word says more than a year that a thousand names have.
            for name in names[:1000]:
                shared[name] += 1 + 1000 // len(names)
        likely = [name for name, _ in shared.most_common(_MOST)]
        return close_to(_bare(found), likely)


def _starts(name: str) -> set[str]:
    return {part[:_START].lower() for part in _PART.findall(name[:300])}


def _bare(target: str) -> str:
    """A link's path as ids are written."""
    bare = target.partition("#")[0].partition("?")[0].strip("/")
    while bare.startswith(("../", "./")):
        bare = bare.partition("/")[2]
    return bare.removesuffix(".md")

"""Finds the line on which something of a rendered text is in its Markdown."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from functools import cached_property
from html import escape
from urllib.parse import unquote

# Where Markdown names an address, [words](address) and [label]: address, and where HTML does, href="address".
_IN_MARKDOWN = re.compile(r"\][(:]\s*(?:<([^<>\n]*)>|([^\s<>\"']*))")
_IN_HTML = re.compile(r"(?:href|src)\s*=\s*(?:\"([^\"<>]*)\"|'?([^\s<>\"']*))", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
_LINE_LIMIT = 500
"""Characters that are looked back for the backtick that starts code within a line."""


class SourceLines:
    """A Markdown text of which parts are looked up in the order in which they are shown.

    Looking up the same thing again gives its next place, and in the end its last one.
    """

    def __init__(self, markdown: str, path: str, first_line: int) -> None:
        self.markdown = markdown
        self.path = path
        self.first_line = first_line
        self._seen: dict[str, int] = {}

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.markdown)]

    def line_at(self, offset: int) -> int:
        """The line in the file of an offset in the Markdown."""
        return self.first_line + bisect_left(self._line_ends, offset)

    def line_of(self, written: str) -> int:
        """The line of the next place where something is written, code left aside; the body's first line when it is nowhere."""
        found = self.markdown.find(written, self._seen.get(written, -1) + 1)
        while found >= 0 and self.is_code(found):
            found = self.markdown.find(written, found + 1)
        if found >= 0:
            self._seen[written] = found
        return self.line_at(self._seen.get(written, 0))

    def line_of_address(self, target: str) -> int:
        """The line of the next link or picture that leads to an address, given as it is after HTML's entities."""
        for form in dict.fromkeys((target, unquote(target), escape(target), escape(unquote(target)))):
            if offsets := self._addresses.get(form):
                return self.line_at(offsets.popleft() if len(offsets) > 1 else offsets[0])
        return self.line_of(target) if target else self.first_line

    @cached_property
    def _addresses(self) -> dict[str, deque[int]]:
        """Address as written → where, in order."""
        found: dict[str, deque[int]] = {}
        matches = list(_IN_MARKDOWN.finditer(self.markdown))
        small = self.markdown.lower()
        if "<a" in small or "<img" in small:
            matches = sorted((*matches, *_IN_HTML.finditer(self.markdown)), key=re.Match.start)
        for match in matches:
            if not self.is_code(match.start()):
                bare = match[2] or ""
                # What closes a link does not belong to it, unless the address has brackets of its own.
                address = match[1] or (bare if "(" in bare else bare.partition(")")[0])
                found.setdefault(address, deque()).append(match.end() - 1)
        return found

    def is_code(self, offset: int) -> bool:
        """Whether a place is inside code, between backticks or fences."""
        back = max(0, offset - _LINE_LIMIT)
        line_start = max(back, self.markdown.rfind("\n", back, offset) + 1)
        if self.markdown.count("`", line_start, offset) % 2:
            return True
        # Where code starts and where it ends take turns: behind an odd number of them is code.
        return bisect_right(self._code_edges, offset) % 2 == 1

    @cached_property
    def _code_edges(self) -> list[int]:
        """Where each block of code between fences starts, and where it ends."""
        edges: list[int] = []
        if "```" not in self.markdown and "~~~" not in self.markdown:
            return edges
        open_fence = ""
        for match in _FENCE.finditer(self.markdown):
            fence, rest = match.groups()
            if not open_fence and not (fence[0] == "`" and "`" in rest):
                open_fence = fence
                edges.append(match.start())
            elif open_fence and fence.startswith(open_fence) and not rest.strip():
                open_fence = ""
                edges.append(match.end())
        return edges

"""Takes HTML apart into text and tags, finds out which start tag belongs to which end tag, and bounds what repairing it may cost.

For what comrak makes of a story: < and > in its own text are escaped, so each < is of a tag that comrak made or a writer typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
COMMENT, OPEN_COMMENT, NO_TAG = "!--", "!--…", "…"
CODE_END = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style")}
_COMMENT_END = re.compile("-->")
# Quoted values may hold a lone < but no tag: else one quote that is never closed would swallow what follows.
QUOTED = r"\"(?:[^\"<]|<(?![a-zA-Z/!?]))*+\"|'(?:[^'<]|<(?![a-zA-Z/!?]))*+'"
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[\s/](?:[^<>\"']|{QUOTED})*+)?)>")
DEPTH_LIMIT = 400
"""Elements inside each other."""
_SPARE = 50_000
"""Formatting elements that may be opened again in a whole text, besides ten for each tag."""
_FORMATTING = frozenset({"a", "b", "code", "em", "i", "s", "small", "strong", "u"})
CLOSED_BY_WHAT_FOLLOWS = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"})


@dataclass(slots=True)
class Tag:
    """A tag, or what looked like one: a comment, a script with all its code, a < that nothing follows."""

    name: str
    """In small letters; COMMENT, OPEN_COMMENT or NO_TAG for what is no tag."""
    written: str
    """As it was typed."""
    end: bool = False
    attributes: str = ""
    paired: bool = False
    """Whether a start tag has its end tag, and the other way round."""


def take_apart(html: str) -> list[str | Tag]:
    """Text and tags in their order."""
    parts: list[str | Tag] = []
    never_ends: set[str] = set()

    def end_of(name: str, pattern: re.Pattern[str], start: int) -> int:
        # What has no end behind it has none behind any later place: it is sought only once.
        found = None if name in never_ends else pattern.search(html, start)
        if found is None:
            never_ends.add(name)
        return found.end() if found else -1

    done = 0
    at = html.find("<")
    while at >= 0:
        parts.append(html[done:at])
        if html.startswith("<!--", at):
            done = end_of(COMMENT, _COMMENT_END, at + 2)
            parts.append(Tag(COMMENT if done >= 0 else OPEN_COMMENT, "<!--"))
        elif match := _TAG.match(html, at):
            name = match[2].lower()
            code = name in CODE_END and not match[1]
            done = max(match.end(), end_of(name, CODE_END[name], match.end()) if code else -1)
            parts.append(Tag(name, match[0], bool(match[1]), match[3], paired=code))
        else:
            done = -1
            parts.append(Tag(NO_TAG, re.split("[\n&]", html[at : at + 20])[0]))
        done = done if done >= 0 else at + 1
        at = html.find("<", done)
    parts.append(html[done:])
    _pair([part for part in parts if isinstance(part, Tag)])
    return parts


def _pair(tags: list[Tag]) -> None:
    """Marks start and end tags that belong together; they never overlap."""
    waiting: list[Tag] = []
    counts: dict[str, int] = {}
    for tag in tags:
        if tag.name in VOID or tag.name[0] in "!…" or tag.paired:
            continue
        if not tag.end:
            waiting.append(tag)
            counts[tag.name] = counts.get(tag.name, 0) + 1
        elif counts.get(tag.name):
            start = waiting.pop()
            while start.name != tag.name:
                counts[start.name] -= 1
                start = waiting.pop()
            counts[tag.name] -= 1
            start.paired = tag.paired = True


class Nesting:
    """The elements that are open at a place in a text, and what they have cost so far.

    A few kilobytes of tags inside each other can grow into gigabytes: each element is compared with those around it, and
    formatting elements are opened again in every block that closes them early. What is counted is never less than what a
    parser makes of it: an end tag that does not close the innermost element counts as nothing.
    Source: HTML's parsing rules (https://html.spec.whatwg.org/multipage/parsing.html).
    """

    def __init__(self) -> None:
        self._open: list[str] = []
        self._formatting = 0
        self._tags = 0
        self._reopened = 0
        self.deepest = 0

    @property
    def too_costly(self) -> bool:
        """Whether the text should not be given to a parser at all."""
        return self.deepest > DEPTH_LIMIT or self._reopened > _SPARE + 10 * self._tags

    def start(self, name: str) -> None:
        """A start tag."""
        self._tags += 1
        self._reopened += self._formatting
        if name not in VOID:
            self._open.append(name)
            self._formatting += name in _FORMATTING
            self.deepest = max(self.deepest, len(self._open))

    def end(self, name: str) -> None:
        """An end tag."""
        self._tags += 1
        # An end tag can itself make an element: a </p> without its <p> does.
        self._reopened += self._formatting
        place = len(self._open) - 1
        if name not in _FORMATTING:
            while place >= 0 and self._open[place] != name and self._open[place] in CLOSED_BY_WHAT_FOLLOWS:
                place -= 1
        if place >= 0 and self._open[place] == name:
            del self._open[place:]
            self._formatting -= name in _FORMATTING

"""Takes HTML apart into text and tags, and finds out which start tag belongs to which end tag.

For what cmark makes of a story: < and > in its own text are escaped, so each < is of a tag that cmark made or a writer typed.
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

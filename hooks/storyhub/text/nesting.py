"""Bounds what repairing HTML may cost: a few kilobytes of tags inside each other can grow into gigabytes.

Source: HTML's parsing rules (https://html.spec.whatwg.org/multipage/parsing.html). Each element is compared with those
around it, and formatting elements are opened again in every block that closes them early. What is counted here is
never less than what the parser makes of it: an end tag that does not close the innermost element counts as nothing.
"""

from __future__ import annotations

from storyhub.text.html_tags import VOID

DEPTH_LIMIT = 400
"""Elements inside each other."""
_SPARE = 50_000
"""Formatting elements that may be opened again in a whole text, besides ten for each tag."""
_FORMATTING = frozenset({"a", "b", "code", "em", "i", "s", "small", "strong", "u"})
CLOSED_BY_WHAT_FOLLOWS = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "caption"})


class Nesting:
    """The elements that are open at a place in a text, and what they have cost so far."""

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

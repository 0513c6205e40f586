"""The rule about lines back, which is its first line; it advises."""

from __future__ import annotations

from collections.abc import Iterator

from storyhub.check.near_names import Nearest
from storyhub.check.scope import Scope
from storyhub.model.issues import Issue, advice, shown
from storyhub.model.line_back import circles
from storyhub.model.messages import say


def lines_answer_something(scope: Scope) -> Iterator[Issue]:
    """A line answers a story of the hub, or another line; no row of lines is a circle."""
    lines = scope.hub.lines
    known = Nearest((*scope.known, *lines))
    in_circles = circles({line.id: line.to for line in lines.values()})
    for line in lines.values():
        if line.to not in scope.known and line.to not in lines:
            told = say(
                "answers %(found)s%(meant)s, which is neither a story nor a line of the hub; a story is named as year/name, a line by the name of its file; correct it: the line is shown nowhere until then",
                found=shown(line.to),
                meant=known.meant(line.to),
            )
            yield advice(line.path, line.at, "to", "unknown-story", told)
        elif line.id in in_circles:
            told = say(
                "answers %(found)s, which answers this line in its turn; a row of lines begins at a story; name that: the line is shown nowhere until then",
                found=shown(line.to),
            )
            yield advice(line.path, line.at, "to", "circle", told)

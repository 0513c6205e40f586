"""The rule about paths; all of it is advice to whoever made the path."""

from __future__ import annotations

from collections.abc import Iterator

from storyhub.check.scope import Scope
from storyhub.model.issues import Issue, advice, shown, stopped
from storyhub.model.messages import say


def steps_can_be_read(scope: Scope) -> Iterator[Issue]:
    """Every story on a path is one that readers can see."""
    left_out = stopped(scope.hub.issues)
    for path in scope.hub.paths:
        for step in path.steps:
            story = scope.known.get(step.story)
            if story is None:
                told = say(
                    "names %(found)s%(meant)s, which is not in the hub; a story is named as year/name; correct it: the path goes on without it",
                    found=shown(step.story),
                    meant=scope.stories.meant(step.story),
                )
                yield advice(path.path, step.at, "stories", "unknown-story", told)
            elif why := say("is stopped by an error") if story.path in left_out else scope.why_unseen(story):
                told = say(
                    "names %(found)s, which %(why)s; what readers can see may be on a path; leave it, or take it out: the path goes on without it",
                    found=shown(step.story),
                    why=why,
                )
                yield advice(path.path, step.at, "stories", "step-unseen", told)

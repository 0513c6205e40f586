"""The rule about paths; all of it is advice to whoever made the path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.model.paths import ReadingPath
from storyhub.model.story import Story


def steps_can_be_read(
    paths: Iterable[ReadingPath],
    by_id: Mapping[str, Story],
    unseen: Callable[[Story], Message | None],
    meant: Callable[[str], str],
) -> Iterator[Issue]:
    """Every story on a path is one that readers can see; `unseen` says why they do not, `meant` guesses at a name."""
    for path in paths:
        for step in path.steps:
            story = by_id.get(step.story)
            if story is None:
                told = say(
                    "names %(found)s%(meant)s, which is not in the hub; a story is named as year/name; correct it: the path goes on without it",
                    found=shown(step.story),
                    meant=meant(step.story),
                )
                yield advice(path.path, step.at, "stories", "unknown-story", told)
            elif why := unseen(story):
                told = say(
                    "names %(found)s, which %(why)s; what readers can see may be on a path; leave it, or take it out: the path goes on without it",
                    found=shown(step.story),
                    why=why,
                )
                yield advice(path.path, step.at, "stories", "step-unseen", told)

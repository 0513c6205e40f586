"""What there is to tell about each of some files: its story, its issues and the values that are heard in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from storyhub.check import repeated_sentences
from storyhub.check.repeated_sentences import official
from storyhub.check.row_index import shelves
from storyhub.model.i18n import available
from storyhub.model.issues import Issue, Level
from storyhub.model.settings import Settings, today
from storyhub.model.story import Hub, Story, retired
from storyhub.read.shards import Shards
from storyhub.review.comment import Findings
from storyhub.system.cache_files import Store
from storyhub.tag.tag import Teacher, heard

MOST_ASKED = 50
"""Stories of one question: whoever asks about more is no writer, and would have to wait."""


def telling(
    hub: Hub, wanted: Callable[[str], bool], settings: Settings, shards: Shards, store: Store
) -> list[Findings]:
    """One entry for each story that is wanted, and one for each other file that something is said about; what stops a story comes first."""
    stories = {story.path: story for story in hub.all_stories}
    issues: dict[str, list[Issue]] = {path: [] for path in stories if wanted(path)}
    for issue in hub.issues:
        if wanted(issue.path):
            owner = belonging(issue.path)
            issues.setdefault(owner if owner in stories else issue.path, []).append(issue)
    sound = [story for story in hub.stories if story.path not in hub.left_out]
    teacher = Teacher(sound, hub.values, shards.features, store, retired(hub.values, today(settings)))
    told = []
    for path, found in issues.items():
        story = stories.get(path)
        marks = heard(story, teacher) if story and path not in hub.left_out else ()
        is_spoken = story and story.language in settings.languages and available(story.language)
        language = story.language if story and is_spoken else settings.language
        told.append(Findings(path, language, tuple(found), story, marks))
    return sorted(told, key=lambda one: (not any(issue.level is Level.ERROR for issue in one.issues), one.path))


def belonging(path: str) -> str:
    """The story that a file would belong to: a picture is in the folder of its story."""
    return f"{PurePosixPath(path).parent}.md"


def advised(hub: Hub, asked: Sequence[Story], settings: Settings, shards: Shards) -> list[Issue]:
    """Advice that is for the writers of some stories alone, and so is not part of what a build knows of a hub."""
    asked = [story for story in asked if story.path not in hub.left_out and not story.withdrawn]
    if not asked or len(asked) > MOST_ASKED:
        return []
    bodies = shards.bodies(asked)
    told = [(story, bodies[story.id]) for story in asked]
    # A single story is in nobody's way, and need not be made ready to be found.
    others = repeated_sentences.compared(hub, without=asked[0].id if len(asked) == 1 else "")
    found = list(repeated_sentences.repeated(told, official(hub, shards.root, settings), shelves(shards, others)))
    files = {path: shards.root / path for path in {story.path for story, _, _ in found}}
    lines = {path: file.read_text(encoding="utf-8", errors="replace").split("\n") for path, file in files.items()}
    return [repeated_sentences.issue(story, sentence, source, lines[story.path]) for story, sentence, source in found]
